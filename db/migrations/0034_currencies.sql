-- Beside its main currency, in funding_settings, a paper may take others. Amounts are minor units of the currency; nothing is ever converted.
alter table funding_settings add column largest_amount bigint not null default 10000000 check (largest_amount > 0);
-- in which one the page opens; null: the main one
alter table funding_settings add column giving_currency text check (giving_currency ~ '^[A-Z]{3}$');

create table currencies (
  currency text primary key check (currency ~ '^[A-Z]{3}$'),
  -- no longer offered, what is given in it goes on
  is_offered boolean not null default true,
  smallest_amount bigint not null check (smallest_amount > 0),
  largest_amount bigint not null check (largest_amount >= smallest_amount),
  suggested_amounts integer[] not null,
  -- where transfers in it go; all empty: there is no account, and no transfer
  holder text not null default '' check (length(holder) <= 70),
  iban text not null default '' check (iban = '' or iban ~ '^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$'),
  bic text not null default '',
  check ((holder = '') = (iban = ''))
);

-- What is suggested for a rhythm, where it is not what is suggested for all.
create table rhythm_amounts (
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  rhythm text not null check (rhythm in ('once', 'monthly', 'quarterly', 'yearly')),
  suggested_amounts integer[] not null,
  primary key (currency, rhythm)
);

-- What a campaign's readers gave in other currencies than its goal's: shown beside it, and no part of what it has reached.
create table campaign_beside (
  campaign_id bigint not null references campaigns on delete cascade,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  reached bigint not null check (reached > 0),
  primary key (campaign_id, currency)
);

-- A supporter gives another card, wallet or account at a provider for a pledge that goes on. The pledge keeps the old one until the provider says that the new one is kept.
create table method_changes (
  id bigint generated always as identity primary key,
  pledge_id bigint not null references pledges,
  provider text not null check (provider in ('stripe', 'mollie')),
  reference uuid not null unique,
  foreign_id text,
  checkout_id text,
  -- asked: the provider has not answered yet; open: the supporter is on its page; done: kept, and the pledge gives by it; over: the pledge ended meanwhile
  state text not null check (state in ('asked', 'open', 'done', 'failed', 'lapsed', 'over')),
  asked_at timestamptz not null,
  settled_at timestamptz,
  look_at timestamptz
);
create index method_changes_pledge_idx on method_changes (pledge_id, id);
create index method_changes_look_idx on method_changes (look_at) where look_at is not null;
create unique index method_changes_foreign_idx on method_changes (provider, foreign_id) where foreign_id is not null;
create unique index method_changes_checkout_idx on method_changes (provider, checkout_id) where checkout_id is not null;
