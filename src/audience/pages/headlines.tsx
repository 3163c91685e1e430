// Tests of headlines: those there are, and a new one.
import type { Child } from 'hono/jsx'
import type { Reads } from '../../base/db/db.ts'
import type { T } from '../../base/i18n/i18n.ts'
import { Field, Select, Wrong, type Errors } from '../../base/ui/form.tsx'
import { textIn } from '../../base/web/form.ts'
import { html, seeOther } from '../../base/web/respond.ts'
import { found, type Action, type Page } from '../../base/web/route.ts'
import { deskOf, type Desk } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { isPermitted } from '../../people/permissions.ts'
import { DataTable } from '../../people/views/desk-list.tsx'
import { numberIn, paths, url, withQuery } from '../../urls.ts'
import { audiencePages } from '../desk.ts'
import { spanOf } from '../front-clicks.ts'
import { emptyTest, fields, hoursOffered, longestHeadline, testIn, typedTest, type TypedTest } from '../headline-form.ts'
import { beginTest, resultOf } from '../headline-test.ts'
import { outcomeSaid, ratioSaid } from '../headline-words.ts'
import { newestTests, testableArticle, type HeadlineTest } from '../reads/headlines.ts'
import { frontClicks } from '../reads/slots.ts'
import { AudienceFrame } from '../views/audience-frame.tsx'

type Sees = Staff<'see_audience'>
type Tests = Staff<'test_headlines'>

const testsShown = 50
const articlesOffered = 12

export const list: Page<typeof paths.deskHeadlines, Sees, 'done'> = async ({ db, who, speaks, now }) => {
  const desk = await deskOf(db, { who, speaks })
  const { t, facts: { paper: { time_zone: zone } } } = desk
  const tests: { test: HeadlineTest; said: Child }[] = []
  for (const test of await newestTests(db, testsShown)) {
    const { compared } = await resultOf(db, { ...test, now })
    const changes = compared.flatMap(({ version, more }) => (more ? [`${version.toUpperCase()}: ${ratioSaid(t, more)}`] : []))
    tests.push({ test, said: <>{outcomeSaid(t, test, { compared, zone })}{test.outcome === 'decided' || changes.length === 0 ? null : <><br />{changes.join(' · ')}</>}</> })
  }
  const running = new Set(tests.flatMap(({ test }) => (test.ended_at === null ? [test.article_id] : [])))
  return html(
    <AudienceFrame desk={desk} pages={audiencePages(t, who)} current={paths.deskHeadlines} title={t('headline_tests.title')}>
      <p class="small">{t('headline_tests.lead')}</p>
      <DataTable caption={t('headline_tests.title')} rows={tests} empty={t('headline_tests.none')} columns={[
        { label: t('front_clicks.article'), names: true, cell: ({ test }) => <a href={url(paths.deskHeadlineTest, { id: String(test.id) })} lang={test.language === t.language ? undefined : test.language}>{test.own_headline}</a> },
        { label: t('headline_tests.began'), cell: ({ test }) => t.dateTime(test.began_at, zone) },
        { label: t('headline_tests.result'), cell: ({ said }) => said },
      ]} />
      {isPermitted(who.roles, 'test_headlines') ? await offered(db, { desk, running, now }) : null}
    </AudienceFrame>)
}

/** What is followed on the front page now, and is not being tested. */
async function offered(db: Reads, { desk: { t, facts: { paper } }, running, now }: { desk: Desk; running: ReadonlySet<number>; now: Date }) {
  const rows = (await frontClicks(db, spanOf('three', { now, zone: paper.time_zone }))).filter(({ article_id, slot }) => article_id !== null && !running.has(article_id) && !slot.startsWith('most-'))
  const articles = [...new Map(rows.map((row) => [row.article_id, row])).values()].slice(0, articlesOffered)
  return (
    <>
      <h2>{t('headline_tests.new')}</h2>
      <p class="small">{t('headline_tests.new_lead')}</p>
      {articles.length === 0 ? <p class="nothing">{t('headline_tests.new_none')}</p> : (
        <ul class="headline-offers">{articles.map(({ article_id, headline, language }) => <li><a href={withQuery(paths.deskNewHeadlineTest, { article: article_id ?? 0 })} lang={language !== null && language !== t.language ? language : undefined}>{headline}</a></li>)}</ul>
      )}
    </>
  )
}

interface Showing { desk: Desk; article: { id: number; headline: string; language: string }; typed: TypedTest; errors: Errors; title?: string }

function shown({ desk, article, typed, errors, title }: Showing): Response {
  const { t, who } = desk
  const wrong = Object.keys(errors).length > 0
  return html(
    <AudienceFrame desk={desk} pages={audiencePages(t, who)} current={paths.deskHeadlines} title={t('headline_tests.new')} back={{ path: paths.deskHeadlines, label: t('headline_tests.title') }}>
      <Wrong errors={errors} t={t} title={title} />
      <form class="form" method="post" action={paths.deskHeadlines}>
        <input type="hidden" name="article" value={String(article.id)} />
        <p class="headline-own"><b>A</b> <span lang={article.language === t.language ? undefined : article.language}>{article.headline}</span> <small>{t('headline_tests.own')}</small></p>
        {fields.map((field) => <Field name={field} label={t('headline_tests.version', { version: field.toUpperCase() })} hint={field === 'b' ? t('headline_tests.versions_hint') : undefined} value={typed[field]} error={errors[field]} maxlength={longestHeadline} lang={article.language} required={field === 'b'} />)}
        <Select name="hours" label={t('headline_tests.hours')} hint={t('headline_tests.hours_hint')} value={typed.hours} error={errors.hours} options={hoursOffered.map((hours) => ({ value: String(hours), label: t('headline_tests.hours_of', { hours }) }))} />
        <div class="actions"><button class="button">{t('headline_tests.begin')}</button></div>
      </form>
      <Method t={t} />
    </AudienceFrame>, wrong ? 422 : 200)
}

function Method({ t }: { t: T }) {
  return <p class="small">{t('headline_tests.method')}</p>
}

export const blank: Page<typeof paths.deskNewHeadlineTest, Tests, 'article'> = async ({ db, who, speaks, query }) => {
  const article = found(await testableArticle(db, found(numberIn(query.article ?? ''))))
  return shown({ desk: await deskOf(db, { who, speaks }), article, typed: emptyTest, errors: {} })
}

export const begin: Action<typeof paths.deskHeadlines, Tests> = async ({ db, who, speaks, form, now }) => {
  const article = found(await testableArticle(db, found(numberIn(textIn(form, 'article')))))
  const desk = await deskOf(db, { who, speaks })
  const typed = typedTest(form)
  const { test, errors } = testIn(typed, { own: article.headline, t: desk.t })
  if (!test) return shown({ desk, article, typed, errors })
  const id = await beginTest(db, { article, ...test }, { by: `staff:${who.id}`, now })
  if (id === undefined) return shown({ desk, article, typed, errors: { b: desk.t('headline_tests.wrong.running') }, title: desk.t('headline_tests.wrong.title') })
  return seeOther(withQuery(url(paths.deskHeadlineTest, { id: String(id) }), { done: 'begun' }))
}
