-- The newest comments of a discussion, wherever they stand in it: for its feed.
create index comments_newest_idx on comments (article_id, submitted_at desc, id desc) where state = 'shown';
-- All that a sitemap says of an article, so that 10,000 addresses are written without reading 10,000 articles.
create index articles_sitemap_idx on articles (id) include (published_at, updated_at, section_id, slug) where state = 'published';
