// Makers for reminders and dunning: a paper with an account that has read the bank's statements, and its days.
import { nameBankAccount } from '../src/funding/campaign.ts'
import type { Db } from '../src/base/db/db.ts'
import { remindWhoIsDue } from '../src/funding/reminding.ts'

const site = { url: 'http://paper.test' }
let made = 0

/** `told`: up to which day the bank has told what came. */
export async function dunningPaper(db: Db, { told = '2026-03-01', ...settings }: Partial<{ told: string; after_reminders: 'stop' | 'go_on'; reminder_count: number; statement_days: number; reminders: boolean; dunning: boolean }> = {}) {
  await nameBankAccount(db, { holder: 'Wallstedter Anzeiger eG', iban: 'DE02120300000000202051', bic: '' })
  await db.updateTable('funding_settings').set({ creditor_id: 'DE98ZZZ09999999999', notice_days: 2 }).execute()
  await db.updateTable('funding_mail_settings').set({ due_from: null, ...settings }).execute()
  await readStatement(db, told)
}

/** A statement without a line, up to a day. */
export async function readStatement(db: Db, to_on: string) {
  const digest = Buffer.alloc(32, 1 + (++made % 200))
  const file = await db.insertInto('statement_files').values({ name: 'auszug.xml', sha256: Buffer.from(String(made).padStart(32, '0')), sealed: digest, imported_by: 'staff:1', imported_at: new Date(`${to_on}T12:00:00Z`) }).returning('id').executeTakeFirstOrThrow()
  await db.insertInto('statements').values({ file_id: file.id, format: 'camt.053.001.08', iban_fingerprint: digest, iban_shown: 'DE … 0000', statement_id: String(made), currency: 'EUR', from_on: to_on, to_on, digest: Buffer.from(String(made).padStart(32, '0')) }).execute()
}

/** The job's run at noon of a day. */
export function dunned(db: Db, day: string) {
  return remindWhoIsDue(db, { site, now: new Date(`${day}T11:00:00Z`) })
}

/** The same on several days, on each after the statement up to the day before was read. */
export async function remindOn(db: Db, ...days: string[]) {
  const done = { letters: 0, over: 0 }
  for (const day of days) {
    await readStatement(db, day)
    const { letters, over } = await dunned(db, day)
    done.letters += letters
    done.over += over
  }
  return done
}

export async function stepsOf(db: Db, due_id: number) {
  return (await db.selectFrom('dunning_steps').select(['step', 'happened_on', 'pay_until']).where('due_id', '=', due_id).orderBy('happened_on').execute()).map((step) => Object.values(step))
}
