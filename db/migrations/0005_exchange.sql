-- What was taken over from another system, so that taking it over again changes nothing.
create table imported (
  source text not null,
  kind text not null,
  foreign_id text not null,
  own_id text not null,
  imported_at timestamptz not null,
  primary key (source, kind, foreign_id)
);
