-- A campaign is a public goal with its progress. Money is integer minor units.
create table campaigns (
  id bigint generated always as identity primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  goal bigint not null check (goal > 0),
  goal_kind text not null check (goal_kind in ('supporters', 'monthly', 'sum')),
  reached bigint not null default 0 check (reached >= 0),
  starts_on date not null,
  ends_on date,
  smallest_amount bigint not null check (smallest_amount > 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  rhythm text not null check (rhythm in ('once', 'monthly', 'quarterly', 'yearly')),
  check (ends_on is null or ends_on >= starts_on)
);

create table campaign_texts (
  campaign_id bigint not null references campaigns on delete cascade,
  language text not null,
  headline text not null,
  body text not null,
  button text not null,
  footnote text not null default '',
  primary key (campaign_id, language)
);

-- Where a bank transfer to the paper goes.
create table bank_accounts (
  id smallint primary key default 1 check (id = 1),
  holder text not null check (length(holder) between 1 and 70),
  iban text not null check (iban ~ '^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$'),
  bic text not null default '',
  purpose text not null default ''
);
