// Whether a chain of totals statements holds: each is signed by a key that the chain itself has named, and names the hash of the
// one before. Whoever has kept the name of the first key, or of the last statement, can be told nothing else later.
import { z } from 'zod'
import { jsonOf } from '../base/json.ts'
import { isSignedBy, keyName, statementFormat, textHash } from './totals-key.ts'

const hash = z.string().regex(/^[0-9a-f]{64}$/)
const name = z.string().regex(/^[0-9a-f]{32}$/)
const common = { format: z.literal(statementFormat), number: z.int().positive(), paper: z.string(), previous: hash.nullable(), key: name, signed_at: z.iso.datetime() }
const figure = z.union([z.int().min(0), z.literal('<5')])
const sums = z.record(z.string(), z.int().min(0))
const Said = z.discriminatedUnion('kind', [
  z.object({ ...common, kind: z.literal('totals'), day: z.iso.date(), revision: z.int().positive(), replaces: z.int().positive().nullable(), method: z.int(), modes: z.array(z.string()), time_zone: z.string(), views: z.int().min(0), views_told_apart: figure, readers: figure, machines: sums, left_out: sums }),
  z.object({ ...common, kind: z.literal('key'), new_key: name, new_public_key: z.string(), reason: z.enum(['first', 'changed', 'lost']) }),
])
export type Said = z.infer<typeof Said>

/** What a statement says; undefined for what is none. */
export function saidIn(text: string): Said | undefined {
  const parsed = Said.safeParse(jsonOf(text))
  return parsed.success ? parsed.data : undefined
}

export interface Signed { text: string; signature: string }
export interface Verdict {
  statements: number
  days: { first: string; last: string; count: number; corrections: number } | undefined
  /** Names of keys, in the order in which they signed. */
  keys: string[]
  /** The hash of the last statement: whoever keeps it knows later whether anything before was changed. */
  last: string | undefined
  /** What does not hold, or is to be known. Nothing: the chain holds. */
  faults: string[]
  warnings: string[]
}

/** `first_key`: the name of the key that the first statement has to be signed with, where one knows it. */
export function verified(chain: Iterable<Signed>, { first_key }: { first_key?: string | undefined } = {}): Verdict {
  const so: State = { verdict: { statements: 0, days: undefined, keys: [], last: undefined, faults: [], warnings: [] }, signing: undefined, revisions: new Map(), paper: undefined }
  for (const one of chain) {
    verifyOne(so, one, first_key)
    so.verdict.statements++
    so.verdict.last = textHash(one.text)
  }
  const days = [...so.revisions.keys()].toSorted()
  const [first, last] = [days.at(0), days.at(-1)]
  if (first !== undefined && last !== undefined) so.verdict.days = { first, last, count: days.length, corrections: [...so.revisions.values()].reduce((all, { revision }) => all + revision - 1, 0) }
  return so.verdict
}

interface State { verdict: Verdict; signing: { name: string; public_key: string } | undefined; revisions: Map<string, { revision: number; number: number }>; paper: string | undefined }

function verifyOne(so: State, { text, signature }: Signed, first_key: string | undefined) {
  const { verdict } = so
  const number = verdict.statements + 1
  const fault = (what: string) => verdict.faults.push(`statement ${number}: ${what}`)
  const said = saidIn(text)
  if (!said) { fault('it is none'); return }
  if (said.number !== number) fault(`it calls itself number ${said.number}`)
  if (said.previous !== (verdict.last ?? null)) fault('it does not follow the one before')
  if (so.paper !== undefined && said.paper !== so.paper) verdict.warnings.push(`statement ${number}: the paper stands at ${said.paper} from here on`)
  so.paper = said.paper
  const key = said.kind === 'key' ? keyFor(so, said, { first_key, fault, number }) : so.signing
  if (!key || said.key !== key.name || !isSignedBy(key.public_key, { text, signature })) fault('its signature does not hold')
  if (said.kind === 'key') {
    so.signing = { name: said.new_key, public_key: said.new_public_key }
    verdict.keys.push(said.new_key)
    return
  }
  const before = so.revisions.get(said.day)
  if (said.revision !== (before?.revision ?? 0) + 1 || said.replaces !== (before?.number ?? null)) fault(`it is no next word on ${said.day}`)
  so.revisions.set(said.day, { revision: said.revision, number })
}

/** The key that has to have signed a change of the key: the former one, which so vouches for the new one; the new one itself where there is no former one. */
function keyFor(so: State, said: Extract<Said, { kind: 'key' }>, { first_key, fault, number }: { first_key: string | undefined; fault: (what: string) => void; number: number }) {
  const own = { name: said.new_key, public_key: said.new_public_key }
  if (keyName(Buffer.from(said.new_public_key, 'base64')) !== said.new_key) fault('its new key has another name')
  if (said.reason === 'changed') return so.signing
  if (said.reason === 'first' && so.signing) fault('there was a key before')
  if (said.reason === 'first' && first_key !== undefined && said.new_key !== first_key) fault(`the first key is ${said.new_key}`)
  if (said.reason === 'lost') so.verdict.warnings.push(`statement ${number}: the paper had lost its key; nobody but itself vouches for the new one, ${said.new_key}`)
  return own
}
