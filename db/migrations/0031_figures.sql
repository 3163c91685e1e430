-- The fundraisers' figures: what was promised and what came, by the day. All of it follows from pledges, their changes, dues and
-- the ledger, and is counted by a job, so that a page reads few rows. No row refers to another table: they are thrown away at will.

-- How it was paid for after this step; null where it is not known: then as after the next step, or as it is now.
alter table pledge_changes add column way text check (way in ('debit', 'transfer', 'provider', 'hand'));

-- What is to be counted anew: a supporter's whole past, or a day of the ledger. Made in the transaction that changes something.
create table figure_marks (
  id bigint generated always as identity primary key,
  supporter_id bigint,
  day date,
  check ((supporter_id is null) <> (day is null))
);
create index figure_marks_supporter_idx on figure_marks (supporter_id) where supporter_id is not null;
create index figure_marks_day_idx on figure_marks (day) where day is not null;

-- A day at whose end somebody stands otherwise than at the end of the day before, as differences. Amounts are minor units in a year.
create table figure_steps (
  -- the one who stands for all they were merged from
  supporter_id bigint not null,
  day date not null,
  currency text not null,
  kind text not null check (kind in ('new', 'back', 'up', 'down', 'lost', 'other')),
  -- the month in which they first gave regularly
  cohort date,
  regular smallint not null,
  paying smallint not null,
  once smallint not null,
  supporters smallint not null,
  yearly bigint not null,
  primary key (supporter_id, day, currency)
);
-- The same of their pledges, by what distinguishes these.
create table figure_pledge_steps (
  supporter_id bigint not null,
  day date not null,
  currency text not null,
  rhythm text not null,
  way text not null,
  campaign_id bigint,
  pledges smallint not null,
  yearly bigint not null
);
create index figure_pledge_steps_supporter_idx on figure_pledge_steps (supporter_id);

-- The sums of these by day, and those of cohorts by month: what pages read.
create table figure_days (
  currency text not null,
  day date not null,
  kind text not null,
  people integer not null,
  regular integer not null,
  paying integer not null,
  once integer not null,
  supporters integer not null,
  yearly bigint not null,
  primary key (currency, day, kind)
);
create table figure_cohorts (
  currency text not null,
  cohort date not null,
  month date not null,
  regular integer not null,
  primary key (currency, cohort, month)
);
create table figure_pledge_days (
  currency text not null,
  day date not null,
  rhythm text not null,
  way text not null,
  campaign_id bigint,
  pledges integer not null,
  yearly bigint not null,
  unique nulls not distinct (currency, day, rhythm, way, campaign_id)
);
-- What the ledger says came on a day, and what of just that went back since.
create table figure_money (
  currency text not null,
  day date not null,
  account text not null,
  way text not null,
  campaign_id bigint,
  payments integer not null,
  came bigint not null,
  back bigint not null,
  unique nulls not distinct (currency, day, account, way, campaign_id)
);

create function figures_mark_changes() returns trigger language plpgsql as $$
begin
  insert into figure_marks (supporter_id) select distinct p.supporter_id from added join pledges p on p.id = added.pledge_id;
  return null;
end $$;
create trigger pledge_changes_figures after insert on pledge_changes referencing new table as added for each statement execute function figures_mark_changes();

-- Most updates of a pledge only say when its next amount is due.
create function figures_mark_pledges() returns trigger language plpgsql as $$
begin
  insert into figure_marks (supporter_id) select distinct who.id from changed c join former f on f.id = c.id, unnest(array[c.supporter_id, f.supporter_id]) who(id)
    where (c.supporter_id, c.currency) is distinct from (f.supporter_id, f.currency) or c.campaign_id is distinct from f.campaign_id;
  return null;
end $$;
create trigger pledges_figures after update on pledges referencing old table as former new table as changed for each statement execute function figures_mark_pledges();

-- What was given once counts as long as it has come and stays.
create function figures_mark_dues() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into figure_marks (supporter_id) select distinct p.supporter_id from changed c join pledges p on p.id = c.pledge_id where c.state = 'paid' and p.rhythm = 'once';
  else
    insert into figure_marks (supporter_id) select distinct p.supporter_id from changed c join former f on f.id = c.id join pledges p on p.id = c.pledge_id
      where p.rhythm = 'once' and (c.paid_on is distinct from f.paid_on or (c.state = 'paid') <> (f.state = 'paid'));
  end if;
  return null;
end $$;
create trigger dues_figures_added after insert on dues referencing new table as changed for each statement execute function figures_mark_dues();
create trigger dues_figures_changed after update on dues referencing old table as former new table as changed for each statement execute function figures_mark_dues();

-- Two who are found to be one have one past.
create function figures_mark_merged() returns trigger language plpgsql as $$
begin
  insert into figure_marks (supporter_id) select distinct who.id from changed c join former f on f.id = c.id, unnest(array[c.id, c.merged_into, f.merged_into]) who(id)
    where c.merged_into is distinct from f.merged_into and who.id is not null;
  return null;
end $$;
create trigger supporters_figures after update on supporters referencing old table as former new table as changed for each statement execute function figures_mark_merged();

create function figures_mark_entries() returns trigger language plpgsql as $$
begin
  insert into figure_marks (day) select distinct booked_on from added where kind <> 'debit_sent';
  return null;
end $$;
create trigger ledger_entries_figures after insert on ledger_entries referencing new table as added for each statement execute function figures_mark_entries();

-- Elsewhere a day begins at another hour.
create function figures_mark_zone() returns trigger language plpgsql as $$
begin
  insert into figure_marks (supporter_id) select distinct supporter_id from pledges;
  return null;
end $$;
create trigger paper_figures after update on paper for each row when (old.time_zone is distinct from new.time_zone) execute function figures_mark_zone();

-- What there is already is counted by the first job.
insert into figure_marks (supporter_id) select distinct supporter_id from pledges;
insert into figure_marks (day) select distinct booked_on from ledger_entries;
