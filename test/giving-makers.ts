// Makers for giving: a paper that takes money, and a reader who fills the form in.
import { nameBankAccount } from '../src/funding/campaign.ts'
import type { Db } from '../src/base/db/db.ts'
import { safeOf } from '../src/base/safe/safe.ts'
import { secondsBefore } from '../src/base/time.ts'
import { openForm, sealForm, usual } from '../src/funding/giving-form.ts'
import type { Answer, House } from './house.ts'

/** With a creditor identifier and a bank account of nobody's. */
export async function makeFunding(db: Db, settings: Partial<{ button: 'order' | 'gift'; certificates: boolean; ways: string[]; creditor_id: string }> = {}) {
  await nameBankAccount(db, { holder: 'Wallstedter Anzeiger eG', iban: 'DE02120300000000202051', bic: '' })
  await db.updateTable('funding_settings').set({ creditor_id: 'DE98ZZZ09999999999', notice_days: 5, ...settings }).execute()
}

export const typed = { language: 'de', amount: '', amount_other: '5,50', rhythm: 'monthly', way: 'transfer', name: 'Ada Löw', mail_address: 'ada@mail.example', iban: '', holder: '' }
export const debitTyped = { ...typed, way: 'debit', iban: 'DE89 3704 0044 0532 0130 00' }

/** The one that the house has. */
export const safe = safeOf([Buffer.alloc(32, 7)])

/** The fields of the form with the binding button, as if whoever got it had looked at it for a while. */
export function bindingForm({ now }: Pick<House, 'now'>, { html }: Pick<Answer, 'html'>): Record<string, string> {
  const form = openForm(/name="form" value="([^"]+)"/.exec(html)?.[1] ?? '', safe)
  if (!form) throw new Error('there is no form with a binding button')
  return { form: sealForm({ ...form, made_at: secondsBefore(now, usual.waitSeconds) }, safe), consent: 'on' }
}

/** Gives, in both steps, and answers with where that leads. */
export async function givenAs(t: House, fields: Partial<typeof typed> & Record<string, string>): Promise<{ form: Record<string, string>; answer: Answer }> {
  const form = bindingForm(t, await t.send('/support', { ...typed, ...fields }))
  return { form, answer: await t.send('/support/confirmation', form) }
}
