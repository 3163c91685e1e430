-- A file that came from the bank, kept sealed. It may hold several statements.
create table statement_files (
  id bigint generated always as identity primary key,
  name text not null,
  sha256 bytea not null,
  -- packed, then sealed
  sealed bytea not null,
  -- as in the journal
  imported_by text not null,
  imported_at timestamptz not null
);

-- What a bank says of the paper's account.
create table statements (
  id bigint generated always as identity primary key,
  file_id bigint not null references statement_files,
  -- camt.053.001.08 and so on
  format text not null,
  iban_fingerprint bytea not null,
  iban_shown text not null,
  -- the bank's own number of it, with its page: the same statement twice posts nothing. Banks begin their numbers anew each year.
  statement_id text not null,
  currency text not null,
  opening bigint,
  closing bigint,
  from_on date,
  to_on date,
  -- when the bank made it
  made_at timestamptz,
  -- of all it says of its movements: the same number with other contents is refused
  digest bytea not null,
  unique nulls not distinct (iban_fingerprint, format, statement_id, from_on)
);
create index statements_file_idx on statements (file_id);
create index statements_from_idx on statements (from_on, id);

-- One movement. Whom it is from and what was written with it is sealed.
create table statement_lines (
  id bigint generated always as identity primary key,
  statement_id bigint not null references statements,
  position integer not null,
  -- which of the statement's entries it is, or is part of: a batch has a line for each of its payments
  entry integer not null,
  -- above zero: it came in
  amount bigint not null check (amount <> 0),
  currency text not null,
  booked_on date not null,
  valued_on date,
  bank_reference text not null default '',
  end_to_end_id text not null default '',
  mandate_reference text not null default '',
  -- the creditor reference, from its field or found in the text
  reference text not null default '',
  -- of a batch: the message it was part of
  message_id text not null default '',
  reason_code text not null default '',
  bank_code text not null default '',
  -- name, account and text of the other side, as sealed JSON
  sealed bytea not null,
  iban_fingerprint bytea,
  -- of its entry; the same movement in another statement (053 after 054): by this it is known again
  fingerprint bytea not null,
  -- the line by which the bank's account was posted; this one posts nothing on it
  same_as bigint references statement_lines,
  -- suspense: nobody knows yet; proposed: a rule has a guess and a human must say yes; booked: it stands in the ledger where it belongs;
  -- known: another line stands for it
  state text not null check (state in ('suspense', 'proposed', 'booked', 'known')),
  kind text not null default '' check (kind in ('', 'transfer', 'debit', 'return', 'batch', 'fee', 'payout', 'refund', 'cash', 'other')),
  -- whose it is; where it is proposed, whose it may be
  pledge_id bigint references pledges,
  decided_by text,
  decided_at timestamptz,
  unique (statement_id, position)
);
create index statement_lines_open_idx on statement_lines (booked_on, id) where state in ('suspense', 'proposed');
create index statement_lines_fingerprint_idx on statement_lines (fingerprint);
create index statement_lines_pledge_idx on statement_lines (pledge_id) where pledge_id is not null;
create index statement_lines_iban_idx on statement_lines (iban_fingerprint) where iban_fingerprint is not null and pledge_id is not null;
-- What came without having been due: more than was due, or only a part, which is less then in the due it is part of.
alter table dues add column unasked boolean not null default false;
alter table dues add column part_of bigint references dues;
alter table ledger_entries add foreign key (line_id) references statement_lines;
