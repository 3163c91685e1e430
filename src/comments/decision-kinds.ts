// What can be decided about a comment or a reader, and what each decision does.
import type { State } from './state.ts'

export const decisionKinds = ['approve', 'reject', 'remove', 'hide', 'restore', 'keep', 'warn', 'suspend', 'ban', 'lift'] as const
export type DecisionKind = (typeof decisionKinds)[number]

interface Effect {
  /** Of a comment: from which states, and to which. Null: it concerns the reader alone. */
  from: readonly State[] | null
  to: State | null
  /** The clause broken must be named. */
  needsClause: boolean
  /** How it counts in the author's record. */
  counts: 'approved' | 'rejected' | null
  /** What it makes of open reports on the comment. */
  reports: 'acted' | 'kept' | null
}

export const effects: Record<DecisionKind, Effect> = {
  approve: { from: ['pending', 'shown'], to: 'shown', needsClause: false, counts: 'approved', reports: 'kept' },
  reject: { from: ['pending'], to: 'removed', needsClause: true, counts: 'rejected', reports: 'acted' },
  remove: { from: ['shown'], to: 'removed', needsClause: true, counts: 'rejected', reports: 'acted' },
  hide: { from: ['shown'], to: 'pending', needsClause: false, counts: null, reports: null },
  restore: { from: ['removed'], to: 'shown', needsClause: false, counts: 'approved', reports: null },
  keep: { from: ['shown'], to: 'shown', needsClause: false, counts: null, reports: 'kept' },
  warn: { from: null, to: null, needsClause: true, counts: null, reports: null },
  suspend: { from: null, to: null, needsClause: true, counts: null, reports: null },
  ban: { from: null, to: null, needsClause: true, counts: null, reports: null },
  lift: { from: null, to: null, needsClause: false, counts: null, reports: null },
}

export function isDecisionKind(text: string): text is DecisionKind {
  return decisionKinds.some((kind) => kind === text)
}

/** What counts in the record of the author, of the decisions on one comment in their order: the last that counts. */
export function counted(kinds: readonly DecisionKind[]): 'approved' | 'rejected' | null {
  return kinds.map((kind) => effects[kind].counts).findLast((counts) => counts !== null) ?? null
}
