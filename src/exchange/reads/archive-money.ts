// Readers' money as an archive holds it. What is read of each table is what the shape of its records names: a moment, bytes
// and what is sealed as text, everything else as it is.
import { sql, type Compilable, type RawBuilder } from 'kysely'
import type { z } from 'zod'
import type { Reads } from '../../base/db/db.ts'
import { columnOf, heldAs, money, type MoneyKind } from '../archive-money-kinds.ts'
import { base64, bytewise, hex, utc } from './archive-columns.ts'

type Columns = RawBuilder<unknown>[]

/** The order of lines, where it is not that of the rows' own numbers. */
const orders: Partial<Record<MoneyKind, Columns>> = {
  secret_keys: [sql.ref('first_used_at'), bytewise(sql.ref('id'))],
  currencies: [bytewise(sql.ref('currency'))],
  rhythm_amounts: [bytewise(sql.ref('currency')), bytewise(sql.ref('rhythm'))],
  supporters_apart: [sql.ref('one_id'), sql.ref('other_id')],
  provider_events: [sql.ref('provider'), bytewise(sql.ref('event_id'))],
  provider_payout_parts: [sql.ref('payout_id'), sql.ref('position')],
  bookkeeping_accounts: [bytewise(sql.ref('account'))],
  closed_months: [sql.ref('month')],
  dunning_steps: [sql.ref('due_id'), bytewise(sql.ref('step'))],
  dunning_holds: [sql.ref('pledge_id')],
  certificate_gifts: [sql.ref('certificate_id'), sql.ref('due_id')],
  declared_pledges: [sql.ref('declaration_id'), sql.ref('pledge_id')],
}

/** Fields that are no column of the table. */
const made: Record<string, RawBuilder<unknown>> = {
  'pledges.campaign': sql`(select slug from campaigns where campaigns.id = pledges.campaign_id)`,
  'ledger_entries.postings': sql`(select json_agg(json_build_object('account', account, 'currency', currency, 'amount', amount) order by position) from ledger_postings where entry_id = ledger_entries.id)`,
}

export function archivedMoney(db: Reads, kind: MoneyKind): Compilable<object> {
  const fields = Object.entries(money[kind].shape).map(([field, shape]) => sql`${made[`${kind}.${field}`] ?? written(columnOf(kind, field), shape)} as ${sql.ref(field)}`)
  const query = sql<object>`select ${sql.join(fields)} from ${sql.table(kind)} order by ${sql.join(orders[kind] ?? [sql.ref('id')])}`
  return { compile: () => query.compile(db) }
}

function written(column: string, shape: z.core.$ZodType): RawBuilder<unknown> {
  const held = heldAs(shape)
  if (held === 'moment') return utc(sql.ref<Date | null>(column))
  if (held === 'bytes') return hex(sql.ref<Buffer | null>(column))
  return held === 'sealed' ? base64(sql.ref<Buffer | null>(column)) : sql`${sql.ref(column)}`
}
