// A statement is what the bank says of an account of the paper's: what was on it, what moved, what is on it now. Each of its lines is
// booked where it belongs, or lies in suspense. The same statement twice posts nothing, and neither does the same movement.
import { createHash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { atomically, type Db } from '../base/db/db.ts'
import { record } from '../base/db/journal.ts'
import type { Safe } from '../base/safe/safe.ts'
import { openAccount } from './account-opening.ts'
import type { Movement } from './camt.ts'
import { shownIban } from './iban.ts'
import { bookLines } from './line-booking.ts'
import { placesOf, suspense } from './line-matching.ts'
import { currencySettings } from './reads/currencies.ts'
import { linesWithFingerprint, statementLike } from './reads/statements.ts'
import { readStatements, xmlFilesIn } from './statement-file.ts'
import { fingerprintsOf, knownAgain } from './statement-known.ts'
import type { Line, LineText } from './statement-line.ts'
import { StatementRefused } from './statement-refused.ts'
import { surveyed, type Survey } from './statement-survey.ts'
import { matchAgain } from './suspense.ts'
import { insertLines, insertStatement, insertStatementFile, lockStatements, nextLineIds, preferIndexes, updateLinesDetailed } from './writes/statements.ts'

export interface Importing { safe: Safe; /** As in the journal. */ by: string; now: Date }
/** What became of a statement: known, where it had been imported before; else how many of its lines went where. */
export interface ImportedStatement { id: number; statement_id: string; isNew: boolean; lines: number; booked: number; proposed: number; suspense: number; known: number }

/** So many lines are matched and booked at once. */
const linesAtOnce = 1_000

/** Takes in a file of the bank's, XML or a zip of several: all of it, or throws StatementRefused and takes nothing. */
export function importStatement(db: Db, file: { name: string; bytes: Uint8Array }, importing: Importing): Promise<ImportedStatement[]> {
  return atomically(db, async (tx) => {
    await lockStatements(tx)
    await preferIndexes(tx)
    const accounts = (await currencySettings(tx)).flatMap(({ account, currency }) => (account ? [{ iban: account.iban, currency }] : []))
    if (accounts.length === 0) throw new StatementRefused('no_account_here', 0)
    const files = xmlFilesIn(file).map((one) => ({ ...one, surveys: surveyed(one.bytes, accounts) }))
    const imported: ImportedStatement[] = []
    for (const one of files) imported.push(...(await importFile(tx, one, importing)))
    if (!imported.some(({ isNew }) => isNew)) return imported
    for (const { iban } of accounts) await openAccount(tx, { iban_fingerprint: importing.safe.fingerprint(iban) }, importing)
    // What came before may be understood by now.
    await matchAgain(tx, importing)
    return imported
  })
}

interface SurveyedFile { name: string; bytes: Uint8Array; surveys: readonly Survey[] }

async function importFile(tx: Db, { name, bytes, surveys }: SurveyedFile, importing: Importing): Promise<ImportedStatement[]> {
  const { safe, by, now } = importing
  const imported: ImportedStatement[] = []
  let file_id: number | undefined
  let under: Under | undefined
  for (const said of readStatements(bytes)) {
    if (said.says === 'statement') {
      const survey = surveys[imported.length]
      if (!survey) throw new Error('the file has changed while it was read')
      const known = await knownStatement(tx, survey, safe)
      if (known === undefined) file_id ??= await insertStatementFile(tx, { name: name.slice(0, 200), sha256: createHash('sha256').update(bytes).digest(), imported_by: by, imported_at: now }, (id) => safe.seal(gzipSync(bytes), `statement_files.sealed ${id}`))
      const id = known ?? (await insertStatement(tx, { ...statementRow(survey, safe), file_id: file_id ?? 0 }))
      if (known === undefined) await record(tx, { by, what: 'statement imported', subject: `statement:${id}`, now })
      imported.push({ id, statement_id: survey.head.statement_id, isNew: known === undefined, lines: 0, booked: 0, proposed: 0, suspense: 0, known: 0 })
      under = known === undefined ? { id, survey, taken: new Set(), position: 0, gathered: [] } : undefined
    } else if (under) {
      if (said.says === 'movements') under.gathered.push(...said.movements)
      if (said.says === 'end' || under.gathered.length >= linesAtOnce) await takeLines(tx, under, { importing, told: imported.at(-1) })
    }
  }
  return imported
}

/** The number of the statement that this one is, if it has been imported. Its number with other contents is refused: one of both is wrong. */
async function knownStatement(tx: Db, { head, from_on, digest }: Survey, safe: Safe): Promise<number | undefined> {
  const row = await statementLike(tx, { iban_fingerprint: safe.fingerprint(head.iban), format: head.format, statement_id: head.statement_id, from_on })
  if (row && !row.digest.equals(safe.fingerprint(digest))) throw new StatementRefused('other_contents', head.line, { statement_id: head.statement_id })
  return row?.id
}

function statementRow({ head, from_on, to_on, digest }: Survey, safe: Safe) {
  const made_at = new Date(head.made_at)
  return {
    format: head.format, statement_id: head.statement_id, iban_fingerprint: safe.fingerprint(head.iban), iban_shown: shownIban(head.iban),
    currency: head.currency, opening: head.opening, closing: head.closing, from_on, to_on, made_at: Number.isNaN(made_at.getTime()) ? null : made_at, digest: safe.fingerprint(digest),
  }
}

/** The statement whose lines are coming. `taken`: entries of other statements that lines of this one are already the same as. */
interface Under { id: number; survey: Survey; taken: Set<string>; position: number; gathered: Movement[] }

async function takeLines(tx: Db, under: Under, { importing, told }: { importing: Importing; told: ImportedStatement | undefined }) {
  const movements = under.gathered
  under.gathered = []
  if (movements.length === 0) return
  const { safe, by, now } = importing
  const ids = await nextLineIds(tx, movements.length)
  const fingerprints = fingerprintsOf(movements, { iban: under.survey.head.iban, safe })
  const lines = movements.map((movement, n): Line & { iban: string } => ({ ...movement, id: ids[n] ?? 0, iban_fingerprint: movement.iban ? safe.fingerprint(movement.iban) : null, same_as: null, isSuspended: false }))
  const { detailed } = knownAgain(lines, await linesWithFingerprint(tx, { fingerprints, statement_id: under.id }), { statement: under.survey, fingerprints, taken: under.taken })
  const places = await placesOf(tx, lines.filter(({ same_as, isSuspended }) => same_as === null || isSuspended))
  const placed = lines.map((line) => ({ line, source: String(line.id), place: line.same_as !== null && !line.isSuspended ? { state: 'known', kind: '' } as const : places.get(line.id) ?? suspense }))
  await insertLines(tx, placed.map(({ line, place }, n) => ({
    ...line, state: place.state, kind: place.kind, pledge_id: 'pledge_id' in place ? place.pledge_id : null, statement_id: under.id, position: under.position + n, fingerprint: fingerprints[n] ?? Buffer.alloc(0),
    message_id: line.message_id || line.payment_id, sealed: safe.seal(JSON.stringify({ name: line.name, iban: line.iban, text: line.text, is_return: line.is_return } satisfies LineText), `statement_lines.sealed ${line.id}`),
  })))
  await updateLinesDetailed(tx, detailed)
  await bookLines(tx, placed, { by, now })
  under.position += lines.length
  if (!told) return
  told.lines += lines.length
  for (const { place: { state } } of placed) told[state] += 1
}
