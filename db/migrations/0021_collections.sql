-- A mail may be followed by a job, added when it was handed over or refused for good: what rests on its being told waits for that.
alter table mails add then_job text, add then_payload jsonb, add check ((then_job is null) = (then_payload is null));
create index mails_then_idx on mails (then_job) where then_job is not null;
