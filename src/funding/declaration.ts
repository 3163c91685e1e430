// A declaration is what somebody says to leave: that they cancel (§ 312k BGB) or withdraw (§ 356a BGB). Nobody has to sign in
// for it, and it takes effect without anybody's hand. It is confirmed as received whether or not a contract is found, in the
// same words, so that nobody learns from it who gives.
import { randomInt } from 'node:crypto'
import { z } from 'zod'
import { atomically, type Db } from '../base/db/db.ts'
import { record, type Act } from '../base/db/journal.ts'
import type { Safe } from '../base/safe/safe.ts'
import { hashOf, newToken } from '../people/session.ts'
import { confirmDeclaration } from './declaration-letter.ts'
import { cancelPledge, withdrawPledge, type Ending, type Manner, type Withdrawing } from './ending.ts'
import type { Here } from './personal-link.ts'
import { contractsByReference, contractsOf, declarationById, type DeclarationRow } from './reads/declarations.ts'
import { supporterByAnyMail } from './reads/supporters.ts'
import { insertDeclaration, insertDeclaredPledges, updateDeclarationDone, updateDeclarationSettled } from './writes/declarations.ts'

export const declarationKinds = ['cancellation', 'withdrawal'] as const
export type DeclarationKind = (typeof declarationKinds)[number]

/** What is sealed of it: as it was typed. */
const Said = z.object({ name: z.string(), mail_address: z.string(), reference: z.string(), reason: z.string(), or_cancel: z.boolean() })
export type Said = z.infer<typeof Said>

export interface Declaration extends Said {
  kind: DeclarationKind
  /** Of a cancellation. */
  manner: Manner | null
  /** The last day the contract is to hold, YYYY-MM-DD; null: the earliest there is. */
  wanted_on: string | null
  language: string
}
/** From a supporter's own side it is known whose it is, and which contract is meant; also where they told staff, who took it down. */
export interface Known { supporter_id: number; pledge_id: number; staff?: { id: number } }

/** What became of the contracts that were found. */
export type Outcome = Ending & Partial<Pick<Withdrawing, 'back' | 'until'>>

export interface Around extends Here { safe: Safe }

/** Takes a declaration: what it says happens now. Answers with what opens the page that confirms it, for whoever declared. */
export function declare(db: Db, { declaration, known }: { declaration: Declaration; known?: Known }, { site, now, safe }: Around): Promise<{ token: string }> {
  return atomically(db, async (tx) => {
    const token = newToken()
    const number = newNumber(declaration.kind)
    const { kind, manner, language, wanted_on, ...said } = declaration
    const row = await insertDeclaration(tx, {
      number, token_hash: hashOf(token), kind, manner, language, received_at: now, wanted_on, sealed: safe.seal(JSON.stringify(Said.parse(said)), placeOf(number)),
      came_by: known?.staff ? 'desk' : known ? 'own' : 'public', supporter_id: known?.supporter_id ?? null, state: 'open',
    })
    const found = known ? { supporter_id: known.supporter_id, pledges: [known.pledge_id] } : await contractsMeant(tx, declaration)
    const outcomes = found ? await takeEffect(tx, { row, said, pledges: found.pledges }, { by: known?.staff ? `staff:${known.staff.id}` : `supporter:${found.supporter_id}`, now }) : []
    if (found) await updateDeclarationDone(tx, { id: row.id, supporter_id: found.supporter_id })
    await confirmDeclaration(tx, { row, said, supporter_id: found?.supporter_id ?? null, outcomes }, { site, now })
    return { token }
  })
}

/** Somebody has looked at one for which no contract was found: it is for these, or for none there is. False where it is settled already, or the number is of no contract. */
export function settleDeclaration(db: Db, { id, reference }: { id: number; reference: string }, { by, ...here }: Around & { by: { id: number } }): Promise<boolean> {
  return atomically(db, async (tx) => {
    const row = await declarationById(tx, id, { lock: true })
    if (row?.state !== 'open') return false
    const found = reference === '' ? undefined : await contractsByReference(tx, plainReference(reference))
    if (reference !== '' && !found) return false
    const act: Act = { by: `staff:${by.id}`, now: here.now }
    const said = saidIn(row, here.safe)
    if (found) {
      const outcomes = await takeEffect(tx, { row, said, pledges: found.pledges }, act)
      await confirmDeclaration(tx, { row, said: { ...said, mail_address: '' }, supporter_id: found.supporter_id, outcomes }, here)
    }
    await updateDeclarationSettled(tx, { id, supporter_id: found?.supporter_id ?? null, settled_by: by.id, settled_at: here.now })
    await record(tx, { ...act, what: 'declaration settled', subject: `declaration:${id}` })
    return true
  })
}

