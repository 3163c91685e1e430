import type { Reads } from '../../base/db/db.ts'

export function figuresTokens(db: Reads) {
  return db.selectFrom('figures_tokens').select(['id', 'name', 'made_at', 'used_on']).orderBy('made_at').orderBy('id').execute()
}

export function figuresTokenByHash(db: Reads, hash: string) {
  return db.selectFrom('figures_tokens').select(['id', 'name']).where('hash', '=', hash).executeTakeFirst()
}
