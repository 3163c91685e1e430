-- How the paper debits: its own creditor identifier and days of notice.
create table funding_settings (
  id smallint primary key default 1 check (id = 1),
  creditor_id text not null default '' check (creditor_id = '' or creditor_id ~ '^[A-Z]{2}[0-9]{2}[A-Z0-9]{3}[A-Z0-9]{1,28}$'),
  -- days between the notice and the debit: 14 by the rulebook, shortened by agreement
  notice_days smallint not null default 14 check (notice_days between 1 and 14),
  -- a collection is approved by somebody else than who proposed it
  four_eyes boolean not null default true,
  -- debits a file may hold, by the bank's limit
  debits_per_file integer not null default 50000 check (debits_per_file between 1 and 1000000),
  -- order: the button says that it obliges to pay; gift: that it is a gift
  button text not null default 'gift' check (button in ('order', 'gift')),
  -- may issue donation certificates, and by which notice of which tax office
  certificates boolean not null default false,
  certificate_grounds text not null default '',
  suggested_amounts integer[] not null default '{500,1000,2000}',
  currency text not null default 'EUR' check (currency ~ '^[A-Z]{3}$'),
  smallest_amount integer not null default 100 check (smallest_amount > 0),
  rhythms text[] not null default '{once,monthly,quarterly,yearly}',
  ways text[] not null default '{debit,transfer,provider}'
);
insert into funding_settings default values;

-- That a debit is to come, told before: with its date, exact amount, mandate and creditor identifier.
create table prenotifications (
  id bigint generated always as identity primary key,
  mandate_id bigint not null references mandates,
  amount bigint not null check (amount > 0),
  currency text not null,
  collect_on date not null,
  notice_days smallint not null check (notice_days between 1 and 14),
  made_at timestamptz not null,
  -- when a mail server, or the outbox, took the mail: the proof
  told_at timestamptz
);
create index prenotifications_mandate_idx on prenotifications (mandate_id, collect_on);
create index prenotifications_untold_idx on prenotifications (id) where told_at is null;

-- A collection: debits of one day, proposed, looked at, approved by a second person, and written into files for the bank.
create table collections (
  id bigint generated always as identity primary key,
  collect_on date not null,
  currency text not null default 'EUR',
  state text not null default 'proposed' check (state in ('proposed', 'approved', 'dropped')),
  proposed_by bigint references readers,
  proposed_at timestamptz not null,
  approved_by bigint references readers,
  approved_at timestamptz,
  check ((state = 'approved') = (approved_at is not null))
);

-- One file of a collection. Sealed as it was first written: whoever downloads it again gets the same bytes.
create table collection_files (
  id bigint generated always as identity primary key,
  collection_id bigint not null references collections,
  part smallint not null,
  message_id text not null unique check (message_id ~ '^[A-Z0-9-]{1,35}$'),
  debits integer not null check (debits > 0),
  total bigint not null check (total > 0),
  sha256 bytea not null,
  sealed bytea not null,
  made_at timestamptz not null,
  unique (collection_id, part)
);

create table debits (
  id bigint generated always as identity primary key,
  due_id bigint not null references dues,
  mandate_id bigint not null references mandates,
  prenotification_id bigint not null references prenotifications,
  amount bigint not null check (amount > 0),
  currency text not null,
  collect_on date not null,
  sequence_type text not null check (sequence_type in ('OOFF', 'RCUR')),
  end_to_end_id text not null unique check (end_to_end_id ~ '^[A-Z0-9-]{1,35}$'),
  collection_id bigint references collections,
  file_id bigint references collection_files,
  -- planned, sent, settled; rejected before it was booked, returned or refunded after; dropped before it was sent
  state text not null default 'planned' check (state in ('planned', 'sent', 'settled', 'rejected', 'returned', 'dropped')),
  reason_code text not null default '',
  settled_on date,
  ended_on date,
  check (state in ('planned', 'dropped') or file_id is not null)
);
-- Of a due only one debit at a time is under way, or has come to stay.
create unique index debits_due_idx on debits (due_id) where state in ('planned', 'sent', 'settled');
create index debits_mandate_idx on debits (mandate_id);
create index debits_planned_idx on debits (collect_on, id) where state = 'planned';
create index debits_collection_idx on debits (collection_id, id) where collection_id is not null;
create index debits_file_idx on debits (file_id) where file_id is not null;

-- A debit goes to the bank only if its mandate was told of it: that amount, that day, that long before.
create function debit_was_told() returns trigger language plpgsql as $$
declare told prenotifications;
begin
  if new.state = 'sent' and (tg_op = 'INSERT' or old.state <> 'sent') then
    select * into told from prenotifications where id = new.prenotification_id;
    if told.told_at is null or told.mandate_id <> new.mandate_id or told.amount <> new.amount or told.currency <> new.currency or told.collect_on > new.collect_on
      or (told.told_at at time zone (select time_zone from paper))::date + told.notice_days > new.collect_on then
      raise exception 'debit % was not told to its debtor in time', new.id using errcode = 'check_violation';
    end if;
    if not exists (select from mandates where id = new.mandate_id and state = 'active') then
      raise exception 'the mandate of debit % is not active', new.id using errcode = 'check_violation';
    end if;
  end if;
  -- A file that was written has its debits for good.
  if tg_op = 'UPDATE' and old.file_id is not null and new.file_id is distinct from old.file_id then
    raise exception 'debit % is in a file already', new.id using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger debits_told before insert or update on debits for each row execute function debit_was_told();
