import type { Db } from '../../base/db/db.ts'

interface RuleRow { kind: 'words' | 'pattern' | 'repeat'; pattern: string; action: 'hold' | 'refuse'; clause: string; note: string; made_by: number; made_at: Date }

export async function insertRule(db: Db, row: RuleRow): Promise<number> {
  const { id } = await db.insertInto('moderation_rules').values(row).returning('id').executeTakeFirstOrThrow()
  return id
}

/** False when it was retired before, or is not there. */
export async function setRetired(db: Db, { id, retired_at }: { id: number; retired_at: Date }): Promise<boolean> {
  const row = await db.updateTable('moderation_rules').set({ retired_at }).where('id', '=', id).where('retired_at', 'is', null).returning('id').executeTakeFirst()
  return row !== undefined
}
