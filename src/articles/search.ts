// Search finds published articles by their words. Its index is kept in the transaction that changes an article, so it is
// never behind: whoever changes an article, its bylines, topics or pictures, or the name of one of these, calls `indexArticles`.
import type { Db } from '../base/db/db.ts'
import { updateSearch } from './writes.ts'

/** How many are indexed by one statement: more would need much memory and save no time. */
const indexedAtOnce = 1_000

/** Indexes articles anew from what their rows say now. Those that are not published leave the index, their words with them. */
export async function indexArticles(db: Db, ids: readonly number[]) {
  for (let from = 0; from < ids.length; from += indexedAtOnce) await updateSearch(db, ids.slice(from, from + indexedAtOnce))
}
