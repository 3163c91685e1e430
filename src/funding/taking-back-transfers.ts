// A transfer was booked for the wrong pledge: its dues are due again, what came unasked is gone, a part goes back to the whole.
import type { Db } from '../base/db/db.ts'
import { stale } from '../base/press/stale.ts'
import { duesById } from './reads/suspense.ts'
import { reopenDuesOf, reopenDoneGifts } from './writes/suspense.ts'

/** False, and nothing is done, where one of them has been given back or taken back since. */
export async function takeBackDues(tx: Db, ids: readonly number[]): Promise<boolean> {
  const dues = await duesById(tx, ids)
  if (dues.some(({ state }) => state !== 'paid')) return false
  await reopenDuesOf(tx, dues)
  return true
}

/** A gift that was done is not. */
export async function reopenPledgesOf(tx: Db, dues: readonly number[]) {
  if (dues.length === 0) return
  await reopenDoneGifts(tx, dues)
  await stale(tx, 'campaign')
}
