import type { Selectable } from 'kysely'
import type { Reads } from '../../base/db/db.ts'
import type { Schema } from '../../base/db/schema.ts'

export type FundingSettings = Selectable<Schema['funding_settings']>

export function fundingSettings(db: Reads): Promise<FundingSettings> {
  return db.selectFrom('funding_settings').selectAll().executeTakeFirstOrThrow()
}

/** Who debits, as it stands in mandates, notices and files. Without `creditor_id` nobody can. */
export interface Creditor { name: string; creditor_id: string; notice_days: number }

export async function creditorOf(db: Reads): Promise<Creditor> {
  const row = await db.selectFrom('funding_settings').innerJoin('paper', 'paper.id', 'funding_settings.id').leftJoin('bank_accounts', 'bank_accounts.id', 'funding_settings.id')
    .select(['creditor_id', 'creditor_name', 'notice_days', 'holder', 'publisher', 'paper.name']).executeTakeFirstOrThrow()
  const { creditor_id, notice_days } = row
  return { creditor_id, notice_days, name: [row.creditor_name, row.holder, row.publisher, row.name].find((name) => name?.trim()) ?? '' }
}
