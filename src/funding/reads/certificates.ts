import { sql } from 'kysely'
import type { Reads } from '../../base/db/db.ts'

/** What counts now; undefined where it was never set. */
export function certificateTerms(db: Reads) {
  return db.selectFrom('certificate_terms').selectAll().orderBy('id', 'desc').limit(1).executeTakeFirst()
}
export type CertificateTerms = NonNullable<Awaited<ReturnType<typeof certificateTerms>>>

/** What asks whether certificates may be issued at all. */
export async function entitlement(db: Reads) {
  const [settings, terms] = await Promise.all([db.selectFrom('funding_settings').select('certificates').executeTakeFirstOrThrow(), certificateTerms(db)])
  return { ...settings, terms }
}

export type Certificate = Awaited<ReturnType<typeof listedCertificates>>[number]

/** The register, the newest first; `before` as a number of one. */
export function listedCertificates(db: Reads, { before, limit, state }: { before: number | null; limit: number; state?: 'waiting' | 'recalled' | undefined }) {
  let query = db.selectFrom('certificates').selectAll()
  if (before !== null) query = query.where('id', '<', before)
  if (state === 'waiting') query = query.where('handed_out', 'is', null).where('recalled_at', 'is', null)
  if (state === 'recalled') query = query.where('recalled_at', 'is not', null)
  return query.orderBy('id', 'desc').limit(limit).execute()
}

/** A supporter's own, and of whoever became one with them; the newest first. */
export function certificatesOf(db: Reads, supporter_id: number) {
  return db.selectFrom('certificates').innerJoin('certificate_terms', 'certificate_terms.id', 'terms_id').selectAll('certificates').select('told_on').where('supporter_id', 'in', family(supporter_id)).orderBy('certificates.id', 'desc').execute()
}

function family(supporter_id: number) {
  return sql<number>`(with recursive family as (select id from supporters where id = ${supporter_id} union select s.id from supporters s join family f on s.merged_into = f.id) select id from family)`
}

export interface WholeCertificate extends Certificate { terms: CertificateTerms; gifts: { due_id: number; given_on: string; amount: number }[] }

/** All that stands on them, in the order of their numbers. */
export async function wholeCertificates(db: Reads, ids: readonly number[]): Promise<WholeCertificate[]> {
  if (ids.length === 0) return []
  const certificates = await db.selectFrom('certificates').selectAll().where('id', 'in', ids).orderBy('id').execute()
  const gifts = Map.groupBy(await db.selectFrom('certificate_gifts').select(['certificate_id', 'due_id', 'given_on', 'amount']).where('certificate_id', 'in', ids).orderBy('given_on').orderBy('due_id').execute(), ({ certificate_id }) => certificate_id)
  const terms = new Map((await db.selectFrom('certificate_terms').selectAll().where('id', 'in', certificates.length > 0 ? certificates.map(({ terms_id }) => terms_id) : [0]).execute()).map((one) => [one.id, one]))
  return certificates.flatMap((certificate) => {
    const own = terms.get(certificate.terms_id)
    return own ? [{ ...certificate, terms: own, gifts: gifts.get(certificate.id) ?? [] }] : []
  })
}

/** One supporter's certificate; undefined where it is somebody else's. */
export function certificateOf(db: Reads, { id, supporter_id }: { id: number; supporter_id: number }) {
  return db.selectFrom('certificates').selectAll().where('id', '=', id).where('supporter_id', 'in', family(supporter_id)).executeTakeFirst()
}

export function certificatesToHandOut(db: Reads, limit: number) {
  return db.selectFrom('certificates').select('id').where('handed_out', 'is', null).where('recalled_at', 'is', null).orderBy('id').limit(limit).execute()
}

export interface Gift { supporter_id: number; due_id: number; given_on: string; amount: number; reference: string }

/** YYYY-MM-DD, both included. */
export interface Span { from: string; to: string }

const came = sql`(select coalesce(-sum(l.amount), 0)::bigint from ledger_entries e join ledger_postings l on l.entry_id = e.id where e.due_id = d.id and l.account in ('gifts', 'pledges') and l.currency = d.currency)`
/** Of due d and its pledge p: what was agreed as a gift, and came, by the ledger, and stayed, and stands in no certificate yet. In euros, since others would have to be converted. */
const isCertifiable = ({ from, to }: Span) => sql`p.agreed_as = 'gift' and d.state = 'paid' and d.paid_on between ${from} and ${to} and d.currency = 'EUR' and not exists (select from certificate_gifts g where g.due_id = d.id and not g.recalled)
    and not exists (select from refunds r where r.due_id = d.id and r.state in ('waiting', 'owed', 'asked')) and ${came} > 0`
