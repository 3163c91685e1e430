import { asOwner } from './up-to-date.ts'
import type { Database } from './open.ts'

/** After very many rows came in: lets the database count them, so that it plans its queries rightly from the first page on. Not within a transaction. */
export async function afterBulkWork(database: Pick<Database, 'pool' | 'url' | 'ownerUrl'>) {
  await asOwner(database, (owner) => owner.query('vacuum (analyze)'))
}
