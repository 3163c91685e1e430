// Everything that can be taken along as a table from the desk's pages about money.
import { html } from '../../base/web/respond.ts'
import type { Page } from '../../base/web/route.ts'
import { deskOf } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { paths } from '../../urls.ts'
import { fundingPages } from '../desk.ts'
import { filesFor } from '../files.ts'
import { FundingFrame } from '../views/funding-frame.tsx'

export const show: Page<typeof paths.deskFundingFiles, Staff<'enter_funding'>> = async ({ db, who, speaks }) => {
  const desk = await deskOf(db, { who, speaks })
  const { t } = desk
  return html(
    <FundingFrame desk={desk} pages={fundingPages(t, who)} current={paths.deskFundingFiles} title={t('funding_files.title')}>
      <p>{t('funding_files.lead')}</p>
      {filesFor(who.roles).map(({ title, files }) => (
        <section>
          <h2>{t(title)}</h2>
          <ul class="downloads">{files.map(({ path, label }) => <li><a href={path}>{t(label)}</a></li>)}</ul>
        </section>
      ))}
    </FundingFrame>)
}