const isThere = sql`s.blocked_at is null and s.erased_at is null and s.merged_into is null`
const isNamed = sql`s.name <> '' and s.street <> '' and s.town <> '' and s.country <> ''`

/** Those that a certificate could be made of now, of some supporters or of some dues; of people without a postal address too. */
export async function certifiableGifts(db: Reads, { span, supporters, dues }: { span: Span; supporters?: readonly number[]; dues?: readonly number[] }): Promise<Gift[]> {
  const of = supporters ? sql`and s.id = any(${[...supporters]}::bigint[])` : sql`and d.id = any(${[...(dues ?? [])]}::bigint[])`
  const { rows } = await sql<Gift>`select s.id as supporter_id, d.id as due_id, d.paid_on as given_on, ${came} as amount, p.reference
    from dues d join pledges p on p.id = d.pledge_id join supporters s on s.id = p.supporter_id where ${isThere} and ${isCertifiable(span)} ${of} order by s.id, d.paid_on, d.id`.execute(db)
  return rows
}

/** Whose name and postal address are known and who has such gifts, some after another. */
export async function supportersToCertify(db: Reads, { span, after, limit }: { span: Span; after: number; limit: number }): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`select s.id from supporters s where s.id > ${after} and ${isThere} and ${isNamed}
    and exists (select from pledges p join dues d on d.pledge_id = p.id where p.supporter_id = s.id and ${isCertifiable(span)}) order by s.id limit ${limit}`.execute(db)
  return rows.map(({ id }) => id)
}

/** How many people a year's certificates would be for, and about how much; with a postal address, and without. */
export async function yetToCertify(db: Reads, span: Span) {
  const { rows: [row] } = await sql<{ people: number; amount: number; without_address: number }>`
    select count(*) filter (where named)::int as people, coalesce(sum(amount) filter (where named), 0)::bigint as amount, count(*) filter (where not named)::int as without_address from (
      select ${isNamed} as named, sum(${came}) as amount from dues d join pledges p on p.id = d.pledge_id join supporters s on s.id = p.supporter_id where ${isThere} and ${isCertifiable(span)} group by s.id) as one`.execute(db)
  return row ?? { people: 0, amount: 0, without_address: 0 }
}

/** Locked, so that two at once do not certify the same. */
export function supportersLocked(tx: Reads, ids: readonly number[]) {
  return tx.selectFrom('supporters').select(['id', 'name', 'mail_address', 'language', 'street', 'postcode', 'town', 'country', 'blocked_at']).where('id', 'in', ids).orderBy('id').forUpdate().execute()
}

/** Certificates that stand and name more of a gift than the ledger still has of it. */
export async function uncoveredCertificates(db: Reads, { due_id, limit }: { due_id: number | undefined; limit: number }): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`select distinct g.certificate_id as id from certificate_gifts g join dues d on d.id = g.due_id
    where not g.recalled and (d.state <> 'paid' or ${came} < g.amount) ${due_id === undefined ? sql`` : sql`and d.id = ${due_id}`} order by 1 limit ${limit}`.execute(db)
  return rows.map(({ id }) => id)
}

/** Of some dues those that stand in a certificate. */
export async function certifiedDues(db: Reads, dues: readonly number[]): Promise<number[]> {
  if (dues.length === 0) return []
  const rows = await db.selectFrom('certificate_gifts').select('due_id').where('due_id', 'in', dues).where('recalled', '=', false).execute()
  return rows.map(({ due_id }) => due_id)
}

/** The dues that came under a pledge's reference or a voucher's number. */
export async function duesUnder(db: Reads, text: string): Promise<number[]> {
  const rows = await db.selectFrom('dues').innerJoin('pledges', 'pledges.id', 'dues.pledge_id').leftJoin('vouchers', 'vouchers.due_id', 'dues.id').select('dues.id').distinct()
    .where((eb) => eb.or([eb('pledges.reference', '=', text.replaceAll(/\s/g, '').toUpperCase()), eb('vouchers.number', '=', text)])).execute()
  return rows.map(({ id }) => id)
}
