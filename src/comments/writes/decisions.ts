import { sql } from 'kysely'
import type { Db } from '../../base/db/db.ts'
import type { DecisionKind } from '../decision-kinds.ts'

export interface DecisionRow {
  kind: DecisionKind
  comment_id: number | null
  article_id: number | null
  reader_id: number | null
  body: string | null
  staff_id: number
  clause: string | null
  reason: string
  state_before: string | null
  until: Date | null
  decided_at: Date
  waited_since: Date | null
}

export async function insertDecision(db: Db, row: DecisionRow): Promise<number> {
  const { id } = await db.insertInto('decisions').values({ ...row, made_by: 'person' }).returning('id').executeTakeFirstOrThrow()
  return id
}

interface Refused { rule_id: number; clause: string; article_id: number; reader_id: number; body: string; decided_at: Date }

/** A text that a rule refused when it came in. */
export async function insertRefusal(db: Db, { rule_id, clause, article_id, reader_id, body, decided_at }: Refused) {
  await db.insertInto('decisions').values({ kind: 'reject', made_by: 'rule', rule_id, clause, article_id, reader_id, body, decided_at }).execute()
}

export async function setUndone(db: Db, { id, undone_by, undone_at }: { id: number; undone_by: number; undone_at: Date }) {
  await db.updateTable('decisions').set({ undone_by, undone_at }).where('id', '=', id).execute()
}

export async function setLookedAt(db: Db, { id, looked_at }: { id: number; looked_at: Date | null }) {
  await db.updateTable('comments').set({ looked_at }).where('id', '=', id).execute()
}

/** Ends the open reports on a comment; answers whose they were. */
export async function endReports(db: Db, { comment_id, decision_id, outcome, ended_at }: { comment_id: number; decision_id: number; outcome: 'acted' | 'kept'; ended_at: Date }) {
  return db.updateTable('reports').set({ decision_id, outcome, ended_at }).where('comment_id', '=', comment_id).where('ended_at', 'is', null).returning('reader_id').execute()
}
/** Opens again what a decision ended; answers whose they were and how they had ended. */
export async function reopenReports(db: Db, decision_id: number) {
  const ended = await db.selectFrom('reports').select(['reader_id', 'outcome']).where('decision_id', '=', decision_id).execute()
  await db.updateTable('reports').set({ decision_id: null, outcome: null, ended_at: null }).where('decision_id', '=', decision_id).execute()
  return ended
}

export interface Counts { approved?: number; rejected?: number; reports_right?: number; reports_wrong?: number }

/** Counts in a reader's record; what is taken back never falls below nothing. */
export async function addToRecord(db: Db, reader_id: number, { approved = 0, rejected = 0, reports_right = 0, reports_wrong = 0 }: Counts) {
  if (approved === 0 && rejected === 0 && reports_right === 0 && reports_wrong === 0) return
  const first = [approved, rejected, reports_right, reports_wrong].map((n) => Math.max(0, n))
  await sql`
    insert into standings as own (reader_id, approved, rejected, reports_right, reports_wrong) values (${reader_id}, ${first[0]}, ${first[1]}, ${first[2]}, ${first[3]})
    on conflict (reader_id) do update set approved = greatest(0, own.approved + ${approved}), rejected = greatest(0, own.rejected + ${rejected}),
      reports_right = greatest(0, own.reports_right + ${reports_right}), reports_wrong = greatest(0, own.reports_wrong + ${reports_wrong})`.execute(db)
}

export interface Bars { suspended_until: Date | null; banned_at: Date | null }

export async function setBars(db: Db, reader_id: number, bars: Bars) {
  await db.insertInto('standings').values({ reader_id, ...bars }).onConflict((oc) => oc.column('reader_id').doUpdateSet(bars)).execute()
}
export async function setTrust(db: Db, { reader_id, set_as }: { reader_id: number; set_as: 'trusted' | 'watched' | null }) {
  await db.insertInto('standings').values({ reader_id, set_as }).onConflict((oc) => oc.column('reader_id').doUpdateSet({ set_as })).execute()
}

export async function insertNote(db: Db, note: { comment_id: number | null; reader_id: number | null; staff_id: number; text: string; noted_at: Date }) {
  await db.insertInto('staff_notes').values(note).execute()
}

/** Claims a comment unless somebody else holds it still; answers who holds it afterwards. */
export async function claim(db: Db, { comment_id, staff_id, claimed_until, now }: { comment_id: number; staff_id: number; claimed_until: Date; now: Date }) {
  const { rows } = await sql<{ staff_id: number; claimed_until: Date }>`
    with mine as (
      insert into claims as held (comment_id, staff_id, claimed_until) values (${comment_id}, ${staff_id}, ${claimed_until})
      on conflict (comment_id) do update set staff_id = excluded.staff_id, claimed_until = excluded.claimed_until
        where held.staff_id = excluded.staff_id or held.claimed_until <= ${now}
      returning staff_id, claimed_until)
    select * from mine union all select staff_id, claimed_until from claims where comment_id = ${comment_id} and not exists (select from mine)`.execute(db)
  return rows[0]
}
export async function endClaim(db: Db, comment_id: number) {
  await db.deleteFrom('claims').where('comment_id', '=', comment_id).execute()
}

export async function setLocked(db: Db, { id, locked_at }: { id: number; locked_at: Date | null }) {
  await db.updateTable('comments').set({ locked_at }).where('id', '=', id).execute()
}
export async function setPicked(db: Db, { id, picked_at }: { id: number; picked_at: Date | null }) {
  await db.updateTable('comments').set({ picked_at }).where('id', '=', id).execute()
}
