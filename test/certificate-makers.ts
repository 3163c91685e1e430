// What certificates stand on, and somebody who may have one.
import sharp from 'sharp'
import type { Db } from '../src/base/db/db.ts'
import { makeGiving, payDue, type Giving } from './own-side-makers.ts'
import { noon } from './makers.ts'

/** A picture as small as a signature may be. */
export async function someSignature(): Promise<Buffer> {
  return sharp(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="360" height="88"><path d="M8 60C40 10 60 10 52 52S96 20 110 44s40-30 60 0 60-16 80 4 60-20 96-8" fill="none" stroke="#123" stroke-width="4"/></svg>')).png().toBuffer()
}

export async function makeTerms(db: Db, over: { grounds?: 'exemption' | 'statutes'; noticed_on?: string; since_on?: string; told_on?: string | null; by_itself?: boolean; certificates?: boolean } = {}) {
  const { certificates = true, told_on = '2024-02-01', ...rest } = over
  await db.updateTable('funding_settings').set({ certificates }).execute()
  await db.insertInto('certificate_terms').values({
    issuer: 'Wallstedter Anzeiger gGmbH', street: 'Marktstraße 1', postcode: '12345', town: 'Wallstedt', grounds: 'exemption', tax_office: 'Wallstedt', tax_number: '12/345/67890', noticed_on: '2024-05-02', period: '2020 bis 2022', purposes: 'der Volksbildung',
    since_on: '2025-01-01', signer: 'Erika Beispiel, Geschäftsführerin', told_on, signature: told_on === null ? null : await someSignature(), by_itself: false, set_at: noon, ...rest,
  }).execute()
}

export const postalAddress = { street: 'An der Wäll 7', postcode: '12345', town: 'Wallstedt', country: 'DE' }

/** Somebody with a postal address whose gifts of 10 € came on some days. */
export async function makeGiver(db: Db, days: readonly string[], { address = postalAddress, ...over }: Parameters<typeof makeGiving>[1] & { address?: Partial<typeof postalAddress> } = {}): Promise<Giving & { dues: number[] }> {
  const [first = '2025-01-01', ...rest] = days
  const giving = await makeGiving(db, { first_due_on: first, ...over })
  await db.updateTable('supporters').set(address).where('id', '=', giving.supporter_id).execute()
  const dues = [giving.due_id]
  for (const due_on of rest) dues.push((await db.insertInto('dues').values({ pledge_id: giving.pledge_id, due_on, amount: 1_000, currency: 'EUR' }).returning('id').executeTakeFirstOrThrow()).id)
  for (const [n, id] of dues.entries()) await payDue(db, id, days[n] ?? first)
  return { ...giving, dues }
}

