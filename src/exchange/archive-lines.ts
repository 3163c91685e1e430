// The lines of an archive: each a record of one kind, checked before it is used.
import type { z } from 'zod'
import { LineRefused, linesOf } from '../base/files/lines.ts'
import { recordOfToday } from './archive-earlier.ts'
import { kinds, type Kept, type Kind } from './archive-kinds.ts'

/** Why an archive is not taken in; names the file and, where one is to blame, the line. */
export class ArchiveRefused extends Error {}

export interface RecordLine<K extends Kind = Kind> {
  kind: K
  /** Counted from 1. */
  line: number
  value: Kept<K>
  /** How much of the file it is. */
  bytes: number
}

/** No record that people wrote is longer; it is what one may take of memory. */
const lineBytes = 32_000_000

export function fileOf(kind: Kind): `${Kind}.jsonl` {
  return `${kind}.jsonl`
}

export function recordRefused({ kind, line }: { kind: Kind; line: number }, reason: string): ArchiveRefused {
  return new ArchiveRefused(`${fileOf(kind)}, line ${line}: ${reason}`)
}

/** Throws ArchiveRefused for the first line that is not what its kind should be. */
export async function* recordsIn<K extends Kind>(kind: K, { content, version }: { content: AsyncIterable<Uint8Array>; version: number }): AsyncGenerator<RecordLine<K>> {
  try {
    for await (const { line, text, bytes } of linesOf(content, lineBytes)) yield { kind, line, value: valueOf(kinds[kind], { kind, line, text, version }), bytes }
  } catch (error) {
    throw error instanceof LineRefused ? recordRefused({ kind, line: error.line }, error.message) : error
  }
}

function valueOf<T>(shape: z.ZodType<T>, { kind, line, text, version }: { kind: Kind; line: number; text: string; version: number }): T {
  const value = json(text, { kind, line })
  const read = shape.safeParse(recordOfToday(kind, value, version))
  if (read.success) return read.data
  throw recordRefused({ kind, line }, wrong(read.error))
}

function json(text: string, at: { kind: Kind; line: number }): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw recordRefused(at, 'it is not JSON')
  }
}

/** The first thing that is wrong: `bylines.0.role: …`. */
export function wrong({ issues }: z.ZodError): string {
  const [{ path, message } = { path: [], message: 'it is not what it should be' }] = issues
  return [path.join('.'), message].filter(Boolean).join(': ')
}
