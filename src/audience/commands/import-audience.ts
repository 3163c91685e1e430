// litfass import audience FILE
import { readFile } from 'node:fs/promises'
import type { Task } from '../../base/commands/command.ts'
import { onDatabase } from '../../base/commands/errand.ts'
import { unzipped } from '../../base/files/unzip.ts'
import { Unable } from '../../base/unable.ts'
import { createAddresses } from '../../base/web/address.ts'
import type { Route } from '../../base/web/route.ts'
import { paperZone } from '../reads/rolling.ts'
import { figuresIn, importFigures, NoFigures, type FiguresReport, type Table } from '../audience-import.ts'

/** The paper's routes are given: they stand above this area. */
export async function importAudience(task: Task, { routes, isPublic }: { routes: readonly Route[]; isPublic: (route: Route) => boolean }) {
  const [file = ''] = task.words
  const content = await readFile(file).catch(() => { throw new Unable(`${file} is not a file that can be read`) })
  await onDatabase(task, 'import audience', async ({ db }) => {
    const tables = tablesIn(file, content, await paperZone(db))
    const where = { addresses: createAddresses(routes), isPublic, origin: task.config.url }
    for (const { name, table } of tables) process.stdout.write(told(name, await importFigures(db, table, where)))
  })
}

/** In an archive only tables of visitors and of pages by day, or of all views: it holds others, by country or device. */
export function tablesIn(file: string, content: Buffer, zone: string): { name: string; table: Table }[] {
  try {
    if (content.length < 2 || content.readUInt16BE(0) !== 0x504b) return [{ name: file, table: figuresIn(textOf(content), zone) }]
    const tables = unzipped(content).filter(({ name }) => /(^|\/)(imported_(visitors|pages)_[^/]*|website_event)\.csv$/.test(name))
    if (tables.length === 0) throw new NoFigures('there is neither imported_visitors_….csv, imported_pages_….csv nor website_event.csv in it')
    return tables.map(({ name, content: csv }) => ({ name, table: figuresIn(textOf(csv), zone) }))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_STRING_TOO_LONG') throw new Unable(`${file} is larger than half a gigabyte; take it over in parts`)
    if (error instanceof NoFigures || error instanceof RangeError) throw new Unable(`${file}: ${error.message}; nothing was taken over`)
    throw error
  }
}

/** Matomo writes its tables in UTF-16. */
function textOf(content: Buffer): string {
  return content[0] === 0xff && content[1] === 0xfe ? content.toString('utf16le') : content.toString('utf8')
}

function told(name: string, { source, days, from, to, ofPages, leftOut }: FiguresReport): string {
  const left = leftOut > 0 ? `; ${leftOut} rows are of articles there are not` : ''
  return days === 0 ? `${name}: no figures\n` : `${name}: figures by ${source} of ${ofPages ? 'pages' : 'the whole paper'}, ${days} days from ${from} to ${to}${left}\n`
}
