-- What a mail names that may have to go unnamed before it is sent (an article that is held), and how it reads without.
alter table mails add column names text[] not null default '{}';
alter table mails add column unnamed jsonb;
alter table mails add constraint mails_unnamed_check check ((unnamed is null) = (names = '{}'));
