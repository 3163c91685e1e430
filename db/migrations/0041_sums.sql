-- Figures of long periods, told without reading all that was counted in them.

-- How many readers the day's sketch tells, so that it need not be read for that; null: nobody has asked it yet.
alter table page_days add column reader_count integer check (reader_count >= 0);

-- What a page has had from the first day through this one: the tenth, twentieth or last of a month. A period is the difference of two,
-- and of the days by which its ends miss them. Made by the nightly folding of figures; what comes later for an earlier day is added.
create table page_sums (
  page_id bigint not null references counted_pages on delete cascade,
  through date not null,
  views bigint not null,
  measured bigint not null,
  seconds bigint not null,
  primary key (page_id, through)
);
create index page_sums_through_idx on page_sums (through);

-- All pages of some days are read, in no order. An index that knows no views lets the rolling count up a row where it stands.
drop index page_days_day_idx;
create index page_days_day_idx on page_days (day);
