// Catching up: a version of the program that knows nothing of the lists of topics and authors, of the archive's counts or
// of the search may have written articles, beside this one during an upgrade or in its place after a rollback.
import { atomically, type Db } from '../base/db/db.ts'
import { staleAll } from '../base/press/stale.ts'
import { recount } from './archive.ts'
import { articlesBehind } from './reads/behind.ts'
import { indexArticles } from './search.ts'
import { lockArticles, updateListedFromArticles } from './writes.ts'

const atOnce = 500

/** Puts what was written so into lists, counts and search; answers how many articles that were. */
export async function catchUp(db: Db): Promise<number> {
  let caughtUp = 0
  for (;;) {
    const done = await atomically(db, async (tx) => {
      const ids = await articlesBehind(tx, atOnce)
      if (ids.length === 0) return 0
      await lockArticles(tx, ids)
      await updateListedFromArticles(tx, ids)
      await indexArticles(tx, ids)
      return ids.length
    })
    if (done === 0) break
    caughtUp += done
  }
  if (caughtUp > 0) await atomically(db, async (tx) => {
    await recount(tx)
    await staleAll(tx)
  })
  return caughtUp
}
