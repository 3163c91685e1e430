// Thanks, for whoever has the address: kept by no press.
import { Frame } from '../../base/ui/frame.tsx'
import { NotIndexed } from '../../base/ui/head.tsx'
import { html } from '../../base/web/respond.ts'
import type { Page } from '../../base/web/route.ts'
import type { Visitor } from '../../people/session.ts'
import { paths } from '../../urls.ts'
import { perRhythm, providerName } from '../agreed.ts'
import { sepaCurrency } from '../currency.ts'
import { giroCode } from '../girocode.ts'
import { settingOf, type Setting } from '../giving-setting.ts'
import { pledgeGiven, type Given } from '../reads/giving.ts'
import { spacedReference } from '../reference.ts'
import { GivingThanks, type TransferShown } from '../views/giving-thanks.tsx'
import { pledgeThanked } from './support-confirmation.tsx'

export const show: Page<typeof paths.supportThanks, Visitor, 'away'> = async ({ db, params, query, payments, safe, now, speaks }) => {
  const pledge_id = pledgeThanked(params.token, { safe, now })
  const given = pledge_id === undefined ? undefined : await pledgeGiven(db, pledge_id)
  const setting = await settingOf(db, { payments, now, language: given?.language ?? speaks })
  if (!given) return gone(setting)
  const { facts, t } = setting
  const title = given.name ? t('giving.thanks', { name: given.name }) : t('giving.thanks_nameless')
  return html(
    <Frame facts={facts} t={t} title={title} head={<NotIndexed />}>
      <GivingThanks t={t} title={given.state === 'begun' || isFailed(given) ? t('giving.thanks_open') : title} lead={leadOf(given, setting)} transfer={await transferOf(given, setting)} next={nextOf(given, setting)}
        again={againOf(given, { token: params.token, setting, isAway: query.away !== undefined })} />
    </Frame>)
}

function isFailed({ state, ended_why }: Given): boolean {
  return state === 'ended' && ended_why === 'failed'
}

function leadOf(given: Given, { facts: { paper }, t }: Setting): string {
  const said = { paper: paper.name, amount: perRhythm(given, t), provider: providerOf(given) }
  if (isFailed(given)) return t('giving.thanks.provider_failed', said)
  if (given.state === 'ended' && given.ended_why !== 'done') return t('giving.thanks.ended')
  if (given.way === 'provider') return t(given.state === 'begun' ? 'giving.thanks.provider_waiting' : 'giving.thanks.provider', said)
  if (given.way === 'transfer') return t(given.due_state === 'paid' ? 'giving.thanks.transfer_paid' : 'giving.thanks.transfer', said)
  return t('giving.thanks.debit', said)
}

function providerOf({ provider }: Given): string {
  return providerName(provider === 'stripe' || provider === 'mollie' ? provider : undefined)
}

async function transferOf({ way, due_state, state, amount, currency, reference }: Given, { terms: { accounts }, t }: Setting): Promise<TransferShown | null> {
  const account = accounts.get(currency)
  if (way !== 'transfer' || due_state !== 'open' || state === 'ended' || !account) return null
  const { holder, iban } = account
  return { holder, iban: iban.replace(/(.{4})(?=.)/g, '$1 '), amount: t.money(amount, currency), reference: spacedReference(reference), code: currency === sepaCurrency ? await giroCode({ holder, iban, amount, reference }) : null }
}

function nextOf(given: Given, { t }: Setting): string[] {
  if (given.state === 'begun' || given.state === 'ended' && given.ended_why !== 'done') return []
  const { way, rhythm, mandate_reference, due_on } = given
  const isOpen = given.due_state === 'open'
  return [
    given.mail_address ? t('giving.next.mail', { mail_address: given.mail_address }) : '',
    way === 'debit' && isOpen ? t('giving.next.debit', { date: t.day(due_on), reference: mandate_reference ?? '' }) : '',
    way === 'transfer' && isOpen ? t('giving.next.transfer') : '',
    way === 'transfer' && rhythm !== 'once' ? t('giving.next.standing') : '',
    t('giving.next.receipt'), t('giving.next.change'),
  ].filter(Boolean)
}

function againOf(given: Given, { token, setting: { t }, isAway }: { token: string; setting: Setting; isAway: boolean }) {
  if (given.way !== 'provider' || !(given.state === 'begun' || isFailed(given))) return null
  const provider = providerOf(given)
  return { token, providerName: provider, hasFailed: isFailed(given), text: t(isAway ? 'giving.error.provider' : 'giving.thanks.provider_again', { provider }) }
}

function gone({ facts, t }: Setting): Response {
  const title = t('giving.gone')
  return html(
    <Frame facts={facts} t={t} title={title} head={<NotIndexed />}>
      <div class="given"><header><h1>{title}</h1><p class="standfirst">{t('giving.gone_text')}</p></header></div>
    </Frame>, 404)
}
