// Writing is how a comment comes in: sent by a reader who is signed in, taken or refused by the intake, and posted once
// however often it is sent.
import { atomically, type Db } from '../base/db/db.ts'
import { secondsBefore } from '../base/time.ts'
import { isStrong, type Reader } from '../people/session.ts'
import { addComment } from './comment.ts'
import { followThread } from './follow.ts'
import { intake, type Refusal } from './intake.ts'
import { rangeOver, noRange, type Range } from './quotation.ts'
import { isAuthorOf, sameComment, sourceOf } from './reads/writing.ts'
import type { SpokeAs } from './state.ts'
import { holdReader, insertMatches } from './writes/writing.ts'

export interface Said { article_id: number; parent_id: number | null; body: string; /** Chosen words of the comment it answers. */ quotes: Range[]; follows: boolean }
export type Outcome = { refused?: undefined; id: number; state: 'shown' | 'pending' } | Refusal

/** Within this time the same words in the same place are the same comment. */
const sameSeconds = 600

export function submitComment(db: Db, said: Said, { by, now }: { by: Reader; now: Date }): Promise<Outcome> {
  return atomically(db, async (tx) => {
    // Whoever sends twice at once waits here for themselves, and then finds what they have said.
    await holdReader(tx, by.id)
    const same = await sameComment(tx, { ...said, reader_id: by.id, since: secondsBefore(now, sameSeconds) })
    if (same) return same
    const is_staff = speaksForPaper(by)
    const taken = await intake(tx, { ...said, reader_id: by.id, is_staff }, now)
    if (taken.refused) return taken
    const { parent_id, article_id, body, quotes, follows } = said
    const source = parent_id === null ? undefined : await sourceOf(tx, { id: parent_id, wantsBody: quotes.length > 0 })
    const id = await addComment(tx, {
      article_id, parent_id, body, reader_id: by.id, state: taken.state, waits_for: taken.waits_for, removed_reason: null, submitted_at: now,
      spoke_as: is_staff ? await roleIn(tx, { reader_id: by.id, article_id }) : null,
      ...(source && quotes.length > 0 ? rangeOver(quotes, source.body) ?? noRange : noRange),
    })
    if (taken.matches.length > 0) await insertMatches(tx, id, taken.matches)
    if (follows) await followThread(tx, { reader_id: by.id, thread_id: source?.thread_id ?? id, how: 'at_once' }, now)
    return { id, state: taken.state }
  })
}

/** Only who has proven it in two ways speaks for the paper. */
export function speaksForPaper({ roles, factors }: Pick<Reader, 'roles' | 'factors'>): boolean {
  return roles.length > 0 && isStrong(factors)
}

async function roleIn(tx: Db, where: { reader_id: number; article_id: number }): Promise<SpokeAs> {
  return (await isAuthorOf(tx, where)) ? 'author' : 'staff'
}
