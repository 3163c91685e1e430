// What is owed and came back is debited once more, where its debtor says so: the way that a dunning letter offers.
import { html, seeOther } from '../../base/web/respond.ts'
import { found, type Action, type Page } from '../../base/web/route.ts'
import { paths, url } from '../../urls.ts'
import { debitableAgain, debitOwedAgain } from '../debiting-again.ts'
import type { Supporting } from '../own-side.ts'
import { creditorOf } from '../reads/settings.ts'
import { OwnFrame } from '../views/own-frame.tsx'
import { byOf, done, pledgeAsked } from './my-support-pledge.tsx'

export const show: Page<typeof paths.mySupportDebitAgain, Supporting> = async (c) => {
  const asked = await pledgeAsked(c)
  if (!asked) return seeOther(paths.mySupportLinks)
  const { facts, t, who, standing: { pledge } } = asked
  const items = await debitableAgain(c.db, pledge.id, c.now)
  // It may have been paid, or be on its way, since the letter was written.
  if (items.length === 0) return done('nothing_open')
  const { notice_days } = await creditorOf(c.db)
  const currency = found(items[0]).currency
  const sum = items.reduce((all, { amount }) => all + amount, 0)
  return html(
    <OwnFrame facts={facts} t={t} title={t('own.debit_again')} whose={who.name}>
      <p>{t('own.debit_again.about', { amount: t.money(sum, currency), account: pledge.iban_shown ?? '', days: notice_days })}</p>
      {items.length > 1 ? <ul class="dues">{items.map(({ amount, due_on }) => <li>{t('mail.dunning.line', { amount: t.money(amount, currency), date: t.day(due_on) })}</li>)}</ul> : null}
      <form class="actions" method="post" action={url(paths.mySupportDebitAgain, { id: String(pledge.id) })}><button class="button">{t('own.debit_again.button')}</button> <a href={paths.mySupport}>{t('own.back')}</a></form>
      <p class="small">{t('own.debit_again.account')} <a href={url(paths.mySupportAccount, { id: String(pledge.id) })}>{t('own.change_account')}</a></p>
    </OwnFrame>)
}

export const again: Action<typeof paths.mySupportDebitAgain, Supporting> = async (c) => {
  const asked = await pledgeAsked(c)
  if (!asked) return seeOther(paths.mySupportLinks)
  const { who, standing: { pledge } } = asked
  return done((await debitOwedAgain(c.db, pledge.id, { by: byOf(who), now: c.now })) ? 'debit_again' : 'nothing_open')
}
