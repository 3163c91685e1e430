-- The keys that were ever at work in this database, by their names: never a key itself. Each comes with a word sealed by
-- it, so that a start sees whether it has the right one before anything is opened. A row is written by the first process that may seal something.
create table secret_keys (
  id text primary key,
  sealed_check text not null,
  first_used_at timestamptz not null default now()
);
