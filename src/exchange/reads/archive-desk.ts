// What the desk made, as an archive holds it: what is read of each table is what the shape of its records names.
import { sql, type Compilable, type RawBuilder } from 'kysely'
import { z } from 'zod'
import type { Reads } from '../../base/db/db.ts'
import { desk, deskColumn, deskOrders, deskSettings, isNamed, named, type DeskKind } from '../archive-desk-kinds.ts'
import { day } from '../archive-fields.ts'
import { heldAs } from '../archive-money-kinds.ts'
import { base64, bytewise, hex, utc } from './archive-columns.ts'

type Shape = z.core.$ZodType

export function archivedDesk(db: Reads, kind: DeskKind): Compilable<object> {
  const shape: Record<string, Shape> = desk[kind].shape
  const fields = Object.entries(shape).map(([field, one]) => sql`${valueOf(kind, field, one)} as ${sql.ref(field)}`)
  const order = deskSettings.includes(kind) ? sql`` : sql`order by ${sql.join(deskOrders[kind].map((field) => sorted(kind, field, shape[field])))}`
  const query = sql<object>`select ${sql.join(fields)} from ${sql.table(kind)} ${order}`
  return { compile: () => query.compile(db) }
}

function valueOf(kind: DeskKind, field: string, shape: Shape): RawBuilder<unknown> {
  if (isNamed(field)) return nameOf(kind, field)
  const column = `${kind}.${deskColumn(field)}`
  const held = heldAs(shape)
  if (held === 'moment') return utc(sql.ref<Date | null>(column))
  if (held === 'bytes') return hex(sql.ref<Buffer | null>(column))
  return held === 'sealed' ? base64(sql.ref<Buffer | null>(column)) : sql`${sql.ref(column)}`
}

function nameOf(kind: DeskKind, field: keyof typeof named) {
  const { table, by } = named[field]
  return sql`(select ${sql.ref(`called.${by}`)} from ${sql.table(table)} called where called.id = ${sql.ref(`${kind}.${deskColumn(field)}`)})`
}

/** Words are sorted byte by byte, as no language sorts. */
function sorted(kind: DeskKind, field: string, shape: Shape | undefined): RawBuilder<unknown> {
  const inner = shape instanceof z.ZodNullable ? shape.unwrap() : shape
  const isWords = (inner instanceof z.ZodString && inner !== day && heldAs(inner) === 'itself') || inner instanceof z.ZodEnum
  if (isNamed(field)) return bytewise(nameOf(kind, field))
  const column = sql.ref(`${kind}.${deskColumn(field)}`)
  return isWords ? bytewise(column) : sql`${column}`
}
