-- The way of an article through the newsroom: stages, moves, who is told of them, embargo and legal hold, schedules, preview links.

-- Those who check facts, and those who look at an article for what the law says of it.
alter table staff_roles drop constraint staff_roles_role_check;
alter table staff_roles add constraint staff_roles_role_check
  check (role in ('author', 'editor', 'chief_editor', 'fact_checker', 'lawyer', 'moderator', 'fundraiser', 'bookkeeper', 'publisher', 'admin'));

-- What is held was public and is not at present: under a legal hold or an embargo.
alter table articles drop constraint articles_state_check;
alter table articles add constraint articles_state_check check (state in ('draft', 'published', 'held', 'withdrawn'));

alter table articles add column stage text not null default 'published';
update articles set stage = case state when 'withdrawn' then 'withdrawn' else 'draft' end where state <> 'published';
update articles set stage = 'updated' where state = 'published' and updated_at > first_published_at;
update articles set stage = 'corrected' from (select article_id, max(corrected_at) as at from corrections group by article_id) corrected
where id = article_id and state = 'published' and (updated_at is null or at >= updated_at);
alter table articles
  alter column stage set default 'draft',
  add constraint articles_stage_check check (stage in ('idea', 'draft', 'editing', 'fact_check', 'legal', 'ready', 'scheduled', 'published', 'updated', 'corrected', 'withdrawn')),
  add constraint articles_stage_of_state_check check (case state
    when 'draft' then stage in ('idea', 'draft', 'editing', 'fact_check', 'legal', 'ready', 'scheduled')
    when 'withdrawn' then stage = 'withdrawn' else stage in ('published', 'updated', 'corrected') end),
  add column embargo_until timestamptz,
  add column legal_hold_at timestamptz,
  -- null where it came by no person
  add column legal_hold_by bigint references readers deferrable initially deferred,
  add column legal_hold_note text check (legal_hold_note <> ''),
  add constraint articles_legal_hold_said_check check ((legal_hold_at is null) = (legal_hold_note is null)),
  -- What no page, no job, no import and no mistake can do: these are what the promise rests on.
  add constraint articles_legal_hold_check check (state <> 'published' or legal_hold_at is null),
  add constraint articles_embargo_check check (state <> 'published' or embargo_until is null or embargo_until <= published_at),
  add constraint articles_held_check check (state <> 'held' or (published_at is not null and first_published_at is not null and (legal_hold_at is not null or embargo_until is not null)));
-- The desk's lists of what is on its way.
create index articles_stage_idx on articles (stage, id desc) where state = 'draft';
create index articles_kept_back_idx on articles (id) where legal_hold_at is not null or embargo_until is not null;
create index articles_legal_hold_by_idx on articles (legal_hold_by) where legal_hold_by is not null;

-- The stage follows the state where whoever writes says nothing of stages, as older versions of the program do.
create function article_stage() returns trigger language plpgsql as $$
begin
  if new.state = 'draft' then
    if new.stage in ('published', 'updated', 'corrected', 'withdrawn') then new.stage := 'draft'; end if;
  elsif new.state = 'withdrawn' then
    new.stage := 'withdrawn';
  elsif new.stage not in ('published', 'updated', 'corrected') then
    new.stage := case when tg_op = 'INSERT' and new.updated_at > new.first_published_at then 'updated' else 'published' end;
  elsif tg_op = 'UPDATE' and new.updated_at is not null and new.updated_at is distinct from old.updated_at and new.stage = old.stage then
    new.stage := 'updated';
  end if;
  return new;
end
$$;
create trigger articles_stage before insert or update of state, stage, updated_at on articles for each row execute function article_stage();

-- What is public no more leaves the search and all lists in the same moment, whoever changed it.
create function article_unlisted() returns trigger language plpgsql as $$
begin
  delete from search_words where article_id = new.id;
  delete from article_search where article_id = new.id;
  update bylines set listed_at = null where article_id = new.id and listed_at is not null;
  update article_topics set listed_at = null where article_id = new.id and listed_at is not null;
  return null;
end
$$;
create trigger articles_unlisted after update of state on articles for each row when (old.state = 'published' and new.state <> 'published') execute function article_unlisted();

-- Whoever indexes an article holds it meanwhile: or one that is taken away in the same moment would stay in the search.
alter function index_articles(bigint[]) rename to index_held_articles;
create function index_articles(ids bigint[]) returns void language plpgsql as $$
begin
  perform from articles where id = any (ids) order by id for share;
  perform index_held_articles(ids);
end
$$;

