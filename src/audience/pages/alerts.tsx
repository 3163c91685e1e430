// What ran at many times the usual, and when readers were gone: now, and in the year before.
import { html } from '../../base/web/respond.ts'
import type { Page } from '../../base/web/route.ts'
import { deskOf } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { paths } from '../../urls.ts'
import { audiencePages } from '../desk.ts'
import { alerts } from '../reads/alerts.ts'
import { AlertTable } from '../views/alert-parts.tsx'
import { AudienceFrame } from '../views/audience-frame.tsx'

const shownAtMost = 200

export const show: Page<typeof paths.deskAudienceAlerts, Staff<'see_audience'>> = async ({ db, who, speaks }) => {
  const desk = await deskOf(db, { who, speaks })
  const { t, facts: { paper } } = desk
  return html(
    <AudienceFrame desk={desk} pages={audiencePages(t, who)} current={paths.deskAudienceAlerts} title={t('audience_alerts.title')}>
      <p class="about">{t('audience_alerts.lead')} <a href={paths.deskAudienceMails}>{t('audience_alerts.by_mail')}</a></p>
      <AlertTable t={t} alerts={await alerts(db, { limit: shownAtMost })} zone={paper.time_zone} />
      <div class="figure-part"><details class="defined"><summary>{t('funding_figures.defined')}</summary>{(['growth', 'gone', 'figures'] as const).map((one) => <p>{t(`audience_alerts.define.${one}`)}</p>)}</details></div>
    </AudienceFrame>)
}
