// How moderation is going, for those who do it and those who answer for it.
import type { T } from '../../base/i18n/i18n.ts'
import { dayOf, secondsAfter } from '../../base/time.ts'
import { html } from '../../base/web/respond.ts'
import type { Page } from '../../base/web/route.ts'
import { deskOf } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { Facts } from '../../people/views/desk-said.tsx'
import { paths } from '../../urls.ts'
import { agreementOf, type Agreement } from '../agreement.ts'
import { isClause } from '../clause.ts'
import { moderationPages } from '../queue.ts'
import { blindPairs, loadByHour, waitingByDay } from '../reads/figures.ts'
import { decidedIn, spanOf } from '../reads/transparency.ts'
import { sumOf } from '../transparency.ts'
import { LoadPlot, ShareTable, WaitingPlot } from '../views/figure-plots.tsx'
import { ModerationFrame } from './queue.tsx'
import { shareText } from '../views/span.ts'

const days = 28

export const show: Page<typeof paths.deskFigures, Staff<'see_moderation_figures'>> = async ({ db, who, speaks, now }) => {
  const desk = await deskOf(db, { who, speaks })
  const { t, facts: { paper: { time_zone: zone } } } = desk
  const period = { from: dayOf(secondsAfter(now, -(days - 1) * 86_400), zone), to: dayOf(now, zone) }
  const [waiting, load] = [await waitingByDay(db, { ...period, zone }), await loadByHour(db, { ...period, zone })]
  const decided = await decidedIn(db, await spanOf(db, period))
  const byClause = [...Map.groupBy(decided, ({ clause }) => clause)].map(([clause, rows]) => ({
    name: clause === null ? t('transparency.no_clause') : isClause(clause) ? t(`clause.${clause}`) : clause, count: sumOf(rows, ({ count }) => count),
  }))
  return html(
    <ModerationFrame desk={desk} pages={await moderationPages(db, { t, who, now })} current={paths.deskFigures} title={t('case.figures.title')}>
      <p>{t('case.figures.lead', { n: days })} <a href={paths.transparency}>{t('transparency.title')}</a>. <a href={paths.deskStatements}>{t('case.statements')}</a>.</p>
      <h2>{t('case.figures.waiting')}</h2>
      <WaitingPlot days={waiting} t={t} />
      <h2>{t('case.figures.load')}</h2>
      <LoadPlot load={load} what="came" t={t} />
      <LoadPlot load={load} what="decided" t={t} />
      <h2>{t('transparency.decided')}</h2>
      <ShareTable caption={t('transparency.by_clause')} head={[t('transparency.clause'), t('transparency.decisions'), t('case.figures.share')]} shares={byClause} t={t} />
      <h2>{t('case.figures.agreement')}</h2>
      <Agreed agreement={agreementOf(await blindPairs(db))} t={t} />
    </ModerationFrame>)
}

function Agreed({ agreement: { checks, agreed, kappa, same_clause }, t }: { agreement: Agreement; t: T }) {
  return (
    <>
      <p>{t('case.figures.agreement_lead')} <a href={paths.deskBlind}>{t('case.blind')}</a></p>
      <Facts facts={[
        [t('case.figures.checks'), t.number(checks)], [t('case.figures.agreed'), shareText(t, agreed)],
        [t('case.figures.kappa'), kappa === null ? '–' : t.number(Math.round(kappa * 100) / 100)], [t('case.figures.same_clause'), shareText(t, same_clause)],
      ]} />
      <p class="small">{t('case.figures.kappa_means')}</p>
    </>
  )
}
