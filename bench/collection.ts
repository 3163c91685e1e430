// How long the approval of a collection of 50,000 debits takes, files and books and all, and how much memory: `npm run bench:collection`.
// The files are checked against the schemas where these lie beside the project.
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

const { db, drop } = await freshDatabase()
try {
  await makeCreditor(db)
  await makeManyDebtors(db, { count, now, day })
  const [one, other] = [await makeAccount(db, { roles: ['bookkeeper'] }), await makeAccount(db, { roles: ['publisher'] })]
  const hand = ({ id }: { id: number }) => ({ id, by: `staff:${id}`, now, safe })
  const [proposing, proposal] = await timed(() => proposeCollection(db, { collect_on: day }, hand(one)))
  if ('refused' in proposal) throw new Error(proposal.refused)
  const [approving, result] = await timed(() => approveCollection(db, proposal.id, hand(other)))
  if ('refused' in result || result.debits !== count) throw new Error(JSON.stringify(result))
  const memory = Math.round(process.resourceUsage().maxRSS / 1_024)
  const files = await filesOf(db, proposal.id)
  const bytes = await Promise.all(files.map(({ part }) => takeFile(db, { collection_id: proposal.id, part }, hand(one))))
  const faults = withoutSchemas ? [withoutSchemas] : bytes.flatMap((file) => ['pain.008.001.08', 'pain.008.001.08_GBIC_4'].flatMap((schema) => schemaFaults(file?.bytes ?? '', schema)))
  const rows = [
    ['Debits', count], ['Files', files.length], ['MB of XML', Math.round(bytes.reduce((sum, file) => sum + (file?.bytes.length ?? 0), 0) / 1e6)],
    ['Proposed in', `${proposing} s`], ['Approved, written, sealed and booked in', `${approving} s`], ['Most memory of the program', `${memory} MB`],
    ['Faults by the schemas', faults.slice(0, 3).join(' ') || 0], ['Findings in the ledger', (await checkLedger(db)).length],
  ]
  console.log(['| | |', '|---|---|', ...rows.map((row) => `| ${row.join(' | ')} |`)].join('\n'))
} finally {
  await drop()
}

async function timed<T>(work: () => Promise<T>): Promise<[seconds: string, result: T]> {
  const began = performance.now()
  const result = await work()
  return [((performance.now() - began) / 1_000).toFixed(1), result]
}
