-- How discussions are moderated, as the paper has it.
create table discussion_settings (
  id smallint primary key default 1 check (id = 1),
  -- before: comments wait; after: they are shown and looked at; on_report: looked at when somebody reports them
  mode text not null default 'after' check (mode in ('before', 'after', 'on_report')),
  -- the first so many comments of a reader wait, whatever the mode
  newcomer_comments integer not null default 3 check (newcomer_comments >= 0),
  -- when more wait than this, new ones wait too; null: no such limit
  most_waiting integer check (most_waiting > 0),
  -- outside these hours of the paper's time zone new ones wait; null: always open. Of one day: from before until
  opens_at time,
  closes_at time,
  -- 1 Monday … 7 Sunday
  open_days integer[] not null default '{1,2,3,4,5,6,7}',
  -- articles close by themselves after so many days; null: never
  close_after_days integer check (close_after_days > 0),
  -- least seconds between two comments of a reader under one article
  slow_seconds integer not null default 0 check (slow_seconds >= 0),
  -- reports within a branch from which on it cools: each one more doubles the delay before one may answer there
  cooling_from integer check (cooling_from > 0),
  longest integer not null default 2000 check (longest between 100 and 20000),
  edit_minutes integer not null default 5 check (edit_minutes >= 0),
  recommends boolean not null default true,
  links text not null default 'allowed' check (links in ('allowed', 'held', 'refused')),
  -- share of decisions, in per cent, that a second moderator makes again without knowing the first
  blind_percent integer not null default 5 check (blind_percent between 0 and 100),
  -- bodies that settle disputes out of court (Article 21 DSA), as text named in each statement
  settlement_bodies text not null default '',
  -- whom a threat to life is told to (Article 18 DSA)
  police_address text not null default '',
  check ((opens_at is null) = (closes_at is null))
);
insert into discussion_settings default values;

-- Where a section or an article has it otherwise; null: as above it.
create table discussion_overrides (
  section_id bigint unique references sections on delete cascade,
  article_id bigint unique references articles on delete cascade,
  mode text check (mode in ('before', 'after', 'on_report')),
  close_after_days integer check (close_after_days > 0),
  slow_seconds integer check (slow_seconds >= 0),
  check (num_nonnulls(section_id, article_id) = 1)
);

-- What a text is looked through for. Never changed: one that is retired is followed by another.
create table moderation_rules (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('words', 'pattern', 'repeat')),
  -- words, one a line; or one pattern; of repeated text whose: 'anyone' or 'reader'
  pattern text not null,
  action text not null check (action in ('hold', 'refuse')),
  -- the clause of the netiquette it stands for; see comments/clause.ts
  clause text not null,
  note text not null default '',
  made_by bigint references readers,
  made_at timestamptz not null,
  retired_at timestamptz
);

-- Why a comment waits, or was looked at: which rules matched where. `at` holds pairs of from and to, in UTF-16 units of the body.
create table rule_matches (
  comment_id bigint not null references comments,
  rule_id bigint not null references moderation_rules,
  places integer[] not null,
  primary key (comment_id, rule_id)
);
create index rule_matches_rule_idx on rule_matches (rule_id);

-- Why it waits: mode, newcomer, load, hours, sensitive, rule, link, watched, hidden; null for one that never waited.
alter table comments add column waits_for text
  check (waits_for in ('mode', 'newcomer', 'load', 'hours', 'sensitive', 'rule', 'link', 'watched', 'hidden'));

-- When a moderator first decided about it, if only that it may stay.
alter table comments add column looked_at timestamptz;
create index comments_unseen_idx on comments (submitted_at, id) where state = 'shown' and looked_at is null;
create index comments_held_idx on comments (submitted_at, id) where state = 'pending' and waits_for = 'rule';
create index comments_locked_idx on comments (thread_id) where locked_at is not null;
-- A reader's own, the newest first. It serves what comments_reader_idx did.
create index comments_of_reader_idx on comments (reader_id, submitted_at desc, id desc);
drop index comments_reader_idx;

