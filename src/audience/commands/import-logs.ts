// litfass import logs FILE…
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { Task } from '../../base/commands/command.ts'
import { openDatabase } from '../../base/db/open.ts'
import { bringUpToDate } from '../../base/db/up-to-date.ts'
import { showParts } from '../../base/progress.ts'
import { openSecrets } from '../../base/secrets/open-secrets.ts'
import { now } from '../../base/time.ts'
import { Unable } from '../../base/unable.ts'
import { createAddresses } from '../../base/web/address.ts'
import type { Route } from '../../base/web/route.ts'
import { importLog, type LogReport } from '../log-import.ts'

const longestPart = 100_000

/** The paper's routes are given: they stand above this area. */
export async function importLogs({ config, log, words: files }: Task, { routes, isPublic }: { routes: readonly Route[]; isPublic: (route: Route) => boolean }) {
  for (const file of files) await (await open(file).catch(() => { throw new Unable(`${file} is not a file that can be read`) })).close()
  const database = await openDatabase(config, { name: 'import logs', kind: 'errand' }, log)
  const shown = showParts()
  try {
    await bringUpToDate(database, log)
    const secrets = await openSecrets(config, database.db, log)
    await secrets.told(database.db)
    const run = { addresses: createAddresses(routes), isPublic, origin: config.url, countryOf: () => null, key: secrets.safe.fingerprint('lines of logs'), salts: new Map<string, Buffer>(), now: now() }
    for (const file of files) {
      const report = await importLog(database.db, linesOf(file), { ...run, progress: (lines) => shown.at(`lines of ${file}`, lines) }).catch((error: unknown) => { throw broken(file, error) })
      shown.end()
      process.stdout.write(told(file, report))
    }
  } finally {
    await database.close()
  }
}

async function* linesOf(file: string): AsyncGenerator<string> {
  const handle = await open(file)
  const { buffer } = await handle.read(Buffer.alloc(2), 0, 2, 0).finally(() => handle.close())
  const isPacked = buffer[0] === 0x1f && buffer[1] === 0x8b
  const stream = isPacked ? pipeline(createReadStream(file), createGunzip(), () => {}) : createReadStream(file)
  let rest = ''
  for await (const text of stream.setEncoding('utf8')) {
    const lines = `${rest}${text}`.split('\n')
    // What has no end for so long is no line of a log, and is said to be none.
    rest = (lines.pop() ?? '').slice(0, longestPart)
    yield* lines
  }
  if (rest !== '') yield rest
}

function broken(file: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return /^Z_|^ERR_|^E[A-Z]+$/.test(code) ? new Unable(`${file} cannot be read to its end (${code}); what was read of it is counted, and will not be counted again`) : error
}

function told(file: string, { lines, views, machines, repeated, ownDays, noPages, unreadable, unreadableCount }: LogReport): string {
  const said = [
    `${file}: ${lines} ${lines === 1 ? 'line' : 'lines'}`, `  views counted: ${views}; visits of machines: ${machines}`, `  not views of a page there is: ${noPages}`,
    ...(repeated > 0 ? [`  counted before: ${repeated}`] : []), ...(ownDays > 0 ? [`  left out, of days on which the paper has counted by itself: ${ownDays}`] : []),
    ...(unreadableCount > 0 ? [`  that cannot be read: ${unreadableCount}, in line ${unreadable.join(', ')}${unreadableCount > unreadable.length ? ' …' : ''}`] : []),
  ]
  return `${said.join('\n')}\n`
}
