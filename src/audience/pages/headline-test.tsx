// One test of headlines: its versions, how often each was followed, and what that says.
import { html, seeOther } from '../../base/web/respond.ts'
import { found, type Action, type Page } from '../../base/web/route.ts'
import { deskOf } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { isPermitted } from '../../people/permissions.ts'
import { Done, Facts } from '../../people/views/desk-said.tsx'
import { numberIn, paths, url, withQuery } from '../../urls.ts'
import { audiencePages } from '../desk.ts'
import { endTest, resultOf } from '../headline-test.ts'
import { outcomeSaid, ratioSaid } from '../headline-words.ts'
import { headlineTest, type HeadlineTest } from '../reads/headlines.ts'
import { AudienceFrame } from '../views/audience-frame.tsx'
import { perCent } from '../views/figure-parts.tsx'
import { HeadlineVersions } from '../views/headline-parts.tsx'

const doneTexts = ['begun', 'ended'] as const

export const show: Page<typeof paths.deskHeadlineTest, Staff<'see_audience'>, 'done'> = async ({ db, params, who, speaks, query, now }) => {
  const test = found(await headlineTest(db, found(numberIn(params.id))))
  const desk = await deskOf(db, { who, speaks })
  const { t, facts: { paper: { time_zone: zone } } } = desk
  const { blocks, compared } = await resultOf(db, { ...test, now })
  const said = doneTexts.find((one) => one === query.done)
  const headlines = new Map(test.versions.map(({ version, headline }) => [version, headline]))
  const mayEnd = isPermitted(who.roles, 'test_headlines') && (test.ended_at === null || test.stands)
  return html(
    <AudienceFrame desk={desk} pages={audiencePages(t, who)} current={paths.deskHeadlines} title={test.own_headline} back={{ path: paths.deskHeadlines, label: t('headline_tests.title') }}>
      <Done text={said && t(`headline_tests.done.${said}`)} />
      <p class="headline-outcome">{outcomeSaid(t, test, { compared, zone })}</p>
      <HeadlineVersions t={t} language={test.language} versions={compared.map((one) => ({
        ...one, headline: headlines.get(one.version) ?? '', rate: perCent(t, one.views > 0 ? one.clicks / one.views : null), change: ratioSaid(t, one.more), isWinner: test.winner === one.version,
      }))} />
      <Facts facts={[
        [t('headline_tests.began'), t.dateTime(test.began_at, zone)], [t(test.ended_at ? 'headline_tests.ended' : 'headline_tests.ends'), t.dateTime(test.ended_at ?? test.ends_at, zone)],
        [t('headline_tests.blocks'), t.number(blocks)], [t('headline_tests.on_front'), shownNow(test, t)],
      ]} />
      <p class="actions small"><a href={url(paths.deskArticle, { id: String(test.article_id) })}>{t('headline_tests.to_article')}</a> <a href={url(paths.deskAudienceArticle, { id: String(test.article_id) })}>{t('headline_tests.to_figures')}</a></p>
      {mayEnd ? <form method="post" action={url(paths.deskHeadlineTestEnd, params)} class="actions"><button class="quiet">{t(test.ended_at ? 'headline_tests.take_off' : 'headline_tests.end')}</button></form> : null}
      <h2>{t('headline_tests.how')}</h2>
      <p>{t('headline_tests.method')}</p>
      <p>{t('headline_tests.method_interval')}</p>
    </AudienceFrame>)
}

function shownNow({ ended_at, stands, headline, own_headline, state }: HeadlineTest, t: Awaited<ReturnType<typeof deskOf>>['t']): string {
  const isOwn = headline === own_headline && state === 'published'
  if (ended_at === null && isOwn) return t('headline_tests.shown.turns')
  return t(stands && isOwn ? 'headline_tests.shown.winner' : 'headline_tests.shown.own')
}

export const end: Action<typeof paths.deskHeadlineTestEnd, Staff<'test_headlines'>> = async ({ db, params, who, now }) => {
  const test = found(await headlineTest(db, found(numberIn(params.id))))
  await endTest(db, test, { by: `staff:${who.id}`, now })
  return seeOther(withQuery(url(paths.deskHeadlineTest, params), { done: 'ended' }))
}
