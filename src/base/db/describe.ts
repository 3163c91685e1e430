// What the database looks like, read from its own catalogue, as SQL to review and as types for Kysely.
import type { Pool } from 'pg'

interface Column { name: string; type: string; not_null: boolean; default_sql: string | null; identity: string }
export interface Table { name: string; columns: Column[]; constraints: { name: string; sql: string }[]; indexes: string[] }

/** The tables of schema public, by name, with columns in their order. */
export async function describeSchema(pool: Pool): Promise<Table[]> {
  const { rows } = await pool.query<{ name: string; columns: Column[]; constraints: Table['constraints']; indexes: string[] | null }>(`
    select c.relname as name,
      (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'not_null', a.attnotnull,
         'default_sql', pg_get_expr(d.adbin, d.adrelid), 'identity', a.attidentity) order by a.attnum)
       from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
       where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
      (select json_agg(json_build_object('name', conname, 'sql', pg_get_constraintdef(oid)) order by conname)
       from pg_constraint where conrelid = c.oid and contype <> 'n') as constraints,
      (select json_agg(pg_get_indexdef(i.indexrelid) order by i.indexrelid::regclass::text collate "C") from pg_index i
       where i.indrelid = c.oid and not exists (select from pg_constraint where conindid = i.indexrelid and contype in ('p', 'u'))) as indexes
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by c.relname collate "C"`)
  return rows.map((t) => ({ ...t, constraints: t.constraints ?? [], indexes: t.indexes ?? [] }))
}

/** The tables as CREATE statements, for reading; migrations, not this text, make the database. */
export function schemaSql(tables: Table[]): string {
  const parts = tables.map((t) => {
    const columns = t.columns.map((c) => `  ${c.name} ${c.type}${c.not_null ? ' not null' : ''}${columnDefault(c)}`)
    const constraints = t.constraints.map((c) => `  constraint ${c.name} ${c.sql}`)
    return [`create table ${t.name} (\n${[...columns, ...constraints].join(',\n')}\n);`, ...t.indexes.map((i) => `${i};`)].join('\n')
  })
  return `-- Generated from db/migrations by \`npm run generate\`. Not to be edited.\n\n${parts.join('\n\n')}\n`
}

function columnDefault(c: Column): string {
  if (c.identity) return ` generated ${c.identity === 'a' ? 'always' : 'by default'} as identity`
  return c.default_sql === null ? '' : ` default ${c.default_sql}`
}

/** The tables as the interface Kysely types its queries by. */
export function schemaTypes(tables: Table[]): string {
  const parts = tables.map((t) => `  ${t.name}: {\n${t.columns.map((c) => `    ${c.name}: ${columnType(t, c)}\n`).join('')}  }\n`)
  return `// Generated from db/migrations by \`npm run generate\`. Not to be edited.\nimport type { ColumnType, Generated } from 'kysely'\n\nexport interface Schema {\n${parts.join('')}}\n`
}

const typescript: Record<string, string> = {
  bigint: 'number', integer: 'number', smallint: 'number', real: 'number', 'double precision': 'number',
  text: 'string', uuid: 'string', date: 'string', boolean: 'boolean', bytea: 'Buffer', 'timestamp with time zone': 'Date',
  'time without time zone': 'string', 'integer[]': 'number[]', 'text[]': 'string[]', 'bit(64)': 'string',
}

function columnType(table: Table, c: Column): string {
  // JSON is written as text and read as a value that a parser must look at first.
  if (c.type === 'jsonb') return c.not_null ? `ColumnType<unknown, string${c.default_sql === null ? '' : ' | undefined'}, string>` : 'ColumnType<unknown, string | null, string | null>'
  const base = choices(table, c) ?? typescript[c.type] ?? 'unknown'
  const type = c.not_null ? base : `${base} | null`
  return c.identity || c.default_sql !== null ? `Generated<${type}>` : type
}

/** A text column whose check lists its values becomes a union of them. */
function choices(table: Table, c: Column): string | undefined {
  const check = table.constraints.find((k) => k.sql.startsWith(`CHECK ((${c.name} = ANY (ARRAY[`))
  if (!check || c.type !== 'text') return undefined
  return [...check.sql.matchAll(/'([^']*)'::text/g)].map(([, value]) => `'${value}'`).join(' | ')
}
