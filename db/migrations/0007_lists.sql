-- What an article's topics and bylines know of it, so that the list of a topic or an author is one walk along an index,
-- however many articles the paper has: when it was published; null unless it is published now. The indexes that these lists
-- were walked along before, article_topics_topic_idx and bylines_author_idx, serve the version before; a later migration drops them.
alter table article_topics add column listed_at timestamptz;
update article_topics set listed_at = articles.published_at from articles where articles.id = article_id and articles.state = 'published';
create index article_topics_listed_idx on article_topics (topic_id, listed_at desc, article_id desc);

alter table bylines add column listed_at timestamptz;
update bylines set listed_at = articles.published_at from articles where articles.id = article_id and articles.state = 'published';
create index bylines_listed_idx on bylines (author_id, listed_at desc, article_id desc);

-- How many articles were published on a day, in a month, in a year of the paper's time zone, each named by its first day.
create table archive_counts (
  span text not null check (span in ('day', 'month', 'year')),
  begins_on date not null,
  articles integer not null check (articles >= 0),
  primary key (span, begins_on),
  check (begins_on = date_trunc(span, begins_on::timestamp)::date)
);
insert into archive_counts (span, begins_on, articles)
select span, date_trunc(span, published_at at time zone time_zone)::date, count(*)
from articles, paper, unnest(array['day', 'month', 'year']) span where state = 'published' group by 1, 2;
