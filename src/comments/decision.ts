// A decision is what somebody of the paper decides about a comment or its author, with the clause broken and a reason. It
// changes the state, ends the reports, counts in the record, and is told to those it concerns, all in one transaction.
import { atomically, type Db } from '../base/db/db.ts'
import { record } from '../base/db/journal.ts'
import { drawForBlindCheck } from './blind.ts'
import type { Clause } from './clause.ts'
import { hideComment, removeComment, showComment } from './comment.ts'
import { counted, effects, type DecisionKind } from './decision-kinds.ts'
import { decidable, decisionsAbout, standingOf, type Decidable, type Decision } from './reads/decisions.ts'
import { othersWhoMay } from './reads/objections.ts'
import { tellAuthor, tellReporters } from './statement.ts'
import { addToRecord, endClaim, endReports, insertDecision, setBars, setLookedAt, type Counts } from './writes/decisions.ts'
import { holdArticles } from './writes/comments.ts'

export interface NewDecision {
  kind: DecisionKind
  /** About which comment; null where it concerns a reader as such. */
  comment_id: number | null
  /** Whom it concerns where it is about no comment. */
  reader_id?: number | null
  clause: Clause | null
  reason: string
  /** Of a suspension. */
  until?: Date | null
  /** The newest decision on the comment that whoever decides has seen; 0 for none. Not given: it does not matter. */
  seen?: number | undefined
}
/** Who decides, and where the paper is found, for the mails. */
export interface Deciding { by: { id: number }; now: Date; site_url: string }

export type DecisionRefusal =
  /** Somebody else has decided meanwhile: this. */
  | { refused: 'decided'; latest: Decision }
  /** Taken back by its author; not in a state for that; no clause named; nobody there to whom it could be done; in one's own favour. */
  | { refused: 'deleted' | 'state' | 'clause' | 'missing' | 'own' }
export type Decided = { refused?: undefined; id: number } | DecisionRefusal

export function decide(db: Db, decision: NewDecision, deciding: Deciding): Promise<Decided> {
  return atomically(db, async (tx) => {
    if (effects[decision.kind].needsClause && decision.clause === null) return { refused: 'clause' }
    return effects[decision.kind].from ? decideOnComment(tx, decision, deciding) : decideOnReader(tx, decision, deciding)
  })
}

async function decideOnComment(tx: Db, decision: NewDecision, deciding: Deciding): Promise<Decided> {
  const comment = await held(tx, decision.comment_id)
  if (!comment) return { refused: 'missing' }
  const earlier = (await decisionsAbout(tx, comment.id)).filter(({ undone_at }) => undone_at === null)
  const refused = commentRefusal(decision, comment, earlier)
  if (refused) return refused
  const { kind, reason, clause } = decision
  const { by, now } = deciding
  if (comment.reader_id === by.id && effects[kind].to === 'shown' && (await othersWhoMay(tx, { permission: 'moderate', staff_id: by.id })) > 0) return { refused: 'own' }
  const id = await insertDecision(tx, {
    kind, comment_id: comment.id, article_id: comment.article_id, reader_id: comment.reader_id, body: comment.body, staff_id: by.id, clause, reason,
    state_before: comment.state, until: null, decided_at: now, waited_since: comment.waited_since,
  })
  await changeState(tx, { kind, comment, clause }, deciding)
  await count(tx, comment.reader_id, { before: counted(earlier.map((one) => one.kind)), after: counted([...earlier.map((one) => one.kind), kind]) })
  await conclude(tx, { id, kind, comment_id: comment.id }, deciding)
  return { id }
}

/** The comment, which nobody else can change until the transaction ends. */
export async function held(tx: Db, id: number | null): Promise<Decidable | undefined> {
  const comment = id === null ? undefined : await decidable(tx, id)
  if (!comment) return undefined
  await holdArticles(tx, [comment.article_id])
  return decidable(tx, comment.id)
}

function commentRefusal({ kind, seen }: NewDecision, comment: Decidable, earlier: Decision[]): DecisionRefusal | undefined {
  const latest = earlier.at(-1)
  if (seen !== undefined && latest && latest.id !== seen) return { refused: 'decided', latest }
  if (comment.deleted_at !== null || comment.removed_by === 'author' || comment.reader_id === null) return { refused: 'deleted' }
  return effects[kind].from?.includes(comment.state) ? undefined : { refused: 'state' }
}

