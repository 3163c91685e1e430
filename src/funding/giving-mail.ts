// The mail at once: what was agreed, on a medium that lasts (§ 312f BGB), and how to change it.
import { paper } from '../articles/reads/paper.ts'
import type { Db } from '../base/db/db.ts'
import { spoken, translator, type T } from '../base/i18n/i18n.ts'
import type { Block, Letter } from '../base/mail/letter.tsx'
import { dayOf } from '../base/time.ts'
import { paths } from '../urls.ts'
import { agreedFacts, perRhythm, receiverOf, withdrawalRight } from './agreed.ts'
import { sepaCurrency } from './currency.ts'
import { giroPicture } from './girocode.ts'
import { supporterLink } from './personal-link.ts'
import { pledgeGiven, type Given } from './reads/giving.ts'
import { spacedReference } from './reference.ts'
import { mailSupporter } from './supporter-mail.ts'
import type { Terms } from './terms.ts'

interface Around { terms: Terms; site: { url: string }; now: Date }

/** Confirms a pledge or gift. Nothing where no mail address is known. */
export async function confirmationMail(tx: Db, pledge_id: number, around: Around) {
  const [given, own] = await Promise.all([pledgeGiven(tx, pledge_id), paper(tx)])
  if (!given || given.mail_address === '') return
  const { site, now } = around
  const letter = await confirmationLetter(given, { ...around, own, link: await supporterLink(tx, given.supporter_id, { site, now }) })
  await mailSupporter(tx, { supporter_id: given.supporter_id, letter }, now)
}

/** The desk sees the same with made-up figures. */
export async function confirmationLetter(given: Given, { terms, site, now, own, link }: Around & { own: Own; link: string }): Promise<Letter> {
  const t = translator(spoken(given.language, 'en'))
  const said = { paper: own.name, amount: perRhythm(given, t), date: t.day(given.due_on) }
  const blocks: Block[] = [
    { text: t('mail.giving.hello', { name: given.name, named: String(given.name !== '') }) },
    { text: t(`mail.giving.${wayOf(given)}`, said) },
    ...(given.way === 'transfer' ? await transferBlocks(given, { terms, t }) : []),
    ...agreedBlocks(given, { terms, t, own, site, now }),
    { button: t('mail.giving.button'), url: link },
    ...(own.mail_address ? [{ small: t('mail.giving.not_me', { mail: own.mail_address }) }] : []),
  ]
  return { to: given.mail_address, kind: 'confirmation', t, paper: { name: own.name, url: site.url }, subject: t('mail.giving.subject', { paper: own.name }), blocks }
}

/** What was agreed, and what is to be told with it. */
export function agreedBlocks(given: Given, { terms, t, own, site, now }: Around & { t: T; own: Own }): Block[] {
  return [
    { text: [t('mail.giving.agreed'), ...linesOf(given, { terms, t, own, on: dayOf(now, own.time_zone) })].join('\n') },
    ...withdrawalBlocks({ button: given.agreed_as }, { t, publisher: publisherOf(own), url: site.url + paths.withdraw }),
  ]
}
type Own = Awaited<ReturnType<typeof paper>>

function wayOf({ way }: Pick<Given, 'way'>): 'debit' | 'transfer' | 'provider' {
  return way === 'debit' || way === 'transfer' ? way : 'provider'
}

/** Where to transfer it to, in words, and where it is euros as a GiroCode; nothing where the paper has no account in its currency. */
export async function transferBlocks({ amount, currency, reference }: { amount: number; currency: string; reference: string }, { terms: { accounts }, t }: { terms: Pick<Terms, 'accounts'>; t: T }): Promise<Block[]> {
  const account = accounts.get(currency)
  if (!account) return []
  const rows = [
    [t('giving.transfer.holder'), account.holder], [t('giving.iban'), account.iban.replace(/(.{4})(?=.)/g, '$1 ')],
    [t('giving.transfer.amount'), t.money(amount, currency)], [t('giving.transfer.reference'), spacedReference(reference)],
  ]
  const told = { text: rows.map(([name, value]) => `${name}: ${value}`).join('\n') }
  if (currency !== sepaCurrency) return [told]
  const bytes = await giroPicture({ holder: account.holder, iban: account.iban, amount, reference })
  return [told, { picture: { name: 'girocode', bytes, alt: t('giving.transfer.alt'), caption: t('giving.transfer.scan'), size: 220 } }]
}

function linesOf(given: Given, { terms, t, own, on }: { terms: Terms; t: T; own: Own; on: string }): string[] {
  const agreed = { ...given, way: wayOf(given), first_on: given.due_on, account: given.iban_shown ?? '', address: '' }
  const facts = agreedFacts(agreed, { t, terms, receiver: receiverOf(own, terms.account) })
  const mandate = given.mandate_reference ? [{ name: t('mail.giving.mandate'), value: given.mandate_reference }, { name: t('mail.giving.creditor'), value: terms.creditor.creditor_id }] : []
  return [...facts, ...mandate, { name: t('mail.giving.agreed_on'), value: t.day(on) }].map(({ name, value }) => `${name}: ${value}`)
}

/** Name and address in a line. */
export function publisherOf({ name, publisher, mail_address, telephone }: { name: string; publisher: string; mail_address: string; telephone: string }): string {
  return [...(publisher.trim() || name).split(/\s*\n\s*/), telephone, mail_address].filter(Boolean).join(', ')
}

function withdrawalBlocks(terms: Pick<Terms, 'button'>, words: { t: T; publisher: string; url: string }): Block[] {
  const right = withdrawalRight(terms, words)
  return right ? [{ text: [words.t('giving.withdrawal'), ...right.paragraphs, words.t('giving.withdrawal.effect_title'), right.effect].join('\n\n') }] : []
}