-- Each step of an article's way: from stage to stage, and what else those who wait for it are told.
create table stage_moves (
  id bigint generated by default as identity primary key,
  article_id bigint not null references articles on delete cascade,
  kind text not null default 'moved' check (kind in ('moved', 'embargoed', 'embargo_lifted', 'held', 'hold_lifted', 'scheduled', 'unscheduled', 'missed')),
  from_stage text not null check (from_stage in ('idea', 'draft', 'editing', 'fact_check', 'legal', 'ready', 'scheduled', 'published', 'updated', 'corrected', 'withdrawn')),
  to_stage text not null check (to_stage in ('idea', 'draft', 'editing', 'fact_check', 'legal', 'ready', 'scheduled', 'published', 'updated', 'corrected', 'withdrawn')),
  -- null where the program did it
  moved_by bigint references readers,
  moved_at timestamptz not null,
  note text not null default '' check (length(note) <= 5000)
);
create index stage_moves_article_idx on stage_moves (article_id, id desc);
create index stage_moves_by_idx on stage_moves (moved_by) where moved_by is not null;

-- Which steps the paper uses, and which an article must have passed; what has no row is as the program has it.
create table stage_settings (
  stage text primary key check (stage in ('idea', 'editing', 'fact_check', 'legal', 'ready')),
  used text not null check (used in ('no', 'yes', 'must'))
);

-- Who waits for an article, or for what comes into a stage, into a section, or into a stage in a section.
create table article_watchers (
  id bigint generated by default as identity primary key,
  reader_id bigint not null references readers on delete cascade,
  article_id bigint references articles on delete cascade,
  section_id bigint references sections on delete cascade,
  stage text check (stage in ('idea', 'draft', 'editing', 'fact_check', 'legal', 'ready', 'scheduled', 'published', 'updated', 'corrected', 'withdrawn')),
  by_mail boolean not null default false,
  since timestamptz not null,
  unique nulls not distinct (reader_id, article_id, section_id, stage),
  check (num_nonnulls(article_id, section_id, stage) > 0),
  check (article_id is null or (section_id is null and stage is null))
);
create index article_watchers_article_idx on article_watchers (article_id) where article_id is not null;
create index article_watchers_section_idx on article_watchers (section_id) where section_id is not null;
create index article_watchers_stage_idx on article_watchers (stage) where stage is not null;

-- What somebody is told of a move; they have seen it, or not yet.
create table move_notices (
  move_id bigint not null references stage_moves on delete cascade,
  reader_id bigint not null references readers on delete cascade,
  by_mail boolean not null default false,
  mailed_at timestamptz,
  seen_at timestamptz,
  primary key (move_id, reader_id)
);
create index move_notices_reader_idx on move_notices (reader_id, move_id desc);
create index move_notices_unseen_idx on move_notices (reader_id) where seen_at is null;

-- What is to happen to an article at a time, by the database's clock. It is claimed and done in one transaction: once.
create table article_schedules (
  id bigint generated by default as identity primary key,
  article_id bigint not null references articles on delete cascade,
  kind text not null check (kind in ('publish', 'update', 'withdraw')),
  fires_at timestamptz not null,
  -- when it is looked at next: later than it fires where something failed
  next_at timestamptz not null,
  tries smallint not null default 0,
  -- of a withdrawal
  reason text not null default '',
  made_by bigint references readers,
  made_at timestamptz not null,
  ended_at timestamptz,
  outcome text check (outcome in ('done', 'refused', 'cancelled', 'failed')),
  -- why it was refused or cancelled, as a word
  why text,
  check ((ended_at is null) = (outcome is null)),
  check (kind <> 'withdraw' or reason <> '')
);
create unique index article_schedules_open_idx on article_schedules (article_id, kind) where ended_at is null;
create index article_schedules_next_idx on article_schedules (next_at) where ended_at is null;
create index article_schedules_article_idx on article_schedules (article_id, id desc);
create index article_schedules_made_by_idx on article_schedules (made_by) where made_by is not null;

-- A link that shows how an article would look, to whoever has it, until it ends. Only the SHA-256 of the token is kept; nobody is counted.
create table preview_links (
  id bigint generated always as identity primary key,
  token_hash bytea not null unique check (length(token_hash) = 32),
  article_id bigint not null references articles on delete cascade,
  made_by bigint references readers,
  made_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > made_at),
  ended_at timestamptz,
  -- for whom it was made
  note text not null default '' check (length(note) <= 500)
);
create index preview_links_article_idx on preview_links (article_id, id desc);
create index preview_links_made_by_idx on preview_links (made_by) where made_by is not null;

-- A legal hold ends every preview link for good, and none is made under it.
create function preview_links_end() returns trigger language plpgsql as $$
begin
  update preview_links set ended_at = new.legal_hold_at where article_id = new.id and ended_at is null;
  return null;
end
$$;
create trigger articles_preview_links_end after update of legal_hold_at on articles for each row when (new.legal_hold_at is not null) execute function preview_links_end();

create function preview_link_refused() returns trigger language plpgsql as $$
begin
  perform from articles where id = new.article_id and legal_hold_at is null for share;
  if not found then raise exception 'article % is under a legal hold: it has no preview links', new.article_id using errcode = 'check_violation'; end if;
  return new;
end
$$;
create trigger preview_links_hold before insert on preview_links for each row execute function preview_link_refused();
