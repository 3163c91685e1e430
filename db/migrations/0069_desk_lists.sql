-- The desk's list of articles, of one section or at one stage: the last ones made first.
create index articles_desk_section_idx on articles (section_id, id desc);
create index articles_desk_stage_idx on articles (stage, id desc);