async function changeState(tx: Db, { kind, comment: { id, state, looked_at }, clause }: { kind: DecisionKind; comment: Decidable; clause: Clause | null }, { by, now }: Deciding) {
  const act = { by: `staff:${by.id}`, now }
  const { to } = effects[kind]
  if (to === 'removed') await removeComment(tx, { id, removed_reason: clause, removed_by: 'person' }, act)
  if (to === 'pending') await hideComment(tx, { id }, act)
  if (to === 'shown' && state !== 'shown') await showComment(tx, { id }, act)
  if (looked_at === null) await setLookedAt(tx, { id, looked_at: now })
}

export type Standing = 'approved' | 'rejected' | null

/** Each comment counts at most once in its author's record. */
export async function count(tx: Db, reader_id: number | null, { before, after }: { before: Standing; after: Standing }) {
  if (reader_id === null || before === after) return
  const of = (kind: Standing) => Number(after === kind) - Number(before === kind)
  await addToRecord(tx, reader_id, { approved: of('approved'), rejected: of('rejected') })
}

// The record of those who reported it, the journal, and the mails, which read how the reports ended.
async function conclude(tx: Db, { id, kind, comment_id }: { id: number; kind: DecisionKind; comment_id: number }, { by, now, site_url }: Deciding) {
  const outcome = effects[kind].reports
  const ended = outcome ? await endReports(tx, { comment_id, decision_id: id, outcome, ended_at: now }) : []
  for (const { reader_id } of ended) if (reader_id !== null && outcome) await addToRecord(tx, reader_id, ofReport(outcome, 1))
  await endClaim(tx, comment_id)
  await record(tx, { by: `staff:${by.id}`, what: `comment ${journalWords[kind]}`, subject: `comment:${comment_id}`, now })
  await drawForBlindCheck(tx, { decision_id: id }, now)
  await tellAuthor(tx, { decision_id: id }, { site_url, now })
  if (ended.length > 0) await tellReporters(tx, { decision_id: id }, { site_url, now })
}

/** How a report counts in the record of who made it, or no longer counts. */
export function ofReport(outcome: 'acted' | 'kept', by: 1 | -1): Counts {
  return outcome === 'acted' ? { reports_right: by } : { reports_wrong: by }
}

/** As the journal has it. */
export const journalWords: Record<DecisionKind, string> = {
  approve: 'approved', reject: 'rejected', remove: 'removed', hide: 'hidden', restore: 'restored', keep: 'kept', warn: 'warned', suspend: 'suspended', ban: 'banned', lift: 'freed',
}

async function decideOnReader(tx: Db, decision: NewDecision, { by, now, site_url }: Deciding): Promise<Decided> {
  const { kind, clause, reason, until = null } = decision
  const comment = await held(tx, decision.comment_id)
  const reader_id = comment?.reader_id ?? decision.reader_id ?? null
  if (reader_id === null) return { refused: 'missing' }
  if (kind === 'suspend' && (!until || until <= now)) return { refused: 'state' }
  const before = await standingOf(tx, reader_id)
  if (kind === 'lift' && !before?.banned_at && !(before?.suspended_until && before.suspended_until > now)) return { refused: 'state' }
  const id = await insertDecision(tx, {
    kind, comment_id: comment?.id ?? null, article_id: comment?.article_id ?? null, reader_id, body: comment?.body ?? null, staff_id: by.id, clause, reason,
    state_before: barsAsText(before), until: kind === 'suspend' ? until : null, decided_at: now, waited_since: null,
  })
  if (kind === 'suspend') await setBars(tx, reader_id, { suspended_until: until, banned_at: before?.banned_at ?? null })
  if (kind === 'ban') await setBars(tx, reader_id, { suspended_until: before?.suspended_until ?? null, banned_at: now })
  if (kind === 'lift') await setBars(tx, reader_id, { suspended_until: null, banned_at: null })
  await record(tx, { by: `staff:${by.id}`, what: `reader ${journalWords[kind]}`, subject: `reader:${reader_id}`, now })
  await tellAuthor(tx, { decision_id: id }, { site_url, now })
  return { id }
}

function barsAsText(bars: { suspended_until: Date | null; banned_at: Date | null } | undefined): string {
  return JSON.stringify([bars?.suspended_until ?? null, bars?.banned_at ?? null])
}
