-- Those who wait for an article are told what became of the wire it was taken from.
alter table stage_moves drop constraint stage_moves_kind_check;
alter table stage_moves add constraint stage_moves_kind_check
  check (kind in ('moved', 'embargoed', 'embargo_lifted', 'held', 'hold_lifted', 'scheduled', 'unscheduled', 'missed', 'wire_update', 'wire_back'));

-- Pictures that came along with a text, as in mails: their files lie aside until the text is taken over or cleared away.
create table wire_attachments (
  hash text primary key check (hash ~ '^[0-9a-f]{64}$'),
  laid_at timestamptz not null
);
