// The library of the paper's pictures: finding them, taking them in, and choosing one for an article.
import { mostBytes } from '../../articles/picture.ts'
import { articleById } from '../../articles/reads/articles.ts'
import { topicById } from '../../articles/reads/paper.ts'
import type { Reads } from '../../base/db/db.ts'
import { Wrong, type Errors } from '../../base/ui/form.tsx'
import { html, seeOther } from '../../base/web/respond.ts'
import { found, type Action, type Page } from '../../base/web/route.ts'
import { deskOf, type Desk } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { isPermitted } from '../../people/permissions.ts'
import { DeskFrame } from '../../people/views/desk-frame.tsx'
import { Paging } from '../../people/views/desk-list.tsx'
import { Done } from '../../people/views/desk-said.tsx'
import { numberIn, paths, url, withQuery } from '../../urls.ts'
import { hindranceInWords, libraryPage, mayKeep, soughtIn, type LibraryQuery } from '../library.ts'
import { givenWords, pictureFormIn, takePicture, takePictures, type PictureForm } from '../picture-form.ts'
import { leadArticleWith } from '../picture-lead.ts'
import { ends, kinds, lacks, shapes, uploaders, uses } from '../reads/library.ts'
import { standingOf } from '../reads/workflow.ts'
import { articleWays } from '../views/article-ways.ts'
import type { Given } from '../views/article-view.tsx'
import { PictureFields } from '../views/picture-fields.tsx'
import { PictureFilters } from '../views/picture-filters.tsx'
import { PictureList, type ListLead } from '../views/picture-list.tsx'
import { PictureUpload } from '../views/picture-upload.tsx'
import { mayWrite } from '../stage.ts'
import { uploadWords } from '../upload-words.ts'
import { stillWriting } from '../writer.ts'
import { shown } from './article.tsx'

/** Two of the largest pictures that the paper keeps, with the fields around them: more go up by themselves. */
export const mostPictureBytes = 2 * mostBytes + 1_024 * 1_024
const pageLength = 24

type Who = Staff<'write_articles'>
type Query = LibraryQuery & { /** An article by its number, or a topic: 12, t7. */ for?: string; done?: string; n?: string }

export const list: Page<typeof paths.deskPictures, Who, keyof Query> = async ({ db, who, speaks, query, now }) => {
  const desk = await deskOf(db, { who, speaks })
  return html(await listPage(db, { desk, query, errors: {}, given: {}, now }))
}

export interface Listing { desk: Desk; query: Query; errors: Errors; given: Given; /** What was typed for those that are marked. */ together?: PictureForm; now: Date }

export async function listPage(db: Reads, { desk, query, errors, given, together, now }: Listing) {
  const { t, facts, who } = desk
  const zone = facts.paper.time_zone
  const [{ found: pictures, older }, by, choosing] = await Promise.all([
    libraryPage(db, { sought: soughtIn(query, { zone, now }), length: pageLength }, now), uploaders(db), choosingFor(db, query, desk),
  ])
  const listed = pictures.map(({ picture, hindrances }) => ({ picture, mayKeep: mayKeep(who, picture), hindrances: hindrances.map((one) => ({ text: hindranceInWords(one, picture, { t, zone }), blocks: one.blocks })) }))
  const { before: _, done: __, n: ___, ...asked } = query
  return (
    <DeskFrame {...desk} title={choosing?.title ?? t('desk.pictures')} current={paths.deskArticles} pages={{ all: articleWays(t), current: paths.deskPictures }} scripts={['pictures.js']}>
      <Done text={doneText(query, desk)} />
      <Wrong errors={errors} t={t} />
      {choosing
        ? <p><a href={choosing.back.path}>{choosing.back.label}</a></p>
        : <p class="actions small"><a href={paths.deskPictureDuplicates}>{t('pictures.duplicates')}</a>{isPermitted(who.roles, 'set_paper') ? <a href={paths.deskMediaSettings}>{t('media_settings.title')}</a> : null}</p>}
      {choosing ? null : <PictureUpload action={paths.deskPictures} many={{ uploads: paths.deskPictureUploads, words: uploadWords(t) }} given={given} errors={errors} t={t} />}
      <PictureFilters action={paths.deskPictures} query={asked} choices={choicesOf(by, desk)} t={t} />
      {listed.length === 0 ? <p class="nothing">{t('pictures.none')}</p> : <PictureList pictures={listed} form={choosing ? undefined : 'marked'} lead={choosing?.lead} t={t} />}
      <Paging t={t} newest={query.before === undefined ? undefined : withQuery(paths.deskPictures, asked)} older={older === undefined ? undefined : withQuery(paths.deskPictures, { ...asked, before: older })} />
      {choosing || (!together && !listed.some((one) => one.mayKeep)) ? null : (
        <details class="together" open={together !== undefined}>
          <summary>{t('pictures.together')}</summary>
          <form class="form" id="marked" method="post" action={paths.deskPictureEditing}>
            <p class="hint">{t('pictures.together_how')}{isPermitted(who.roles, 'keep_pictures') ? null : ` ${t('pictures.together_yours')}`}</p>
            <PictureFields form={together ?? pictureFormIn({})} errors={errors} many t={t} />
            <div class="actions"><button class="button">{t('pictures.save_marked')}</button></div>
          </form>
        </details>
      )}
    </DeskFrame>
  )
}

