// The files that are made from the code and committed all the same, so that a diff shows what changed: by path.
import { createHash } from 'node:crypto'
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Pool } from 'pg'
import { describeSchema, schemaSql, schemaTypes } from '../src/base/db/describe.ts'
import { Head, headOfToday, headText, schemaFile } from '../src/exchange/archive-head.ts'
import { kindNames, schemaText } from '../src/exchange/archive-kinds.ts'
import { fileOf } from '../src/exchange/archive-lines.ts'
import { routes, sockets } from '../src/routes.ts'

export async function generatedFiles(migrated: Pool): Promise<Record<string, string>> {
  const tables = await describeSchema(migrated)
  return { ...demonstrationFiles(), 'db/schema.sql': schemaSql(tables), 'src/base/db/schema.ts': schemaTypes(tables), 'docs/routes.txt': await routesText() }
}

/** What follows in the demonstration from the kinds of record and from its lines: schemas, counts, sums. */
function demonstrationFiles(): Record<string, string> {
  const head = Head.parse(headOfToday(JSON.parse(readFileSync('demo/archive.json', 'utf8'))))
  const records = Object.fromEntries(kindNames.map((kind) => [fileOf(kind), textIn(join('demo', fileOf(kind)))]))
  const lines = Object.fromEntries(kindNames.map((kind) => [kind, (records[fileOf(kind)] ?? '').split('\n').length - 1]))
  const schemas = Object.fromEntries(kindNames.map((kind) => [schemaFile(kind), schemaText(kind)]))
  const pictures = readdirSync('demo/pictures').sort().map((name) => `${createHash('sha256').update(readFileSync(join('demo/pictures', name))).digest('hex')}  pictures/${name}\n`)
  const texts = { 'archive.json': headText({ ...head, lines }), ...schemas, ...records }
  const sums = Object.entries(texts).map(([name, text]) => `${createHash('sha256').update(text).digest('hex')}  ${name}\n`)
  return Object.fromEntries(Object.entries({ ...texts, SHA256SUMS: [...sums, ...pictures].join('') }).map(([name, text]) => [join('demo', name), text]))
}

/** Of a kind that the format has only just got there is nothing in it yet. */
function textIn(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8') : ''
}

/** Method, path with the query it declares, guard, and handler; in their order, since the first that matches answers. */
async function routesText(): Promise<string> {
  const names = await handlerNames()
  const rows = routes.map(({ method, path, query, guard, handle }) =>
    [method, [path, query.join('&')].filter(Boolean).join('?'), guard.name, names.get(handle) ?? handle.name])
  rows.push(...sockets.map(({ path, guard, open }) => ['SOCKET', path, guard.name, open.name]))
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
