// Columns as an archive writes them.
import { sql, type Expression } from 'kysely'

/** A moment as text, since a Date knows milliseconds only. */
export function utc<T extends Date | null>(column: Expression<T>) {
  return sql<T extends null ? string | null : string>`to_json(${column} at time zone 'UTC') #>> '{}' || 'Z'`
}
export function bytewise(column: Expression<unknown>) {
  return sql`${column} collate "C"`
}
export function asText(id: string) {
  return sql<string>`${sql.ref(id)}::text`
}
export function hex(column: Expression<Buffer | null>) {
  return sql<string | null>`encode(${column}, 'hex')`
}
/** Without the line feeds that PostgreSQL puts in. */
export function base64(column: Expression<Buffer | null>) {
  return sql<string | null>`translate(encode(${column}, 'base64'), e'\n', '')`
}
