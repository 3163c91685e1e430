// What waits for somebody at the desk. Whoever has a queue adds a line here.
import type { Reads } from '../base/db/db.ts'
import { countBlindChecks } from '../comments/reads/blind.ts'
import { openCounts } from '../comments/reads/queue.ts'
import { moneyQueues } from '../funding/waiting.ts'
import type { Reader } from '../people/session.ts'
import { waitingIn, type Queue } from '../people/waiting.ts'
import { paths, withQuery } from '../urls.ts'
import { countDrafts } from './reads/articles.ts'
import { countEndingPictures } from './reads/picture-rights.ts'
import { countUnseen } from './reads/workflow.ts'

const queues: readonly Queue[] = [
  { permission: 'write_articles', label: 'articles.drafts', path: withQuery(paths.deskArticles, { stage: 'unpublished' }), count: countDrafts },
  { permission: 'write_articles', label: 'pictures.waiting.rights', path: withQuery(paths.deskPictures, { ends: 'near' }), count: countEndingPictures },
  { permission: 'see_articles', label: 'told.waiting', path: paths.deskTold, count: (db, who) => countUnseen(db, who.id) },
  { permission: 'moderate', label: 'moderation.title.waiting', path: paths.deskModeration, count: async (db) => (await openCounts(db)).waiting },
  { permission: 'moderate', label: 'moderation.title.reported', path: paths.deskReported, count: async (db) => (await openCounts(db)).reported },
  { permission: 'decide_objections', label: 'moderation.objections', path: paths.deskObjections, count: async (db) => (await openCounts(db)).objections },
  { permission: 'moderate', label: 'case.blind.title', path: paths.deskBlind, count: (db, who) => countBlindChecks(db, who.id) },
  { permission: 'pick_comments', label: 'moderation.routes.waiting', path: paths.deskRoutes, count: async (db) => (await openCounts(db)).routes },
  ...moneyQueues,
]

/** The queues that have something for who asks. */
export function waitingFor(db: Reads, who: Pick<Reader, 'id' | 'roles'>) {
  return waitingIn(db, queues, who)
}
