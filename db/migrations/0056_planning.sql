-- What is to be in the paper, and who does what for it. A planned piece is an article from its first idea on.
create table article_plans (
  article_id bigint primary key references articles (id) on delete cascade,
  -- The day it is to stand in the paper; none of a piece that can wait.
  planned_on date,
  -- What it is about, for those who make it.
  brief text not null default '',
  -- In characters.
  length integer check (length > 0)
);
create index article_plans_day_idx on article_plans (planned_on, article_id) where planned_on is not null;

create table assignments (
  id bigint primary key generated always as identity,
  article_id bigint not null references articles (id) on delete cascade,
  task text not null check (task in ('text', 'photo', 'illustration', 'data', 'editing', 'fact_check')),
  -- Somebody of the staff, or somebody from outside by name.
  staff_id bigint references readers (id),
  name text not null default '',
  due_on date,
  note text not null default '',
  assigned_by bigint references readers (id),
  assigned_at timestamptz not null,
  done_at timestamptz,
  check ((staff_id is null) <> (name = ''))
);
create index assignments_article_idx on assignments (article_id);
create index assignments_staff_idx on assignments (staff_id, due_on) where done_at is null;
