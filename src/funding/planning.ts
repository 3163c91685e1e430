// Planning gives each due that is to be debited its day, and has it told to the debtor: at least as many days before as were
// agreed with the mandate. What could not be told in time moves on to a later day; what may not go any more is dropped.
import { randomBytes } from 'node:crypto'
import { paper } from '../articles/reads/paper.ts'
import { atomically, type Db } from '../base/db/db.ts'
import { dropMailsBefore } from '../base/mail/mail.ts'
import { dayOf, secondsBefore } from '../base/time.ts'
import { bankingDayFrom } from './banking-day.ts'
import { sendNotices, type Announced } from './prenotification.ts'
import type { Here } from './personal-link.ts'
import { longestNotice, missedDebits, nextIds, plannableDues, type Plannable, type Planned } from './reads/planning.ts'
import { fundingSettings, type FundingSettings } from './reads/settings.ts'
import { addDays } from './rhythm.ts'
import { dropUnfitDebits, insertDebits, insertPrenotifications, moveDebits } from './writes/planning.ts'

/** So many debits are planned and told in one transaction. */
const atOnce = 500
/** A debit goes at most so many days later than was told; after that it is told anew. */
export const graceDays = 14
/** A mail address that refused a notice for good is tried again after so long. */
const refusedSeconds = 14 * 86_400

/** Days (YYYY-MM-DD) up to which dues are made so early that their debits can be told in time; today's for other ways. */
export async function planningHorizon(db: Db, today: string): Promise<string> {
  return addDays(today, (await longestNotice(db)) + 3)
}

export interface PlanningReport { planned: number; moved: number; dropped: number }

/**
 * Plans and tells what is due up to the horizon. Without a creditor identifier nothing can be debited, and nothing is planned.
 * `isTold`: their debtors know already, as of what is taken down of the past: that is noted, and no mail is written.
 */
export async function planDebits(db: Db, here: Here, { isTold = false } = {}): Promise<PlanningReport> {
  const [settings, { time_zone: zone }] = await Promise.all([fundingSettings(db), paper(db)])
  const dropped = await atomically(db, (tx) => dropUnfitDebits(tx))
  if (settings.creditor_id === '') return { planned: 0, moved: 0, dropped }
  const today = dayOf(here.now, zone)
  const until = await planningHorizon(db, today)
  const moved = await inTurns(db, (tx) => moveOn(tx, { settings, today, zone, here, isTold }))
  const planned = await inTurns(db, (tx) => planSome(tx, { settings, today, until, here, isTold }))
  return { planned, moved, dropped }
}

async function inTurns(db: Db, some: (tx: Db) => Promise<number>): Promise<number> {
  let all = 0
  for (;;) {
    const done = await atomically(db, some)
    all += done
    if (done === 0) return all
  }
}

interface Plan { settings: FundingSettings; today: string; here: Here; isTold: boolean }

async function planSome(tx: Db, { until, ...plan }: Plan & { until: string }): Promise<number> {
  const dues = await plannableDues(tx, { until, limit: atOnce })
  if (dues.length === 0) return 0
  const announced = await announce(tx, dues, plan)
  await insertDebits(tx, announced.map(({ due_id, mandate_id, prenotification_id, amount, currency, collect_on, rhythm }) => (
    { due_id, mandate_id, prenotification_id, amount, currency, collect_on, sequence_type: rhythm === 'once' ? 'OOFF' : 'RCUR', end_to_end_id: newEndToEndId(), state: 'planned' })))
  if (!plan.isTold) await sendNotices(tx, announced, plan.here)
  return dues.length
}

/** What can no longer go on its day gets another one and a notice of its own; the one that still waits somewhere is not sent. */
async function moveOn(tx: Db, { zone, ...plan }: Plan & { zone: string }): Promise<number> {
  const { today, here } = plan
  const missed = await missedDebits(tx, { today, oldest: addDays(today, -graceDays), zone, limit: atOnce })
  if (missed.length === 0) return 0
  await dropMailsBefore(tx, 'notice-handed-over', { by: 'prenotification_id', values: missed.map(({ prenotification_id }) => prenotification_id) })
  // One that was refused lately is not tried again yet; that it was stays noted.
  const announced = await announce(tx, missed.map((one) => (refusedLately(one, here.now) ? one : { ...one, refused_at: null, answer: '' })), plan)
  await moveDebits(tx, announced)
  if (!plan.isTold) await sendNotices(tx, announced.filter(({ refused_at }) => refused_at === null), here)
  return missed.length
}

function refusedLately({ refused_at }: Pick<Planned, 'refused_at'>, now: Date): boolean {
  return refused_at !== null && refused_at > secondsBefore(now, refusedSeconds)
}

/** Gives each its day, and a row by which its being told is noted. */
async function announce<D extends Plannable & Partial<Pick<Planned, 'refused_at' | 'answer'>>>(tx: Db, dues: readonly D[], { settings, today, here, isTold }: Plan): Promise<(D & Announced)[]> {
  const ids = await nextIds(tx, 'prenotifications', dues.length)
  const announced = dues.map((due, n) => {
    const notice_days = Math.max(due.notice_days, settings.notice_days)
    return { ...due, notice_days, collect_on: dayFor(due, { today, notice_days }), prenotification_id: ids[n] ?? 0 }
  })
  await insertPrenotifications(tx, announced.map(({ prenotification_id, mandate_id, amount, currency, collect_on, notice_days, refused_at = null, answer = '' }) => (
    { id: prenotification_id, mandate_id, amount, currency, collect_on, notice_days, made_at: here.now, told_at: isTold ? here.now : null, refused_at, answer })))
  return announced
}

/** The next banking day that is not before it is due, and leaves a day for the mail to be handed over besides those of the notice. */
export function dayFor({ due_on, again_on }: Pick<Plannable, 'due_on' | 'again_on'>, { today, notice_days }: { today: string; notice_days: number }): string {
  const [wanted, first] = [again_on ?? due_on, addDays(today, notice_days + 1)]
  return bankingDayFrom(wanted > first ? wanted : first)
}

/** Such as E5F0C…: it comes back with whatever a bank says of the debit. */
export function newEndToEndId(): string {
  return `E${randomBytes(14).toString('hex').toUpperCase()}`
}
