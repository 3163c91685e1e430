// The files that are made from the code and committed all the same, so that a diff shows what changed: by path.
import { globSync } from 'node:fs'
import { basename, extname } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Pool } from 'pg'
import { describeSchema, schemaSql, schemaTypes } from '../src/base/db/describe.ts'
import { routes } from '../src/routes.ts'

export async function generatedFiles(migrated: Pool): Promise<Record<string, string>> {
  const tables = await describeSchema(migrated)
  return { 'db/schema.sql': schemaSql(tables), 'src/base/db/schema.ts': schemaTypes(tables), 'docs/routes.txt': await routesText() }
}

/** Method, path with the query it declares, guard, and handler; in their order, since the first that matches answers. */
async function routesText(): Promise<string> {
  const names = await handlerNames()
  const rows = routes.map(({ method, path, query, guard, handle }) =>
    [method, [path, query.join('&')].filter(Boolean).join('?'), guard.name, names.get(handle) ?? handle.name])
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)) + 2)
  const lines = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(''))
  return `Generated from src/routes.ts by \`npm run generate\`. Not to be edited. GET /health is answered before them all.\n\n${lines.join('\n')}\n`
}

async function handlerNames(): Promise<Map<unknown, string>> {
  const names = new Map<unknown, string>()
  for (const file of globSync('src/*/pages/*.{ts,tsx}').filter((path) => !path.includes('.test.'))) {
    const page = await import(pathToFileURL(file).href) as Record<string, unknown>
    for (const [name, value] of Object.entries(page)) names.set(value, `${file.split('/')[1]}/${basename(file, extname(file))}.${name}`)
  }
  return names
}