-- By which texts count as the same: letters and digits alone, whatever their case. Short ones are said by many.
create function text_key(body text) returns bigint language sql immutable parallel safe
  return hashtextextended(lower(regexp_replace(body, '[^[:alnum:]]+', '', 'g')), 0);
create index comments_text_idx on comments (text_key(body)) where length(body) >= 40;

-- A reader's record, counted in the transaction that changes it, and what was set by hand.
create table standings (
  reader_id bigint primary key references readers,
  approved integer not null default 0,
  rejected integer not null default 0,
  -- reports and notices of theirs that led to a decision, and those that did not
  reports_right integer not null default 0,
  reports_wrong integer not null default 0,
  -- trusted: never waits as a newcomer; watched: always waits; null: as the record has it
  set_as text check (set_as in ('trusted', 'watched')),
  suspended_until timestamptz,
  banned_at timestamptz
);

-- The few under an article that are not shown, for its public figures.
create index comments_not_shown_idx on comments (article_id) where state <> 'shown';

-- What was decided, by whom, on which text, for which reason. Only grows; an undone one says so.
create table decisions (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('approve', 'reject', 'remove', 'hide', 'restore', 'keep', 'warn', 'suspend', 'ban', 'lift')),
  comment_id bigint references comments,
  -- under which article; of a text that a rule refused nothing else is kept of where it was to stand
  article_id bigint references articles on delete cascade,
  -- whom it concerns; null where it is nobody's
  reader_id bigint references readers,
  -- the text it was made on; gone when its author has been erased
  body text,
  made_by text not null check (made_by in ('person', 'rule')),
  staff_id bigint references readers,
  rule_id bigint references moderation_rules,
  clause text,
  reason text not null default '',
  -- the comment's state before, for taking it back
  state_before text,
  until timestamptz,
  decided_at timestamptz not null,
  -- for waiting times: since when the comment had waited, or the first report; null where nothing waited
  waited_since timestamptz,
  undone_at timestamptz,
  undone_by bigint references readers,
  check (made_by = 'rule' or staff_id is not null),
  check (kind not in ('reject', 'remove', 'warn', 'suspend', 'ban') or clause is not null)
);
create index decisions_comment_idx on decisions (comment_id, decided_at);
create index decisions_reader_idx on decisions (reader_id, decided_at);
create index decisions_at_idx on decisions (decided_at);
create index decisions_article_idx on decisions (article_id);
-- How long comments wait, by when they began to.
create index decisions_waited_idx on decisions (waited_since) where waited_since is not null;

-- A complaint about a comment: a reader's report, or anybody's notice of illegal content (Article 16 DSA).
create table reports (
  id bigint generated always as identity primary key,
  comment_id bigint not null references comments,
  kind text not null check (kind in ('report', 'notice')),
  -- null: somebody without an account
  reader_id bigint references readers,
  -- the clause broken, or `illegal`
  clause text not null,
  explanation text not null default '',
  contact_name text,
  contact_mail text,
  language text,
  -- of the token in the receipt's link
  receipt_hash bytea unique check (length(receipt_hash) = 32),
  -- of the one in the mail that tells the outcome: the first is known to nobody here any more
  outcome_hash bytea unique check (length(outcome_hash) = 32),
  reported_at timestamptz not null,
  -- with which decision it ended
  decision_id bigint references decisions,
  -- gone: the comment was taken back by its author before anybody decided
  outcome text check (outcome in ('acted', 'kept', 'gone')),
  ended_at timestamptz,
  check (kind = 'report' or explanation <> ''),
  check ((outcome is null) = (ended_at is null))
);
create unique index reports_once_idx on reports (comment_id, reader_id) where kind = 'report';
create index reports_open_idx on reports (comment_id) where ended_at is null;
create index reports_comment_idx on reports (comment_id);
create index reports_reader_idx on reports (reader_id);
create index reports_at_idx on reports (reported_at);
create index reports_decision_idx on reports (decision_id);
create index reports_reported_idx on reports (reported_at);

