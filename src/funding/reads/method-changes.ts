import type { Selectable } from 'kysely'
import type { Reads } from '../../base/db/db.ts'
import type { Schema } from '../../base/db/schema.ts'
import type { ProviderName } from '../provider.ts'
import { isUuid } from './providers.ts'

export type MethodChange = Selectable<Schema['method_changes']>

/** `lock`: in a transaction, and after its pledge. */
export function methodChangeById(db: Reads, id: number, { lock = false } = {}): Promise<MethodChange | undefined> {
  const query = db.selectFrom('method_changes').selectAll().where('id', '=', id)
  return (lock ? query.forUpdate() : query).executeTakeFirst()
}

/** By any name that a notice knows it by: ours, theirs, their page's. */
export async function namedMethodChange(db: Reads, provider: ProviderName, { reference, foreign_id, checkout_id }: { reference: string | null; foreign_id: string | null; checkout_id: string | null }): Promise<number | undefined> {
  const row = await db.selectFrom('method_changes').select('id').where('provider', '=', provider)
    .where((eb) => eb.or([
      ...(reference !== null && isUuid(reference) ? [eb('reference', '=', reference)] : []),
      ...(foreign_id === null ? [] : [eb('foreign_id', '=', foreign_id)]),
      ...(checkout_id === null ? [] : [eb('checkout_id', '=', checkout_id)]),
    ])).executeTakeFirst()
  return row?.id
}

/** Those of which somebody has to ask by now. */
export function methodChangesToLookAt(db: Reads, { now, limit }: { now: Date; limit: number }) {
  return db.selectFrom('method_changes').select('id').where('look_at', '<=', now).orderBy('look_at').limit(limit).execute()
}
