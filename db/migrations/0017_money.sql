-- Readers' money. Amounts are integer minor units with their currency; nothing here is called final before a bank may no longer give it back.

-- Somebody who gives. Needs no account. Name and address are erased when the law allows it; what they gave stays in the ledger without them.
create table supporters (
  id bigint generated always as identity primary key,
  name text not null default '',
  -- empty where none is known: cash, a cheque, a transfer from nobody we know
  mail_address text not null default '',
  language text not null,
  -- asked for only where a certificate is wanted, or a debit goes to a bank outside the EEA
  street text not null default '',
  postcode text not null default '',
  town text not null default '',
  country text not null default '' check (country = '' or country ~ '^[A-Z]{2}$'),
  reader_id bigint references readers on delete set null,
  -- may be asked once a year at most whether they give more (§ 7 UWG), and when that was last done
  upgrade_consented_at timestamptz,
  upgrade_asked_at timestamptz,
  created_at timestamptz not null,
  -- what was two is one: this row stands for the other one since
  merged_into bigint references supporters,
  -- no more used for anything but what tax law asks for; then erased
  blocked_at timestamptz,
  erased_at timestamptz,
  check (merged_into is null or merged_into <> id)
);
create unique index supporters_mail_idx on supporters (lower(mail_address)) where mail_address <> '' and merged_into is null and erased_at is null;
create index supporters_reader_idx on supporters (reader_id) where reader_id is not null;
create index supporters_name_idx on supporters (lower(name), id);

create table supporter_notes (
  id bigint generated always as identity primary key,
  supporter_id bigint not null references supporters,
  written_by bigint not null references readers,
  text text not null check (text <> ''),
  written_at timestamptz not null
);
create index supporter_notes_supporter_idx on supporter_notes (supporter_id, id);

-- The permission to debit an account, with the evidence of it. The account's number is sealed; its fingerprint finds equal ones.
create table mandates (
  id bigint generated always as identity primary key,
  supporter_id bigint not null references supporters,
  -- at most 35 of the characters that SEPA allows
  reference text not null unique check (reference ~ '^[A-Z0-9-]{1,35}$'),
  holder text not null,
  iban_sealed bytea,
  iban_fingerprint bytea,
  -- what may be shown: the country and the last four
  iban_shown text not null,
  bic text not null default '',
  -- of the bank; outside the EEA the debtor's address is needed
  bank_country text not null check (bank_country ~ '^[A-Z]{2}$'),
  language text not null,
  -- the very words that were agreed to
  consent_text text not null,
  signed_at timestamptz not null,
  -- lapses 36 months after this or after its signature
  last_debit_on date,
  state text not null default 'active' check (state in ('active', 'stopped', 'revoked', 'lapsed')),
  ended_at timestamptz,
  check ((state = 'active') = (ended_at is null))
);
create index mandates_supporter_idx on mandates (supporter_id);
create index mandates_fingerprint_idx on mandates (iban_fingerprint);

