-- A payer's bank takes a payment back from the provider. What was taken, and given back where the paper was right.
create table provider_disputes (
  id bigint generated always as identity primary key,
  provider_payment_id bigint not null references provider_payments,
  foreign_id text not null,
  taken bigint not null check (taken > 0),
  given_back bigint not null default 0 check (given_back >= 0),
  -- what the provider keeps for it, and of that gives back with it
  fee bigint not null default 0 check (fee >= 0),
  fee_given_back bigint not null default 0 check (fee_given_back >= 0),
  opened_on date not null,
  ended_on date,
  unique (provider_payment_id, foreign_id)
);

-- What a payout is made of: amounts are signed, before the fee. Without a payment: none of ours, or a fee for none in particular.
create table provider_payout_parts (
  payout_id bigint not null references provider_payouts,
  position integer not null,
  kind text not null check (kind in ('charge', 'refund', 'dispute', 'fee', 'other')),
  provider_payment_id bigint references provider_payments,
  amount bigint not null,
  fee bigint not null,
  primary key (payout_id, position)
);
create index provider_payout_parts_payment_idx on provider_payout_parts (provider_payment_id) where provider_payment_id is not null;

-- After how many days a charge that failed is tried again; then the supporter is asked.
alter table funding_settings add column charge_retry_days integer[] not null default '{3,7}';
