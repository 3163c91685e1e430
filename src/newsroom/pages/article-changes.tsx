// What was written into an article since readers saw it last: shown beside what they see, and made public: as a correction, as an
// update, or without a word for what changes nothing that was said.
import { articleById, type FullArticle } from '../../articles/reads/articles.ts'
import type { Db, Reads } from '../../base/db/db.ts'
import type { Errors } from '../../base/ui/form.tsx'
import { textIn, type Form } from '../../base/web/form.ts'
import { html, seeOther } from '../../base/web/respond.ts'
import { found, type Action, type Call, type Page } from '../../base/web/route.ts'
import { routeForCorrection } from '../../comments/reads/routes.ts'
import { endRoute } from '../../comments/routing.ts'
import { deskOf, type Desk } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { isPermitted } from '../../people/permissions.ts'
import { still } from '../../people/still.ts'
import { DeskFrame } from '../../people/views/desk-frame.tsx'
import { numberIn, paths, url, withQuery } from '../../urls.ts'
import type { Finding } from '../client/editor/house-style/finding.ts'
import { compared, stateNamed } from '../comparing.ts'
import { correctionWords } from '../difference/correction-words.ts'
import { mayAsk } from '../heavy.ts'
import { updateNow } from '../publishing.ts'
import { faultsInWords } from '../revised.ts'
import { longestWhy } from '../revision.ts'
import { against } from '../views/publishing-box.tsx'
import { PublishChanges, type ChangeTyped } from '../views/publish-changes.tsx'
import { Findings } from '../views/style-findings.tsx'
import { beside, tooOften } from './revisions.tsx'

type Publisher = Staff<'publish_articles'>
/** As what a change becomes public. */
const ways = ['updated', 'revised', 'corrected'] as const

export const show: Page<typeof paths.deskArticleChanges, Staff<'write_articles'>, 'comment' | 'how'> = async ({ db, who, speaks, params, query, limits }) => {
  const article = found(await articleById(db, found(numberIn(params.id))))
  const desk = await deskOf(db, { who, speaks })
  if (!mayAsk(limits, 'difference', who)) return tooOften(desk, article)
  const route = await readersWord(db, { article, comment: query.comment })
  const typed: ChangeTyped = { how: route ? 'corrected' : ways.find((one) => one === query.how) ?? '', why: '', anyway: '', was_wrong: null, is_right: null, ask: true, answer: '' }
  return html(await changesPage(db, { desk, article, typed, errors: {}, comment: route?.comment_id }))
}

interface ChangesPage { desk: Desk; article: FullArticle; typed: ChangeTyped; errors: Errors; /** What house style has against it. */ findings?: Finding[]; comment: number | undefined }

async function changesPage(db: Reads, { desk, article, typed, errors, findings = [], comment }: ChangesPage) {
  const { t, who } = desk
  const [before, after] = [await stateNamed(db, article, 'public'), await stateNamed(db, article, 'working')]
  const route = await readersWord(db, { article, comment: comment === undefined ? undefined : String(comment) })
  const said = before && after ? correctionWords((await compared(db, before.written, after.written)).difference, article.language) : { was_wrong: '', is_right: '' }
  return (
    <DeskFrame {...desk} title={`${t('changes.title')}: ${article.headline}`} current={paths.deskArticles} back={{ path: url(paths.deskArticle, { id: String(article.id) }), label: article.headline }}>
      {before && after ? await beside(db, { article, desk, before, after }) : <p class="nothing">{t('changes.not_public')}</p>}
      <Findings findings={findings} title={t('house_style.found_title')} path={url(paths.deskArticle, { id: String(article.id) })} t={t} />
      {before && isPermitted(who.roles, 'publish_articles') ? <PublishChanges article={article} typed={{ ...typed, was_wrong: typed.was_wrong ?? said.was_wrong, is_right: typed.is_right ?? said.is_right }} route={route} errors={errors} t={t} /> : null}
    </DeskFrame>
  )
}

