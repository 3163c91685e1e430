// Makers of people who are debited, and of a paper that debits.
import { sql } from 'kysely'
import type { Db } from '../src/base/db/db.ts'
import { safeOf } from '../src/base/safe/safe.ts'
import { nameBankAccount } from '../src/funding/campaign.ts'
import { signMandate, type Address } from '../src/funding/mandate.ts'
import { noticeHandedOver } from '../src/funding/prenotification.ts'
import { planDebits } from '../src/funding/planning.ts'
import { undertake } from '../src/funding/pledge.ts'
import type { Rhythm } from '../src/funding/rhythm.ts'
import { supporterFor } from '../src/funding/supporter.ts'

/** Opens and seals as the pages in `house` do. */
export const safe = safeOf([Buffer.alloc(32, 7)])
const site = { url: 'http://paper.test' }
let made = 0

/** An identifier and an account to debit for, and few days of notice. */
export async function makeCreditor(db: Db, over: { notice_days?: number; debits_per_file?: number; four_eyes?: boolean } = {}) {
  await nameBankAccount(db, { holder: 'Grüner Bote Verlags-Genossenschaft', iban: 'DE02120300000000202051', bic: 'BYLADEM1001' })
  await db.updateTable('funding_settings').set({ creditor_id: 'DE98ZZZ09999999999', notice_days: 2, ...over }).execute()
}

interface Made { now: Date; due_on?: string; amount?: number; rhythm?: Rhythm; holder?: string; iban?: string; address?: Address; mail_address?: string }

/** Somebody with a mandate and a pledge by it, whose first amount is due. */
export async function makeDebtor(db: Db, { now, due_on = '2026-03-02', amount = 500, rhythm = 'monthly', holder, iban = 'DE89370400440532013000', address, mail_address }: Made) {
  const n = ++made
  const act = { by: 'test', now }
  const supporter = await supporterFor(db, { name: `Debtor ${n}`, mail_address: mail_address ?? `debtor-${n}@mail.test`, language: 'de' }, now)
  const mandate = await signMandate(db, { supporter_id: supporter.id, holder: holder ?? `Debtor ${n}`, iban, language: 'de', rhythm, ...(address ? { address } : {}) }, { ...act, safe })
  const pledge = await undertake(db, { supporter, amount, currency: 'EUR', rhythm, way: 'debit', mandate_id: mandate.id, first_due_on: due_on }, act)
  return { ...pledge, mandate_id: mandate.id, mandate_reference: mandate.reference }
}

/** Plans what is due, and has every notice taken by a mail server at that moment. */
export async function planAndTell(db: Db, now: Date) {
  const report = await planDebits(db, { site, now })
  const untold = await db.selectFrom('prenotifications').select('id').where('told_at', 'is', null).execute()
  for (const { id } of untold) await noticeHandedOver(db, { prenotification_id: id, at: now.toISOString() })
  return report
}

/** Many at once, planned and told, without their mails: how many a large paper debits in a month. */
export async function makeManyDebtors(db: Db, { count, now, day }: { count: number; now: Date; day: string }) {
  const fingerprint = Buffer.alloc(32)
  await sql`insert into supporters (name, mail_address, language, created_at) select 'Förderin Nummer ' || n, 'many-' || n || '@mail.test', 'de', ${now} from generate_series(1, ${count}::int) n`.execute(db)
  await sql`insert into mandates (supporter_id, reference, holder, iban_fingerprint, iban_shown, bank_country, language, consent_text, signed_at)
    select id, 'M-' || id, 'Förderin Nummer ' || id, ${fingerprint}, 'DE … 3000', 'DE', 'de', 'Ich ermächtige …', ${now} from supporters where mail_address like 'many-%'`.execute(db)
  const mandates = await db.selectFrom('mandates').select('id').where('iban_sealed', 'is', null).orderBy('id').execute()
  for (let at = 0; at < mandates.length; at += 5_000) {
    const sealed = mandates.slice(at, at + 5_000).map(({ id }) => ({ id, sealed: safe.seal('DE89370400440532013000', `mandates.iban_sealed ${id}`).toString('hex') }))
    await sql`update mandates set iban_sealed = decode(given.sealed, 'hex') from json_to_recordset(${JSON.stringify(sealed)}::json) as given(id bigint, sealed text) where mandates.id = given.id`.execute(db)
  }
  await sql`insert into pledges (supporter_id, amount, currency, rhythm, way, reference, state, mandate_id, created_at, began_on)
    select supporter_id, 500 + id % 20 * 50, 'EUR', case when id % 10 = 0 then 'once' else 'monthly' end, 'debit', 'RF00' || lpad(id::text, 12, '0'), 'active', id, ${now}, ${day}::date from mandates where reference like 'M-%' and iban_fingerprint = ${fingerprint}`.execute(db)
  await sql`insert into dues (pledge_id, due_on, amount, currency) select id, ${day}::date, amount, currency from pledges where reference like 'RF00%'`.execute(db)
  await sql`insert into prenotifications (mandate_id, amount, currency, collect_on, notice_days, made_at, told_at) select mandate_id, amount, currency, ${day}::date, 2, ${now}, ${now} from pledges where reference like 'RF00%'`.execute(db)
  await sql`insert into debits (due_id, mandate_id, prenotification_id, amount, currency, collect_on, sequence_type, end_to_end_id, state)
    select d.id, p.mandate_id, n.id, d.amount, d.currency, ${day}::date, case p.rhythm when 'once' then 'OOFF' else 'RCUR' end, 'E' || d.id, 'planned'
    from dues d join pledges p on p.id = d.pledge_id join prenotifications n on n.mandate_id = p.mandate_id where p.reference like 'RF00%'`.execute(db)
  await sql`analyze`.execute(db)
}
