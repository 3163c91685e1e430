import type { Db } from './db.ts'

/** Who does something, and when: given to every operation. */
export interface Act { by: string; now: Date }

interface Deed { what: string; subject: string }

/** Who did what to what. Written in the same transaction as the deed. */
export async function record(db: Db, { by, now, ...deed }: Act & Deed) {
  await recordAll(db, [deed], { by, now })
}

/** The same for many deeds of one moment. */
export async function recordAll(db: Db, deeds: Deed[], { by, now }: Act) {
  const each = 5_000
  for (let at = 0; at < deeds.length; at += each) {
    await db.insertInto('journal').values(deeds.slice(at, at + each).map(({ what, subject }) => ({ actor: by, what, subject, happened_at: now }))).execute()
  }
}

/** Takes out what somebody did or what happened to them, by the name they go under here. What staff did stays: they answer for it, and it names a number only. */
export async function forgetInJournal(db: Db, who: string) {
  await db.deleteFrom('journal').where((eb) => eb.or([eb('actor', '=', who), eb.and([eb('subject', '=', who), eb('actor', 'not like', 'staff:%')])])).execute()
}
