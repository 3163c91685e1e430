// What the parts of an import from an archive share: lines are taken in by batches, and one that cannot be is named.
import { attempt, type Db } from '../base/db/db.ts'
import { refusalOf } from '../base/db/rows.ts'
import type { Kind } from './archive-kinds.ts'
import { ArchiveRefused, fileOf, recordRefused, type RecordLine } from './archive-lines.ts'
import type { Source } from './archive-source.ts'

export interface Taking {
  tx: Db
  source: Source
  /** Told of each batch. */
  came(lines: number): void
}

/** Our ids of what came in, by their names. */
export interface Ids { pictures: Map<string, number>; sections: Map<string, number>; topics: Map<string, number>; authors: Map<string, number> }

/** A line, or where it stood. */
export interface At { kind: Kind; line: number; bytes: number }

const batchLines = 2_000
const batchBytes = 1_000_000

/** Takes all lines of a kind in. */
export async function takeLines<K extends Kind>(taking: Taking, kind: K, insert: (lines: RecordLine<K>[]) => Promise<void>) {
  await takeBatches(taking, { kind, lines: taking.source.records(kind) }, insert)
}

/** The same for lines of which something has been made, one for each. */
export async function takeBatches<T extends At>(taking: Taking, { kind, lines }: { kind: Kind; lines: AsyncIterable<T> }, insert: (lines: T[]) => Promise<void>) {
  let came = 0
  for await (const batch of batches(lines)) {
    await insertOrBlame(taking.tx, batch, insert)
    came += batch.length
    taking.came(batch.length)
  }
  const said = taking.source.head.lines[kind]
  if (came !== said) throw new ArchiveRefused(`${fileOf(kind)}: it has ${came} lines, and archive.json says ${said}`)
}

async function* batches<T extends At>(lines: AsyncIterable<T>): AsyncGenerator<T[]> {
  let [batch, bytes]: [T[], number] = [[], 0]
  for await (const line of lines) {
    batch.push(line)
    bytes += line.bytes
    if (batch.length < batchLines && bytes < batchBytes) continue
    yield batch;
    [batch, bytes] = [[], 0]
  }
  if (batch.length > 0) yield batch
}

// The database says what is wrong, but not with which of many rows.
async function insertOrBlame<T extends At>(tx: Db, batch: T[], insert: (lines: T[]) => Promise<void>) {
  try {
    await attempt(tx, () => insert(batch))
  } catch (error) {
    if (refusalOf(error) === undefined) throw error
    for (const line of batch) await insert([line]).catch((alone: unknown) => { throw blamed(line, alone) })
    throw error
  }
}

function blamed(line: At, error: unknown): unknown {
  const reason = refusalOf(error)
  return reason === undefined ? error : recordRefused(line, reason)
}

/** The id of what a line names. Throws ArchiveRefused. */
export function known(ids: Map<string, number>, { at, what, name }: { at: At; what: string; name: string }): number {
  const id = ids.get(name)
  if (id === undefined) throw recordRefused(at, `it names the ${what} ${JSON.stringify(name)}, which the archive does not hold`)
  return id
}
