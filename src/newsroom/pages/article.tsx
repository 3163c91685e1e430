// One article at the desk: opened, made, saved.
import { articleById, type FullArticle } from '../../articles/reads/articles.ts'
import { nameSuggestions } from '../../articles/reads/search.ts'
import { createArticle } from '../../articles/article.ts'
import { reviseArticle, type Revised } from '../../articles/revision.ts'
import { TranslationRefused } from '../../articles/translation.ts'
import { atomically, type Db, type Reads } from '../../base/db/db.ts'
import type { Errors } from '../../base/ui/form.tsx'
import { textIn, type Form } from '../../base/web/form.ts'
import { html, seeOther } from '../../base/web/respond.ts'
import { found, type Action, type Page } from '../../base/web/route.ts'
import { deskOf, type Desk } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { DeskFrame } from '../../people/views/desk-frame.tsx'
import { numberIn, paths, url, withQuery } from '../../urls.ts'
import { articleDesk } from '../article-desk.ts'
import { checked, emptyForm, namedIn, typedIn, typedOf, type Typed } from '../article-form.ts'
import { authorOf } from '../reads/people.ts'
import { ArticleForm } from '../views/article-form.tsx'
import { ArticleView, type Given } from '../views/article-view.tsx'
import type { Overtaken } from '../views/overtaken.tsx'

type Who = Staff<'write_articles'>

export const show: Page<typeof paths.deskArticle, Who, 'done'> = async ({ db, who, speaks, params, query }) => {
  const article = found(await articleById(db, found(numberIn(params.id))))
  return shown(db, { desk: await deskOf(db, { who, speaks }), article, done: query.done })
}

interface Showing { desk: Desk; article: FullArticle; typed?: Typed; errors?: Errors; wrong?: Errors; given?: Given; done?: string | undefined; overtaken?: Parameters<typeof Overtaken>[0]; status?: number }

/** The page of an article; with what was typed, and what is wrong with it, after a form was refused. `wrong` are the errors of the other forms on the page. */
export async function shown(db: Reads, { desk, article, typed, errors = {}, wrong = {}, given = {}, done, overtaken, status = 200 }: Showing): Promise<Response> {
  const { who, t } = desk
  const parts = await articleDesk(db, { article, who }, t)
  return html(<ArticleView desk={desk} article={article} parts={parts} typed={typed ?? await typedOf(db, article)} errors={errors} wrong={wrong} given={given} done={done} overtaken={overtaken} />, status)
}

export const blank: Page<typeof paths.deskNewArticle, Who> = async ({ db, who, speaks }) => {
  const desk = await deskOf(db, { who, speaks })
  const { paper, sections } = desk.facts
  const author = await authorOf(db, who.id)
  const typed = emptyForm({ language: paper.language, section: sections[0]?.slug ?? '', author: author?.name })
  return html(await newArticle(db, { desk, typed, errors: {} }))
}

async function newArticle(db: Reads, { desk, typed, errors }: { desk: Desk; typed: Typed; errors: Errors }) {
  const { t, facts } = desk
  return (
    <DeskFrame {...desk} title={t('articles.new')} current={paths.deskArticles} back={{ path: paths.deskArticles, label: t('desk.articles') }}>
      <ArticleForm action={paths.deskArticles} typed={typed} errors={errors} isPublic={false} unsayable={[]} sections={facts.sections} suggestions={await nameSuggestions(db)} t={t} />
    </DeskFrame>
  )
}

export const create: Action<typeof paths.deskArticles, Who> = async ({ db, who, speaks, form, now }) => {
  const desk = await deskOf(db, { who, speaks })
  const typed = typedIn(form)
  const act = { by: `staff:${who.id}`, now }
  const { row, errors } = await checked(db, typed, { article: undefined, t: desk.t })
  if (errors) return html(await newArticle(db, { desk, typed, errors }), 422)
  try {
    const { id } = await atomically(db, async (tx) => createArticle(tx, { ...row, ...await namedIn(tx, typed, { ...act, article: undefined }), state: 'draft' }, act))
    return seeOther(withQuery(url(paths.deskArticle, { id: String(id) }), { done: 'saved' }))
  } catch (error) {
    if (!(error instanceof TranslationRefused)) throw error
    return html(await newArticle(db, { desk, typed, errors: { translation_of: desk.t('articles.wrong.translation_of') } }), 422)
  }
}

export const save: Action<typeof paths.deskArticle, Who> = async ({ db, who, speaks, params, form, now }) => {
  const article = found(await articleById(db, found(numberIn(params.id))))
  const desk = await deskOf(db, { who, speaks })
  const typed = typedIn(form)
  if (!(await articleDesk(db, { article, who }, desk.t)).may_save) return shown(db, { desk, article, typed, status: 403 })
  const { row, errors } = await checked(db, typed, { article, t: desk.t })
  if (errors) return shown(db, { desk, article, typed, errors, status: 422 })
  try {
    const saved = await atomically(db, (tx) => revised(tx, { article, row, typed, form }, { by: `staff:${who.id}`, now }))
    if (saved.overtaken) return overtakenBy(db, { desk, article: saved.article, typed })
    return seeOther(withQuery(url(paths.deskArticle, params), { done: 'saved' }))
  } catch (error) {
    if (!(error instanceof TranslationRefused)) throw error
    return shown(db, { desk, article, typed, errors: { translation_of: desk.t('articles.wrong.translation_of') }, status: 422 })
  }
}

interface Saving { article: FullArticle; row: Omit<Revised, 'bylines' | 'topic_ids'>; typed: Typed; form: Form }

async function revised(tx: Db, { article, row, typed, form }: Saving, act: { by: string; now: Date }) {
  const named = await namedIn(tx, typed, { ...act, article })
  const is_update = article.state === 'published' && textIn(form, 'is_update') !== ''
  return reviseArticle(tx, { id: article.id, seen: textIn(form, 'seen'), revised: { ...row, ...named }, is_update }, act)
}

/** Nothing was saved: what was typed stands in the form, what the other one saved above it. */
async function overtakenBy(db: Reads, { desk, article, typed }: { desk: Desk; article: FullArticle; typed: Typed }): Promise<Response> {
  const { deeds } = await articleDesk(db, { article, who: desk.who }, desk.t)
  const overtaken = { mine: typed, theirs: await typedOf(db, article), by: deeds[0]?.actor.text ?? '', t: desk.t }
  return shown(db, { desk, article, typed, overtaken, status: 409 })
}
