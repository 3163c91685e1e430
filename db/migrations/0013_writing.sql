alter table comments
  add column edited_at timestamptz,
  -- taken back by its author
  add column deleted_at timestamptz,
  -- when everyone could first see it
  add column shown_at timestamptz,
  -- the words of the comment it answers that it quotes: from, up to but without, in UTF-16 units of that body
  add column quote_from integer,
  add column quote_to integer,
  add column recommended integer not null default 0 check (recommended >= 0),
  -- chosen by the editors
  add column picked_at timestamptz,
  -- nobody may answer it or what stands below it any more
  add column locked_at timestamptz,
  -- whether its author spoke for the paper: as one of its staff, or as author of the article
  add column spoke_as text check (spoke_as in ('staff', 'author')),
  -- who removed it: its author, a person of the paper, or a rule; null where nobody knows, as of imported ones
  add column removed_by text check (removed_by in ('author', 'person', 'rule')),
  add check (removed_by is null or state = 'removed'),
  add check ((quote_from is null) = (quote_to is null)),
  add check (quote_from is null or (parent_id is not null and quote_from >= 0 and quote_to > quote_from));
create index comments_picked_idx on comments (article_id, submitted_at desc, id desc) where picked_at is not null and state = 'shown';
create index comments_answered_idx on comments (article_id, replies desc, submitted_at desc, id desc) where parent_id is null and visible;
-- What was said in the last hours, wherever: those who follow its thread are told.
create index comments_shown_idx on comments (shown_at) where state = 'shown';
-- What its authors took back, until it is forgotten.
create index comments_deleted_idx on comments (deleted_at) where deleted_at is not null and body <> '';
create index comments_waiting_idx on comments (submitted_at, id) where state = 'pending';

-- How many comments ever became visible to everyone under an article: it only grows, so browsers can tell what is new.
alter table comment_counts add column arrivals integer not null default 0;

-- What a comment said before its author edited it; for moderators.
create table comment_revisions (
  comment_id bigint not null references comments,
  body text not null,
  replaced_at timestamptz not null,
  primary key (comment_id, replaced_at)
);

