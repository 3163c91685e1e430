-- What goes through a payment provider. A payment is ours before it is theirs: our reference stands in it, so that it is found again when an answer is lost.
create table provider_payments (
  id bigint generated always as identity primary key,
  provider text not null check (provider in ('stripe', 'mollie')),
  -- ours, given to the provider with it; also the key by which a repeated call is one
  reference uuid not null unique,
  -- theirs; null until they have answered
  foreign_id text,
  -- their number of the checkout, where the payer is sent to one
  checkout_id text,
  due_id bigint not null references dues,
  amount bigint not null check (amount > 0),
  currency text not null,
  -- what the payer reads of it
  description text not null,
  -- of a charge without the payer: whom and what with; of a checkout nothing
  customer text,
  method text,
  -- asked: our call is out or may be; open: they know it; paid; failed; lapsed: the payer never came
  state text not null check (state in ('asked', 'open', 'paid', 'failed', 'lapsed')),
  -- came although its due was paid otherwise: it is no income, and is given back
  double boolean not null default false,
  -- what they keep; null where they have not said it (Mollie says it with the payout)
  fee bigint check (fee >= 0),
  refunded bigint not null default 0 check (refunded >= 0),
  disputed bigint not null default 0 check (disputed >= 0),
  failure text not null default '',
  asked_at timestamptz not null,
  settled_at timestamptz,
  -- when they are asked again by ourselves, should no notice come; null: nothing more is expected
  look_at timestamptz,
  unique (provider, foreign_id),
  unique (provider, checkout_id),
  check (refunded <= amount),
  check ((customer is null) = (method is null)),
  check (state = 'paid' or not double)
);
-- Of a due only one payment is under way, or has come to stay.
create unique index provider_payments_due_idx on provider_payments (due_id) where state in ('asked', 'open', 'paid') and not double;
create index provider_payments_of_due_idx on provider_payments (due_id);
create index provider_payments_look_idx on provider_payments (look_at) where look_at is not null;

-- An event of a provider, done with once. What it said is not believed but asked for again, and is not kept.
create table provider_events (
  provider text not null check (provider in ('stripe', 'mollie')),
  event_id text not null,
  kind text not null default '',
  received_at timestamptz not null,
  handled_at timestamptz,
  primary key (provider, event_id)
);

-- Money given back to a payer, by the provider or from the bank account.
create table refunds (
  id bigint generated always as identity primary key,
  due_id bigint not null references dues,
  provider_payment_id bigint references provider_payments,
  -- ours, as above; for one from the bank account also what is written with the transfer
  reference uuid not null unique,
  foreign_id text,
  amount bigint not null check (amount > 0),
  currency text not null,
  why text not null check (why in ('withdrawn', 'cancelled', 'mistake', 'goodwill', 'double')),
  -- waiting: its money is still on its way to us; owed: from the bank account, by hand; asked: of the provider;
  -- dropped: there is nothing to give back (any more)
  state text not null check (state in ('waiting', 'owed', 'asked', 'done', 'failed', 'dropped')),
  asked_by text not null,
  asked_at timestamptz not null,
  done_on date
);
create index refunds_due_idx on refunds (due_id);
create index refunds_payment_idx on refunds (provider_payment_id) where provider_payment_id is not null;
create index refunds_open_idx on refunds (id) where state in ('waiting', 'owed', 'asked');

-- What a provider paid out to the bank account, and of which payments and fees it is made.
create table provider_payouts (
  id bigint generated always as identity primary key,
  provider text not null check (provider in ('stripe', 'mollie')),
  foreign_id text not null,
  amount bigint not null,
  currency text not null,
  charges bigint not null,
  fees bigint not null,
  refunds bigint not null default 0,
  arrives_on date not null,
  line_id bigint references statement_lines,
  unique (provider, foreign_id),
  check (amount = charges - fees - refunds)
);

-- Cash, cheque and other, as typed in by staff.
create table vouchers (
  id bigint generated always as identity primary key,
  number text not null unique check (number <> ''),
  kind text not null check (kind in ('cash', 'cheque', 'other')),
  due_id bigint not null references dues,
  amount bigint not null check (amount > 0),
  currency text not null,
  received_on date not null,
  typed_by bigint not null references readers,
  typed_at timestamptz not null
);