-- A complaint about a decision (Article 20 DSA): once, within six months, by the comment's author or the one who reported it.
create table objections (
  id bigint generated always as identity primary key,
  decision_id bigint not null references decisions,
  by_whom text not null check (by_whom in ('author', 'reporter')),
  report_id bigint references reports,
  text text not null,
  objected_at timestamptz not null,
  decided_at timestamptz,
  decided_by bigint references readers,
  outcome text check (outcome in ('upheld', 'overturned')),
  answer text,
  -- decided by the one whose decision it is about, for want of another, at least a day later
  by_same_person boolean not null default false,
  check ((by_whom = 'reporter') = (report_id is not null)),
  check ((outcome is null) = (decided_at is null) and (outcome is null) = (answer is null))
);
create unique index objections_once_idx on objections (decision_id, by_whom, coalesce(report_id, 0));
create index objections_objected_idx on objections (objected_at);
create index objections_open_idx on objections (objected_at) where decided_at is null;

-- Who is looking at a comment right now, for minutes, so that two do not decide it unknowingly.
create table claims (
  comment_id bigint primary key references comments,
  staff_id bigint not null references readers,
  claimed_until timestamptz not null
);
create index claims_staff_idx on claims (staff_id);

-- A word to colleagues, about a comment or a reader.
create table staff_notes (
  id bigint generated always as identity primary key,
  comment_id bigint references comments,
  reader_id bigint references readers,
  staff_id bigint not null references readers,
  text text not null,
  noted_at timestamptz not null,
  check (num_nonnulls(comment_id, reader_id) = 1)
);
create index staff_notes_comment_idx on staff_notes (comment_id);
create index staff_notes_reader_idx on staff_notes (reader_id);

-- A decision that a second moderator makes again without knowing the first.
create table blind_checks (
  decision_id bigint primary key references decisions,
  drawn_at timestamptz not null,
  staff_id bigint references readers,
  kind text check (kind in ('approve', 'reject')),
  clause text,
  checked_at timestamptz,
  check ((kind is null) = (checked_at is null))
);
create index blind_checks_open_idx on blind_checks (drawn_at) where checked_at is null;

-- A comment that offers a correction, answers what readers were asked, or about which its author is asked something, on its way to the desk.
create table comment_routes (
  comment_id bigint not null references comments,
  route text not null check (route in ('correction', 'answer', 'question')),
  marked_by bigint references readers,
  marked_at timestamptz not null,
  done_at timestamptz,
  done_by bigint references readers,
  outcome text check (outcome in ('corrected', 'answered', 'dismissed')),
  -- what its author is asked, and what they answer, which only the paper reads
  question text,
  answer text,
  answered_at timestamptz,
  primary key (comment_id, route),
  check ((outcome is null) = (done_at is null)),
  check ((route = 'question') = (question is not null)),
  check ((answer is null) = (answered_at is null) and (answer is null or question is not null))
);
create index comment_routes_open_idx on comment_routes (marked_at) where done_at is null;

-- Evidence kept for the police of a threat to life (Article 18 DSA), apart from the comment and beyond its erasure.
create table police_cases (
  id bigint generated always as identity primary key,
  comment_id bigint references comments,
  -- the text as it is hashed; jsonb would write it otherwise than it was
  evidence text not null,
  evidence_hash bytea not null check (length(evidence_hash) = 32),
  -- what the police is told beside it, in words
  told text not null,
  opened_by bigint references readers,
  opened_at timestamptz not null,
  -- sent by somebody's button, never by itself
  sent_to text,
  sent_by bigint references readers,
  sent_at timestamptz,
  check (num_nonnulls(sent_to, sent_by, sent_at) in (0, 3))
);

-- The journal is searched by those who answer for the paper.
create index journal_happened_idx on journal (happened_at desc, id desc);
create index journal_subject_idx on journal (subject, happened_at desc);
create index journal_actor_idx on journal (actor, happened_at desc);