-- A comment by somebody who is not signed in: kept until the link in the mail is opened, in whatever browser.
create table comment_drafts (
  id bigint generated always as identity primary key,
  article_id bigint not null references articles on delete cascade,
  parent_id bigint references comments,
  body text not null check (length(body) <= 20000),
  quote_from integer,
  quote_to integer,
  follows boolean not null default false,
  -- its author says that it corrects the article
  corrects boolean not null default false,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index comment_drafts_expires_idx on comment_drafts (expires_at);

create table recommendations (
  comment_id bigint not null references comments,
  reader_id bigint not null references readers,
  recommended_at timestamptz not null,
  primary key (comment_id, reader_id)
);
create index recommendations_reader_idx on recommendations (reader_id);

-- Who is told by mail of what is said in a thread.
create table follows (
  reader_id bigint not null references readers,
  thread_id bigint not null references comments,
  how text not null check (how in ('at_once', 'daily', 'never')),
  since timestamptz not null,
  -- the newest shown_at that was told
  told_until timestamptz not null,
  -- the last mail about it: a busy thread sends no more than one in a while
  mailed_at timestamptz,
  primary key (reader_id, thread_id)
);
create index follows_thread_idx on follows (thread_id);

-- Whose comments a reader does not want to see.
create table hidden_readers (
  reader_id bigint not null references readers,
  hidden_id bigint not null references readers,
  since timestamptz not null,
  primary key (reader_id, hidden_id),
  check (reader_id <> hidden_id)
);
create index hidden_readers_hidden_idx on hidden_readers (hidden_id);

-- What ends mails with one click. Only the SHA-256 of the token is kept.
create table unsubscribe_links (
  token_hash bytea primary key check (length(token_hash) = 32),
  reader_id bigint not null references readers on delete cascade,
  -- null: all threads
  thread_id bigint references comments,
  created_at timestamptz not null
);
create index unsubscribe_links_reader_idx on unsubscribe_links (reader_id);
create index unsubscribe_links_created_idx on unsubscribe_links (created_at);

-- An ordinal as comments/place.ts writes it: in as few bytes as it needs, and so that the bytes sort as the numbers do.
create function ordinal_bytes(ordinal integer) returns bytea language sql immutable strict parallel safe as $$
  select case
    when ordinal < 128 then substr(int4send(ordinal), 4)
    when ordinal < 16384 then substr(int4send(ordinal | 32768), 3)
    when ordinal < 2097152 then substr(int4send(ordinal | 12582912), 2)
    else int4send(ordinal | -536870912)
  end
$$;

-- Adds one comment that is shown or waits, as comments/comment.ts adds many, in one call: what readers say comes one by
-- one, hundreds in a second. Who said the same in the same place after `new_since` has said it already: that comment is
-- answered then. No row when it has no place of its own below its parent: none is there, or it is too deep.
create function add_comment(said_under bigint, said_by bigint, answers bigint, said text, said_at timestamptz, now_shown boolean,
  quoted_from integer, quoted_to integer, said_as text, waiting_for text, new_since timestamptz)
returns table (id bigint, thread_id bigint, state text, is_new boolean) language plpgsql as $$
#variable_conflict use_column
declare
  new_id bigint;
  thread bigint;
  place bytea := '';
  is_seen boolean;
  raised integer := 0;
  begun integer := 0;
begin
  -- See holdArticles in comments/writes/comments.ts: nobody else changes this discussion until the transaction ends.
  perform from comment_counts where article_id = said_under for update;
  if not found then
    insert into comment_counts (article_id) values (said_under) on conflict do nothing;
    perform from comment_counts where article_id = said_under for update;
  end if;
  if new_since is not null then
    return query select comments.id, comments.thread_id, comments.state, false from comments
    where reader_id = said_by and submitted_at > new_since and article_id = said_under and parent_id is not distinct from answers and body = said and state <> 'removed' limit 1;
    if found then return; end if;
  end if;
  if answers is not null then
    select thread_id, path || ordinal_bytes(children + 1), visible into thread, place, is_seen from comments
    where id = answers and article_id = said_under and length(path) <= 1196;
    if not found then return; end if;
  end if;
  new_id := nextval('comments_id_seq');
  insert into comments (id, article_id, reader_id, parent_id, thread_id, path, body, state, visible, submitted_at, shown_at, quote_from, quote_to, spoke_as, waits_for)
  values (new_id, said_under, said_by, answers, coalesce(thread, new_id), place, said,
    case when now_shown then 'shown' else 'pending' end, now_shown, said_at, case when now_shown then said_at end, quoted_from, quoted_to, said_as, waiting_for);
  if answers is not null and now_shown and not is_seen then
    with recursive rising as (
      select id, parent_id from comments where id = answers
      union all
      select comments.id, comments.parent_id from rising join comments on comments.id = rising.parent_id where not comments.visible),
    risen as (update comments set visible = true from rising where comments.id = rising.id returning comments.parent_id)
    select count(parent_id), count(*) - count(parent_id) into raised, begun from risen;
  end if;
  -- Its parent often is the first comment of the thread: then one row changes instead of two.
  if answers is not null then
    update comments set children = children + (id = answers)::integer, replies = replies + case when id = thread and now_shown then 1 + raised else 0 end
    where id = answers or (now_shown and id = thread);
  end if;
  if now_shown then
    update comment_counts set shown = shown + 1, arrivals = arrivals + 1, threads = threads + case when answers is null then 1 else begun end where article_id = said_under;
    -- As base/press/stale.ts says it.
    perform pg_notify('stale', 'thread:' || said_under);
  end if;
  return query select new_id, coalesce(thread, new_id), case when now_shown then 'shown' else 'pending' end, true;
end
$$;
