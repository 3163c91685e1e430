-- An account is a reader who has shown that the mail address is theirs. Imported readers have none until their owner claims it.
alter table readers
  add column confirmed_at timestamptz,
  -- the name as look-alikes have it; see people/name.ts
  add column name_key text,
  add column name_changed_at timestamptz,
  -- shown beside the new name for a while
  add column former_name text,
  -- while it is shown nobody else may take it
  add column former_name_key text,
  add column former_name_until timestamptz,
  -- of mails and of one's own pages; null: the paper's
  add column language text check (language ~ '^[a-z]{2,3}(-[A-Za-z0-9]+)*$'),
  -- whom this account is in bylines
  add column author_id bigint references authors,
  -- when erasure was asked for, and when it is due
  add column erase_at timestamptz,
  add column erased_at timestamptz;
create unique index readers_name_key_idx on readers (name_key) where confirmed_at is not null;
create index readers_former_name_key_idx on readers (former_name_key) where former_name_key is not null;
create index readers_known_as_idx on readers (name_key);
create index readers_erase_idx on readers (erase_at) where erase_at is not null;

-- Who works for the paper, as what. The permissions of each role stand in people/permissions.ts.
create table staff_roles (
  reader_id bigint not null references readers,
  role text not null check (role in ('author', 'editor', 'chief_editor', 'moderator', 'fundraiser', 'publisher', 'admin')),
  since timestamptz not null,
  primary key (reader_id, role)
);

-- A browser in which somebody is signed in. Of tokens only the SHA-256 is kept.
create table sessions (
  id bigint generated always as identity primary key,
  token_hash bytea not null unique check (length(token_hash) = 32),
  reader_id bigint not null references readers,
  -- in which ways this session has been proven: link, passkey, totp, recovery, machine
  factors text[] not null,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index sessions_reader_idx on sessions (reader_id);
create index sessions_expires_idx on sessions (expires_at);

-- What a link in a mail stands for. It works once, and for minutes.
create table mail_links (
  token_hash bytea primary key check (length(token_hash) = 32),
  purpose text not null check (purpose in ('sign_in', 'change_address', 'staff', 'demonstration')),
  -- null: the address belongs to nobody yet
  reader_id bigint references readers on delete cascade,
  mail_address text not null,
  -- the pseudonym asked for, if any
  name text,
  -- the comment that waits for it; see comments
  draft_id bigint,
  -- where to go afterwards: a path of ours
  next text check (next like '/%'),
  language text,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index mail_links_expires_idx on mail_links (expires_at);
create index mail_links_reader_idx on mail_links (reader_id);

create table passkeys (
  credential_id text primary key,
  reader_id bigint not null references readers,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  -- what its owner calls it
  name text not null,
  created_at timestamptz not null,
  used_on date
);
create index passkeys_reader_idx on passkeys (reader_id);

-- A passkey ceremony that has begun: what was asked, for minutes.
create table ceremonies (
  token_hash bytea primary key check (length(token_hash) = 32),
  purpose text not null check (purpose in ('register', 'sign_in', 'second_factor')),
  challenge text not null,
  reader_id bigint references readers on delete cascade,
  expires_at timestamptz not null
);
create index ceremonies_expires_idx on ceremonies (expires_at);

-- Codes by an app. Unconfirmed until the first right code.
create table totp_secrets (
  reader_id bigint primary key references readers,
  secret text not null,
  confirmed_at timestamptz,
  -- the last time step a code was taken for: none is taken twice
  last_step bigint not null default 0
);

create table recovery_codes (
  reader_id bigint not null references readers,
  code_hash bytea not null check (length(code_hash) = 32),
  used_at timestamptz,
  primary key (reader_id, code_hash)
);

-- The paper is the one that comes along to show how things look. Sign-in by the printed link and /outbox are only there for it.
alter table paper add column demonstration boolean not null default false;

-- The journal is searched by what was done, of which there are few kinds.
create index journal_what_idx on journal (what, happened_at desc, id desc);

-- The desk lists what is not published, and looks for articles by their headlines.
create index articles_unpublished_idx on articles (state, id desc) where state <> 'published';
create index articles_headline_idx on articles using gin (headline gin_trgm_ops);
