import { sql } from 'kysely'
import type { Db } from '../src/base/db/db.ts'

/** Every row of every table, the queue of jobs among them, as text: what a dump of the database would hold. Indexes hold nothing that no row does. */
export async function dumped(db: Db): Promise<string> {
  const { rows } = await sql<{ name: string }>`select format('%I.%I', table_schema, table_name) as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema in ('public', 'graphile_worker')`.execute(db)
  const texts: string[] = []
  for (const { name } of rows) texts.push(name, ...(await sql<{ row: string }>`select one::text as row from ${sql.raw(name)} one`.execute(db)).rows.map(({ row }) => row))
  return texts.join('\n')
}
