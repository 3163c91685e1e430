// One article at the desk: opened, made, saved.
import { createArticle } from '../../articles/article.ts'
import { articleById, type FullArticle } from '../../articles/reads/articles.ts'
import { nameSuggestions } from '../../articles/reads/search.ts'
import { TranslationRefused } from '../../articles/translation.ts'
import { atomically, type Reads } from '../../base/db/db.ts'
import type { Errors } from '../../base/ui/form.tsx'
import { textIn } from '../../base/web/form.ts'
import { html, seeOther } from '../../base/web/respond.ts'
import { found, type Action, type Page } from '../../base/web/route.ts'
import { deskOf, type Desk } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { still } from '../../people/still.ts'
import { DeskFrame } from '../../people/views/desk-frame.tsx'
import { numberIn, paths, url, withQuery } from '../../urls.ts'
import { articleDesk } from '../article-desk.ts'
import { checked, emptyForm, typedIn, type Typed } from '../article-form.ts'
import { authorOf } from '../reads/people.ts'
import { standingOf } from '../reads/workflow.ts'
import { namedIn } from '../revised.ts'
import { longestWhy } from '../revision.ts'
import { saveWritten, stateOf, type Refused } from '../saving.ts'
import { mayWrite } from '../stage.ts'
import { ArticleForm } from '../views/article-form.tsx'
import { ArticleView, type Given } from '../views/article-view.tsx'

type Who = Staff<'write_articles'>

export const show: Page<typeof paths.deskArticle, Staff<'see_articles'>, 'done'> = async ({ db, who, speaks, params, query, now }) => {
  const article = found(await articleById(db, found(numberIn(params.id))))
  return shown(db, { desk: await deskOf(db, { who, speaks }), article, now, done: query.done })
}

interface Showing { desk: Desk; article: FullArticle; now: Date; typed?: Typed; errors?: Errors; wrong?: Errors; given?: Given; done?: string | undefined; refused?: Refused; status?: number }

/** The page of an article; with what was typed, and what is wrong with it, after a form was refused. `wrong` are the errors of the other forms on the page. */
export async function shown(db: Reads, { desk, article, now, typed, errors = {}, wrong = {}, given = {}, done, refused, status = 200 }: Showing): Promise<Response> {
  const { who, t } = desk
  const parts = await articleDesk(db, { article, who, now }, t)
  const { theirs } = parts
  const overtaken = refused && typed ? { mine: typed, theirs, by: parts.deeds[0]?.actor.text ?? '', refused, t, zone: desk.facts.paper.time_zone } : undefined
  return html(<ArticleView desk={desk} article={article} parts={parts} typed={typed ?? theirs} errors={errors} wrong={wrong} given={given} done={done} overtaken={overtaken} />, status)
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
  const { written, row, errors } = await checked(db, typed, { before: undefined, t: desk.t })
  if (errors) return html(await newArticle(db, { desk, typed, errors }), 422)
  try {
    const { id } = await atomically(db, async (tx) => createArticle(tx, { ...row, ...await namedIn(tx, written, { ...act, article: undefined }), state: 'draft' }, act))
    return seeOther(withQuery(url(paths.deskArticle, { id: String(id) }), { done: 'saved' }))
  } catch (error) {
    if (!(error instanceof TranslationRefused)) throw error
    return html(await newArticle(db, { desk, typed, errors: { translation_of: desk.t('articles.wrong.translation_of') } }), 422)
  }
}

/** Into the working copy: of what is public readers see nothing before it is published. */
export const save: Action<typeof paths.deskArticle, Who> = async ({ db, who, speaks, params, form, now }) => {
  const article = found(await articleById(db, found(numberIn(params.id))))
  const desk = await deskOf(db, { who, speaks })
  const typed = typedIn(form)
  if (!mayWrite(who.roles, found(await standingOf(db, article.id)))) return shown(db, { desk, article, now, typed, refused: { why: 'not_permitted' }, status: 403 })
  const { written, errors } = await checked(db, typed, { before: (await stateOf(db, article)).written, t: desk.t })
  if (errors) return shown(db, { desk, article, now, typed, errors, status: 422 })
  const saving = { article_id: article.id, written, seen: textIn(form, 'seen'), why: textIn(form, 'why').trim().slice(0, longestWhy), isTakeover: textIn(form, 'take_over') !== '' }
  const refused = await still(db, who, (tx, who) => saveWritten(tx, saving, { who, now }))
  if (refused) return shown(db, { desk, article, now, typed, refused, status: refused.why === 'not_permitted' ? 403 : 409 })
  return seeOther(withQuery(url(paths.deskArticle, params), { done: 'saved' }))
}
