-- Where measured views of the last half hour came from, minute by minute (minutes since 1970), of the whole paper.
create table live_sources (
  minute integer not null,
  kind text not null check (kind in ('search', 'social', 'mail', 'assistant', 'paper', 'site', 'own', 'none')),
  name text not null,
  views integer not null check (views > 0),
  primary key (minute, kind, name)
);
