// Makers of supporters with what they give, and of browsers in which their own side is open.
import type { Db } from '../src/base/db/db.ts'
import { duesPaid, incomeOf } from '../src/funding/due.ts'
import { book, move } from '../src/funding/ledger.ts'
import { undertake, type Undertaking } from '../src/funding/pledge.ts'
import { ownSideSeconds } from '../src/funding/personal-link.ts'
import { hashOf, newToken } from '../src/people/session.ts'
import { secondsAfter } from '../src/base/time.ts'
import { noon } from './makers.ts'

let made = 0

export interface Giving { supporter_id: number; pledge_id: number; due_id: number; reference: string; mail_address: string; name: string; /** What the browser sends in which their own side is open. */ cookie: string }

/** Somebody who gives 10 € a month by transfer since noon, or as said. */
export async function makeGiving(db: Db, over: Partial<Omit<Undertaking, 'supporter'>> & { name?: string; mail_address?: string; language?: string; now?: Date } = {}): Promise<Giving> {
  const n = ++made
  const { name = `Giver ${n}`, mail_address = `giver-${n}@mail.test`, language = 'de', now = noon, ...rest } = over
  const undertaking = { amount: 1_000, currency: 'EUR', rhythm: 'monthly', way: 'transfer', first_due_on: '2026-03-01', ...rest } as const
  const { supporter_id, pledge_id, due_id, reference } = await undertake(db, { supporter: { name, mail_address, language }, ...undertaking }, { by: 'reader', now })
  return { supporter_id, pledge_id, due_id, reference, mail_address, name, cookie: await openOwnSideOf(db, supporter_id) }
}

export async function openOwnSideOf(db: Db, supporter_id: number): Promise<string> {
  const token = newToken()
  await db.insertInto('supporter_sessions').values({ token_hash: hashOf(token), supporter_id, created_at: noon, expires_at: secondsAfter(noon, 400 * 86_400 + ownSideSeconds) }).execute()
  return `litfass-supporter=${token}`
}

/** What is due has come, by a transfer, and stands in the ledger. */
export async function payDue(db: Db, due_id: number, on: string) {
  const { amount, currency, rhythm } = await db.selectFrom('dues').innerJoin('pledges', 'pledges.id', 'pledge_id').select(['dues.amount', 'dues.currency', 'rhythm']).where('dues.id', '=', due_id).executeTakeFirstOrThrow()
  await book(db, [{ kind: 'transfer_received', source: ++made, due_id, booked_on: on, postings: move({ from: incomeOf(rhythm), to: 'bank', amount, currency }) }], noon)
  await duesPaid(db, [{ due_id, on }])
}
