-- Revisions: an article as it was saved, each with who, when and why. They are only ever added. An article that was there
-- before has none until it is saved next: its first one is then made of what stands in its row (docs/decisions/0100).
create table revisions (
  article_id bigint not null references articles on delete cascade,
  number integer not null check (number > 0),
  saved_at timestamptz not null,
  -- as the journal names who does something: staff:7
  saved_by text not null check (saved_by <> ''),
  -- by the program, some seconds after somebody wrote; these are thinned out
  by_itself boolean not null,
  kind text not null check (kind in ('imported', 'written', 'published', 'updated', 'revised', 'corrected', 'withdrawn', 'restored')),
  why text not null default '',
  -- from then on readers saw it; null: they never did
  public_at timestamptz,
  -- the revision whose text was taken back
  restored_from integer check (restored_from < number),
  -- how many words came in and went out since the one before
  words_in integer not null check (words_in >= 0),
  words_out integer not null check (words_out >= 0),
  -- all that was written but for the text: pictures, people, topics and the section by their names
  fields jsonb not null,
  body jsonb not null,
  primary key (article_id, number),
  check (public_at is null or not by_itself)
);
create index revisions_by_itself_idx on revisions (article_id, number) where by_itself;
create index revisions_public_idx on revisions (article_id, number) where public_at is not null;

-- To which revision a correction belongs, and which comment of a reader led to it. The rows may come in any order: an archive
-- brings articles before revisions and comments.
alter table corrections
  add column revision integer,
  add column comment_id bigint references comments on delete set null deferrable initially deferred,
  -- since then the reader is named under it: they said that they may be
  add column credited_at timestamptz,
  add constraint corrections_revision_fkey foreign key (article_id, revision) references revisions (article_id, number) deferrable initially deferred,
  add constraint corrections_credited_check check (credited_at is null or comment_id is not null);
create index corrections_comment_idx on corrections (comment_id) where comment_id is not null;

-- What was saved stays: but what the program saved by itself, readers never saw, and no correction names, may be thinned out.
create function keep_revisions() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then raise exception 'a revision is never changed'; end if;
  -- An article that goes takes its revisions with it.
  if not exists (select from articles where id = old.article_id) then return old; end if;
  if not old.by_itself or exists (select from corrections where article_id = old.article_id and revision = old.number) then
    raise exception 'a revision that somebody saved is kept';
  end if;
  return old;
end $$;
create trigger keep_revisions before update or delete on revisions for each row execute function keep_revisions();

-- Who writes in an article without a live connection. For minutes: it ends by itself.
create table article_locks (
  article_id bigint primary key references articles on delete cascade,
  reader_id bigint not null references readers on delete cascade,
  since timestamptz not null,
  seen_at timestamptz not null check (seen_at >= since)
);
create index article_locks_reader_idx on article_locks (reader_id);

-- Comments on their way to the desk: whose they are, and whether a reader may be named under what was corrected.
alter table comment_routes
  add column assigned_to bigint references readers,
  add column credit text check (credit in ('asked', 'agreed', 'declined')),
  add column credit_at timestamptz,
  add constraint comment_routes_credited_check check ((credit is null) = (credit_at is null));
create index comment_routes_assigned_idx on comment_routes (assigned_to) where assigned_to is not null;
create index comment_routes_done_idx on comment_routes (done_at) where done_at is not null;
