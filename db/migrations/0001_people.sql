-- A reader is anyone with an account. An imported reader has none yet: the mail address waits, shown nowhere,
-- until its owner claims the account.
create table readers (
  id bigint generated always as identity primary key,
  name text not null check (length(name) between 1 and 200),
  mail_address text,
  created_at timestamptz not null
);
create unique index readers_mail_address_idx on readers (lower(mail_address));

-- Who did what to what. Only ever grows.
create table journal (
  id bigint generated always as identity primary key,
  happened_at timestamptz not null,
  actor text not null,
  what text not null,
  subject text not null
);
