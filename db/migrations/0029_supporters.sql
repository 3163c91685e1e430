-- The fundraisers' desk: who gives, as those see it who look after them.

-- Two supporters of whom somebody has said that they are not one, so that they are not proposed again.
create table supporters_apart (
  one_id bigint not null references supporters,
  other_id bigint not null references supporters,
  decided_by bigint references readers,
  decided_at timestamptz not null,
  primary key (one_id, other_id),
  check (one_id < other_id)
);
create index supporters_apart_other_idx on supporters_apart (other_id);

-- What was mailed to a supporter, by its subject. Not notices of debits and thanks: prenotifications and dues say when those went.
create table supporter_mails (
  id bigint generated always as identity primary key,
  supporter_id bigint not null references supporters,
  subject text not null,
  mailed_at timestamptz not null
);
create index supporter_mails_supporter_idx on supporter_mails (supporter_id, id);

-- desk: told to staff, as by telephone, who took it down.
alter table declarations drop constraint declarations_came_by_check;
alter table declarations add constraint declarations_came_by_check check (came_by in ('public', 'own', 'desk'));

-- Whoever became one with somebody, and by which address they gave before.
create index supporters_merged_idx on supporters (merged_into) where merged_into is not null;
create index supporters_former_mail_idx on supporters (lower(mail_address)) where mail_address <> '' and merged_into is not null and erased_at is null;
