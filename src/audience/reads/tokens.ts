import type { Reads } from '../../base/db/db.ts'

export async function tokenHashes(db: Reads): Promise<Set<string>> {
  return new Set((await db.selectFrom('counting_tokens').select('hash').execute()).map(({ hash }) => hash))
}

export function tokens(db: Reads) {
  return db.selectFrom('counting_tokens').select(['name', 'made_at']).orderBy('made_at').orderBy('name').execute()
}