/** The comment that offers the correction, if it is one under this article. */
async function readersWord(db: Reads, { article, comment }: { article: FullArticle; comment: string | undefined }) {
  const comment_id = numberIn(comment ?? '')
  const route = comment_id === undefined ? undefined : await routeForCorrection(db, comment_id)
  return route?.article_id === article.id ? route : undefined
}

export const publish: Action<typeof paths.deskArticleChanges, Publisher> = (c) => publishing(c, ways.find((one) => one === textIn(c.form, 'how')) ?? '')
/** The same for a correction, with an address of its own. */
export const correct: Action<typeof paths.deskArticleCorrections, Publisher> = (c) => publishing(c, 'corrected')

type Publishing = Pick<Call<typeof paths.deskArticle, Publisher>, 'who' | 'speaks' | 'params' | 'now' | 'site'> & { db: Db; form: Form }

async function publishing(c: Publishing, how: ChangeTyped['how']): Promise<Response> {
  const { db, who, speaks, params, form } = c
  const article = found(await articleById(db, found(numberIn(params.id))))
  const desk = await deskOf(db, { who, speaks })
  const route = await readersWord(db, { article, comment: textIn(form, 'comment') })
  const typed = typedIn(form, how)
  const refuse = async (errors: Errors, findings: Finding[] = []) => html(await changesPage(db, { desk, article, typed, errors, findings, comment: route?.comment_id }), 422)
  const wrong = wrongIn(typed, desk)
  if (Object.values(wrong).some(Boolean)) return refuse(wrong)
  const refusal = await still(db, who, (tx, who) => published(tx, { article, typed, route }, { ...c, who }))
  if (!refusal) return seeOther(withQuery(url(paths.deskArticle, params), { done: how === 'corrected' ? 'corrected' : 'changed' }))
  if (refusal.why === 'faults') return refuse(faultsInWords(refusal.faults, desk.t))
  const said = against(refusal, { t: desk.t, zone: desk.facts.paper.time_zone })
  return refusal.why === 'style' ? refuse(refusal.may_anyway ? { anyway: said } : { how: said }, refusal.findings) : refuse({ how: said })
}

type Taken = { article: FullArticle; typed: ChangeTyped; route: Awaited<ReturnType<typeof readersWord>> }

/** The text, the correction, and the word to the reader who led to it: all of it or nothing. */
async function published(tx: Db, { article, typed, route }: Taken, { who, now, site }: Publishing) {
  const { how, why, anyway, was_wrong, is_right, ask, answer } = typed
  const correction = how === 'corrected' ? { was_wrong: was_wrong ?? '', is_right: is_right ?? '', comment_id: route?.comment_id ?? null, is_credited: route?.credit === 'agreed' } : undefined
  const refusal = await updateNow(tx, { article_id: article.id, is_update: how === 'updated', why, anyway, correction }, { reader_id: who.id, roles: who.roles, now })
  if (!refusal && correction && route) await endRoute(tx, { comment_id: route.comment_id, route: route.route, outcome: 'corrected', answer, asksCredit: ask }, { by: who, now, site_url: site.url })
  return refusal
}

function typedIn(form: Form, how: ChangeTyped['how']): ChangeTyped {
  const text = (name: string) => textIn(form, name).trim()
  return { how, why: text('why').slice(0, longestWhy), anyway: text('anyway').slice(0, longestWhy), was_wrong: text('was_wrong'), is_right: text('is_right'), ask: text('ask') !== '', answer: text('answer').slice(0, 1000) }
}

function wrongIn({ how, why, was_wrong, is_right }: ChangeTyped, { t }: Desk): Errors {
  return {
    how: how === '' ? t('changes.wrong.how') : undefined,
    why: how === 'revised' && why === '' ? t('changes.wrong.why') : undefined,
    was_wrong: how === 'corrected' && !was_wrong ? t('articles.wrong.was_wrong') : undefined,
    is_right: how === 'corrected' && !is_right ? t('articles.wrong.is_right') : undefined,
  }
}
