-- The library of pictures: what is known of each, who may use it until when, where it stands, which look alike; and
-- uploads that survive a lost connection.

create function picture_words(variadic texts text[]) returns text immutable parallel safe language sql
  return lower(array_to_string(texts, ' '));

alter table pictures
  add title text not null default '',
  add keywords text[] not null default '{}',
  -- where it was taken, as the file or a person says
  add place text not null default '',
  add taken_at timestamptz,
  add usage_terms text not null default '',
  -- it may be used from then on, and up to then
  add rights_from timestamptz,
  add rights_until timestamptz,
  -- the desk was told that they end soon; they have ended, and no page shows it
  add rights_warned_at timestamptz,
  add taken_off_at timestamptz,
  add uploaded_by bigint references readers on delete set null,
  -- how close the cut goes to the focal point: 1 is the largest part that has its shape
  add zoom real not null default 1 check (zoom between 1 and 4),
  -- goes up with all that its smaller files are made by; each says by which it was made
  add version integer not null default 0,
  -- what it looks like: a bit for each of 64 steps of brightness between neighbours
  add look bit(64),
  add looked_at timestamptz,
  -- it is the same as another, by which it is replaced wherever it stood; what names it still finds it
  add merged_into bigint references pictures,
  add constraint pictures_rights_check check (rights_from < rights_until),
  add constraint pictures_merged_check check (merged_into <> id);
alter table pictures
  add words text not null generated always as (picture_words(name, title, caption, alt, credit_person, credit_agency, place, picture_words(variadic keywords))) stored;

create index pictures_words_idx on pictures using gin (words gin_trgm_ops);
create index pictures_hash_idx on pictures (hash);
create index pictures_rights_idx on pictures (rights_until) where rights_until is not null;
create index pictures_uploaded_idx on pictures (uploaded_by, id) where uploaded_by is not null;
create index pictures_merged_idx on pictures (merged_into) where merged_into is not null;
create index pictures_unseen_idx on pictures (id) where looked_at is null;

-- Two looks of which no more than seven bits differ agree in at least one of their eight bytes.
create function look_bytes(look bit(64)) returns integer[] immutable parallel safe language sql
  return array[
    substring(look from 1 for 8)::integer, 256 + substring(look from 9 for 8)::integer, 512 + substring(look from 17 for 8)::integer, 768 + substring(look from 25 for 8)::integer,
    1024 + substring(look from 33 for 8)::integer, 1280 + substring(look from 41 for 8)::integer, 1536 + substring(look from 49 for 8)::integer, 1792 + substring(look from 57 for 8)::integer];
create index pictures_look_idx on pictures using gin (look_bytes(look)) where look is not null;

alter table renditions add version integer not null default 0;
create index renditions_hash_idx on renditions (hash);

-- Which pictures may be one; somebody has said that they are not.
create table picture_pairs (
  one_id bigint not null references pictures on delete cascade,
  other_id bigint not null references pictures on delete cascade,
  -- bits by which their looks differ; 0 for the same bytes, too
  distance smallint not null check (distance between 0 and 64),
  found_at timestamptz not null,
  apart_at timestamptz,
  primary key (one_id, other_id),
  check (one_id < other_id)
);
create index picture_pairs_other_idx on picture_pairs (other_id);
create index picture_pairs_open_idx on picture_pairs (found_at desc) where apart_at is null;

-- Where pictures stand: kept by the database itself, so that no way of writing an article can forget it. By name, as
-- bodies name them, whether or not there is such a picture.
create table picture_uses (
  picture_name text not null,
  article_id bigint not null references articles on delete cascade,
  place text not null check (place in ('lead', 'body')),
  primary key (picture_name, article_id, place)
);
create index picture_uses_article_idx on picture_uses (article_id);

create function body_pictures(body jsonb) returns setof text immutable parallel safe language sql as $$
  select distinct name #>> '{}' from jsonb_path_query(body, '$.**.attrs.picture ? (@.type() == "string")') name
$$;

create function picture_uses_added() returns trigger language plpgsql security definer set search_path = public as $$
begin
  insert into picture_uses (picture_name, article_id, place)
    select p.name, a.id, 'lead' from added a join pictures p on p.id = a.lead_picture_id
    union all select name, a.id, 'body' from added a, body_pictures(a.body) name;
  return null;
end $$;
create trigger articles_picture_uses_added after insert on articles referencing new table as added for each statement execute function picture_uses_added();

create function picture_uses_changed() returns trigger language plpgsql security definer set search_path = public as $$
begin
  delete from picture_uses where article_id = new.id;
  insert into picture_uses (picture_name, article_id, place)
    select p.name, new.id, 'lead' from pictures p where p.id = new.lead_picture_id
    union all select name, new.id, 'body' from body_pictures(new.body) name;
  return null;
end $$;
create trigger articles_picture_uses_changed after update of lead_picture_id, body on articles for each row
  when (old.lead_picture_id is distinct from new.lead_picture_id or old.body is distinct from new.body) execute function picture_uses_changed();

insert into picture_uses (picture_name, article_id, place)
  select p.name, a.id, 'lead' from articles a join pictures p on p.id = a.lead_picture_id
  union all select name, a.id, 'body' from articles a, body_pictures(a.body) name;

-- What a picture must have before an article that shows it is published.
create table media_settings (
  id boolean primary key default true check (id),
  need_credit text not null default 'warn' check (need_credit in ('off', 'warn', 'block')),
  need_rights text not null default 'off' check (need_rights in ('off', 'warn', 'block'))
);
insert into media_settings default values;

-- Files on their way in, for a day. What counts as received lies in the files of the paper, part by part.
create table uploads (
  id uuid primary key,
  reader_id bigint not null references readers on delete cascade,
  name text not null,
  bytes bigint not null check (bytes > 0),
  received bigint not null default 0 check (received between 0 and bytes),
  begun_at timestamptz not null,
  expires_at timestamptz not null,
  -- what became of it
  picture_id bigint references pictures on delete set null,
  -- the same bytes were there already
  was_there boolean not null default false,
  refused text,
  settled_at timestamptz,
  check (settled_at is null or received = bytes)
);
create index uploads_reader_idx on uploads (reader_id);
create index uploads_expires_idx on uploads (expires_at);

create table upload_parts (
  upload_id uuid not null references uploads on delete cascade,
  begins_at bigint not null,
  bytes bigint not null check (bytes > 0),
  file text not null,
  primary key (upload_id, begins_at)
);
