// Retention is how long the paper keeps whom it has money from. Whoever wants to be erased, or has long stopped giving, is
// first blocked: what they gave by ends, and of the person only the name and what mandates say is left, for nothing but what
// tax law and banks ask for. When those terms are over, that goes too. The ledger names nobody and stays.
import { loadFrame, paper } from '../articles/reads/paper.ts'
import { atomically, type Db } from '../base/db/db.ts'
import { record, type Act } from '../base/db/journal.ts'
import { spoken, translator } from '../base/i18n/i18n.ts'
import { dropMailsTo, sendMail } from '../base/mail/mail.ts'
import { dayOf, secondsAfter } from '../base/time.ts'
import { paths } from '../urls.ts'
import { endMandate } from './mandate.ts'
import { helloTo, supporterLink, type Here } from './personal-link.ts'
import { endPledge } from './pledge.ts'
import { activeMandatesOf, declarationsToBlank, erasureAskedBy, mandatesToBlank, oneWith, pledgesGoingOn, quietSupporters, supportersAsking, supportersOfReader, supportersToErase } from './reads/retention.ts'
import { addMonths } from './rhythm.ts'
import { mailSupporter } from './supporter-mail.ts'
import { blankCertificates } from './writes/certificates.ts'
import { blankBankTexts, blankDeclarations, blankMandates, blankSupporters, blockSupporters, clearEraseAtOf, setEraseAtOf } from './writes/retention.ts'

/** Between asking and erasing, as for readers. */
const waitingSeconds = 24 * 3600
/** Vouchers, to which bank statements belong: from the end of their year (§ 147 (3) AO). */
const voucherYears = 8
/** Letters received, as a cancellation is one: likewise. */
const letterYears = 6
/** Copies of certificates (§ 50 (7) EStDV): likewise. */
const certificateYears = 10
/** For 13 months a debit can be claimed back as one that was never allowed; then the mandate is the proof. */
const mandateMonths = 14
/** After so long without giving nobody is owed anything any more (§ 195 BGB). */
const quietYears = 3

const atOnce = 200

/** Lets a supporter be erased in a day, and says so to their mail address. */
export function askToBeErased(db: Db, { id }: { id: number }, { site, now }: Here): Promise<void> {
  return atomically(db, async (tx) => {
    const erase_at = secondsAfter(now, waitingSeconds)
    const who = await setEraseAtOf(tx, { id, erase_at })
    if (!who || who.mail_address === '') return
    const { paper: own } = await loadFrame(tx)
    const t = translator(spoken(who.language, 'en'))
    const letter = {
      to: who.mail_address, subject: t('mail.own_erasure.subject'), t, paper: { name: own.name, url: site.url },
      blocks: [
        { text: helloTo(who, t) }, { text: t('mail.own_erasure.asked', { time: t.dateTime(erase_at, own.time_zone) }) },
        { button: t('rights.erasure.take_back'), url: await supporterLink(tx, id, { site, now, leads_to: paths.mySupportErasure }) }, { small: t('mail.own_erasure.not_you') },
      ],
    }
    await mailSupporter(tx, { supporter_id: id, letter }, now)
  })
}

/** False when it is too late. */
export function takeOwnErasureBack(db: Db, { id }: { id: number }, now: Date): Promise<boolean> {
  return clearEraseAtOf(db, { id, now })
}

/** Erases those whose day of waiting is over, as far as the law allows. */
export async function eraseSupportersAsking(db: Db, here: Here) {
  for (const { id } of await supportersAsking(db, here.now)) {
    await atomically(db, async (tx) => { if (await erasureAskedBy(tx, { id, now: here.now })) await letGo(tx, id, { by: `supporter:${id}`, ...here, isTold: true }) })
  }
}

/** With a reader who is erased goes the supporter they are. */
export async function letGoOfReader(tx: Db, reader_id: number, act: Act & Here) {
  for (const { id } of await supportersOfReader(tx, reader_id)) await letGo(tx, id, { ...act, isTold: false })
}

/** Once a day: blocks who has long stopped giving, and erases whatever has outlived its term. */
export async function keepTerms(db: Db, here: Here) {
  const today = dayOf(here.now, (await paper(db)).time_zone)
  const act = { by: 'retention', ...here, isTold: false }
  await someAtATime(() => quietSupporters(db, { before: addMonths(today, -12 * quietYears), limit: atOnce }), async (ids) => {
    for (const id of ids) await atomically(db, (tx) => letGo(tx, id, act))
  })
  await someAtATime(() => supportersToErase(db, { before: firstOf(today, voucherYears), limit: atOnce }), (ids) => atomically(db, async (tx) => {
    await blankSupporters(tx, ids, here.now)
    for (const id of ids) await record(tx, { what: 'supporter erased', subject: `supporter:${id}`, by: 'retention', now: here.now })
  }))
  await someAtATime(() => mandatesToBlank(db, { before: addMonths(today, -mandateMonths), limit: atOnce }), (ids) => blankMandates(db, ids))
  await someAtATime(() => declarationsToBlank(db, { before: firstOf(today, letterYears), limit: atOnce }), (ids) => blankDeclarations(db, ids))
  await blankCertificates(db, firstOf(today, certificateYears))
  await blankBankTexts(db, { before: firstOf(today, voucherYears) })
}

/** Ends what somebody gives by and blocks them. What is at the bank already arrives and counts. */
async function letGo(tx: Db, id: number, { by, site, now, isTold }: Act & Here & { isTold: boolean }) {
  const own = await loadFrame(tx)
  const ends_on = dayOf(now, own.paper.time_zone)
  const family = await oneWith(tx, id)
  const ids = family.map((one) => one.id)
  for (const pledge of await pledgesGoingOn(tx, ids)) await endPledge(tx, { id: pledge.id, why: 'cancelled', ends_on }, { by, now })
  for (const mandate of await activeMandatesOf(tx, ids)) await endMandate(tx, { id: mandate.id, state: 'revoked' }, { by, now })
  await blockSupporters(tx, ids, now)
  await record(tx, { what: 'supporter blocked', subject: `supporter:${id}`, by, now })
  for (const { mail_address } of family) if (mail_address !== '') await dropMailsTo(tx, mail_address)
  const who = family.find((one) => one.id === id)
  if (!isTold || !who || who.mail_address === '') return
  const t = translator(spoken(who.language, 'en'))
  await sendMail(tx, {
    to: who.mail_address, subject: t('mail.own_erased.subject'), t, paper: { name: own.paper.name, url: site.url },
    blocks: [{ text: helloTo(who, t) }, { text: t('mail.own_erased.done') }, { text: t('mail.own_erased.kept') }, { text: t('rights.erased.mail.kept') }, { small: t('rights.erased.mail.last') }],
  }, now)
}

/** Of what is older than this, kept so many years from the end of its year, the term is over: the first day of a year. */
function firstOf(today: string, years: number): string {
  return `${Number(today.slice(0, 4)) - years}-01-01`
}

/** Until there are none. What is done with them takes them out of what `some` finds. */
async function someAtATime(some: () => Promise<{ id: number }[]>, work: (ids: number[]) => Promise<unknown>) {
  for (;;) {
    const ids = (await some()).map(({ id }) => id)
    if (ids.length > 0) await work(ids)
    if (ids.length < atOnce) return
  }
}
