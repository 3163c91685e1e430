// An empty paper is one that nobody has put anything into. What fills a whole paper fills only such a one.
import type { Db } from '../base/db/db.ts'
import { whatStands } from './reads/archive.ts'
import { holdPaper } from './writes/imported.ts'

export class PaperNotEmpty extends Error {
  constructor(kinds: string[]) {
    super(`the paper is not empty: it holds ${kinds.join(', ')}`)
  }
}

/** Lets nobody else fill the paper until the transaction ends. Throws PaperNotEmpty. */
export async function holdEmptyPaper(tx: Db) {
  await holdPaper(tx)
  const standing = await whatStands(tx)
  if (standing.length > 0) throw new PaperNotEmpty(standing)
}