-- What somebody undertook to give: once (a gift), or again and again (a pledge).
create table pledges (
  id bigint generated always as identity primary key,
  supporter_id bigint not null references supporters,
  amount bigint not null check (amount > 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  rhythm text not null check (rhythm in ('once', 'monthly', 'quarterly', 'yearly')),
  -- provider: by card or wallet through a payment provider; hand: cash, cheque, or otherwise typed in
  way text not null check (way in ('debit', 'transfer', 'provider', 'hand')),
  -- creditor reference (ISO 11649), RF and so on: by it a transfer finds its pledge
  reference text not null unique check (reference ~ '^RF[0-9]{2}[A-Z0-9]{1,21}$'),
  -- begun: nothing was promised before the provider, or the reader, has said yes
  state text not null check (state in ('begun', 'active', 'paused', 'stopped', 'ended')),
  mandate_id bigint references mandates,
  provider text check (provider in ('stripe', 'mollie')),
  -- what the provider calls who pays and what with, to charge again
  provider_customer text,
  provider_method text,
  campaign_id bigint references campaigns on delete set null,
  created_at timestamptz not null,
  began_on date,
  -- when the next amount is due; null: none is
  next_due_on date,
  paused_until date,
  -- stopped: by a return, until the supporter says how to go on
  stopped_why text check (stopped_why in ('account', 'refused', 'unpaid', 'died')),
  cancelled_at timestamptz,
  -- the last day it holds
  ends_on date,
  ended_why text check (ended_why in ('done', 'cancelled', 'withdrawn', 'unpaid', 'died', 'replaced', 'failed')),
  check ((way = 'debit') = (mandate_id is not null)),
  check ((way = 'provider') = (provider is not null)),
  check ((state = 'stopped') = (stopped_why is not null)),
  check ((state = 'ended') = (ended_why is not null)),
  check (state <> 'paused' or paused_until is not null)
);
create index pledges_supporter_idx on pledges (supporter_id, id);
create index pledges_due_idx on pledges (next_due_on, id) where next_due_on is not null;
create index pledges_mandate_idx on pledges (mandate_id) where mandate_id is not null;
create index pledges_campaign_idx on pledges (campaign_id) where campaign_id is not null;

-- What became of a pledge, step by step: given, amount, rhythm, way, paused, resumed, stopped, cancelled, withdrawn, ended. `by` as in the journal.
create table pledge_changes (
  id bigint generated always as identity primary key,
  pledge_id bigint not null references pledges,
  kind text not null check (kind in ('given', 'confirmed', 'amount', 'rhythm', 'way', 'account', 'paused', 'resumed', 'stopped', 'cancelled', 'withdrawn', 'ended')),
  actor text not null,
  -- the state after it, for figures of any past day
  amount bigint not null,
  rhythm text not null,
  happened_at timestamptz not null
);
create index pledge_changes_pledge_idx on pledge_changes (pledge_id, id);
create index pledge_changes_time_idx on pledge_changes (happened_at);

-- An amount that is to come, of a pledge and a day. Whatever brings it (a debit, a transfer, a charge, cash) names its due, so none comes twice.
create table dues (
  id bigint generated always as identity primary key,
  pledge_id bigint not null references pledges,
  due_on date not null,
  amount bigint not null check (amount > 0),
  currency text not null,
  -- in_flight: a debit or charge is on its way; returned: it came and was taken back
  state text not null default 'open' check (state in ('open', 'in_flight', 'paid', 'returned', 'refunded', 'dropped')),
  paid_on date,
  unique (pledge_id, due_on)
);
create index dues_open_idx on dues (due_on, id) where state in ('open', 'in_flight', 'returned');

-- The ledger: double entry, and it can only grow. The program's own role may read and add; a trigger refuses the rest to everyone.
create table ledger_entries (
  id bigint generated always as identity primary key,
  -- what happened; see funding/ledger.ts
  kind text not null check (kind ~ '^[a-z_]+$'),
  -- its source document, such as debit:42 or line:7; the same happens to the same only once
  source text not null check (source ~ '^[a-z_]+:[A-Za-z0-9_.-]+$'),
  -- of which due, where it concerns one
  due_id bigint references dues,
  -- the line of a bank statement that shows it, where one does
  line_id bigint,
  -- the entry it takes back by opposite postings
  reverses bigint unique references ledger_entries,
  booked_on date not null,
  recorded_at timestamptz not null,
  unique (kind, source)
);
create index ledger_entries_due_idx on ledger_entries (due_id) where due_id is not null;
create index ledger_entries_line_idx on ledger_entries (line_id) where line_id is not null;
create index ledger_entries_booked_idx on ledger_entries (booked_on, id);
create index ledger_entries_source_idx on ledger_entries (source);

-- Debit above zero, credit below: those of an entry are zero together, in each currency.
create table ledger_postings (
  entry_id bigint not null references ledger_entries,
  position smallint not null,
  -- what each is: funding/ledger.ts
  account text not null check (account in (
    'bank', 'cash', 'stripe', 'mollie', 'in_flight', 'announced', 'suspense', 'refunds_owed', 'gifts', 'pledges', 'other', 'bank_fees', 'provider_fees', 'opening')),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  amount bigint not null check (amount <> 0),
  primary key (entry_id, position)
);
create index ledger_postings_account_idx on ledger_postings (account, currency, entry_id) include (amount);

create function ledger_only_grows() returns trigger language plpgsql as $$
begin
  raise exception 'the ledger only grows: % on % is refused', tg_op, tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger ledger_entries_only_grow before update or delete or truncate on ledger_entries for each statement execute function ledger_only_grows();
create trigger ledger_postings_only_grow before update or delete or truncate on ledger_postings for each statement execute function ledger_only_grows();

-- At commit, over the rows a statement has added: each entry has postings, and they are zero together.
create function ledger_is_balanced() returns trigger language plpgsql as $$
begin
  if exists (select from ledger_postings where entry_id = new.id group by currency having sum(amount) <> 0)
    or not exists (select from ledger_postings where entry_id = new.id) then
    raise exception 'entry % is not balanced', new.id using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger ledger_entries_balanced after insert on ledger_entries deferrable initially deferred for each row execute function ledger_is_balanced();
-- What is added to an entry later could unbalance it: postings come in the transaction of their entry or not at all.
create function ledger_postings_come_with_their_entry() returns trigger language plpgsql as $$
begin
  if exists (select from added join ledger_entries e on e.id = added.entry_id where e.xmin <> pg_current_xact_id()::xid) then
    raise exception 'postings come with their entry' using errcode = 'restrict_violation';
  end if;
  return null;
end $$;
create trigger ledger_postings_with_entry after insert on ledger_postings referencing new table as added for each statement execute function ledger_postings_come_with_their_entry();

-- Who keeps the books: sees postings and files.
alter table staff_roles drop constraint staff_roles_role_check;
alter table staff_roles add constraint staff_roles_role_check
  check (role in ('author', 'editor', 'chief_editor', 'moderator', 'fundraiser', 'bookkeeper', 'publisher', 'admin'));
