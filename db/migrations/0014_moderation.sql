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
  -- words, one a line; or one pattern; empty for repeated text
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

-- What was decided, by whom, on which text, for which reason. Only grows; an undone one says so.
create table decisions (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('approve', 'reject', 'remove', 'hide', 'restore', 'keep', 'warn', 'suspend', 'ban', 'lift')),
  comment_id bigint references comments,
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
  outcome text check (outcome in ('acted', 'kept')),
  ended_at timestamptz,
  check (kind = 'report' or explanation <> ''),
  check ((outcome is null) = (ended_at is null))
);
create unique index reports_once_idx on reports (comment_id, reader_id) where kind = 'report';
create index reports_open_idx on reports (comment_id) where ended_at is null;
create index reports_comment_idx on reports (comment_id);
create index reports_reader_idx on reports (reader_id);
create index reports_decision_idx on reports (decision_id);

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

-- A comment that offers a correction, or answers what readers were asked, on its way to the desk.
create table comment_routes (
  comment_id bigint not null references comments,
  route text not null check (route in ('correction', 'answer')),
  marked_by bigint references readers,
  marked_at timestamptz not null,
  done_at timestamptz,
  done_by bigint references readers,
  outcome text check (outcome in ('corrected', 'answered', 'dismissed')),
  primary key (comment_id, route),
  check ((outcome is null) = (done_at is null))
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
