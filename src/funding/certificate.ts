// A certificate confirms to a supporter, for their tax return, what they gave: one gift, or all of a period. It is issued only
// by whom the tax office lets, only for what was agreed as a gift, came and is still there by the ledger, and never twice for a gift; for a
// wrong one its issuer is liable (§ 10b (4) EStG). What is no longer true is recalled.
import { paper } from '../articles/reads/paper.ts'
import { atomically, type Db, type Reads } from '../base/db/db.ts'
import { record, type Act } from '../base/db/journal.ts'
import { dayOf } from '../base/time.ts'
import { grounds, type NotEntitled } from './certificate-terms.ts'
import { certificatesPdf } from './certificate-pdf.ts'
import { mailCertificates, mailRecall } from './certificate-letter.ts'
import type { Here } from './personal-link.ts'
import { certifiableGifts, certificatesToHandOut, supportersLocked, supportersToCertify, uncoveredCertificates, wholeCertificates, type CertificateTerms, type Gift, type Span, type WholeCertificate } from './reads/certificates.ts'
import { insertCertificate, updateHandedOut, updateRecalled, updateRecallTold } from './writes/certificates.ts'

const atOnce = 100

export function yearSpan(year: number): Span {
  return { from: `${year}-01-01`, to: `${year}-12-31` }
}
export function isWholeYear({ from_on, to_on }: { from_on: string; to_on: string }): boolean {
  const { from, to } = yearSpan(Number(from_on.slice(0, 4)))
  return from_on === from && to_on === to
}
/** Without what came before the terms count from. */
export function within({ from, to }: Span, { since_on }: Pick<CertificateTerms, 'since_on'>): Span {
  return { from: from < since_on ? since_on : from, to }
}

type Issuing = Act & Pick<Here, 'site'>

/** One collective certificate for everybody whose postal address is known and who has gifts of that year in none yet, some people at a time; whom a link serves gets a mail with one. Returns how many were issued. */
export async function issueYear(db: Db, year: number, act: Issuing): Promise<number | NotEntitled> {
  const found = await grounds(db, await today(db, act.now))
  if ('refused' in found) return found.refused
  const span = within(yearSpan(year), found.terms)
  let issued = 0
  for (let after = 0; ;) {
    const some = await supportersToCertify(db, { span, after, limit: atOnce })
    const last = some.at(-1)
    if (last === undefined) return issued
    issued += (await issueCollective(db, { supporters: some, span }, act)).length
    after = last
  }
}

/** Of all gifts of a span that stand in none yet, one for each supporter; whoever has no postal address or no such gift gets none. */
export function issueCollective(db: Db, { supporters, span }: { supporters: readonly number[]; span: Span }, act: Issuing): Promise<number[]> {
  return issue(db, { supporters, find: (tx) => certifiableGifts(tx, { span, supporters }), parts: (gifts) => [gifts], kind: 'collective', span }, act)
}

/** Of each of some dues one, as far as it can be certified. */
export async function issueSingle(db: Db, dues: readonly number[], act: Issuing): Promise<number[]> {
  const span = { from: '0001-01-01', to: await today(db, act.now) }
  const supporters = [...new Set((await certifiableGifts(db, { span, dues })).map(({ supporter_id }) => supporter_id))]
  return issue(db, { supporters, find: (tx, { since_on }) => certifiableGifts(tx, { span: within(span, { since_on }), dues }), parts: (gifts) => gifts.map((gift) => [gift]), kind: 'single', span: undefined }, act)
}

interface Work {
  supporters: readonly number[]
  find: (tx: Db, terms: CertificateTerms) => Promise<Gift[]>
  /** Which of a supporter's gifts come together. */
  parts: (gifts: Gift[]) => Gift[][]
  kind: 'single' | 'collective'
  span: Span | undefined
}

function issue(db: Db, { supporters, find, parts, kind, span }: Work, { by, site, now }: Issuing): Promise<number[]> {
  return atomically(db, async (tx) => {
    const issued_on = await today(tx, now)
    const found = await grounds(tx, issued_on)
    if ('refused' in found || supporters.length === 0) return []
    const { terms } = found
    const people = await supportersLocked(tx, supporters)
    const gifts = Map.groupBy(await find(tx, terms), ({ supporter_id }) => supporter_id)
    const issued: { id: number; supporter_id: number }[] = []
    for (const { id: supporter_id, name, street, postcode, town, country } of people.filter(isNamed)) {
      for (const part of parts(gifts.get(supporter_id) ?? [])) {
        const [first, last] = [part[0], part.at(-1)]
        if (!first || !last) continue
        const id = await insertCertificate(tx, {
          terms_id: terms.id, supporter_id, kind, from_on: span?.from ?? first.given_on, to_on: span?.to ?? last.given_on, amount: part.reduce((sum, { amount }) => sum + amount, 0), currency: 'EUR',
          name, street, postcode, town, country, issued_on, issued_at: now, issued_by: by,
        }, part)
        issued.push({ id, supporter_id })
      }
    }
    // What is signed by hand goes out on paper.
    const reached = terms.told_on ? people.filter(({ mail_address }) => mail_address !== '') : []
    const ids = new Set(reached.map(({ id }) => id))
    await mailCertificates(tx, { people: reached.filter(({ id }) => issued.some(({ supporter_id }) => supporter_id === id)), span }, { site, now })
    await updateHandedOut(tx, { ids: issued.filter(({ supporter_id }) => ids.has(supporter_id)).map(({ id }) => id), how: 'link', at: now })
    if (issued.length > 0) await record(tx, { what: 'certificates issued', subject: issued.length === 1 ? `certificate:${issued[0]?.id}` : 'paper', by, now })
    return issued.map(({ id }) => id)
  })
}

