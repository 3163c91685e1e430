import type { Reads } from '../../base/db/db.ts'

/** Collections that somebody has to approve or to drop. */
export async function proposedCount(db: Reads): Promise<number> {
  return (await db.selectFrom('collections').select(({ fn }) => fn.countAll<number>().as('n')).where('state', '=', 'proposed').executeTakeFirstOrThrow()).n
}

/** Lines of statements that have no place yet. */
export async function waitingCount(db: Reads): Promise<number> {
  return (await db.selectFrom('statement_lines').select(({ fn }) => fn.countAll<number>().as('n')).where('state', 'in', ['suspense', 'proposed']).executeTakeFirstOrThrow()).n
}

/** Declarations of which the program could not tell whose they are. */
export async function openCount(db: Reads): Promise<number> {
  return (await db.selectFrom('declarations').select(({ fn }) => fn.countAll<number>().as('n')).where('state', '=', 'open').executeTakeFirstOrThrow()).n
}
