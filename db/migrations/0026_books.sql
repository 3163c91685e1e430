-- The books for the tax adviser: under which numbers they know the ledger's accounts, and whose books they are.
create table bookkeeping_settings (
  id smallint primary key default 1 check (id = 1),
  -- DATEV's numbers of the adviser and of the client
  consultant integer check (consultant between 1001 and 9999999),
  client integer check (client between 1 and 99999),
  -- the month in which the business year begins
  year_begins smallint not null default 1 check (year_begins between 1 and 12),
  account_digits smallint not null default 4 check (account_digits between 4 and 8)
);
insert into bookkeeping_settings default values;

-- As in the chart SKR03, until the bookkeeper says otherwise. Debits in flight and what is announced are no money yet and are not handed over.
create table bookkeeping_accounts (
  account text primary key check (account in ('bank', 'cash', 'stripe', 'mollie', 'suspense', 'refunds_owed', 'gifts', 'pledges', 'other', 'bank_fees', 'provider_fees', 'opening')),
  number text not null check (number ~ '^[0-9]{4,8}$')
);
insert into bookkeeping_accounts (account, number) values
  ('bank', '1200'), ('cash', '1000'), ('stripe', '1361'), ('mollie', '1362'), ('suspense', '1590'), ('refunds_owed', '1700'),
  ('gifts', '8100'), ('pledges', '8110'), ('other', '2700'), ('bank_fees', '4970'), ('provider_fees', '4971'), ('opening', '9000');

-- Months whose books are closed, one after the other: what comes to light later counts for the first day that is open.
create table closed_months (
  month date primary key check (extract(day from month) = 1),
  closed_by bigint references readers,
  closed_at timestamptz not null
);

create function ledger_month_is_open() returns trigger language plpgsql as $$
begin
  if exists (select from added where booked_on < (select max(month) + interval '1 month' from closed_months)) then
    raise exception 'that month is closed' using errcode = 'restrict_violation';
  end if;
  return null;
end $$;
create trigger ledger_entries_in_open_month after insert on ledger_entries referencing new table as added for each statement execute function ledger_month_is_open();
