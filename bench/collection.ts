// How long the approval of a collection of 50,000 debits takes, files and books and all, and how much memory: `npm run bench:collection`.
// The files are checked against the schemas where these lie beside the project.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { connect } from '../src/base/db/db.ts'
import { approveCollection, proposeCollection, takeFile } from '../src/funding/collection.ts'
import { checkLedger } from '../src/funding/ledger-check.ts'
import { filesOf } from '../src/funding/reads/collections.ts'
import { freshDatabase } from '../test/database.ts'
import { makeCreditor, makeManyDebtors, safe } from '../test/debit-makers.ts'
import { makeAccount } from '../test/people-makers.ts'
import { schemaFaults, withoutSchemas } from '../test/xml-schema.ts'

const count = Number(process.env.DEBITS ?? 50_000)
const now = new Date('2026-03-01T12:00:00Z')
const day = '2026-03-05'

if (process.env.MAKE_IN) {
  const { db } = connect({ connectionString: process.env.MAKE_IN })
  await makeManyDebtors(db, { count, now, day })
  await db.destroy()
  process.exit()
}

const { db, url, drop } = await freshDatabase()
/** Seconds of the processor that the database's processes have taken, and this one. */
async function processor(): Promise<number> {
  const { rows } = await sql<{ pid: number }>`select pid from pg_stat_activity where datname = current_database()`.execute(db)
  const ticks = rows.map(({ pid }) => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []).reduce((sum, fields) => sum + Number(fields[11]) + Number(fields[12]), 0)
  return ticks / 100 + process.cpuUsage().user / 1e6 + process.cpuUsage().system / 1e6
}
try {
  await makeCreditor(db)
  await makeElsewhere()
  const [one, other] = [await makeAccount(db, { roles: ['bookkeeper'] }), await makeAccount(db, { roles: ['publisher'] })]
  const hand = ({ id }: { id: number }) => ({ id, by: `staff:${id}`, now, safe })
  const [proposing, proposal] = await timed(() => proposeCollection(db, { collect_on: day }, hand(one)))
  if ('refused' in proposal) throw new Error(proposal.refused)
  const before = await processor()
  const rest = Math.round(process.memoryUsage().rss / 2 ** 20)
  const [approving, result] = await timed(() => approveCollection(db, proposal.id, hand(other)))
  if ('refused' in result || result.debits !== count) throw new Error(JSON.stringify(result))
  const taken = (await processor()) - before
  const memory = Math.round(process.resourceUsage().maxRSS / 1_024)
  const files = await filesOf(db, proposal.id)
  const bytes = await Promise.all(files.map(({ part }) => takeFile(db, { collection_id: proposal.id, part }, hand(one))))
  const faults = withoutSchemas ? [withoutSchemas] : bytes.flatMap((file) => ['pain.008.001.08', 'pain.008.001.08_GBIC_4'].flatMap((schema) => schemaFaults(file?.bytes ?? '', schema)))
  const rows = [
    ['Debits', count], ['Files', files.length], ['MB of XML', Math.round(bytes.reduce((sum, file) => sum + (file?.bytes.length ?? 0), 0) / 1e6)],
    ['Proposed in', `${proposing} s`], ['Approved, written, sealed and booked in', `${approving} s`], ['Seconds of the processor for that, program and database', taken.toFixed(1)], ['Most memory of the program', `${memory} MB, of which ${rest} MB before`],
    ['Faults by the schemas', faults.slice(0, 3).join(' ') || 0], ['Findings in the ledger', (await checkLedger(db)).length],
  ]
  console.log(['| | |', '|---|---|', ...rows.map((row) => `| ${row.join(' | ')} |`)].join('\n'))
} finally {
  await drop()
}

/** By a process of its own, so that what making them takes does not count. */
async function makeElsewhere() {
  const made = fork(new URL(import.meta.url), { env: { ...process.env, MAKE_IN: url }, execArgv: process.execArgv.filter((arg) => !arg.startsWith('--test')) })
  const [code] = await once(made, 'exit')
  if (code !== 0) throw new Error('no debtors were made')
}

async function timed<T>(work: () => Promise<T>): Promise<[seconds: string, result: T]> {
  const began = performance.now()
  const result = await work()
  return [((performance.now() - began) / 1_000).toFixed(1), result]
}
