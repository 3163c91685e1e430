// What is to be given back and has not been: to be transferred by hand, waiting for its money, or asked of a provider.
import type { Reads } from '../../base/db/db.ts'
import { html } from '../../base/web/respond.ts'
import { found, type Action, type Page } from '../../base/web/route.ts'
import { deskOf } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import type { Reader } from '../../people/session.ts'
import { DataTable } from '../../people/views/desk-list.tsx'
import { Facts } from '../../people/views/desk-said.tsx'
import { numberIn, paths, url } from '../../urls.ts'
import { fundingPages } from '../desk.ts'
import { accountOfRefund, type RefundAccount } from '../owed-refund.ts'
import { openRefunds, type OpenRefund } from '../reads/refunds.ts'
import { FundingFrame } from '../views/funding-frame.tsx'

type Who = Staff<'keep_books'>
const pageLength = 200

export const list: Page<typeof paths.deskRefunds, Who> = async ({ db, who, speaks }) => refundsPage(db, { who, speaks })

/** The answer shows the number, once and nowhere else. */
export const account: Action<typeof paths.deskRefundAccount, Who> = async ({ db, params, safe, who, speaks, now }) => {
  const shown = found(await accountOfRefund(db, found(numberIn(params.id)), { by: `staff:${who.id}`, now, safe }))
  return refundsPage(db, { who, speaks, shown })
}

async function refundsPage(db: Reads, { who, speaks, shown }: { who: Reader; speaks: string | undefined; shown?: RefundAccount }): Promise<Response> {
  const desk = await deskOf(db, { who, speaks })
  const { t, facts: { paper: { time_zone: zone } } } = desk
  const refunds = await openRefunds(db, { limit: pageLength })
  const asked = refunds.find(({ id }) => id === shown?.refund_id)
  const accountCell = ({ id, state, line_id, mandate_id, pledge_reference }: OpenRefund) => (state !== 'owed' || (line_id === null && mandate_id === null) ? '–' : (
    <form method="post" action={url(paths.deskRefundAccount, { id: String(id) })}><button class="quiet" aria-label={t('refunds.account_of', { reference: pledge_reference })}>{t('refunds.account')}</button></form>))
  return html(
    <FundingFrame desk={desk} pages={fundingPages(t, who)} current={paths.deskRefunds} title={t('refunds.title')}>
      <p>{t('refunds.about')}</p>
      {shown && asked ? (
        <section class="done" role="status" aria-labelledby="account">
          <h2 id="account">{t('refunds.transfer_this')}</h2>
          <Facts facts={[[t('refunds.holder'), shown.holder || '–'], [t('refunds.iban'), shown.iban.replace(/(.{4})(?=.)/g, '$1 ')], [t('refunds.amount'), t.money(asked.amount, asked.currency)], [t('refunds.reference'), asked.reference]]} />
          <p class="small">{t('refunds.journalled')}</p>
        </section>
      ) : null}
      <DataTable caption={t('refunds.title')} rows={refunds} empty={t('refunds.none')} columns={[
        { label: t('refunds.pledge'), names: true, cell: ({ pledge_reference }) => pledge_reference.replace(/(.{4})(?=.)/g, '$1 ') },
        { label: t('refunds.state'), cell: ({ state }) => t(`refunds.state.${state}`) },
        { label: t('refunds.why'), cell: ({ why }) => t(`refunds.why.${why}`) },
        { label: t('refunds.since'), cell: ({ asked_at }) => t.date(asked_at, zone) },
        { label: t('refunds.line'), cell: ({ line_id }) => (line_id === null ? '–' : <a href={url(paths.deskLine, { id: String(line_id) })}>{t('refunds.line_of', { id: line_id })}</a>) },
        { label: t('refunds.reference'), cell: ({ reference, state }) => (state === 'owed' ? reference : '–') },
        { label: t('refunds.account_column'), cell: accountCell },
        { label: t('refunds.amount'), numeric: true, cell: ({ amount, currency }) => t.money(amount, currency) },
      ]} />
    </FundingFrame>)
}
