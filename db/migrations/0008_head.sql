-- A translation points to its original, and to nothing else: articles that translate each other are a star, never a chain.
alter table articles add column translation_of bigint references articles check (translation_of <> id);
create index articles_translations_idx on articles (translation_of) where translation_of is not null;

-- The paper's sign where its name has no room: a picture of its own, or the first letter of its name.
alter table paper add column mark_picture_id bigint references pictures;
