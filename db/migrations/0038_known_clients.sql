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