/** What was typed; empty once it has been erased. */
export function saidIn({ number, sealed }: Pick<DeclarationRow, 'number' | 'sealed'>, safe: Safe): Said {
  if (!sealed) return { name: '', mail_address: '', reference: '', reason: '', or_cancel: false }
  return Said.parse(JSON.parse(safe.open(sealed, placeOf(number)).toString()))
}
function placeOf(number: string): string {
  return `declarations.sealed ${number}`
}

interface Effect { row: DeclarationRow; said: Pick<Said, 'or_cancel'>; pledges: readonly number[] }

async function takeEffect(tx: Db, { row, said, pledges }: Effect, act: Act): Promise<Outcome[]> {
  // In the order of their numbers: of two declarations neither waits for the other in turn.
  const ordered = pledges.toSorted((a, b) => a - b)
  const outcomes = row.kind === 'withdrawal' ? await withdrawAll(tx, { row, said, pledges: ordered }, act) : await cancelAll(tx, ordered, { manner: row.manner, wanted_on: row.wanted_on, act })
  await insertDeclaredPledges(tx, outcomes.map(({ pledge_id, outcome, ends_on }) => ({ declaration_id: row.id, pledge_id, outcome, ends_on })))
  return outcomes
}

async function cancelAll(tx: Db, pledges: readonly number[], { manner, wanted_on, act }: { manner: Manner | null; wanted_on: string | null; act: Act }): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (const id of pledges) outcomes.push(await cancelPledge(tx, { id, manner: manner ?? 'ordinary', wanted_on }, act))
  return outcomes
}

/** Of several contracts those are meant that can still be withdrawn from. Where none can, all are told of, or cancelled if that was asked for. */
async function withdrawAll(tx: Db, { row, said, pledges }: Effect, act: Act): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (const id of pledges) outcomes.push(await withdrawPledge(tx, { id, declared_at: row.received_at }, act))
  const withdrawn = outcomes.filter(({ outcome }) => outcome === 'ended')
  if (withdrawn.length > 0) return withdrawn
  const late = outcomes.filter(({ outcome }) => outcome === 'late')
  if (said.or_cancel && late.length > 0) return cancelAll(tx, late.map(({ pledge_id }) => pledge_id), { manner: 'ordinary', wanted_on: null, act })
  return late.length > 0 ? late : outcomes
}

/**
 * The contracts that are meant: that of the number given, else all of whose the mail address is. A number that leads nowhere was
 * mistyped: it is believed to mean the only contract there is, and where there are several somebody has to look.
 */
async function contractsMeant(tx: Db, { kind, reference, mail_address }: Declaration) {
  const named = reference === '' ? undefined : await contractsByReference(tx, plainReference(reference))
  if (named) return named
  const supporter = await supporterByAnyMail(tx, mail_address)
  if (!supporter) return undefined
  const pledges = await contractsOf(tx, { supporter_id: supporter.id, isOverToo: kind === 'withdrawal' })
  return pledges.length === 0 || (reference !== '' && pledges.length > 1) ? undefined : { supporter_id: supporter.id, pledges }
}

/** As it is kept: people type it in groups, and in small letters. */
export function plainReference(typed: string): string {
  return typed.replace(/[\s.]/g, '').toUpperCase()
}

// Without letters and digits that are taken for each other.
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
/** Such as K-7K3Q-XW9E: by it both sides speak of it. */
function newNumber(kind: DeclarationKind): string {
  const group = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('')
  return [kind === 'cancellation' ? 'K' : 'W', group(), group()].join('-')
}

export const declarationLimits = {
  /** By who declares, and by the address or number that is named: the mail that confirms it may go to anybody. */
  form: { name: 'declaration', most: 10, seconds: 600 },
  about: { name: 'declaration-about', most: 3, seconds: 900 },
}
