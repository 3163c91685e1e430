-- The forms with the binding button that were sent, so that each is one gift however often it comes. Kept for two days, longer than a form can be sent.
create table given_forms (
  id uuid primary key,
  sent_at timestamptz not null,
  -- what it became
  pledge_id bigint references pledges on delete cascade
);
create index given_forms_sent_idx on given_forms (sent_at);
create index given_forms_pledge_idx on given_forms (pledge_id);

-- When its supporter was thanked for it by mail: once, however often the job runs.
alter table dues add column thanked_at timestamptz;

-- Pictures that lie in a mail itself, as [{"name", "type", "base64"}].
alter table mails add column pictures jsonb not null default '[]';
