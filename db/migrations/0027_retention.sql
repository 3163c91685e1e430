-- Until when a supporter may take back that they asked to be erased.
alter table supporters add column erase_at timestamptz;
create index supporters_erase_idx on supporters (erase_at) where erase_at is not null;
-- Those of whom only what tax law asks for is left, until its terms are over.
create index supporters_blocked_idx on supporters (id) where blocked_at is not null and erased_at is null;
