import type { Reads } from '../../base/db/db.ts'

export function saltOfTable(db: Reads) {
  return db.selectFrom('day_salts').select(['day', 'salt']).orderBy('day', 'desc').executeTakeFirst()
}
