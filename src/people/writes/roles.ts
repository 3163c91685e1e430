import { sql } from 'kysely'
import type { Db } from '../../base/db/db.ts'
import type { Role } from '../permissions.ts'

/** False when they have it. */
export async function insertRole(db: Db, { reader_id, role, since }: { reader_id: number; role: Role; since: Date }): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db.insertInto('staff_roles').values({ reader_id, role, since }).onConflict((oc) => oc.doNothing()).executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}
/** False when they did not have it. */
export async function deleteRole(db: Db, { reader_id, role }: { reader_id: number; role: Role }): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('staff_roles').where('reader_id', '=', reader_id).where('role', '=', role).executeTakeFirstOrThrow()
  return numDeletedRows > 0n
}
/** Who has a role; until the transaction ends nobody else can take it from one of them. */
export async function lockHolders(tx: Db, role: Role): Promise<number[]> {
  const rows = await tx.selectFrom('staff_roles').select('reader_id').where('role', '=', role).orderBy('reader_id').forUpdate().execute()
  return rows.map(({ reader_id }) => reader_id)
}
/** The roles of somebody; until the transaction ends nobody takes one from them. */
export async function holdRoles(tx: Db, reader_id: number): Promise<Role[]> {
  const rows = await tx.selectFrom('staff_roles').select(sql<Role>`role`.as('role')).where('reader_id', '=', reader_id).orderBy('role').forKeyShare().execute()
  return rows.map(({ role }) => role)
}
