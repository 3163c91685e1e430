-- The text as it stood when something was scheduled: what becomes public is the text as it stands by then, and the desk says where they differ.
alter table article_schedules add column text_revision integer;
alter table article_schedules add constraint article_schedules_text_revision_fkey foreign key (article_id, text_revision) references revisions (article_id, number) deferrable initially deferred;
