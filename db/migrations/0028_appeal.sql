-- How far a campaign is, is counted: of people, pledges and the ledger. `carried` is what it starts from, taken over from
-- before the ledger; what had been typed in until now is that.
alter table campaigns add column carried bigint not null default 0 check (carried >= 0);
update campaigns set carried = reached;

-- Where it asks, besides its own page.
alter table campaigns add column on_articles boolean not null default true;
alter table campaigns add column on_front boolean not null default true;
create table campaign_sections (
  campaign_id bigint not null references campaigns on delete cascade,
  section_id bigint not null references sections on delete cascade,
  primary key (campaign_id, section_id)
);
create index campaign_sections_section_idx on campaign_sections (section_id);

-- Under what is sensitive nobody is asked for money: articles (since long), whole sections, whole topics.
alter table sections add column no_appeals boolean not null default false;
alter table topics add column no_appeals boolean not null default false;

-- Its texts stand in versions, each in languages, each for its days.
alter table campaign_texts add column version text not null default 'a' check (version ~ '^[a-z]$');
-- Other words than the campaign's own days: the version before asks for those without saying whose.
alter table campaign_texts add column shown_from date;
alter table campaign_texts add column shown_until date;
alter table campaign_texts add check (shown_until >= shown_from);
alter table campaign_texts drop constraint campaign_texts_pkey;
alter table campaign_texts add primary key (campaign_id, version, language);

-- Since when its versions are compared: a text that changes begins anew.
alter table campaigns add column compared_since timestamptz;

-- What followed from a version in a slice of time. Counts only: neither who nor when exactly.
create table campaign_slices (
  campaign_id bigint not null references campaigns on delete cascade,
  version text not null,
  -- its number, of slices of ten minutes since 1970
  slice integer not null,
  begun integer not null default 0,
  completed integer not null default 0,
  -- of what was completed, minor units of the campaign's currency, for a year
  amount bigint not null default 0,
  primary key (campaign_id, slice, version)
);

-- What followed from the appeal under an article.
create table campaign_articles (
  campaign_id bigint not null references campaigns on delete cascade,
  article_id bigint not null references articles on delete cascade,
  begun integer not null default 0,
  completed integer not null default 0,
  amount bigint not null default 0,
  primary key (campaign_id, article_id)
);
create index campaign_articles_article_idx on campaign_articles (article_id);
