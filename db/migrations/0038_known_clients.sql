-- Clients that speak the Matomo Tracking HTTP API, and what other programs have counted before.

-- Who holds such a token may say for somebody else from where and when they read; nothing else. Kept is its hash alone.
create table counting_tokens (
  name text primary key check (name ~ '^[[:graph:]][[:print:]]{0,59}$'),
  hash text not null unique check (hash ~ '^[0-9a-f]{64}$'),
  made_at timestamptz not null
);

-- What clients told that is neither a view nor a way out of the paper. More kinds a day than a report can show are one, called other.
create table event_days (
  day date not null,
  category text not null,
  action text not null,
  hits integer not null check (hits > 0),
  primary key (day, category, action)
);

-- Days of which a server's log was taken in: of each line of a page six bytes of a hash whose key lies outside of the
-- database, made of the second, what was asked and answered, and one of 256 parts of all readers. They tell a line that
-- was counted from one that was not, and nobody from anybody.
create table log_days (
  day date primary key,
  lines bytea not null
);

-- Figures that another program has counted. Visitors are a number here, never a sketch; 0 is the whole paper.
create table imported_days (
  source text not null check (source in ('plausible', 'umami', 'matomo')),
  page_id bigint not null references counted_pages on delete cascade,
  day date not null,
  views integer check (views >= 0),
  visitors integer check (visitors >= 0),
  primary key (source, page_id, day),
  check (views is not null or visitors is not null)
);
create index imported_days_page_idx on imported_days (page_id, day);
