-- What is written to supporters about money that has not come, and whether they would give more.

-- As what it was agreed, by the words on the button at that time (§ 312j BGB): only what was ordered is owed. Of what there was
-- before this was kept nobody can say it any more: it counts as a gift, and nobody is dunned for it.
alter table pledges add column agreed_as text not null default 'gift' check (agreed_as in ('gift', 'order'));

-- Which of these mails go out, and when.
create table funding_mail_settings (
  id smallint primary key default 1 check (id = 1),
  -- of what is a gift, by transfer: a friendly reminder so many days after it was due, so many at most, so many days apart
  reminders boolean not null default true,
  reminder_after_days smallint not null default 10 check (reminder_after_days between 1 and 60),
  reminder_count smallint not null default 2 check (reminder_count between 1 and 2),
  reminder_between_days smallint not null default 14 check (reminder_between_days between 7 and 60),
  -- when the last one had no answer: a pledge rests, or goes on without the amount that did not come
  after_reminders text not null default 'stop' check (after_reminders in ('stop', 'go_on')),
  -- of what is owed: payment reminder, first letter, last letter
  dunning boolean not null default true,
  dunning_after_days smallint not null default 7 check (dunning_after_days between 1 and 60),
  dunning_between_days smallint not null default 14 check (dunning_between_days between 10 and 60),
  -- from a letter until the day by which it asks to pay: earlier than the next letter, so that the payment can be read before
  pay_within_days smallint not null default 10 check (pay_within_days between 7 and 30),
  check (pay_within_days + 3 <= dunning_between_days),
  -- nobody is reminded of a transfer while the bank's newest statement is older than so many days; 0: whatever it is
  statement_days smallint not null default 5 check (statement_days between 0 and 30),
  -- what fell due before this day is left alone; null: nothing is
  due_from date,
  -- whether supporters who agreed to it are asked once a year to give more
  upgrade boolean not null default false,
  -- only after giving for so many months, and with nothing amiss in the last so many
  upgrade_after_months smallint not null default 12 check (upgrade_after_months between 3 and 60),
  upgrade_quiet_months smallint not null default 6 check (upgrade_quiet_months between 1 and 24)
);
-- A paper that takes money already does not write about all that never came.
insert into funding_mail_settings (due_from) select case when exists (select from dues) then current_date end;

-- What was written about a due that did not come. Each step once; `over`: what follows the last one.
create table dunning_steps (
  due_id bigint not null references dues,
  step text not null check (step in ('reminder', 'last_reminder', 'payment_reminder', 'first_letter', 'last_letter', 'over')),
  -- all that was open of its pledge then
  amount bigint not null check (amount > 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  -- by when it asks to pay, where something is owed
  pay_until date,
  -- the schedule, or who of the staff
  actor text not null,
  happened_at timestamptz not null,
  happened_on date not null,
  -- passed over by staff: no mail went
  skipped boolean not null default false,
  -- when a mail server took it, or refused it for good and with which numbers
  told_at timestamptz,
  refused_at timestamptz,
  answer text not null default '',
  primary key (due_id, step)
);
create index dunning_steps_time_idx on dunning_steps (happened_at);

-- About what a pledge has open nothing is written for now: somebody has a reason.
create table dunning_holds (
  pledge_id bigint primary key references pledges,
  note text not null check (note <> ''),
  held_by bigint not null references readers,
  held_at timestamptz not null
);

-- That somebody may be asked once a year whether they give more (§ 7 (2) no. 2 UWG), with the very words; kept as evidence when it is taken back.
create table upgrade_consents (
  id bigint generated always as identity primary key,
  supporter_id bigint not null references supporters,
  words text not null,
  language text not null,
  -- giving: on the form for giving; own: on their own side
  given_by text not null check (given_by in ('giving', 'own')),
  given_at timestamptz not null,
  -- mail: by the link in the question
  revoked_by text check (revoked_by in ('own', 'mail', 'erasure')),
  revoked_at timestamptz,
  check ((revoked_by is null) = (revoked_at is null))
);
create unique index upgrade_consents_standing_idx on upgrade_consents (supporter_id) where revoked_at is null;
create index upgrade_consents_supporter_idx on upgrade_consents (supporter_id);
-- Until now one form asked for it, in these words.
insert into upgrade_consents (supporter_id, words, language, given_by, given_at)
  select id, case language when 'de' then 'Sie dürfen mich einmal im Jahr per Mail fragen, ob ich mehr geben möchte.' else 'You may ask me by mail once a year whether I would like to give more.' end, language, 'giving', upgrade_consented_at
  from supporters where upgrade_consented_at is not null;

-- The question itself.
create table upgrade_questions (
  id bigint generated always as identity primary key,
  supporter_id bigint not null references supporters,
  pledge_id bigint not null references pledges,
  amount bigint not null check (amount > 0),
  suggested bigint not null check (suggested > amount),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  -- of the link that ends such questions, its hash
  token_hash bytea not null unique,
  asked_at timestamptz not null,
  told_at timestamptz,
  refused_at timestamptz,
  answer text not null default ''
);
create index upgrade_questions_supporter_idx on upgrade_questions (supporter_id, asked_at);
create index upgrade_questions_time_idx on upgrade_questions (asked_at);

-- Which mail it is, and how many of each went out on a day: numbers, of nobody.
alter table mails add column kind text not null default '';
create index mails_kind_idx on mails (kind) where kind <> '';
create table mail_counts (
  kind text not null,
  day date not null,
  taken integer not null default 0,
  refused integer not null default 0,
  primary key (kind, day)
);