interface Choosing { title: string; back: { path: string; label: string }; lead: ListLead }

/** What a picture is chosen for, where it is for something. */
async function choosingFor(db: Reads, query: Query, { t, who }: Desk): Promise<Choosing | undefined> {
  const [article_id, topic_id] = [numberIn(query.for ?? ''), numberIn(query.for?.startsWith('t') ? query.for.slice(1) : '')]
  const article = article_id === undefined ? undefined : await articleById(db, article_id)
  if (article) {
    const id = { id: String(article.id) }
    return { title: t('pictures.choose_for', { headline: article.headline }), back: { path: url(paths.deskArticle, id), label: t('pictures.back_to_article') }, lead: { action: url(paths.deskArticleLead, id), text: t('pictures.lead'), label: (name) => t('pictures.lead_with', { name }) } }
  }
  const topic = topic_id === undefined || !isPermitted(who.roles, 'keep_topics') ? undefined : await topicById(db, topic_id)
  if (!topic) return undefined
  const id = { id: String(topic.id) }
  return { title: t('pictures.choose_for_topic', { name: topic.name }), back: { path: url(paths.deskTopic, id), label: t('pictures.back_to_topic') }, lead: { action: url(paths.deskTopicPicture, id), text: t('pictures.for_topic'), label: (name) => t('pictures.for_topic_this', { name }) } }
}

function doneText({ done, n }: Query, { t }: Desk): string | undefined {
  if (done === 'edited') return t('pictures.edited', { n: numberIn(n ?? '') ?? 0 })
  if (done === 'deleted') return t('pictures.deleted')
  if (done === 'several') return t('pictures.taken_several', { n: numberIn(n ?? '') ?? 0 })
  return done && /^[a-z0-9-]+$/.test(done) ? t('pictures.taken', { name: done }) : undefined
}

function choicesOf(by: { id: number; name: string }[], { t }: Desk) {
  return {
    kind: kinds.map((value) => ({ value, label: t(`pictures.kind.${value}`) })), shape: shapes.map((value) => ({ value, label: t(`pictures.shape.${value}`) })),
    lacks: lacks.map((value) => ({ value, label: t(`pictures.lacks.${value}`) })), ends: ends.map((value) => ({ value, label: t(`pictures.ends.${value}`) })),
    use: uses.map((value) => ({ value, label: t(`pictures.use.${value}`) })), by: by.map(({ id, name }) => ({ value: String(id), label: name })),
  }
}

export const take: Action<typeof paths.deskPictures, Who> = async ({ db, files, who, speaks, form, now }) => {
  const taken = await takePictures(db, { files, form, reader_id: who.id }, now)
  const [refused, there] = [taken.filter(({ why }) => why), taken.flatMap(({ picture }) => picture ?? [])]
  if (taken.length > 0 && refused.length === 0) return seeOther(withQuery(paths.deskPictures, there.length === 1 ? { done: there[0]?.name } : { done: 'several', n: there.length }))
  const desk = await deskOf(db, { who, speaks })
  const said = refused.map(({ name, why }) => (taken.length > 1 && why ? `${name}: ${desk.t(why)}` : why ? desk.t(why) : ''))
  return html(await listPage(db, { desk, query: {}, errors: { file: said.join(' ') || desk.t('pictures.wrong.none') }, given: givenWords(form), now }), 422)
}

/** A new picture that the article leads with. */
export const lead: Action<typeof paths.deskArticlePicture, Who> = async ({ db, files, who, speaks, params, form, now }) => {
  const article = found(await articleById(db, found(numberIn(params.id))))
  const desk = await deskOf(db, { who, speaks })
  if (!mayWrite(who.roles, found(await standingOf(db, article.id)))) return shown(db, { desk, article, now, status: 403 })
  const { picture, why } = await takePicture(db, { files, form, reader_id: who.id }, now)
  if (!picture) return shown(db, { desk, article, now, wrong: { file: desk.t(why) }, given: givenWords(form), status: 422 })
  await stillWriting(db, { article_id: article.id, who }, (tx) => leadArticleWith(tx, { article_id: article.id, name: picture.name }, { by: `staff:${who.id}`, now }))
  return seeOther(withQuery(url(paths.deskArticle, params), { done: 'pictured' }))
}
