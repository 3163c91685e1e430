// The archive leads to every article by the day it was published on, as the paper's time zone counts days. It keeps how
// many there are in each span of time: a day, a month, a year, named by the first day of it.
import type { Db } from '../base/db/db.ts'
import { archiveTag, type Tag } from '../base/press/stale.ts'
import { spansBeside, type Counted } from './reads/archive.ts'
import { countIn, countOut, holdTimeZone, recountArchive } from './writes.ts'

/**
 * Counts an article that came into lists or left them, at these moments; null for in none. Answers the pages beside a
 * span that was empty or now is: their ways to the span before and after lead elsewhere.
 */
export async function relist(tx: Db, { was, is }: { was: Date | null; is: Date | null }): Promise<Tag[]> {
  if (was?.getTime() === is?.getTime()) return []
  const zone = await holdTimeZone(tx)
  const emptied = was ? (await countOut(tx, was, zone)).filter(({ articles }) => articles === 0) : []
  const begun = is ? (await countIn(tx, [is], zone)).filter(({ articles }) => articles === 1) : []
  return neighbours(tx, [...emptied, ...begun])
}

/** Counts many that came into lists. */
export async function listMany(tx: Db, listed: Date[]) {
  await countIn(tx, listed, await holdTimeZone(tx))
}

/** Counts all anew: for articles that came in as rows, or when days begin elsewhere. */
export const recount = recountArchive

async function neighbours(tx: Db, spans: Counted[]): Promise<Tag[]> {
  const tags: Tag[] = []
  for (const one of spans) {
    const { earlier, later } = await spansBeside(tx, one)
    for (const beside of [earlier, later]) if (beside !== null) tags.push(archiveTag(one.span, beside))
  }
  return tags
}
