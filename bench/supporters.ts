// How long a large paper's past takes to live through, and what its pages and its check take then: `npm run bench:supporters`, with
// COUNT and WEEKS for another size.
import { checkLedger } from '../src/funding/ledger-check.ts'
import { supportersOn } from '../src/funding/reads/progress.ts'
import { safeOf } from '../src/base/safe/safe.ts'
import { generateSupporters } from '../src/exchange/generate-supporters.ts'
import { sql } from 'kysely'
import { freshDatabase } from '../test/database.ts'

const count = Number(process.env.COUNT ?? 41_327)
const weeks = Number(process.env.WEEKS ?? 104)
const { db, owner, drop } = await freshDatabase()
try {
  const began = performance.now()
  const progress = (done: number, total: number) => { if (done % 13 === 0) console.log(`${done} of ${total} weeks, ${seconds(began)} s`) }
  const now = new Date()
  await generateSupporters(db, { count, weeks, seed: 7, now, safe: safeOf([Buffer.alloc(32, 7)]), site: { url: 'http://paper.test' }, progress, settle: async () => { await owner.query('vacuum (analyze)') } })
  const lived = seconds(began)
  await owner.query('vacuum (analyze)')
  const checked = performance.now()
  const findings = await checkLedger(db)
  const check = seconds(checked)
  const counted = performance.now()
  const giving = await supportersOn(db, now.toISOString().slice(0, 10))
  const rows = [['People', count], ['Weeks', weeks], ['Lived through in', `${lived} s`], ['Entries in the ledger', await number('ledger_entries')], ['Debits', await number('debits')], ['Lines of statements', await number('statement_lines')],
    ['Ledger checked in', `${check} s`], ['Findings', findings.length], ['Supporters today', giving], ['Counted in', `${seconds(counted)} s`], ['Processor of the program', `${Math.round((process.cpuUsage().user + process.cpuUsage().system) / 1e6)} s`]]
  console.log(['| | |', '|---|---|', ...rows.map((row) => `| ${row.join(' | ')} |`)].join('\n'))
} finally {
  await drop()
}

async function number(table: 'ledger_entries' | 'debits' | 'statement_lines'): Promise<number> {
  return Number((await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(db)).rows[0]?.n)
}
function seconds(since: number): string {
  return ((performance.now() - since) / 1_000).toFixed(1)
}
