-- From appeals to gifts, in sums by the day.

-- What followed from an appeal: by day, and by the article under which it stood; null: elsewhere.
create table appeal_days (
  article_id bigint references articles on delete cascade,
  day date not null,
  -- the form was looked through, the binding button pressed
  begun integer not null default 0,
  agreed integer not null default 0,
  -- of those agreed on this day, by how many something has come
  given integer not null default 0,
  unique nulls not distinct (article_id, day)
);
create index appeal_days_day_idx on appeal_days (day);

-- Under which article somebody decided to give, until their first payment has come or sixty days are over: then it is one
-- more in appeal_days, and this row is gone.
create table pledge_origins (
  pledge_id bigint primary key references pledges on delete cascade,
  article_id bigint references articles on delete cascade,
  day date not null
);

-- Views of pages with an appeal: how many there were; of how many a script told, and in how many of these its button came
-- in sight; and how often its link was followed. By the page on which it stood, 0: the whole paper.
create table appeal_view_days (
  page_id bigint not null references counted_pages on delete cascade,
  day date not null,
  shown integer not null default 0,
  measured integer not null default 0,
  in_sight integer not null default 0,
  followed integer not null default 0,
  primary key (page_id, day)
);
create index appeal_view_days_day_idx on appeal_view_days (day);
