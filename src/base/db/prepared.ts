// Statements the database is to understand once on each connection instead of each time they come. To read one and to plan
// it can cost more than to run it. Only for what is asked with every request and is found by a key: what the database
// learns about one answer it then takes to hold for all, so nothing that lists, and no number of rows as a value.
//
//   db.selectFrom('sessions').modifyFront(prepared)…      sql`${prepared} select …`.execute(db)
import { sql } from 'kysely'
import type { ClientBase } from 'pg'

export const prepared = sql.raw('/* prepared */')
const marked = /^\s*(?:select )?\/\* prepared \*\//

const names = new Map<string, string>()

/** Makes a connection keep the statements that are marked. */
export function keepPrepared(client: ClientBase) {
  const query = client.query.bind(client) as (...given: unknown[]) => unknown
  client.query = ((text: unknown, values: unknown, ...rest: unknown[]) =>
    (typeof text === 'string' && marked.test(text) ? query({ name: nameOf(text), text, values }, ...rest) : query(text, values, ...rest))) as typeof client.query
}

function nameOf(text: string): string {
  const name = names.get(text) ?? `litfass_${names.size}`
  names.set(text, name)
  return name
}
