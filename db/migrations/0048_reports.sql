-- Reports of the desk are short: to start further processes for them takes longer than it saves (docs/decisions/0091).
alter table page_days set (parallel_workers = 0);
alter table page_sums set (parallel_workers = 0);
alter table counted_pages set (parallel_workers = 0);
