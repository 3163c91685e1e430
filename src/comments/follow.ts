// To follow a thread is to be told by mail of what is said in it: at once, once a day, or not.
import { atomically, type Db } from '../base/db/db.ts'
import { secondsBefore } from '../base/time.ts'
import { hashOf, newToken } from '../people/session.ts'
import { unsubscribeLink } from './reads/follows.ts'
import { deleteUnsubscribeLinksBefore, endFollows, insertUnsubscribeLink, updateHow, upsertFollow } from './writes/follows.ts'

export const hows = ['at_once', 'daily', 'never'] as const
export type How = (typeof hows)[number]

/** What was said before is not told. */
export async function followThread(db: Db, follow: { reader_id: number; thread_id: number; how: How }, now: Date) {
  await upsertFollow(db, { ...follow, since: now, told_until: now })
}

/** Of a thread that is followed; any other is left as it is. */
export async function changeFollow(db: Db, follow: { reader_id: number; thread_id: number; how: How }) {
  await updateHow(db, follow)
}

/** The token of a link by which one click, or a mail program by itself, ends such mails; `thread_id` null: all of them. */
export async function unsubscribeToken(tx: Db, { reader_id, thread_id }: { reader_id: number; thread_id: number | null }, now: Date): Promise<string> {
  const token = newToken()
  await insertUnsubscribeLink(tx, { token_hash: hashOf(token), reader_id, thread_id, created_at: now })
  return token
}

/** Ends the mails a link stands for; false where it stands for nothing. It may be used again. */
export function unsubscribe(db: Db, token: string): Promise<boolean> {
  return atomically(db, async (tx) => {
    const link = await unsubscribeLink(tx, hashOf(token))
    if (link) await endFollows(tx, link)
    return link !== undefined
  })
}

/** Longer than anybody looks for a way out of a mail. */
const linkSeconds = 400 * 86_400

export async function clearUnsubscribeLinks(db: Db, now: Date) {
  await deleteUnsubscribeLinksBefore(db, secondsBefore(now, linkSeconds))
}
