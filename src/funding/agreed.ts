// What is agreed, in words: the same on the page before the button, and in the mail that confirms it.
import type { T } from '../base/i18n/i18n.ts'
import type { ProviderName } from './provider.ts'
import type { Rhythm } from './rhythm.ts'
import type { GivingWay, Terms } from './terms.ts'

export interface Agreed {
  amount: number
  currency: string
  rhythm: Rhythm
  way: GivingWay
  /** YYYY-MM-DD */
  first_on: string
  /** As it may be shown; empty where nothing is debited. */
  account: string
  name: string
  mail_address: string
  address: string
}

interface Words { t: T; terms: Pick<Terms, 'provider'>; receiver: string }

/** Name and value, in the order of their weight. */
export function agreedFacts(agreed: Agreed, { t, terms, receiver }: Words): { name: string; value: string }[] {
  const { rhythm, way } = agreed
  const first = { debit: t('giving.first.debit', { date: t.day(agreed.first_on) }), transfer: t('giving.first.transfer'), provider: t('giving.first.provider', { provider: providerName(terms.provider) }) }
  const given = [
    [t('giving.fact.amount'), perRhythm(agreed, t)],
    [t(rhythm === 'once' ? 'giving.fact.only' : 'giving.fact.first'), first[way]],
    [t('giving.fact.then'), rhythm === 'once' ? '' : t(`giving.then.${rhythm}`)],
    [t('giving.fact.way'), way === 'provider' ? `${t('giving.way.provider')} (${providerName(terms.provider)})` : t(`giving.way.${way}`)],
    [t('giving.fact.account'), agreed.account],
    [t('giving.fact.receiver'), receiver],
    [t('giving.fact.name'), agreed.name],
    [t('giving.mail_address'), agreed.mail_address],
    [t('giving.fact.address'), agreed.address],
    [t('giving.fact.end'), rhythm === 'once' ? '' : t('giving.end')],
  ] as const
  return given.filter(([, value]) => value !== '').map(([name, value]) => ({ name, value }))
}

/** 5 € im Monat */
export function perRhythm({ amount, currency, rhythm }: { amount: number; currency: string; rhythm: Rhythm }, t: T): string {
  return t(`giving.per.${rhythm}`, { amount: t.money(amount, currency) })
}

/** As readers know them. */
export function providerName(provider: ProviderName | undefined): string {
  return provider ? { stripe: 'Stripe', mollie: 'Mollie' }[provider] : ''
}

/** The words on the binding button: fixed, since the law knows only clear ones (§ 312j BGB). A donation is one only where it can be certified. */
export function buttonText({ button, certificates }: Pick<Terms, 'button' | 'certificates'>, t: T): string {
  return t(button === 'order' ? 'giving.button.order' : certificates ? 'giving.button.donate' : 'giving.button.gift')
}

/** What a consumer is told of the right to withdraw (§ 312g BGB), where the button is an order's; null where it is a gift. */
export function withdrawalRight({ button }: Pick<Terms, 'button'>, { t, publisher, url }: { t: T; publisher: string; url: string }) {
  if (button !== 'order') return null
  return { paragraphs: [t('giving.withdrawal.right'), t('giving.withdrawal.how', { publisher, url }), t('giving.withdrawal.period')], effect: t('giving.withdrawal.effect') }
}

/** Who receives, in a line: the publisher of the paper, else the holder of the account, else the paper. */
export function receiverOf(paper: { name: string; publisher: string }, account: { holder: string } | undefined): string {
  return paper.publisher.trim().split(/\s*\n\s*/)[0] || account?.holder || paper.name
}
