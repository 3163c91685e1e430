-- So that the nightly folding of figures (audience/folding.ts) finds what is not folded yet.
create index source_days_fold_idx on source_days (day) where page_id <> 0 and name <> '';
create index leaving_days_fold_idx on leaving_days (day) where page_id <> 0 and host <> 'other';
