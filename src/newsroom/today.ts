// Today, as the desk begins with it: what waits, what somebody has to do, what is planned, and what came of what is public since this morning.
import type { Reads } from '../base/db/db.ts'
import { isPermitted } from '../people/permissions.ts'
import type { Reader } from '../people/session.ts'
import { numbersOf, numbersToday } from './reads/article-numbers.ts'
import { publishedOn } from './reads/articles.ts'
import { openAssignments, plannedFor } from './reads/planning.ts'
import { waitingFor } from './waiting.ts'

const [mostAssignments, mostPublished] = [20, 30]

export type Today = Awaited<ReturnType<typeof todayFor>>

/** `today`: a day of the paper's time zone. Who does not write sees what waits for them alone. */
export async function todayFor(db: Reads, { who, today }: { who: Reader; today: string }) {
  const waiting = await waitingFor(db, who)
  if (!isPermitted(who.roles, 'write_articles')) return { waiting, newsroom: undefined }
  const [assignments, planned, published, paper] = await Promise.all([openAssignments(db, who.id, mostAssignments), plannedFor(db, { from: today, to: today }), publishedOn(db, today, mostPublished), numbersToday(db, today)])
  const numbers = await numbersOf(db, { ids: published.map(({ id }) => id), today })
  // What is public already stands below, with what came of it.
  return { waiting, newsroom: { assignments, planned: planned.filter(({ state }) => state !== 'published'), published, paper, numbers } }
}
