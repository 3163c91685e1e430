// Where the desk's pages about money begin: whether the ledger is clean, and what every account holds.
import { html } from '../../base/web/respond.ts'
import type { Page } from '../../base/web/route.ts'
import { deskOf } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { paths } from '../../urls.ts'
import { fundingPages } from '../desk.ts'
import { FundingFrame } from '../views/funding-frame.tsx'

export const show: Page<typeof paths.deskFunding, Staff<'enter_funding'>> = async ({ db, who, speaks }) => {
  const desk = await deskOf(db, { who, speaks })
  const { t } = desk
  const pages = fundingPages(t, who)
  return html(
    <FundingFrame desk={desk} pages={pages} current={paths.deskFunding} title={t('funding.title')}>
      <p>{t('funding.lead')}</p>
      <ul class="desk-ways">{pages.filter(({ path }) => path !== paths.deskFunding).map(({ path, label }) => <li><a href={path}>{label}</a></li>)}</ul>
    </FundingFrame>)
}
