import type { Db } from '../../base/db/db.ts'

/** False where the form was sent before; then by whoever has committed by now. */
export async function insertGivenForm(tx: Db, form: { id: string; sent_at: Date }): Promise<boolean> {
  const row = await tx.insertInto('given_forms').values(form).onConflict((oc) => oc.doNothing()).returning('id').executeTakeFirst()
  return row !== undefined
}
export async function updateGivenForm(tx: Db, { id, pledge_id }: { id: string; pledge_id: number }) {
  await tx.updateTable('given_forms').set({ pledge_id }).where('id', '=', id).execute()
}
export async function deleteGivenForms(db: Db, { before }: { before: Date }) {
  await db.deleteFrom('given_forms').where('sent_at', '<', before).execute()
}

/** What a supporter told who had not before. */
export async function fillSupporter(tx: Db, id: number, address: { street: string; postcode: string; town: string; country: string }) {
  if (address.town !== '') await tx.updateTable('supporters').set(address).where('id', '=', id).where('street', '=', '').where('town', '=', '').execute()
}

/** False where its thanks were said before. */
export async function updateDueThanked(tx: Db, { id, thanked_at }: { id: number; thanked_at: Date }): Promise<boolean> {
  const { numUpdatedRows } = await tx.updateTable('dues').set({ thanked_at }).where('id', '=', id).where('thanked_at', 'is', null).where('state', '=', 'paid').executeTakeFirst()
  return numUpdatedRows > 0n
}
