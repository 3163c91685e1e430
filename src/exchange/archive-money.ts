// Readers' money on its way in from an archive: rows as they were, under the numbers they had. The ledger's rows are only
// added, and every rule of its tables holds.
import type { z } from 'zod'
import { insertRows, replaceRows, setColumns } from '../base/db/rows.ts'
import { recordRefused, type RecordLine } from './archive-lines.ts'
import { columnOf, heldAs, money, type MoneyKind } from './archive-money-kinds.ts'
import { known, takeLines, type Taking } from './archive-taking.ts'
import { dayAfterDues, idsByName } from './reads/archive.ts'

/** Tables whose rows need nothing but their columns' names, each after what it refers to. */
const rest = [
  'prenotifications', 'collections', 'collection_files', 'debits', 'statement_files', 'statements', 'statement_lines', 'provider_payments', 'provider_events', 'refunds', 'provider_payouts', 'provider_payout_parts',
  'provider_disputes', 'vouchers', 'declarations',
  'declared_pledges', 'dunning_steps', 'dunning_holds', 'upgrade_consents', 'upgrade_questions', 'certificate_terms', 'certificates', 'certificate_gifts',
] as const satisfies MoneyKind[]

export async function takeMoney(taking: Taking) {
  const { tx } = taking
  // In the place of those of the empty paper, by which nothing has been sealed: so the next start asks for the keys that open what came.
  // Where nothing was sealed that comes, as in the demonstration, the paper keeps its own.
  await takeLines(taking, 'secret_keys', async (lines) => (lines.length === 0 ? undefined : replaceRows(tx, 'secret_keys', lines.map(({ kind, value }) => rowOf(kind, value)))))
  await takeSetting(taking, 'funding_settings')
  await takeSetting(taking, 'funding_mail_settings')
  await takeAsTheyAre(taking, 'currencies')
  await takeAsTheyAre(taking, 'rhythm_amounts')
  await takeSupporters(taking)
  await takeAsTheyAre(taking, 'supporter_notes')
  await takeAsTheyAre(taking, 'supporter_mails')
  await takeAsTheyAre(taking, 'supporters_apart')
  // A debit that is on its way when its mandate ends was sent under one that held: mandates end here after their debits.
  await takeLines(taking, 'mandates', (lines) => insertRows(tx, 'mandates', lines.map(({ kind, value }) => rowOf(kind, { ...value, state: 'active', ended_at: null }))))
  await takePledges(taking)
  await takeAsTheyAre(taking, 'pledge_changes')
  await takeAsTheyAre(taking, 'dues')
  for (const table of rest) await takeAsTheyAre(taking, table)
  await takeLines({ ...taking, came: () => {} }, 'mandates', (lines) => setColumns(tx, 'mandates', lines.map(({ value: { number: id, state, ended_at } }) => ({ id, state, ended_at }))))
  // What was due before there were reminders is not written about.
  if (taking.source.head.lines.funding_mail_settings === 0) await setColumns(tx, 'funding_mail_settings', [{ id: 1, due_from: await dayAfterDues(tx) }])
  await takeLedger(taking)
  await takeSetting(taking, 'bookkeeping_settings')
  await takeLines(taking, 'bookkeeping_accounts', (lines) => replaceRows(tx, 'bookkeeping_accounts', lines.map(({ value }) => value)))
  // Behind the ledger: into a month that is closed nothing is booked.
  await takeAsTheyAre(taking, 'closed_months')
}

function takeAsTheyAre<K extends MoneyKind>(taking: Taking, kind: K) {
  return takeLines(taking, kind, (lines) => insertRows(taking.tx, kind, lines.map(({ value }) => rowOf(kind, value))))
}

async function takeSetting(taking: Taking, kind: 'funding_settings' | 'funding_mail_settings' | 'bookkeeping_settings') {
  await takeLines(taking, kind, async (lines) => {
    for (const line of lines) {
      if (line.line > 1) throw recordRefused(line, 'of these settings there is one only')
      await replaceRows(taking.tx, kind, [{ id: 1, ...line.value }])
    }
  })
}

/** Whoever became one with another comes after that one, whichever has the higher number. */
async function takeSupporters(taking: Taking) {
  const here = new Set<number>()
  const waits = ({ value: { number, merged_into } }: RecordLine<'supporters'>) => !here.has(number) && merged_into !== null && !here.has(merged_into)
  let [before, waiting] = [Infinity, await takeThose(taking)]
  while (waiting > 0 && waiting < before) [before, waiting] = [waiting, await takeThose({ ...taking, came: () => {} })]
  if (waiting === 0) return
  for await (const line of taking.source.records('supporters')) if (waits(line)) throw recordRefused(line, `it is one with supporter ${line.value.merged_into}, who is not in the archive, or one with it`)

  async function takeThose(within: Taking): Promise<number> {
    let left = 0
    await takeLines(within, 'supporters', async (lines) => {
      const ready = lines.filter((line) => !here.has(line.value.number) && !waits(line))
      await insertRows(taking.tx, 'supporters', ready.map(({ kind, value }) => rowOf(kind, value)))
      left += lines.filter(waits).length
      for (const { value } of ready) here.add(value.number)
    })
    return left
  }
}

async function takePledges(taking: Taking) {
  const ids = await idsByName(taking.tx, 'campaigns')
  await takeLines(taking, 'pledges', (lines) => insertRows(taking.tx, 'pledges', lines.map((line) => {
    const { campaign, ...columns } = line.value
    return { ...rowOf('pledges', columns), campaign_id: campaign === null ? null : known(ids, { at: line, what: 'campaign', name: campaign }) }
  })))
}

/** Each entry with its postings: they come together or not at all. */
async function takeLedger(taking: Taking) {
  const { tx } = taking
  await takeLines(taking, 'ledger_entries', async (lines) => {
    await insertRows(tx, 'ledger_entries', lines.map(({ kind, value: { postings, ...columns } }) => rowOf(kind, columns)))
    await insertRows(tx, 'ledger_postings', lines.flatMap(({ value: { number: entry_id, postings } }) => postings.map((posting, position) => ({ entry_id, position, ...posting }))))
  })
}

function rowOf(kind: MoneyKind, record: object): Record<string, unknown> {
  const shape: Record<string, z.core.$ZodType> = money[kind].shape
  return Object.fromEntries(Object.entries(record).map(([field, value]) => {
    const held = value === null ? 'itself' : heldAs(shape[field])
    return [columnOf(kind, field), held === 'bytes' ? `\\x${value}` : held === 'sealed' ? `\\x${Buffer.from(String(value), 'base64').toString('hex')}` : value]
  }))
}
