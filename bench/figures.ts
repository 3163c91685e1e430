// How long the fundraisers' figures of a paper with 41,327 supporters take: counted from the beginning, and asked for over HTTP.
// `npm run bench:figures -- FOLDER`; without a folder its data is generated first (`COUNT`, `YEARS`), through the ledger, which takes long.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { connect, type Db } from '../src/base/db/db.ts'
import { address, places } from '../src/base/db/embedded-files.ts'
import { countFigures, recountFigures } from '../src/funding/figures.ts'
import { nameKey } from '../src/people/name.ts'
import { openSession } from '../src/people/session.ts'
import { paths, withQuery } from '../src/urls.ts'
import { median, processorSeconds, startPaper, type Server } from './servers.ts'

const rounds = 31
const folder = mkdtempSync(join(tmpdir(), 'litfass-bench-'))
const [given] = process.argv.slice(2)
const data = given ?? generated(join(folder, 'data'))
const paper = await startPaper(data)
const { db } = connect({ connectionString: address(places(data), 'litfass'), max: 2 })
try {
  await report(paper, db)
} finally {
  await db.destroy()
  await paper.stop()
  rmSync(folder, { recursive: true })
}

function generated(data: string): string {
  const { status } = spawnSync('sh', [fileURLToPath(new URL('../bin/litfass', import.meta.url)), 'generate', 'supporters', '--count', process.env.COUNT ?? '41327', '--years', process.env.YEARS ?? '2'], { env: { ...process.env, DATABASE_URL: '', LITFASS_DATA: data }, stdio: 'inherit' })
  if (status !== 0) throw new Error('the supporters could not be generated')
  return data
}

async function report({ address, pid }: Server, db: Db) {
  await countFigures(db)
  const [seconds, { people, days }] = await timed(() => recountFigures(db))
  const [again] = await timed(() => countFigures(db))
  const cookie = await signedIn(db)
  const rows: [string, string][] = [
    ['Supporters, postings', `${(await rowsOf(db, 'supporters')).toLocaleString('en')}, ${(await rowsOf(db, 'ledger_postings')).toLocaleString('en')}`],
    ['Counted from the beginning', `${seconds.toFixed(1)} s, of ${people.toLocaleString('en')} people and ${days} days`],
    ['The job where nothing has changed', `${(again * 1_000).toFixed(0)} ms`],
  ]
  for (const query of [{}, { months: '24', compare: 'on' }, { months: 'all', compare: 'on' }]) {
    const took: number[] = []
    const before = processorSeconds(pid)
    for (let n = -3; n < rounds; n++) {
      const [one, { status }] = await timed(async () => { const answer = await fetch(address + withQuery(paths.deskFundingFigures, query), { headers: { cookie } }); await answer.arrayBuffer(); return answer })
      if (status !== 200) throw new Error(`the page answered ${status}`)
      if (n >= 0) took.push(one * 1_000)
    }
    const worst = Math.max(...took)
    rows.push([`The page${Object.keys(query).length > 0 ? `, ${Object.values(query).join(' ')}` : ''}`, `${median(took).toFixed(0)} ms, at worst ${worst.toFixed(0)} ms; ${(((processorSeconds(pid) - before) * 1_000) / (rounds + 3)).toFixed(0)} ms of the processor, with the database`])
  }
  console.log(['| | |', '|---|---|', ...rows.map((row) => `| ${row.join(' | ')} |`)].join('\n'))
}

async function rowsOf(db: Db, table: 'supporters' | 'ledger_postings'): Promise<number> {
  const { count } = await db.selectFrom(table).select(({ fn }) => fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
  return count
}

async function signedIn(db: Db): Promise<string> {
  const now = new Date()
  const name = `Bench ${now.getTime()}`
  const { id: reader_id } = await db.insertInto('readers').values({ name, name_key: nameKey(name), mail_address: `bench-${now.getTime()}@mail.test`, created_at: now, confirmed_at: now }).returning('id').executeTakeFirstOrThrow()
  await db.insertInto('staff_roles').values({ reader_id, role: 'fundraiser', since: now }).execute()
  return `litfass=${(await openSession(db, { reader_id, factors: ['link', 'totp'], is_staff: true }, now)).token}`
}

async function timed<T>(work: () => Promise<T>): Promise<[seconds: number, result: T]> {
  const began = performance.now()
  const result = await work()
  return [(performance.now() - began) / 1_000, result]
}