-- Everything that decides what becomes of a comment when it comes in, in one look. It costs the same however long the
-- thread is: settings are single rows, a reader's last comment is the first of an index, and of a branch only what was
-- locked or reported lately is looked at. In PL/pgSQL, so that its plan is made once for each connection.
create function intake_facts(of_article bigint, of_parent bigint, of_reader bigint, said text, at timestamptz)
returns table (
  article_state text, comment_mode text, sensitive boolean, published_at timestamptz, time_zone text,
  mode text, newcomer_comments integer, opens_at time, closes_at time, open_days integer[], close_after_days integer,
  slow_seconds integer, cooling_from integer, longest integer, links text,
  approved integer, rejected integer, reports_right integer, reports_wrong integer, set_as text, suspended_until timestamptz, banned_at timestamptz,
  shown_before integer, overloaded boolean, last_under_article timestamptz,
  parent_state text, parent_submitted_at timestamptz, locked boolean, reports_in_branch integer, last_in_thread timestamptz,
  repeated_by text, rules_key text
) language plpgsql stable as $$
#variable_conflict use_column
declare
  parent comments;
  branch integer := 0;
begin
  if of_parent is not null then
    select * into parent from comments where comments.id = of_parent and comments.article_id = of_article;
    -- a branch begins with the first ordinal of a path, whose length its leading bits give; see comments/place.ts
    if parent.path <> '' then
      branch := case when get_byte(parent.path, 0) < 128 then 1 when get_byte(parent.path, 0) < 192 then 2 when get_byte(parent.path, 0) < 224 then 3 else 4 end;
    end if;
  end if;
  return query
  select a.state, a.comment_mode, a.sensitive, a.published_at, p.time_zone,
    coalesce(of_a.mode, of_s.mode, s.mode), s.newcomer_comments, s.opens_at, s.closes_at, s.open_days,
    coalesce(of_a.close_after_days, of_s.close_after_days, s.close_after_days), coalesce(of_a.slow_seconds, of_s.slow_seconds, s.slow_seconds),
    s.cooling_from, s.longest, s.links,
    coalesce(st.approved, 0), coalesce(st.rejected, 0), coalesce(st.reports_right, 0), coalesce(st.reports_wrong, 0), st.set_as, st.suspended_until, st.banned_at,
    (select count(*)::integer from (select from comments c where c.reader_id = of_reader and c.state = 'shown' limit s.newcomer_comments) few),
    case when s.most_waiting is null then false else exists (select from comments c where c.state = 'pending' offset s.most_waiting limit 1) end,
    (select c.submitted_at from comments c where c.reader_id = of_reader and c.article_id = of_article
      and c.submitted_at > at - make_interval(secs => coalesce(of_a.slow_seconds, of_s.slow_seconds, s.slow_seconds)) order by c.submitted_at desc, c.id desc limit 1),
    parent.state, parent.submitted_at,
    case when of_parent is null then false else exists (select from comments l where l.thread_id = parent.thread_id and l.locked_at is not null
      and substring(parent.path for length(l.path)) = l.path) end,
    case when of_parent is null or s.cooling_from is null then 0 else (select count(*)::integer from reports r join comments c on c.id = r.comment_id
      where r.reported_at > at - interval '1 day' and r.outcome is distinct from 'kept' and c.thread_id = parent.thread_id
      and case when branch = 0 then c.path = '' else substring(c.path for branch) = substring(parent.path for branch) end) end,
    case when of_parent is null or s.cooling_from is null then null else (select c.submitted_at from comments c
      where c.reader_id = of_reader and c.thread_id = parent.thread_id and c.submitted_at > at - interval '1 day' order by c.submitted_at desc, c.id desc limit 1) end,
    case when length(said) < 40 or not exists (select from moderation_rules m where m.kind = 'repeat' and m.retired_at is null) then null
      when exists (select from comments c where text_key(c.body) = text_key(said) and length(c.body) >= 40 and c.reader_id = of_reader) then 'reader'
      when exists (select from comments c where text_key(c.body) = text_key(said) and length(c.body) >= 40) then 'anyone' end,
    (select coalesce(string_agg(m.id || '@' || extract(epoch from m.made_at), ' ' order by m.id), '') from moderation_rules m where m.retired_at is null)
  from articles a cross join paper p cross join discussion_settings s
  left join discussion_overrides of_a on of_a.article_id = a.id
  left join discussion_overrides of_s on of_s.section_id = a.section_id
  left join standings st on st.reader_id = of_reader
  where a.id = of_article;
end $$;
