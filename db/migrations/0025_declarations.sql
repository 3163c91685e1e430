-- The personal link of a mail opens, with a button, a supporter's own side: no password, no account. Of its token only the hash is kept.
create table supporter_links (
  token_hash bytea primary key,
  supporter_id bigint not null references supporters,
  -- where on the supporter's side it leads, a path of ours
  leads_to text not null default '',
  -- of a link that goes to a new mail address, to show that it is theirs; it opens nothing else
  new_mail_address text,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index supporter_links_supporter_idx on supporter_links (supporter_id);
create index supporter_links_expires_idx on supporter_links (expires_at);

-- A browser in which a supporter has opened their own side.
create table supporter_sessions (
  token_hash bytea primary key,
  supporter_id bigint not null references supporters,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index supporter_sessions_supporter_idx on supporter_sessions (supporter_id);

-- That somebody cancels (§ 312k BGB) or withdraws (§ 356a BGB). It was received whether or not a contract is found for it.
create table declarations (
  id bigint generated always as identity primary key,
  -- by it its confirmation and the desk call it
  number text not null unique check (number ~ '^[A-Z0-9-]{8,20}$'),
  -- the confirmation's page, for who declared; its hash
  token_hash bytea not null unique,
  kind text not null check (kind in ('cancellation', 'withdrawal')),
  -- of a cancellation
  manner text check (manner in ('ordinary', 'extraordinary')),
  language text not null,
  received_at timestamptz not null,
  -- the last day the contract is to hold; null: the earliest there is
  wanted_on date,
  -- name, mail address, number and reason as they were typed, sealed JSON; null once it is erased
  sealed bytea,
  -- public: the form for everybody; own: a supporter's own side
  came_by text not null check (came_by in ('public', 'own')),
  supporter_id bigint references supporters,
  -- done: it took effect by itself; open: no contract was found, or not which one, and somebody is to look; settled: somebody has
  state text not null check (state in ('done', 'open', 'settled')),
  settled_by bigint references readers,
  settled_at timestamptz,
  check ((kind = 'cancellation') = (manner is not null)),
  check ((state = 'settled') = (settled_at is not null)),
  check (came_by = 'public' or supporter_id is not null)
);
create index declarations_open_idx on declarations (received_at, id) where state = 'open';
create index declarations_supporter_idx on declarations (supporter_id) where supporter_id is not null;

-- What became of each pledge that a declaration is about.
create table declared_pledges (
  declaration_id bigint not null references declarations,
  pledge_id bigint not null references pledges,
  -- ended; ending: on the day asked for; before: it had ended already; late: its days of withdrawal were over
  outcome text not null check (outcome in ('ended', 'ending', 'before', 'late')),
  -- the last day the pledge holds, where it has one
  ends_on date,
  primary key (declaration_id, pledge_id)
);
create index declared_pledges_pledge_idx on declared_pledges (pledge_id);

-- Pledges whose pause, or whose time, comes to its end.
create index pledges_paused_idx on pledges (paused_until, id) where state = 'paused';
create index pledges_ending_idx on pledges (ends_on, id) where cancelled_at is not null and state <> 'ended';
alter table pledges
  -- the day before a pause ends is told of once
  add column pause_end_told_at timestamptz;
