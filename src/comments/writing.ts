// Writing is how a comment comes in: sent by a reader who is signed in, taken or refused by the intake, and posted once
// however often it is sent.
import { commitTogether } from '../base/db/commit-together.ts'
import type { Db } from '../base/db/db.ts'
import { secondsBefore } from '../base/time.ts'
import { isStrong, type Reader } from '../people/session.ts'
import { addOnce, type NewComment } from './comment.ts'
import { followThread } from './follow.ts'
import { intake, type Refusal } from './intake.ts'
import { rangeOver, noRange, type Range } from './quotation.ts'
import { isAuthorOf, bodyOf, sameComment } from './reads/writing.ts'
import { markRoute } from './routing.ts'
import type { SpokeAs } from './state.ts'
import type { Added } from './writes/comments.ts'
import { insertMatches } from './writes/writing.ts'

export interface Said { article_id: number; parent_id: number | null; body: string; /** Chosen words of the comment it answers. */ quotes: Range[]; follows: boolean; /** Its author says that it corrects the article. */ corrects?: boolean }
export type Outcome = { refused?: undefined; id: number; state: 'shown' | 'pending' } | Refusal

/** Within this time the same words in the same place are the same comment. */
const sameSeconds = 600

export async function submitComment(db: Db, said: Said, { by, now }: { by: Reader; now: Date }): Promise<Outcome> {
  const is_staff = speaksForPaper(by)
  const new_since = secondsBefore(now, sameSeconds)
  const taken = await intake(db, { ...said, reader_id: by.id, is_staff }, now)
  // Sent twice, the second one may come too soon after the first: then it is the first.
  if (taken.refused) return (await sameComment(db, { ...said, reader_id: by.id, since: new_since })) ?? taken
  const { parent_id, article_id, body, follows, corrects } = said
  const comment: NewComment = {
    article_id, parent_id, body, reader_id: by.id, state: taken.state, waits_for: taken.waits_for, removed_reason: null, submitted_at: now,
    spoke_as: is_staff ? await roleIn(db, { reader_id: by.id, article_id }) : null, ...(await quotedRange(db, said)),
  }
  // Most comments are one statement, which is a transaction by itself.
  if (taken.matches.length === 0 && !follows && !corrects) return outcomeOf(await addOnce(db, comment, { new_since }))
  return commitTogether(db, async (tx) => {
    const added = await addOnce(tx, comment, { new_since })
    if (added.is_new && taken.matches.length > 0) await insertMatches(tx, added.id, taken.matches)
    if (added.is_new && follows) await followThread(tx, { reader_id: by.id, thread_id: added.thread_id, how: 'at_once' }, now)
    if (added.is_new && corrects) await markRoute(tx, { comment_id: added.id, route: 'correction' }, { by: null, now })
    return outcomeOf(added)
  })
}

/** The words that are quoted, in the body of the comment that is answered. */
export async function quotedRange(db: Db, { parent_id, quotes }: Pick<Said, 'parent_id' | 'quotes'>) {
  return (parent_id !== null && quotes.length > 0 ? rangeOver(quotes, await bodyOf(db, parent_id)) : undefined) ?? noRange
}

function outcomeOf({ id, state }: Added): Outcome {
  return { id, state }
}

/** Only who has proven it in two ways speaks for the paper. */
export function speaksForPaper({ roles, factors }: Pick<Reader, 'roles' | 'factors'>): boolean {
  return roles.length > 0 && isStrong(factors)
}

async function roleIn(tx: Db, where: { reader_id: number; article_id: number }): Promise<SpokeAs> {
  return (await isAuthorOf(tx, where)) ? 'author' : 'staff'
}
