// The form of a declaration, as it was sent: what is wrong with it, or the declaration.
import { calendarDay } from '../base/time.ts'
import type { Errors } from '../base/ui/form.tsx'
import { textIn, type Form } from '../base/web/form.ts'
import type { T } from '../base/i18n/i18n.ts'
import { mailAddressIn } from '../people/mail-address.ts'
import type { Declaration, DeclarationKind } from './declaration.ts'
import type { Manner } from './ending.ts'
import { addMonths } from './rhythm.ts'

export const longest = { name: 120, mail_address: 254, reference: 60, reason: 2_000 }

interface Reading { kind: DeclarationKind; /** Whose it is is known: nobody is asked. */ isKnown?: boolean; today: string; t: T }

export function declarationIn(form: Form, { kind, isKnown = false, today, t }: Reading): { errors: Errors; declaration: Declaration } {
  const text = (name: 'name' | 'reference' | 'reason') => textIn(form, name).trim()
  const [name, reference, reason] = [text('name'), text('reference'), text('reason')]
  const typed = textIn(form, 'mail_address').trim()
  const mail_address = typed === '' ? '' : mailAddressIn(typed)
  const manner: Manner | null = kind === 'withdrawal' ? null : textIn(form, 'manner') === 'extraordinary' ? 'extraordinary' : 'ordinary'
  const day = kind === 'withdrawal' ? '' : textIn(form, 'wanted_on').trim()
  const wanted_on = day === '' ? null : dayIn(day)
  const identity: Errors = isKnown ? {} : {
    ...(name === '' ? { name: t('declaration.error.name') } : {}),
    ...(mail_address === undefined ? { mail_address: t('sign_in.address_wrong') } : mail_address === '' && reference === '' ? { mail_address: t('declaration.error.who') } : {}),
  }
  const errors: Errors = {
    ...(manner === 'extraordinary' && reason === '' ? { reason: t('declaration.error.reason') } : {}),
    ...identity,
    ...(wanted_on === undefined ? { wanted_on: t('declaration.error.day') } : wanted_on !== null && wanted_on < today ? { wanted_on: t('declaration.error.past') } : wanted_on !== null && wanted_on > addMonths(today, 120) ? { wanted_on: t('declaration.error.far') } : {}),
    ...Object.fromEntries(Object.entries({ name, reference, reason }).flatMap(([field, value]) => (value.length > longest[field === 'name' ? 'name' : field === 'reference' ? 'reference' : 'reason'] ? [[field, t('declaration.error.long')]] : []))),
  }
  return { errors, declaration: { kind, manner, name, mail_address: mail_address ?? '', reference, reason, wanted_on: wanted_on ?? null, or_cancel: textIn(form, 'or_cancel') === 'on', language: t.language } }
}

/** What stands in each field, as it was typed. */
export function declarationTyped(form: Form): Record<string, string> {
  return Object.fromEntries(['manner', 'reason', 'name', 'mail_address', 'reference', 'wanted_on', 'or_cancel'].map((name) => [name, textIn(form, name)]))
}

/** As a date field sends it; where a browser has none, people type 31.12.2027 as well. */
export function dayIn(text: string): string | undefined {
  const [, year = '', month = '', day = ''] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text) ?? []
  const [, day2 = '', month2 = '', year2 = ''] = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/.exec(text) ?? []
  return calendarDay(year ? [year, month, day] : [year2, month2, day2])
}
