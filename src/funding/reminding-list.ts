// What is open, as the desk lists it and hands it out as a table: each pledge with what was written and what comes next.
import { csvLine } from '../base/csv.ts'
import type { Reads } from '../base/db/db.ts'
import { dunningAround, leading, type Leading } from './reminding.ts'
import { openItems, type OpenItem, type Showing } from './reads/dunning.ts'

/** A pledge with what of it is missing, the oldest first. */
export interface OpenPledge extends Leading { pledge_id: number; items: OpenItem[]; sum: number }

interface Asked { after: number; length: number; show: Showing }

/** Some of them, and where the next ones begin. */
export async function openPledges(db: Reads, { after, length, show }: Asked, now: Date): Promise<{ pledges: OpenPledge[]; next: number | null; around: Awaited<ReturnType<typeof dunningAround>> }> {
  const around = await dunningAround(db, now)
  const items = await openItems(db, { ...around, after, pledges: length + 1, show })
  const all = [...Map.groupBy(items, ({ pledge_id }) => pledge_id)].map(([pledge_id, ofPledge]) => ({ pledge_id, items: ofPledge, sum: ofPledge.reduce((sum, { amount }) => sum + amount, 0), ...leading(ofPledge, around) }))
  const pledges = all.slice(0, length)
  return { pledges, next: all.length > length ? (pledges.at(-1)?.pledge_id ?? null) : null, around }
}

/** One line for each due. Names only for those who may see supporters. */
export async function* openItemsCsv(db: Reads, { sees }: { sees: boolean }, now: Date): AsyncGenerator<string> {
  yield csvLine(['pledge', 'due', 'reference', ...(sees ? ['name', 'mail_address'] : []), 'agreed_as', 'way', 'rhythm', 'due_on', 'missing_since', 'amount', 'currency', 'last_step', 'last_step_on', 'pay_until', 'next_step', 'next_on', 'waiting', 'held'])
  for (let after: number | null = 0; after !== null;) {
    const { pledges, next }: Awaited<ReturnType<typeof openPledges>> = await openPledges(db, { after, length: 500, show: 'all' }, now)
    yield pledges.map((pledge) => pledge.items.map((item) => lineOf(item, { pledge, sees })).join('')).join('')
    after = next
  }
}

function lineOf(item: OpenItem, { pledge: { item: lead, next }, sees }: { pledge: OpenPledge; sees: boolean }): string {
  const last = item.steps.at(-1)
  const isLead = item.due_id === lead.due_id
  return csvLine([item.pledge_id, item.due_id, item.reference, ...(sees ? [item.name, item.mail_address] : []), item.agreed_as, item.way, item.rhythm, item.due_on, item.came_back_on, item.amount, item.currency,
    last?.step ?? '', last?.happened_on ?? '', last?.pay_until ?? '', isLead ? next.step ?? '' : '', isLead && next.waiting === null ? next.on ?? '' : '', isLead ? next.waiting ?? '' : '', item.hold?.note ?? ''])
}
