import type { Insertable } from 'kysely'
import type { Db } from '../../base/db/db.ts'
import type { Schema } from '../../base/db/schema.ts'

type StepTaken = Insertable<Schema['dunning_steps']>

/** False where that step was taken before. */
export async function insertDunningStep(tx: Db, step: StepTaken): Promise<boolean> {
  const row = await tx.insertInto('dunning_steps').values(step).onConflict((oc) => oc.doNothing()).returning('due_id').executeTakeFirst()
  return row !== undefined
}

type Step = Pick<Schema['dunning_steps'], 'step'>['step']

export async function updateStepTold(db: Db, { due_id, step, ...to }: { due_id: number; step: Step } & ({ told_at: Date } | { refused_at: Date; answer: string })) {
  await db.updateTable('dunning_steps').set(to).where('due_id', '=', due_id).where('step', '=', step).execute()
}

/** What did not come is not asked for any more. Returns how many that was new for. */
export async function dropMissingDues(tx: Db, ids: readonly number[]): Promise<number> {
  if (ids.length === 0) return 0
  const { numUpdatedRows } = await tx.updateTable('dues').set({ state: 'dropped', again_on: null }).where('id', 'in', ids).where('state', 'in', ['open', 'returned']).executeTakeFirst()
  return Number(numUpdatedRows)
}

/** A later note takes the place of an earlier one. */
export async function insertDunningHold(tx: Db, hold: Insertable<Schema['dunning_holds']>) {
  const { note, held_by, held_at } = hold
  await tx.insertInto('dunning_holds').values(hold).onConflict((oc) => oc.column('pledge_id').doUpdateSet({ note, held_by, held_at })).execute()
}
export async function deleteDunningHold(tx: Db, pledge_id: number): Promise<boolean> {
  const { numDeletedRows } = await tx.deleteFrom('dunning_holds').where('pledge_id', '=', pledge_id).executeTakeFirst()
  return numDeletedRows > 0n
}
