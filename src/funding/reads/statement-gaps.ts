import { sql } from 'kysely'

/**
 * Statements that do not begin with what the one before them ended with: something between them has not come. One that lies within
 * another, such as a day's in a month's, is not looked at. Rows of id, currency, expected, found.
 */
export const statementGaps = sql<{ id: number; currency: string; expected: number; found: number }>`
  select s.id, s.currency, before.closing as expected, s.opening as found from statements s
  cross join lateral (
    select b.closing, b.to_on from statements b
    where b.iban_fingerprint = s.iban_fingerprint and b.id <> s.id and b.closing is not null and (b.to_on < s.from_on or (b.to_on = s.from_on and (b.from_on < s.from_on or b.to_on = s.to_on)
      and (coalesce(b.made_at, '-infinity'), b.id) < (coalesce(s.made_at, '-infinity'), s.id)))
    order by b.to_on desc, b.made_at desc nulls last, b.id desc limit 1
  ) before
  where s.opening is not null and s.opening <> before.closing
    and not exists (select from statements h where h.iban_fingerprint = s.iban_fingerprint and h.opening is not null and h.from_on <= s.from_on and h.to_on >= s.to_on and (h.from_on < s.from_on or h.to_on > s.to_on))
    and not exists (select from statements b where b.iban_fingerprint = s.iban_fingerprint and b.id <> s.id and b.to_on = before.to_on and b.closing = s.opening)`
