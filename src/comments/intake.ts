// Intake decides what becomes of a comment when it comes in: everyone sees it, it waits for a moderator, or it is refused.
import type { Db } from '../base/db/db.ts'
import { secondsAfter } from '../base/time.ts'
import type { Clause } from './clause.ts'
import { coolingSeconds } from './cooling.ts'
import { discussionEnd, isOpen } from './hours.ts'
import { intakeFacts, type Incoming, type IntakeFacts } from './reads/intake.ts'
import { paperMatcher, type Match } from './rule.ts'
import { isBarred, trustOf } from './standing.ts'
import type { WaitsFor as StateWaitsFor } from './state.ts'
import { insertRefusal } from './writes/decisions.ts'

/** Why a comment is not shown at once. */
export type WaitsFor = Exclude<StateWaitsFor, 'hidden'>

/** Why a comment is not taken, and what helps the reader to do better. */
export type Refusal =
  /** The discussion is closed, or was never open; what it answers is gone; nothing may be answered there any more. */
  | { refused: 'empty' | 'closed' | 'gone' | 'locked' | 'banned' | 'link' }
  | { refused: 'too_long'; longest: number }
  /** When one may write again. */
  | { refused: 'suspended' | 'slow' | 'cooling'; until: Date }
  | { refused: 'rule'; clause: Clause }
export type Taken = { refused?: undefined; state: 'shown' | 'pending'; waits_for: WaitsFor | null; matches: Pick<Match, 'rule_id' | 'places'>[] }
export type Intake = Taken | Refusal

/** A comment as it comes in. Who works for the paper need not wait. */
export interface Arriving extends Incoming { is_staff: boolean }

/** Asked within the transaction that keeps the comment: `if (taken.refused) …`. */
export async function intake(db: Db, arriving: Arriving, now: Date): Promise<Intake> {
  const facts = await intakeFacts(db, arriving, now)
  if (!facts) return { refused: 'closed' }
  return refusal(facts, arriving, now) ?? byRules(db, { facts, arriving }, now)
}

/** The same for a text that its author changes within the edit window: what is asked of the place was asked already. */
export async function editIntake(db: Db, arriving: Arriving, now: Date): Promise<Intake> {
  const facts = await intakeFacts(db, arriving, now)
  if (!facts) return { refused: 'closed' }
  // The text it had may well be the one it has again.
  return textRefusal(facts, arriving) ?? readerRefusal(facts, now) ?? byRules(db, { facts: { ...facts, repeated_by: null }, arriving }, now)
}

async function byRules(db: Db, { facts, arriving }: { facts: IntakeFacts; arriving: Arriving }, now: Date): Promise<Intake> {
  const matches = arriving.is_staff ? [] : (await paperMatcher(db, facts.rules_key))(arriving.body, facts.repeated_by)
  const refusing = matches.find(({ action }) => action === 'refuse')
  // A text that a rule refuses is kept nowhere but in the decision, so that it can be told and counted what rules do.
  if (refusing) await insertRefusal(db, { ...arriving, ...refusing, decided_at: now })
  return textIntake(facts, arriving, matches, now)
}

/** Why nothing may be said there now by this reader; undefined where it may. Rules have not been asked yet. */
export function refusal(facts: IntakeFacts, arriving: Arriving, now: Date): Refusal | undefined {
  return textRefusal(facts, arriving) ?? readerRefusal(facts, now) ?? placeRefusal(facts, arriving, now) ?? (arriving.is_staff ? undefined : paceRefusal(facts, now))
}

function textRefusal({ longest }: IntakeFacts, { body }: Arriving): Refusal | undefined {
  if (body.trim() === '') return { refused: 'empty' }
  return body.length > longest ? { refused: 'too_long', longest } : undefined
}

function readerRefusal(facts: IntakeFacts, now: Date): Refusal | undefined {
  const barred = isBarred(facts, now)
  if (barred === 'banned') return { refused: 'banned' }
  return barred && facts.suspended_until ? { refused: 'suspended', until: facts.suspended_until } : undefined
}

function placeRefusal(facts: IntakeFacts, { parent_id }: Arriving, now: Date): Refusal | undefined {
  const { article_state, comment_mode, published_at, parent_state, locked } = facts
  if (article_state !== 'published' || comment_mode !== 'open' || !published_at) return { refused: 'closed' }
  const end = discussionEnd(facts)
  if (end && now >= end) return { refused: 'closed' }
  if (parent_id !== null && parent_state !== 'shown') return { refused: 'gone' }
  return locked ? { refused: 'locked' } : undefined
}

function paceRefusal({ slow_seconds, last_under_article, cooling_from, reports_in_branch, parent_submitted_at, last_in_thread }: IntakeFacts, now: Date): Refusal | undefined {
  const next = last_under_article && secondsAfter(last_under_article, slow_seconds)
  if (next && now < next) return { refused: 'slow', until: next }
  // Neither what was just said may be answered at once, nor may one answer again and again.
  const delay = coolingSeconds(reports_in_branch, cooling_from)
  const cool = [parent_submitted_at, last_in_thread].flatMap((time) => (time && delay > 0 ? secondsAfter(time, delay) : [])).toSorted((a, b) => b.getTime() - a.getTime())[0]
  return cool && now < cool ? { refused: 'cooling', until: cool } : undefined
}

/** What becomes of a text that may be said, by the rules it matches and by how the paper moderates. */
export function textIntake(facts: IntakeFacts, { body, is_staff }: Arriving, matches: Match[], now: Date): Intake {
  if (is_staff) return { state: 'shown', waits_for: null, matches: [] }
  const refusing = matches.find(({ action }) => action === 'refuse')
  if (refusing) return { refused: 'rule', clause: refusing.clause }
  const linked = facts.links !== 'allowed' && hasLink(body)
  if (linked && facts.links === 'refused') return { refused: 'link' }
  const waits_for = reasonToWait(facts, { isHeld: matches.length > 0, isLinked: linked }, now)
  return { state: waits_for ? 'pending' : 'shown', waits_for, matches: matches.map(({ rule_id, places }) => ({ rule_id, places })) }
}

function reasonToWait(facts: IntakeFacts, { isHeld, isLinked }: { isHeld: boolean; isLinked: boolean }, now: Date): WaitsFor | null {
  const trust = trustOf(facts, { shown: facts.shown_before, newcomer_comments: facts.newcomer_comments })
  if (isHeld) return 'rule'
  if (isLinked) return 'link'
  if (trust === 'watched') return 'watched'
  if (facts.sensitive) return 'sensitive'
  if (facts.mode === 'before') return 'mode'
  if (trust === 'trusted') return null
  if (trust === 'newcomer') return 'newcomer'
  if (facts.overloaded) return 'load'
  return isOpen(facts, now, facts.time_zone) ? null : 'hours'
}

function hasLink(body: string): boolean {
  return /https?:\/\/|\bwww\.\S/i.test(body)
}