function isNamed({ name, street, town, country }: { name: string; street: string; town: string; country: string }): boolean {
  return [name, street, town, country].every((part) => part !== '')
}

/** Whether its holder can fetch it on their own side: not what is signed by hand, nor what is still to go out on paper. */
export function isFetchable({ handed_out, recalled_at, name, told_on }: Pick<WholeCertificate, 'handed_out' | 'recalled_at' | 'name'> & { told_on: string | null }): boolean {
  return told_on !== null && handed_out !== null && recalled_at === null && name !== ''
}

/** For whoever opens their own side: the original, unless that went out on paper. */
export async function certificateFile(db: Reads, id: number): Promise<Buffer | undefined> {
  const [certificate] = await wholeCertificates(db, [id])
  if (!certificate || !isFetchable({ ...certificate, told_on: certificate.terms.told_on })) return undefined
  return certificatesPdf([{ certificate, isCopy: certificate.handed_out === 'paper' }])
}

/** On paper, for the post: an original that had not gone out goes out by it; of any other it is a copy. */
export function printCertificate(db: Db, id: number, act: Act): Promise<Buffer | undefined> {
  return atomically(db, async (tx) => {
    const [certificate] = await wholeCertificates(tx, [id])
    if (!certificate || certificate.recalled_at || certificate.name === '') return undefined
    const [original] = await updateHandedOut(tx, { ids: [id], how: 'paper', at: act.now })
    await record(tx, { what: original ? 'certificate printed' : 'certificate copied', subject: `certificate:${id}`, ...act })
    return certificatesPdf([{ certificate, isCopy: original === undefined }])
  })
}

/** So many sheets in one file: they are printed and signed by people. */
export const printedAtOnce = 200

/** All whose original has not gone out yet, in one file, some at a time; they count as handed out by it. */
export function printWaiting(db: Db, act: Act): Promise<Buffer | undefined> {
  return atomically(db, async (tx) => {
    const ids = await updateHandedOut(tx, { ids: (await certificatesToHandOut(tx, printedAtOnce)).map(({ id }) => id), how: 'paper', at: act.now })
    if (ids.length === 0) return undefined
    await record(tx, { what: 'certificates printed', subject: 'paper', ...act })
    return certificatesPdf((await wholeCertificates(tx, ids)).map((certificate: WholeCertificate) => ({ certificate, isCopy: false })))
  })
}

/** Takes a certificate back: what is left of its gifts can be certified anew. Its holder is told, where a mail reaches them. */
export function recallCertificate(db: Db, { id, why }: { id: number; why: 'returned' | 'mistake' }, { by, site, now }: Issuing): Promise<boolean> {
  return atomically(db, async (tx) => {
    const certificate = await updateRecalled(tx, { id, why, at: now })
    if (!certificate) return false
    await record(tx, { what: 'certificate recalled', subject: `certificate:${id}`, by, now })
    if (certificate.handed_out && (await mailRecall(tx, { certificate, why }, { site, now }))) await updateRecallTold(tx, id)
    return true
  })
}

/** Recalls what certifies money that has gone back, of one due or of all. */
export async function recallUncovered(db: Db, { due_id }: { due_id?: number | undefined }, here: Here): Promise<number> {
  let recalled = 0
  for (;;) {
    const some = await uncoveredCertificates(db, { due_id, limit: atOnce })
    for (const id of some) if (await recallCertificate(db, { id, why: 'returned' }, { by: 'schedule', ...here })) recalled++
    if (some.length < atOnce) return recalled
  }
}

/** In January, from when on little comes that still belongs to the year before, those of that year, if it is set so. Once a day until spring: who gives their address late is not left out. */
export async function issueByItself(db: Db, here: Here): Promise<number | NotEntitled> {
  const day = await today(db, here.now)
  const found = await grounds(db, day)
  if ('refused' in found) return found.refused
  const isTime = day.slice(5) >= '01-20' && day.slice(5) <= '03-31'
  return found.terms.by_itself && isTime ? issueYear(db, Number(day.slice(0, 4)) - 1, { by: 'schedule', ...here }) : 0
}

async function today(db: Reads, now: Date): Promise<string> {
  return dayOf(now, (await paper(db)).time_zone)
}
