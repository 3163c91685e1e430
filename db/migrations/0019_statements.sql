-- What a bank says of the paper's account. The file itself is kept sealed.
create table statements (
  id bigint generated always as identity primary key,
  -- camt.053.001.08 and so on
  format text not null,
  iban_fingerprint bytea not null,
  iban_shown text not null,
  -- the bank's own number of it: the same statement twice posts nothing
  statement_id text not null,
  currency text not null,
  opening bigint,
  closing bigint,
  from_on date,
  to_on date,
  imported_by bigint references readers,
  imported_at timestamptz not null,
  file_sha256 bytea not null,
  sealed bytea not null,
  unique (iban_fingerprint, format, statement_id)
);

-- One movement. Whom it is from and what was written with it is sealed.
create table statement_lines (
  id bigint generated always as identity primary key,
  statement_id bigint not null references statements,
  position integer not null,
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
  -- the same movement in another statement (053 after 054): by this it is known again
  fingerprint bytea not null,
  same_as bigint references statement_lines,
  -- suspense: nobody knows yet; proposed: a rule has a guess and a human must say yes; booked: it stands in the ledger where it belongs
  state text not null check (state in ('suspense', 'proposed', 'booked', 'known')),
  kind text not null default '' check (kind in ('', 'transfer', 'batch', 'return', 'fee', 'payout', 'refund', 'cash', 'other')),
  -- what a proposal is
  proposed_pledge_id bigint references pledges,
  decided_by bigint references readers,
  decided_at timestamptz,
  unique (statement_id, position)
);
create index statement_lines_open_idx on statement_lines (booked_on, id) where state in ('suspense', 'proposed');
create index statement_lines_fingerprint_idx on statement_lines (fingerprint);
create index statement_lines_pledge_idx on statement_lines (proposed_pledge_id) where proposed_pledge_id is not null;
alter table ledger_entries add foreign key (line_id) references statement_lines;
