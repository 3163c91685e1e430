import { sql } from 'kysely'
import type { Db } from '../../base/db/db.ts'

interface PlacedRow { id: number; state: string; kind: string; pledge_id: number | null; decided_by: string | null; decided_at: Date | null }

/** Who decided it stays where nobody decides now. */
export async function updateLinesPlaced(db: Db, lines: readonly PlacedRow[]) {
  await sql`update statement_lines l set state = given.state, kind = given.kind, pledge_id = given.pledge_id, decided_by = coalesce(given.decided_by, l.decided_by), decided_at = coalesce(given.decided_at, l.decided_at)
    from json_to_recordset(${JSON.stringify(lines)}::json) as given(id bigint, state text, kind text, pledge_id bigint, decided_by text, decided_at timestamptz) where l.id = given.id`.execute(db)
}

/** What came unasked is dropped, the rest is open; a part is due in its whole again. */
export async function reopenDuesOf(db: Db, dues: readonly { id: number; amount: number; unasked: boolean; part_of: number | null }[]) {
  for (const { id, amount, unasked, part_of } of dues) {
    await db.updateTable('dues').set({ state: unasked ? 'dropped' : 'open', paid_on: null, part_of: null }).where('id', '=', id).execute()
    if (part_of !== null) await db.updateTable('dues').set((eb) => ({ amount: eb('amount', '+', amount), state: 'open' })).where('id', '=', part_of).where('state', 'in', ['open', 'dropped']).execute()
  }
}

export async function reopenDoneGifts(db: Db, dues: readonly number[]) {
  await db.updateTable('pledges').set({ state: 'active', ended_why: null, ends_on: null }).from('dues').whereRef('dues.pledge_id', '=', 'pledges.id').where('dues.id', 'in', dues).where('dues.state', '=', 'open')
    .where('pledges.rhythm', '=', 'once').where('pledges.ended_why', '=', 'done').execute()
}

export async function freePayoutOfLine(db: Db, line_id: number) {
  await db.updateTable('provider_payouts').set({ line_id: null }).where('line_id', '=', line_id).execute()
}

/** It is owed again; `entries`: those by which it was paid, whose source names it. */
export async function oweRefundOfLine(db: Db, entries: readonly { kind: string; source: string }[]) {
  const ids = entries.flatMap(({ kind, source }) => (kind === 'refund_paid' ? [Number(/^refund:(\d+)/.exec(source)?.[1])] : []))
  if (ids.length > 0) await db.updateTable('refunds').set({ state: 'owed', done_on: null }).where('id', 'in', ids).execute()
}
