-- What the library is asked for where little is found: without these, all pictures would be looked through.
create index pictures_created_idx on pictures (created_at);
create index pictures_over_idx on pictures (id) where taken_off_at is not null;
create index pictures_no_alt_idx on pictures (id) where alt = '';
create index pictures_no_caption_idx on pictures (id) where caption = '';
create index pictures_no_credit_idx on pictures (id) where credit_person = '' and credit_agency = '';
create index pictures_no_rights_idx on pictures (id) where rights = '';
