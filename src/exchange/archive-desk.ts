// What the desk made, on its way in from an archive: rows as they were, under the numbers they had.
import type { z } from 'zod'
import { insertRows, replaceRows } from '../base/db/rows.ts'
import { desk, deskColumn, deskKindNames, deskSettings, isNamed, named, type DeskKind } from './archive-desk-kinds.ts'
import { openWorkingCopy } from '../newsroom/working-copy.ts'
import { recordRefused, type RecordLine } from './archive-lines.ts'
import { heldAs } from './archive-money-kinds.ts'
import { addressRefusal } from './wire-source.ts'
import { known, takeLines, type Ids, type Taking } from './archive-taking.ts'

export async function takeDesk(taking: Taking, ids: Ids) {
  for (const kind of deskKindNames) await takeKind(taking, kind, ids)
}

function takeKind<K extends DeskKind>(taking: Taking, kind: K, ids: Ids) {
  return takeLines(taking, kind, async (lines) => {
    for (const line of lines) {
      refuseUnopenable(line)
      refuseUnreachable(line)
    }
    const rows = lines.map((line) => rowOf(line, ids))
    if (!deskSettings.includes(kind)) return insertRows(taking.tx, kind, rows)
    const second = lines.find(({ line }) => line > 1)
    if (second) throw recordRefused(second, 'of these settings there is one only')
    return replaceRows(taking.tx, kind, rows.map((row): Record<string, unknown> => ({ id: 1, ...row })))
  })
}

/** A working copy that nobody can open would make its article one that nobody can open. */
function refuseUnopenable(line: RecordLine<DeskKind>) {
  const { kind, value } = line
  if (kind !== 'writings' && kind !== 'writing_updates') return
  try {
    openWorkingCopy([Buffer.from('state' in value ? value.state : 'update' in value ? value.update : '', 'base64')]).destroy()
  } catch {
    throw recordRefused(line, 'what was written cannot be opened')
  }
}

/** What nobody may type at the desk must not come in beside it: a folder elsewhere on this machine above all. */
function refuseUnreachable({ kind, value, ...line }: RecordLine<DeskKind>) {
  if (kind === 'wires' && 'every_seconds' in value && addressRefusal(value.way, value.address)) throw recordRefused({ kind, ...line }, `${JSON.stringify(value.address)} is no ${value.way} of wires`)
}

function rowOf<K extends DeskKind>(line: RecordLine<K>, ids: Ids): Record<string, unknown> {
  const shape: Record<string, z.core.$ZodType> = desk[line.kind].shape
  return Object.fromEntries(Object.entries(line.value).map(([field, value]: [string, unknown]) => {
    if (isNamed(field)) return [deskColumn(field), typeof value === 'string' ? known(ids[named[field].table], { at: line, what: field, name: value }) : null]
    return [deskColumn(field), columnValue(value, heldAs(shape[field]))]
  }))
}

function columnValue(value: unknown, held: ReturnType<typeof heldAs>): unknown {
  if (typeof value !== 'string') return value
  if (held === 'bytes') return `\\x${value}`
  return held === 'sealed' ? `\\x${Buffer.from(value, 'base64').toString('hex')}` : value
}
