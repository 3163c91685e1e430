// How the desk says things of a statement: its days, what is missing before it, why a file was refused.
import type { T } from '../../base/i18n/i18n.ts'
import type { StatementRefusal } from '../statement-refused.ts'

/** 2 March 2026, or from one day to another. */
export function periodOf({ from_on, to_on }: { from_on: string | null; to_on: string | null }, t: T): string {
  if (from_on === null) return t('bank.no_period')
  return to_on === null || to_on === from_on ? t.day(from_on) : t('bank.from_to', { from: t.day(from_on), to: t.day(to_on) })
}

export function gapText(gap: { expected: number; found: number } | undefined, currency: string, t: T) {
  return gap ? <p class="error">{t('bank.gap', { expected: t.money(gap.expected, currency), found: t.money(gap.found, currency) })}</p> : null
}

interface Refused { why: StatementRefusal; line: number; values: Record<string, string> }

export function refusalText({ why, line, values }: Refused, t: T): string {
  const said = t(`bank.refused.${why}`, { reason: '', element: '', text: '', message: '', encoding: '', iban: '', currency: '', own: '', opening: '', sum: '', closing: '', statement_id: '', ...values, said: values.reason ? 'yes' : 'no' })
  return line > 0 ? t('bank.refused_at', { line, why: said }) : said
}
