// What certificates of gifts stand on: which notice of which tax office entitles the publisher, for what, and who signs.
import { atomically, type Db, type Reads } from '../base/db/db.ts'
import { record, type Act } from '../base/db/journal.ts'
import type { T } from '../base/i18n/i18n.ts'
import { stale } from '../base/press/stale.ts'
import { calendarDay } from '../base/time.ts'
import type { Errors } from '../base/ui/form.tsx'
import { textIn, type Form } from '../base/web/form.ts'
import { entitlement, type CertificateTerms } from './reads/certificates.ts'
import { addDays, addMonths } from './rhythm.ts'
import { insertCertificateTerms, updateEntitled } from './writes/certificates.ts'

/** For how many months after its day a notice is a ground for certificates (§ 63 (5) AO). */
const monthsOf = { exemption: 60, statutes: 36 } as const

/** The last day, YYYY-MM-DD, on which a certificate may be issued by it. */
export function lastDayOfNotice({ grounds, noticed_on }: Pick<CertificateTerms, 'grounds' | 'noticed_on'>): string {
  return addDays(addMonths(noticed_on, grounds === 'exemption' ? monthsOf.exemption : monthsOf.statutes), -1)
}

/** old: the notice no longer counts. */
export type NotEntitled = 'off' | 'old'

/** What certificates may be issued on, or why none may. */
export async function grounds(db: Reads, today: string): Promise<{ terms: CertificateTerms } | { refused: NotEntitled }> {
  const { certificates, terms } = await entitlement(db)
  if (!certificates || !terms) return { refused: 'off' }
  return today > lastDayOfNotice(terms) ? { refused: 'old' } : { terms }
}

const lines = { issuer: 200, street: 70, postcode: 16, town: 35, tax_office: 70, tax_number: 35, period: 35, purposes: 300, signer: 100 } as const
const lineNames = ['issuer', 'street', 'postcode', 'town', 'tax_office', 'tax_number', 'period', 'purposes', 'signer'] as const
export const longestLine = lines
/** A signature is a small picture: it stands on each of many sheets. */
export const mostSignatureBytes = 300_000

export interface TermsTyped { entitled: boolean; terms: Omit<Parameters<typeof insertCertificateTerms>[1], 'set_by' | 'set_at'> }

/** What the form shows of what is set; of a new paper the publisher as the imprint has it. */
export function termsForm({ certificates, terms, issuer }: { certificates: boolean; terms: CertificateTerms | undefined; issuer: string }): Form {
  if (!terms) return { issuer, grounds: 'exemption' }
  return { ...terms, certificates: certificates ? 'on' : '', told: terms.told_on ? 'on' : '', by_itself: terms.by_itself ? 'on' : '', told_on: terms.told_on ?? '' }
}

interface Around { t: T; today: string; former: CertificateTerms | undefined; /** The picture that was sent; undefined where none was. */ sent: Buffer | undefined }

/** What was typed, or what is wrong with it by field. */
export function termsIn(form: Form, { t, today, former, sent }: Around): { errors: Errors; read?: TermsTyped } {
  const text = (name: string) => textIn(form, name).trim()
  const day = (name: string) => {
    const [year = '', month = '', date = ''] = text(name).split('-')
    return calendarDay([year, month, date])
  }
  const typed = { issuer: text('issuer'), street: text('street'), postcode: text('postcode'), town: text('town'), tax_office: text('tax_office'), tax_number: text('tax_number'), period: text('period'), purposes: text('purposes'), signer: text('signer') }
  const [noticed_on, since_on, told_on] = [day('noticed_on'), day('since_on'), text('told') === '' ? null : day('told_on')]
  const [entitled, kind] = [text('certificates') !== '', text('grounds') === 'statutes' ? 'statutes' as const : 'exemption' as const]
  const signature = sent ?? former?.signature ?? null
  const optional = kind === 'statutes' ? ['period'] : []
  const errors: Errors = {
    ...Object.fromEntries(lineNames.map((name) => [name, typed[name].length > lines[name] ? t('certificates.wrong.long') : typed[name] === '' && !optional.includes(name) ? t('certificates.wrong.empty') : undefined])),
    noticed_on: !noticed_on || noticed_on > today ? t('certificates.wrong.past_day') : entitled && today > lastDayOfNotice({ grounds: kind, noticed_on }) ? t(`certificates.wrong.old.${kind}`) : undefined,
    since_on: since_on ? undefined : t('certificates.wrong.day'),
    told_on: told_on === undefined || (told_on !== null && told_on > today) ? t('certificates.wrong.past_day') : undefined,
    signature: sent && !isPicture(sent) ? t('certificates.wrong.picture') : told_on !== null && signature === null ? t('certificates.wrong.no_picture') : undefined,
  }
  if (Object.values(errors).some(Boolean) || !noticed_on || !since_on || told_on === undefined) return { errors }
  return { errors: {}, read: { entitled, terms: { ...typed, period: kind === 'exemption' ? typed.period : '', grounds: kind, noticed_on, since_on, told_on, signature, by_itself: text('by_itself') !== '' && told_on !== null } } }
}

/** PNG or JPEG, whole as far as the beginning tells. */
function isPicture(bytes: Buffer): boolean {
  if (bytes.length > mostSignatureBytes) return false
  return bytes.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex')) || (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff)
}

/** Sets it anew; certificates that were issued keep what they stand on. */
export function saveTerms(db: Db, { entitled, terms }: TermsTyped, { by, now }: { by: number; now: Date }): Promise<void> {
  return atomically(db, async (tx) => {
    await insertCertificateTerms(tx, { ...terms, set_by: by, set_at: now })
    await setEntitled(tx, entitled, { by: `staff:${by}`, now })
  })
}

/** Issuing ends at once; what was issued stays. */
export async function setEntitled(tx: Db, entitled: boolean, act: Act) {
  await updateEntitled(tx, entitled)
  await record(tx, { what: entitled ? 'certificates set' : 'certificates switched off', subject: 'paper', ...act })
  await stale(tx, 'campaign')
}
