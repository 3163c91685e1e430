-- Which of a campaign's links somebody followed (utm_content), where the paper counts campaigns.
alter table trait_days drop constraint trait_days_trait_check;
alter table trait_days add constraint trait_days_trait_check check (trait in ('device', 'language', 'country', 'source', 'medium', 'campaign', 'content'));
