// The files of a collection: written piece by piece, packed and sealed as they are written, so that a large one needs no memory.
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createGzip, gunzipSync } from 'node:zlib'
import { paper } from '../articles/reads/paper.ts'
import type { Db } from '../base/db/db.ts'
import { spoken, translator } from '../base/i18n/i18n.ts'
import type { Safe } from '../base/safe/safe.ts'
import { isOutsideEea } from './iban.ts'
import { ibanOf } from './mandate.ts'
import { pain008, type Batch, type FileDebit, type FileHead } from './pain008.ts'
import { sepaCurrency } from './currency.ts'
import { accountIn } from './reads/currencies.ts'
import { fileDebits, type Collected, type Collection } from './reads/collections.ts'
import { nextIds } from './reads/planning.ts'
import { creditorOf, fundingSettings } from './reads/settings.ts'
import { insertCollectionFile } from './writes/collections.ts'

/** So many debits are read and written at once. */
const atOnce = 500

export interface WrittenFile { id: number; debits: readonly Collected[] }

/** Splits debits, as they are ordered, at what the bank takes in one file. */
export async function writeFiles(tx: Db, { collection, debits }: { collection: Collection; debits: readonly Collected[] }, { now, safe }: { now: Date; safe: Safe }): Promise<WrittenFile[]> {
  const [{ debits_per_file }, creditor, account, { time_zone: zone, name }] = await Promise.all([fundingSettings(tx), creditorOf(tx), accountIn(tx, sepaCurrency), paper(tx)])
  if (!account) throw new Error('there is no bank account to collect to')
  const head = { made_at: now, collect_on: collection.collect_on, creditor: { ...creditor, iban: account.iban, bic: account.bic } }
  const files: WrittenFile[] = []
  for (let at = 0; at < debits.length; at += debits_per_file) {
    const own = debits.slice(at, at + debits_per_file)
    const [id = 0] = await nextIds(tx, 'collection_files', 1)
    const part = files.length + 1
    const message_id = `C${collection.id}-${part}-${collection.collect_on.replaceAll('-', '')}-${randomBytes(2).toString('hex').toUpperCase()}`
    const { sha256, packed } = await packedFile({ ...head, message_id }, batchesOf(tx, own, { safe, zone, name }))
    await insertCollectionFile(tx, { id, collection_id: collection.id, part, message_id, debits: own.length, total: sumOf(own), sha256, sealed: safe.seal(packed, placeOf(id)), made_at: now })
    files.push({ id, debits: own })
  }
  return files
}

/** Throws where it is not what was written. */
export function openedFile({ id, sealed, sha256 }: { id: number; sealed: Buffer; sha256: Buffer }, safe: Safe): Buffer {
  const bytes = gunzipSync(safe.open(sealed, placeOf(id)))
  if (!createHash('sha256').update(bytes).digest().equals(sha256)) throw new Error(`file ${id} of a collection is not what was written`)
  return bytes
}

function placeOf(id: number): string {
  return `collection_files.sealed ${id}`
}

interface Around { safe: Safe; zone: string; name: string }

function batchesOf(tx: Db, debits: readonly Collected[], around: Around): Batch[] {
  return (['RCUR', 'OOFF'] as const).flatMap((sequence_type) => {
    const own = debits.filter((debit) => debit.sequence_type === sequence_type)
    return own.length === 0 ? [] : [{ sequence_type, count: own.length, total: sumOf(own), debits: readDebits(tx, own.map(({ id }) => id), around) }]
  })
}

async function* readDebits(tx: Db, ids: readonly number[], { safe, zone, name }: Around): AsyncGenerator<FileDebit[]> {
  const purposes = new Map<string, string>()
  const purpose = (language: string, rhythm: string) => {
    const key = `${language} ${rhythm}`
    const known = purposes.get(key) ?? translator(spoken(language, 'en'))(rhythm === 'once' ? 'debit.purpose_once' : 'debit.purpose', { paper: name })
    purposes.set(key, known)
    return known
  }
  for (let at = 0; at < ids.length; at += atOnce) {
    const rows = await fileDebits(tx, { ids: ids.slice(at, at + atOnce), zone })
    yield rows.map(({ mandate_id, iban_sealed, bank_country, street, postcode, town, country, language, rhythm, ...row }) => ({
      end_to_end_id: row.end_to_end_id, amount: row.amount, mandate_reference: row.reference, signed_on: row.signed_on, holder: row.holder, bic: row.bic,
      iban: ibanOf({ id: mandate_id, iban_sealed }, safe) ?? fail(mandate_id), address: isOutsideEea(bank_country) ? { street, postcode, town, country } : null,
      text: `${purpose(language, rhythm)} ${row.pledge_reference}`,
    }))
  }
}

async function packedFile(head: FileHead, batches: readonly Batch[]): Promise<{ sha256: Buffer; packed: Buffer }> {
  const [hash, zip, pieces] = [createHash('sha256'), createGzip(), Array<Buffer>()]
  zip.on('data', (piece: Buffer) => pieces.push(piece))
  const ended = once(zip, 'end')
  for await (const text of pain008(head, batches)) {
    const bytes = Buffer.from(text)
    hash.update(bytes)
    if (!zip.write(bytes)) await once(zip, 'drain')
  }
  zip.end()
  await ended
  return { sha256: hash.digest(), packed: Buffer.concat(pieces) }
}

function sumOf(debits: readonly Collected[]): number {
  return debits.reduce((sum, { amount }) => sum + amount, 0)
}

function fail(mandate_id: number): never {
  throw new Error(`the account of mandate ${mandate_id} has been erased`)
}
