// A totals statement is what the paper says and signs of one day: how much was read, and what was left out. Each names the hash
// of the one before, so that none can be changed or taken away without all that follow it. What comes in after a day was signed
// makes a new statement with the next revision; the earlier one stays. A change of the key is a statement, too.
import { atomically, type Db } from '../base/db/db.ts'
import { record, type Act } from '../base/db/journal.ts'
import { canonicalJson, type Plain } from '../base/json.ts'
import { stale } from '../base/press/stale.ts'
import type { Safe } from '../base/safe/safe.ts'
import { dayOf, secondsBefore } from '../base/time.ts'
import { addDays } from '../funding/rhythm.ts'
import { daysOf, fewest } from './figures.ts'
import { methodVersion } from './method.ts'
import { dayRows, leftOutRows, machineRows } from './reads/figures.ts'
import { lastRolled } from './reads/live.ts'
import { audienceSettings, paperZone } from './reads/rolling.ts'
import { daysToSign, hasArticles, lastStatement, modeChanges, type DayToSign, type ModeChange } from './reads/totals.ts'
import { wholePaper } from './tally.ts'
import { makeKey, openKey, statementFormat, textHash, type TotalsKey } from './totals-key.ts'
import { insertStatement, lockTotals, retireKey } from './writes/totals.ts'

/** A day stays open for so long after its end: what was counted a moment before midnight is rolled within seconds, unless something is down. */
const openSeconds = 2 * 3_600
/** Where nothing was rolled since the day's end, nobody may have read, or something may be down: then it is waited for this long. */
const patienceSeconds = 26 * 3_600
/** What comes later is signed as a correction, once a day at most. */
const correctedEverySeconds = 24 * 3_600
/** Days in one go; the rest in the next one. */
const atOnce = 400

export interface Signing { safe: Safe; site: { url: string }; now: Date }

/** Signs what is to be signed; returns how many statements that made. */
export function signTotals(db: Db, signing: Signing): Promise<number> {
  return atomically(db, async (tx) => {
    await lockTotals(tx)
    const { now } = signing
    // An empty paper may yet become another one, with a chain of its own.
    if (!(await hasArticles(tx))) return 0
    const zone = await paperZone(tx)
    const days = await daysToSign(tx, { to: await lastDayOver(tx, { zone, now }), corrected_before: secondsBefore(now, correctedEverySeconds), limit: atOnce })
    if (days.length === 0) return 0
    const key = await keyToSign(tx, signing)
    const modes = { changes: await modeChanges(tx), current: (await audienceSettings(tx)).mode, zone }
    for (const day of days) await add(tx, key, { kind: 'totals', day: day.day, revision: day.revision }, { ...(await totalsOf(tx, day)), modes: modesOn(day.day, modes), time_zone: zone }, signing)
    await stale(tx, 'statistics')
    return days.length
  })
}

async function lastDayOver(tx: Db, { zone, now }: { zone: string; now: Date }): Promise<string> {
  const before = (seconds: number) => addDays(dayOf(secondsBefore(now, seconds), zone), -1)
  const day = before(openSeconds)
  return dayOf(new Date(await lastRolled(tx)), zone) > day ? day : before(patienceSeconds)
}

/** The first key is made with the first statement. One that does not open signs nothing, and nothing else may in its place unless somebody says so. */
async function keyToSign(tx: Db, signing: Signing): Promise<TotalsKey> {
  const { key, row } = await openKey(tx, signing.safe)
  if (key) return key
  if (row) throw new Error(`the key ${row.name}, by which the daily totals are signed, does not open: it can be changed at /desk/audience/settings`)
  const first = await makeKey(tx, signing.safe, signing.now)
  await addKey(tx, first, first, { reason: 'first', ...signing })
  return first
}

async function totalsOf(tx: Db, { day, revision, replaces }: DayToSign) {
  const period = { from: day, to: day }
  const [figures] = daysOf(await dayRows(tx, { page_id: wholePaper, ...period }), period)
  const { views = 0, told = 0, readers = 0 } = figures ?? {}
  return {
    day, revision, replaces, method: methodVersion, views, views_told_apart: fewOf(told), readers: fewOf(readers),
    machines: Object.fromEntries((await machineRows(tx, period)).map(({ machine, hits }) => [machine, hits])),
    left_out: Object.fromEntries((await leftOutRows(tx, period)).map(({ why, hits }) => [why, hits])),
  }
}

/** Few who could be told apart are not told exactly. */
export function fewOf(count: number): number | string {
  return count > 0 && count < fewest ? `<${fewest}` : count
}

/** How the paper counted on a day, in the order of the day. Unless the journal says otherwise, it has always counted as it does now, or as a new paper does. */
export function modesOn(day: string, { changes, current, zone }: { changes: readonly ModeChange[]; current: string; zone: string }): string[] {
  if (changes.length === 0) return [current]
  const before = changes.findLast(({ at }) => dayOf(at, zone) < day)?.mode ?? 'visit'
  return [...new Set([before, ...changes.filter(({ at }) => dayOf(at, zone) === day).map(({ mode }) => mode)])]
}

/** From now on another key signs. The former one signs that as its last, and its private half is destroyed; where it was lost, the new one says so. */
export function changeKey(db: Db, { safe, site }: Omit<Signing, 'now'>, act: Act): Promise<void> {
  return atomically(db, async (tx) => {
    await lockTotals(tx)
    const { now } = act
    const { key, row } = await openKey(tx, safe)
    if (row) await retireKey(tx, { id: row.id, retired_at: now })
    const next = await makeKey(tx, safe, now)
    await addKey(tx, key ?? next, next, { reason: key ? 'changed' : row ? 'lost' : 'first', safe, site, now })
    await record(tx, { ...act, what: 'key of the daily totals changed', subject: 'counting' })
    await stale(tx, 'statistics')
  })
}

function addKey(tx: Db, signer: TotalsKey, { name, public_key }: { name: string; public_key: string }, { reason, ...signing }: Signing & { reason: 'first' | 'changed' | 'lost' }) {
  return add(tx, signer, { kind: 'key', day: null, revision: null }, { new_key: name, new_public_key: public_key, reason }, signing)
}

type Kept = { kind: 'totals'; day: string; revision: number } | { kind: 'key'; day: null; revision: null }

async function add(tx: Db, key: TotalsKey, kept: Kept, said: Record<string, Plain>, { site, now }: Signing) {
  const last = await lastStatement(tx)
  const number = (last?.number ?? 0) + 1
  const text = canonicalJson({ ...said, format: statementFormat, kind: kept.kind, number, paper: site.url, previous: last ? textHash(last.text) : null, key: key.name, signed_at: now.toISOString() })
  await insertStatement(tx, { ...kept, number, text, signature: key.sign(text), key_id: key.id, signed_at: now })
}
