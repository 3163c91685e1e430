-- Mails on their way. A row is written in the transaction that causes the mail, and removed when the mail has been handed over.
create table mails (
  id bigint generated always as identity primary key,
  to_address text not null,
  -- the paper's name, as it was then
  from_name text not null,
  subject text not null,
  text text not null,
  html text not null,
  -- where one click ends such mails; null for those that must reach their reader
  unsubscribe_url text,
  created_at timestamptz not null
);
create index mails_to_idx on mails (lower(to_address));
