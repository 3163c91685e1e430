// Where the desk's pages about money begin: what waits for whoever opens it, and the way to everything else.
import { html } from '../../base/web/respond.ts'
import type { Page } from '../../base/web/route.ts'
import { deskOf } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { WaitingTable } from '../../people/views/waiting-table.tsx'
import { waitingIn } from '../../people/waiting.ts'
import { paths } from '../../urls.ts'
import { fundingPages } from '../desk.ts'
import { FundingFrame } from '../views/funding-frame.tsx'
import { moneyQueues } from '../waiting.ts'

export const show: Page<typeof paths.deskFunding, Staff<'enter_funding'>> = async ({ db, who, speaks }) => {
  const desk = await deskOf(db, { who, speaks })
  const { t } = desk
  const pages = fundingPages(t, who)
  return html(
    <FundingFrame desk={desk} pages={pages} current={paths.deskFunding} title={t('funding.title')}>
      <p>{t('funding.lead')}</p>
      <WaitingTable waiting={await waitingIn(db, moneyQueues, who)} t={t} />
      <h2>{t('funding.pages')}</h2>
      <ul class="desk-ways">{pages.filter(({ path }) => path !== paths.deskFunding).map(({ path, label }) => <li><a href={path}>{label}</a></li>)}</ul>
    </FundingFrame>)
}
