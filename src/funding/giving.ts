// Giving: what the binding button does. It makes supporter, mandate and pledge and writes the mail that says what was agreed,
// in one transaction, once for each form.
import { paper } from '../articles/reads/paper.ts'
import { atomically, type Db } from '../base/db/db.ts'
import type { Safe } from '../base/safe/safe.ts'
import { enqueue } from '../base/jobs/enqueue.ts'
import { dayOf, secondsBefore } from '../base/time.ts'
import { translator } from '../base/i18n/i18n.ts'
import { giveConsent } from './consent.ts'
import { confirmationMail } from './giving-mail.ts'
import type { GivingForm } from './giving-form.ts'
import type { Draft } from './giving-draft.ts'
import { signMandate } from './mandate.ts'
import { undertake } from './pledge.ts'
import { countFollowed } from './followed.ts'
import { campaignBySlug, givenForm } from './reads/giving.ts'
import { addDays } from './rhythm.ts'
import { supporterFor } from './supporter.ts'
import type { Terms } from './terms.ts'
import { deleteGivenForms, fillSupporter, insertGivenForm, updateGivenForm } from './writes/giving.ts'

export interface Around {
  terms: Terms
  site: { url: string }
  safe: Safe
  now: Date
  /** Who is signed in: the supporter is theirs where the mail address is. */
  reader?: { id: number; mail_address: string } | undefined
}

/** Takes the gift or pledge that a form says. The pledge's number; the same one when the form comes again. */
export function give(db: Db, { id, draft }: GivingForm, around: Around): Promise<{ pledge_id: number; isNew: boolean }> {
  return atomically(db, async (tx) => {
    const { now } = around
    // Of two that come at once the second waits here until the first has committed.
    if (!(await insertGivenForm(tx, { id, sent_at: now }))) return { pledge_id: (await givenForm(tx, id))?.pledge_id ?? fail(), isNew: false }
    const pledge_id = await begin(tx, draft, around)
    await updateGivenForm(tx, { id, pledge_id })
    return { pledge_id, isNew: true }
  })
}

async function begin(tx: Db, draft: Draft, { terms, site, safe, now, reader }: Around): Promise<number> {
  const { amount, currency, rhythm, way, language, name, mail_address } = draft
  const address = { street: draft.street, postcode: draft.postcode, town: draft.town, country: draft.country }
  const [{ time_zone }, campaign] = await Promise.all([paper(tx), draft.campaign ? campaignBySlug(tx, draft.campaign) : undefined])
  const { id, isNew } = await supporterFor(tx, { name, mail_address, language, ...(reader?.mail_address.toLowerCase() === mail_address.toLowerCase() ? { reader_id: reader.id } : {}), ...(draft.certificate ? address : {}) }, now)
  // Anybody can type in somebody's mail address: of who is known already only what was empty is filled.
  await fillSupporter(tx, id, { ...(draft.certificate ? address : { street: '', postcode: '', town: '', country: '' }) })
  if (draft.may_ask && isNew) await giveConsent(tx, { supporter_id: id, t: translator(language), by: 'giving' }, now)
  const act = { by: `supporter:${id}`, now }
  const mandate = way === 'debit' ? await signMandate(tx, { supporter_id: id, rhythm, language, holder: draft.holder, iban: draft.iban, address }, { ...act, safe }) : undefined
  const { pledge_id } = await undertake(tx, {
    supporter: { id }, amount, currency, rhythm, way, campaign_id: campaign?.id ?? null, mandate_id: mandate?.id ?? null,
    agreed_as: terms.button, provider: way === 'provider' ? terms.provider ?? null : null, state: way === 'provider' ? 'begun' : 'active',
    first_due_on: firstDueOn(way, { terms, today: dayOf(now, time_zone) }),
  }, act)
  // What goes through a provider is agreed once they say yes: then the mail follows.
  await countFollowed(tx, draft, { stage: 'completed', now, pledge_id })
  // Its notice goes out at once, not with the next hour.
  if (way === 'debit') await enqueue(tx, 'make-dues', {})
  if (way !== 'provider') await confirmationMail(tx, pledge_id, { terms, site, now })
  return pledge_id
}

/** A debit needs its notice; anything else may come at once. */
export function firstDueOn(way: Draft['way'], { terms: { creditor }, today }: { terms: Pick<Terms, 'creditor'>; today: string }): string {
  return way === 'debit' ? addDays(today, creditor.notice_days + 1) : today
}

/** Forgets forms that can be sent no more. */
export async function clearGivenForms(db: Db, now: Date) {
  await deleteGivenForms(db, { before: secondsBefore(now, 2 * 86_400) })
}

function fail(): never {
  throw new Error('a form was sent and became nothing')
}
