// What staff want to hear of what is read, by mail: nothing unless they say so.
import { paper } from '../articles/reads/paper.ts'
import type { Db } from '../base/db/db.ts'
import { dayOf, hourOf } from '../base/time.ts'
import { addDays } from '../funding/rhythm.ts'
import { deleteMailWish, updateToldUntil, upsertMailWish } from './writes/mails.ts'

export interface MailWish { alerts: boolean; /** From which hour of the paper's day on; null: never. */ daily_at: number | null }

/** Undefined for what is no hour; the empty word is none. */
export function hourIn(text: string): number | null | undefined {
  if (text === '') return null
  const hour = /^\d{1,2}$/.test(text) ? Number(text) : 24
  return hour < 24 ? hour : undefined
}

/** Whoever chooses an hour that is over today gets the first mail tomorrow, and nobody gets a day twice. */
export async function setMailWish(db: Db, { reader_id, ...wish }: MailWish & { reader_id: number }, now: Date) {
  const { time_zone: zone } = await paper(db)
  const isOver = wish.daily_at === null || hourOf(now, zone) >= wish.daily_at
  await upsertMailWish(db, { reader_id, ...wish, told_until: addDays(dayOf(now, zone), isOver ? -1 : -2) })
}

/** Whether nobody has told them of this day yet; from now on somebody has. */
export const isFirstOf = updateToldUntil

export const forgetMailWish = deleteMailWish
