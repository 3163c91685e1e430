-- Working copies: what is written into an article before anybody reads it, as one Yjs document for each article.

-- All changes up to `compacted_up_to`, in one piece. Whoever adds a change locks this row and counts `last_number` up: so the
-- changes of an article are committed in the order of their numbers, and who has read up to one has missed none before it.
create table writings (
  article_id bigint primary key references articles on delete cascade,
  state bytea not null,
  compacted_up_to bigint not null default 0 check (compacted_up_to >= 0),
  last_number bigint not null default 0 check (last_number >= compacted_up_to),
  -- the state of the article that it was first filled from
  begun_from text not null,
  begun_at timestamptz not null
);

-- The changes since. They are only added, and taken away once they are in the one piece.
create table writing_updates (
  article_id bigint not null references writings on delete cascade,
  number bigint not null check (number > 0),
  update bytea not null,
  -- nobody where the program did it
  written_by bigint references readers,
  written_at timestamptz not null,
  primary key (article_id, number)
);
create index writing_updates_written_by_idx on writing_updates (written_by) where written_by is not null;

-- Who has a working copy open, as each process says again and again: what a process that died said is soon not true any more.
create unlogged table writing_presences (
  process_id uuid not null,
  article_id bigint not null references articles on delete cascade,
  reader_id bigint not null references readers on delete cascade,
  seen_at timestamptz not null,
  primary key (article_id, reader_id, process_id)
);
alter table writing_presences alter column process_id set statistics 0;
create index writing_presences_process_idx on writing_presences (process_id);
create index writing_presences_reader_idx on writing_presences (reader_id);

-- Who was signed out, or lost a role, hears no more of what is written: processes are told at once.
create function tell_of_staff() returns trigger language plpgsql as $$
declare
  told text;
begin
  if tg_table_name = 'sessions' then
    select string_agg(distinct former.reader_id::text, ' ') into told from former where exists (select from staff_roles r where r.reader_id = former.reader_id);
  else
    select string_agg(distinct former.reader_id::text, ' ') into told from former;
  end if;
  if told is not null then
    perform pg_notify('staff', case when length(told) > 7000 then '*' else told end);
  end if;
  return null;
end $$;
create trigger sessions_ended after delete on sessions referencing old table as former for each statement execute function tell_of_staff();
create trigger staff_roles_taken after delete on staff_roles referencing old table as former for each statement execute function tell_of_staff();
