// A declaration in words: on the page that confirms it, and in the mail that does so at once. Who declared without being known
// is told what was received and what follows from it; what became of a contract is told to whoever has it alone.
import { paper } from '../articles/reads/paper.ts'
import type { Db } from '../base/db/db.ts'
import { translator, type T } from '../base/i18n/i18n.ts'
import type { Block } from '../base/mail/letter.tsx'
import { sendMail } from '../base/mail/mail.ts'
import { paths } from '../urls.ts'
import type { Outcome, Said } from './declaration.ts'
import { helloTo, supporterLink, type Here } from './personal-link.ts'
import type { DeclarationRow } from './reads/declarations.ts'
import { isInFlight, pledgeById } from './reads/pledges.ts'
import { supporterById } from './reads/supporters.ts'
import { mailSupporter } from './supporter-mail.ts'
import { sumInWords } from './views/own-words.ts'

type Received = Pick<DeclarationRow, 'kind' | 'manner' | 'number' | 'received_at' | 'wanted_on'>

/** What was declared, as label and value; what was left empty is left out. */
export function declaredLines(t: T, { row, said }: { row: Received; said: Said }): [string, string][] {
  const lines: [string, string][] = [
    [t('declaration.number'), row.number],
    ...(row.manner ? [[t('declaration.manner'), t(`declaration.manner.${row.manner}`)] satisfies [string, string]] : []),
    [t('declaration.name'), said.name],
    [t('declaration.mail_address'), said.mail_address],
    [t('declaration.reference'), said.reference],
    ...(row.kind === 'cancellation' ? [[t('declaration.wanted_on'), row.wanted_on ? t.day(row.wanted_on) : t('declaration.earliest')] satisfies [string, string]] : []),
    [t('declaration.reason'), said.reason],
    [t('declaration.or_cancel'), said.or_cancel ? t('declaration.yes') : ''],
  ]
  return lines.filter(([, value]) => value !== '')
}

/** What follows for whoever is not known: the same whether or not there is a contract. */
export function generally(t: T, { row, said }: { row: Received; said: Said }): string[] {
  if (row.kind === 'withdrawal') return [t('declaration.withdrawal.generally', { cancels: String(said.or_cancel) }), t('declaration.not_found')]
  const end = row.manner === 'extraordinary' && !row.wanted_on ? t('declaration.cancellation.at_once') : row.wanted_on ? t('declaration.cancellation.on_day', { date: t.day(row.wanted_on) }) : t('declaration.cancellation.earliest')
  return [end, t('declaration.not_found')]
}

interface Confirmed { row: DeclarationRow; said: Said; supporter_id: number | null; outcomes: readonly Outcome[] }

/** Mails the confirmation: to whoever has the contract what became of it, to another address that was typed what was received. */
export async function confirmDeclaration(tx: Db, { row, said, supporter_id, outcomes }: Confirmed, here: Here) {
  const supporter = supporter_id === null ? undefined : await supporterById(tx, supporter_id)
  const isTheirs = supporter !== undefined && said.mail_address.toLowerCase() === supporter.mail_address.toLowerCase()
  if (supporter && supporter.mail_address !== '') {
    const t = translator(isTheirs ? row.language : supporter.language)
    const texts = [...(await outcomesInWords(tx, t, { row, outcomes })), ...(outcomes.some(({ outcome }) => outcome === 'ended' || outcome === 'ending') ? [t('declaration.thanks')] : [])]
    const link = await supporterLink(tx, supporter.id, here)
    await mailTo(tx, { supporter_id: supporter.id, to: supporter.mail_address, t, row, said, blocks: [{ text: helloTo(supporter, t) }, ...asBlocks(texts), { button: t('mail.personal_link.button'), url: link }] }, here)
  }
  if (said.mail_address !== '' && !isTheirs) {
    const t = translator(row.language)
    await mailTo(tx, { supporter_id: null, to: said.mail_address, t, row, said, blocks: [{ text: helloTo({ name: '' }, t) }, ...asBlocks(generally(t, { row, said })), { small: t('declaration.questions'), url: here.site.url + paths.mySupportLinks }] }, here)
  }
}

function asBlocks(texts: string[]): Block[] {
  return texts.map((text) => ({ text }))
}

interface Mailing { supporter_id: number | null; to: string; t: T; row: DeclarationRow; said: Said; blocks: Block[] }

async function mailTo(tx: Db, { supporter_id, to, t, row, said, blocks: [hello, ...rest] }: Mailing, { site, now }: Here) {
  const { name, time_zone } = await paper(tx)
  const received: Block[] = [
    ...(hello ? [hello] : []), { text: t(`declaration.${row.kind}.received`, { time: t.dateTime(row.received_at, time_zone), paper: name }) },
    { quote: declaredLines(t, { row, said }).map(([label, value]) => `${label}: ${value}`).join('\n') },
  ]
  const letter = { to, t, paper: { name, url: site.url }, subject: t(`declaration.${row.kind}.subject`, { paper: name }), blocks: [...received, ...rest] }
  if (supporter_id === null) await sendMail(tx, letter, now)
  else await mailSupporter(tx, { supporter_id, letter }, now)
}

/** What became of each contract. */
async function outcomesInWords(tx: Db, t: T, { row, outcomes }: { row: DeclarationRow; outcomes: readonly Outcome[] }): Promise<string[]> {
  const texts: string[] = []
  for (const { pledge_id, outcome, ends_on, back, until } of outcomes) {
    const pledge = await pledgeById(tx, pledge_id)
    if (!pledge) continue
    const what = { sum: sumInWords(pledge, t), reference: pledge.reference, date: ends_on ? t.day(ends_on) : '' }
    if (outcome === 'late') texts.push(t('declaration.outcome.late', { ...what, until: until ? t.day(until) : '' }))
    else if (outcome === 'ended' && back) texts.push(back.length > 0 ? t('declaration.outcome.withdrawn_back', { ...what, back: t.list(sumsOf(back).map(({ amount, currency }) => t.money(amount, currency))) }) : t('declaration.outcome.withdrawn', what))
    else texts.push(t(`declaration.outcome.${outcome}`, what))
    if (row.kind === 'cancellation' && outcome === 'ended' && (await isInFlight(tx, pledge_id))) texts.push(t('declaration.outcome.in_flight'))
  }
  return texts
}

function sumsOf(back: readonly { amount: number; currency: string }[]) {
  const sums = new Map<string, number>()
  for (const { amount, currency } of back) sums.set(currency, (sums.get(currency) ?? 0) + amount)
  return [...sums].map(([currency, amount]) => ({ currency, amount }))
}
