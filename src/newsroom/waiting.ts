// What waits for somebody at the desk. Whoever has a queue adds a line here: who may work it off, where it is, how many there are.
import type { Reads } from '../base/db/db.ts'
import type { MessageKey } from '../base/i18n/i18n.ts'
import { countBlindChecks } from '../comments/reads/blind.ts'
import { openCounts } from '../comments/reads/queue.ts'
import { isPermitted, type Permission } from '../people/permissions.ts'
import type { Reader } from '../people/session.ts'
import { paths, withQuery } from '../urls.ts'
import { countDrafts } from './reads/articles.ts'

interface Queue { permission: Permission; label: MessageKey; path: string; count: (db: Reads, who: Reader) => Promise<number> }

const queues: readonly Queue[] = [
  { permission: 'write_articles', label: 'articles.drafts', path: withQuery(paths.deskArticles, { state: 'draft' }), count: countDrafts },
  { permission: 'moderate', label: 'moderation.title.waiting', path: paths.deskModeration, count: async (db) => (await openCounts(db)).waiting },
  { permission: 'moderate', label: 'moderation.title.reported', path: paths.deskReported, count: async (db) => (await openCounts(db)).reported },
  { permission: 'decide_objections', label: 'moderation.objections', path: paths.deskObjections, count: async (db) => (await openCounts(db)).objections },
  { permission: 'moderate', label: 'case.blind.title', path: paths.deskBlind, count: (db, who) => countBlindChecks(db, who.id) },
  { permission: 'pick_comments', label: 'moderation.title.routes', path: paths.deskRoutes, count: async (db) => (await openCounts(db)).routes },
]

/** The queues that have something for who asks. */
export async function waitingFor(db: Reads, who: Reader) {
  const own = queues.filter(({ permission }) => isPermitted(who.roles, permission))
  const counted = await Promise.all(own.map(async ({ label, path, count }) => ({ label, path, count: await count(db, who) })))
  return counted.filter(({ count }) => count > 0)
}
