-- Full-text search. Both extensions are trusted: whoever owns the database may create them.
create extension if not exists unaccent;
create extension if not exists pg_trgm;

-- Words as they are indexed: without accents, without their endings, without the commonest. The lists of the commonest
-- words are written with umlauts, so they come before the accents go.
create text search dictionary search_german_stop (template = pg_catalog.simple, stopwords = german, accept = false);
create text search configuration search_german (copy = pg_catalog.german);
alter text search configuration search_german alter mapping for hword, hword_part, word with search_german_stop, unaccent, german_stem;
create text search configuration search_english (copy = pg_catalog.english);
alter text search configuration search_english alter mapping for hword, hword_part, word with unaccent, english_stem;
create text search configuration search_other (copy = pg_catalog.simple);
alter text search configuration search_other alter mapping for hword, hword_part, word with unaccent, simple;

create function search_configuration(language text) returns regconfig language sql stable parallel safe as $$
  select case split_part(language, '-', 1) when 'de' then 'search_german'::regconfig when 'en' then 'search_english'::regconfig else 'search_other'::regconfig end
$$;

-- Text as the parser reads it best: a stroke between two words would make a file's name of them, a sign between them an
-- address, brackets about them a tag, a hyphen before digits a minus; a soft hyphen would cut a word in two.
create function searchable(given text) returns text language sql immutable parallel safe as $$
  select regexp_replace(translate(given, '<>/@_\' || chr(173) || chr(8203), '      '), '-(?=[0-9])', ' ', 'g')
$$;

-- What can be read in a document: the text of its blocks, and what stands in attributes beside it.
create function document_text(body jsonb) returns text language sql immutable parallel safe as $$
  select coalesce(string_agg(concat_ws(e'\n',
    block.node #>> '{attrs,title}',
    (select string_agg(coalesce(child.node ->> 'text', e'\n'), '' order by child.n)
     from jsonb_array_elements(block.node -> 'content') with ordinality as child (node, n) where child.node ->> 'type' in ('text', 'hard_break')),
    block.node #>> '{attrs,caption}',
    block.node #>> '{attrs,attribution}'), e'\n' order by block.n), '')
  from jsonb_path_query(body, 'strict $.** ? (exists(@.content[*].text) || @.type != "link" && (exists(@.attrs.caption) || exists(@.attrs.title) || exists(@.attrs.attribution)))')
    with ordinality as block (node, n)
$$;

-- Narrow, so that the rows of a word that stands everywhere fill few pages: the words lie beside them, as they are, since
-- unpacking them takes longer than reading them. No index by time: searching would walk along it, looking into all words.
create table article_search (
  article_id bigint primary key references articles on delete cascade,
  section_id bigint not null references sections,
  published_at timestamptz not null,
  words tsvector not null
) with (toast_tuple_target = 128);
alter table article_search alter column words set storage external;

-- Spellings that stand in published articles, for suggestions: each with a few articles as its witnesses. When none of
-- them is left the word is no longer suggested.
create table search_words (
  folded text not null,
  article_id bigint not null references articles on delete cascade,
  word text not null,
  primary key (folded, article_id)
);
create index search_words_article_idx on search_words (article_id);

-- Indexes these articles anew, from what their rows say now; those that are not published leave the index.
-- Compiling the statement, as outside servers do with large ones, takes longer than running it.
create function index_articles(ids bigint[]) returns void language sql set jit = off as $$
  delete from search_words where article_id = any (ids);
  delete from article_search where article_id = any (ids);

  with texts as materialized (
    select a.id, a.section_id, a.published_at, search_configuration(a.language) as configuration,
      searchable(a.headline) as headline,
      searchable(concat_ws(e'\n', a.kicker, a.standfirst)) as deck,
      searchable(concat_ws(e'\n',
        (select string_agg(authors.name, e'\n') from bylines join authors on authors.id = author_id where article_id = a.id),
        (select string_agg(topics.name, e'\n') from article_topics join topics on topics.id = topic_id where article_id = a.id))) as names,
      -- A text longer than a book is found by its first 250,000 letters: more words do not fit.
      left(searchable(concat_ws(e'\n', a.dateline_place, document_text(a.body), a.lead_caption,
        (select string_agg(caption, e'\n') from pictures where id = a.lead_picture_id and a.lead_caption is null
          or name in (select jsonb_path_query(a.body, 'strict $.** ? (@.type == "picture" && (!exists(@.attrs.caption) || @.attrs.caption == null || @.attrs.caption == "")).attrs.picture') #>> '{}')),
        a.note)), 250000) as body
    from articles a where a.id = any (ids) and a.state = 'published'
  ), indexed as (
    insert into article_search (article_id, section_id, published_at, words)
    select id, section_id, published_at,
      setweight(to_tsvector(configuration, headline), 'A') || setweight(to_tsvector(configuration, deck), 'B')
      || setweight(to_tsvector(configuration, names), 'C') || to_tsvector(configuration, body)
      -- The year, as a word that no text has: so the index can look for the newest alone.
      || array_to_tsvector(array[chr(1) || extract(year from published_at at time zone 'UTC')])
    from texts
  ), spelt as (
    select word, id as article_id, case when octet_length(word) = length(word) then word else lower(unaccent(word)) end as folded
    from texts cross join lateral unnest(tsvector_to_array(to_tsvector('pg_catalog.simple', concat_ws(e'\n', headline, deck, names, body)))) as spelling (word)
    where length(word) between 4 and 30 and word !~ '[[:digit:][:punct:]]'
  ), witnesses as (
    select folded, article_id, min(word) as word, row_number() over (partition by folded order by article_id desc) as n
    from spelt group by folded, article_id
  )
  insert into search_words (folded, article_id, word)
  select folded, article_id, word from witnesses
  where n <= 3 and n + (select count(*) from search_words known where known.folded = witnesses.folded) <= 3
$$;

-- The articles that are there already; a thousand at a time, since a few hundred words of each are at work at once.
do $$
declare ids bigint[];
begin
  for ids in select array_agg(id) from (select id, (row_number() over (order by id) - 1) / 1000 as batch from articles where state = 'published') numbered group by batch order by batch
  loop
    perform index_articles(ids);
  end loop;
end $$;

create index article_search_words_idx on article_search using gin (words);
create index search_words_near_idx on search_words using gin (folded gin_trgm_ops);
