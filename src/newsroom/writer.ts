// Who writes in an article: asked where a form changes its working copy, again under the article's lock when it does, and at its
// socket when that is opened, each minute, and when roles change.
import { lockedArticle } from '../articles/revision.ts'
import type { Db } from '../base/db/db.ts'
import { found, NotPermitted, type Guard } from '../base/web/route.ts'
import { staff, type Staff } from '../people/guards.ts'
import { still } from '../people/still.ts'
import { numberIn } from '../urls.ts'
import { standingOf } from './reads/workflow.ts'
import { mayWrite } from './stage.ts'

const anyWriter = staff('write_articles')

/** Staff who may write in the article whose address is asked, as it stands now: once the desk has passed it on, authors may not. */
const guard: Guard<Staff<'write_articles'>> = async (request, db, at) => {
  const who = await anyWriter(request, db, at)
  const id = who ? articleAsked(request) : undefined
  const article = id === undefined ? undefined : await standingOf(db, id)
  return who && (!article || mayWrite(who.roles, article)) ? who : null
}
// As docs/routes.txt shows it.
export const writer = Object.defineProperty(guard, 'name', { value: 'staff write_articles' })

/** Does the work under the article's lock, if whoever asks may still write in it as it stands by then. Throws NotPermitted. */
export function stillWriting<R>(db: Db, { article_id, who }: { article_id: number; who: Staff<'write_articles'> }, work: (tx: Db) => Promise<R>): Promise<R> {
  return still(db, who, async (tx, { roles }) => {
    await lockedArticle(tx, article_id)
    if (!mayWrite(roles, found(await standingOf(tx, article_id)))) throw new NotPermitted()
    return work(tx)
  })
}

/** As pages read it, however it is written: `%31` is 1. What cannot be read leads to no page. */
function articleAsked(request: Request): number | undefined {
  const written = /\/articles\/([^/]+)/.exec(new URL(request.url).pathname)?.[1] ?? ''
  try {
    return numberIn(decodeURIComponent(written))
  } catch {
    return undefined
  }
}
