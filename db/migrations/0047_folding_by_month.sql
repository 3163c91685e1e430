-- Names of single pages, and the days on which they were, fold into months (audience/folding.ts): indexes of what is not folded yet.
drop index source_days_fold_idx;
create index source_days_fold_idx on source_days (day) where page_id <> 0 and (name <> '' or extract(day from day) <> 1);
drop index leaving_days_fold_idx;
create index leaving_days_fold_idx on leaving_days (day) where page_id <> 0 and (host <> 'other' or extract(day from day) <> 1);
