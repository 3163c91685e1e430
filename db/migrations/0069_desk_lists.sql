-- The desk's list of articles, of one section: the last ones made first.
create index articles_desk_section_idx on articles (section_id, id desc);
