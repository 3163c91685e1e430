// Whoever waits for an article, and whoever took it over from a wire, is told when its source sends the text again, or takes it
// back, and what differs from the version they know. Their article stays as it is: what a human has written is changed by a human.
import type { Db } from '../base/db/db.ts'
import { noteMove } from '../newsroom/move-telling.ts'
import { chainOf, takenInto } from './reads/wire-items.ts'
import { changesInLines } from './wire-difference.ts'
import type { Pubstatus } from './wired.ts'

export interface Newer { chain_id: number; pubstatus: Pubstatus; /** What the source says to editors about it. */ note: string }

/** At the desk, and by mail where they want that; a withdrawal reaches its takers by mail in any case. */
export async function tellTakers(tx: Db, { chain_id, pubstatus, note }: Newer, now: Date) {
  const taken = await takenInto(tx, chain_id)
  if (taken.length === 0) return
  const isBack = pubstatus !== 'usable'
  const versions = await chainOf(tx, chain_id)
  const newest = versions.at(-1)
  for (const article_id of new Set(taken.map((one) => one.article_id))) {
    const theirs = taken.filter((one) => one.article_id === article_id)
    const last = theirs.at(-1)
    const known = versions.find(({ id }) => id === last?.id)
    if (!last || !known || !newest) continue
    // What a source holds back stands in the inbox, and in no mail: the article that was taken from an earlier version need not be held.
    const isHeld = newest.embargo_until !== null && newest.embargo_until > now
    const said = [note, isBack || isHeld ? '' : changesInLines(known, newest)].filter(Boolean).join('\n')
    const takers = [...new Set(theirs.flatMap(({ taken_by }) => taken_by ?? []))].map((reader_id) => ({ reader_id, by_mail: isBack }))
    await noteMove(tx, { id: last.article_id, section_id: last.section_id }, { deed: { kind: isBack ? 'wire_back' : 'wire_update', from_stage: last.stage, to_stage: last.stage, note: said }, reader_id: null, now, also: takers })
  }
}
