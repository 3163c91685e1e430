// A blind check is a decision that a second moderator makes again without knowing the first: it tells how far decisions
// depend on who makes them. It changes nothing for anybody.
import { createHash } from 'node:crypto'
import type { Db } from '../base/db/db.ts'
import type { Clause } from './clause.ts'
import { blindCheckOf, drawing } from './reads/blind.ts'
import { answerBlindCheck, insertBlindCheck } from './writes/blind.ts'

const drawn: readonly string[] = ['approve', 'keep', 'reject', 'remove']

/** Draws a decision, or not: by lot, from its number and its moment, so that nobody chooses which. Called when it is made. */
export async function drawForBlindCheck(tx: Db, { decision_id }: { decision_id: number }, now: Date) {
  const facts = await drawing(tx, decision_id)
  if (!facts || facts.made_by !== 'person' || facts.body === null || !drawn.includes(facts.kind)) return
  if (lot(decision_id, facts.decided_at) < facts.blind_percent) await insertBlindCheck(tx, { decision_id, drawn_at: now })
}

/** From 0 up to, but without, 100: the same for the same decision, spread evenly over all of them. */
export function lot(decision_id: number, decided_at: Date): number {
  return (createHash('sha256').update(`blind ${decision_id} ${decided_at.toISOString()}`).digest().readUInt32BE() / 2 ** 32) * 100
}

export interface BlindAnswer { decision_id: number; kind: 'approve' | 'reject'; clause: Clause | null }

/** Keeps what the second moderator would have decided; refused to the first, and when it has been answered. */
export async function checkBlindly(db: Db, answer: BlindAnswer, { by, now }: { by: { id: number }; now: Date }): Promise<'own' | 'answered' | null> {
  const check = await blindCheckOf(db, answer.decision_id)
  if (!check || check.checked_at) return 'answered'
  if (check.staff_id === by.id) return 'own'
  return (await answerBlindCheck(db, { ...answer, staff_id: by.id, checked_at: now })) ? null : 'answered'
}
