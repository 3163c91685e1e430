-- Where pictures stand: in working copies too, as the desk says whenever one is settled, while readers' articles do not name it.
alter table picture_uses drop constraint picture_uses_place_check;
alter table picture_uses add constraint picture_uses_place_check check (place in ('lead', 'body', 'writing'));

-- Pictures that may stand in no article. All that stand in none are here, and some that do: a picture comes in whenever it leaves an
-- article, whether or not it stands in others, since two that leave it at once do not see one another. Asking all 100,000
-- would take too long where none is unused.
create table idle_pictures (
  picture_id bigint primary key references pictures on delete cascade
);

create function picture_is_idle() returns trigger language plpgsql security definer set search_path = public as $$
begin
  insert into idle_pictures (picture_id) select id from added on conflict do nothing;
  return null;
end $$;
create trigger pictures_idle after insert on pictures referencing new table as added for each statement execute function picture_is_idle();

create function picture_uses_came() returns trigger language plpgsql security definer set search_path = public as $$
begin
  -- In one order, so that two who save the same pictures wait for each other and not both for ever.
  delete from idle_pictures where picture_id in (
    select picture_id from idle_pictures where picture_id in (select p.id from came join pictures p on p.name = came.picture_name) order by picture_id for update);
  return null;
end $$;
create trigger picture_uses_came after insert on picture_uses referencing new table as came for each statement execute function picture_uses_came();

create function picture_uses_went() returns trigger language plpgsql security definer set search_path = public as $$
begin
  insert into idle_pictures (picture_id) select distinct p.id from went join pictures p on p.name = went.picture_name order by p.id on conflict do nothing;
  return null;
end $$;
create trigger picture_uses_went after delete on picture_uses referencing old table as went for each statement execute function picture_uses_went();

-- What stays in an article is left alone: otherwise each saving would take its pictures out and put them in again.
create or replace function picture_uses_changed() returns trigger language plpgsql security definer set search_path = public as $$
begin
  with now as (
    select p.name as picture_name, 'lead' as place from pictures p where p.id = new.lead_picture_id
    union all select name, 'body' from body_pictures(new.body) name
  )
  delete from picture_uses u where article_id = new.id and place <> 'writing' and not exists (select from now where now.picture_name = u.picture_name and now.place = u.place);
  insert into picture_uses (picture_name, article_id, place)
    select p.name, new.id, 'lead' from pictures p where p.id = new.lead_picture_id
    union all select name, new.id, 'body' from body_pictures(new.body) name
  on conflict do nothing;
  return null;
end $$;

insert into idle_pictures (picture_id) select id from pictures where not exists (select from picture_uses where picture_name = name);

-- Working copies were settled into the last revision of their article.
insert into picture_uses (picture_name, article_id, place)
  select distinct name, w.article_id, 'writing'
  from writings w
    cross join lateral (select fields, body from revisions r where r.article_id = w.article_id order by number desc limit 1) last
    cross join lateral (select last.fields ->> 'lead_picture' as name union select body_pictures(last.body)) named
  where name <> '' and not exists (select from picture_uses u where u.picture_name = name and u.article_id = w.article_id)
on conflict do nothing;
