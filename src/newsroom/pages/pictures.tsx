// The pictures of the paper, and taking one in: for the text of an article, or as what it leads with.
import { mostBytes } from '../../articles/picture.ts'
import { articleById } from '../../articles/reads/articles.ts'
import { picturesById, type ShownPicture } from '../../articles/reads/pictures.ts'
import { Caption, Picture } from '../../articles/views/picture.tsx'
import { atomically, type Reads } from '../../base/db/db.ts'
import type { T } from '../../base/i18n/i18n.ts'
import { Field, Wrong, type Errors } from '../../base/ui/form.tsx'
import { html, seeOther } from '../../base/web/respond.ts'
import { found, type Action, type Page } from '../../base/web/route.ts'
import { deskOf, type Desk } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { DeskFrame } from '../../people/views/desk-frame.tsx'
import { Filters, Paging } from '../../people/views/desk-list.tsx'
import { Done } from '../../people/views/desk-said.tsx'
import { numberIn, paths, url, withQuery } from '../../urls.ts'
import { givenWords, takePicture } from '../picture-form.ts'
import { listedPictures } from '../reads/articles.ts'
import { settle } from '../settling.ts'
import { articleWays } from '../views/article-ways.ts'
import type { Given } from '../views/article-view.tsx'
import { PictureUpload } from '../views/picture-upload.tsx'
import { mayWrite } from '../stage.ts'
import { writeInto } from '../writing.ts'
import { shown } from './article.tsx'

/** The largest picture that the paper keeps, with the fields around it. */
export const mostPictureBytes = mostBytes + 1_024 * 1_024
const pageLength = 24

type Who = Staff<'write_articles'>

export const list: Page<typeof paths.deskPictures, Who, 'q' | 'before' | 'done'> = async ({ db, who, speaks, query }) => {
  return html(await listPage(db, { desk: await deskOf(db, { who, speaks }), query, errors: {}, given: {} }))
}

interface Listing { desk: Desk; query: { q?: string | undefined; before?: string | undefined; done?: string | undefined }; errors: Errors; given: Given }

async function listPage(db: Reads, { desk, query: { q = '', before, done }, errors, given }: Listing) {
  const { t } = desk
  const ids = (await listedPictures(db, { words: q.trim() || undefined, before: numberIn(before ?? '') }, pageLength + 1)).map(({ id }) => id)
  const pictures = (await picturesById(db, ids.slice(0, pageLength))).sort((a, b) => b.id - a.id)
  const last = pictures.at(-1)
  return (
    <DeskFrame {...desk} title={t('desk.pictures')} current={paths.deskArticles} pages={{ all: articleWays(t), current: paths.deskPictures }}>
      <Done text={done && /^[a-z0-9-]+$/.test(done) ? t('pictures.taken', { name: done }) : undefined} />
      <Wrong errors={errors} t={t} />
      <Filters t={t} action={paths.deskPictures}><Field name="q" type="search" label={t('pictures.find')} value={q} /></Filters>
      {pictures.length === 0 ? <p class="nothing">{t('pictures.none')}</p> : <ul class="desk-pictures">{pictures.map((picture) => <li><Listed picture={picture} t={t} /></li>)}</ul>}
      <Paging t={t} newest={before === undefined ? undefined : withQuery(paths.deskPictures, { q })} older={ids.length > pageLength && last ? withQuery(paths.deskPictures, { q, before: last.id }) : undefined} />
      <section><h2>{t('pictures.new')}</h2><PictureUpload action={paths.deskPictures} given={given} errors={errors} t={t} /></section>
    </DeskFrame>
  )
}

function Listed({ picture, t }: { picture: ShownPicture; t: T }) {
  return (
    <figure>
      <Picture picture={picture} crop="wide" sizes="(width >= 64rem) 19rem, (width >= 40rem) 50vw, 100vw" alt={picture.alt} />
      <p><code>{picture.name}</code></p>
      <Caption picture={picture} caption={picture.caption} t={t} />
    </figure>
  )
}

export const take: Action<typeof paths.deskPictures, Who> = async ({ db, files, who, speaks, form, now }) => {
  const { picture, why } = await takePicture(db, { files, form }, { by: `staff:${who.id}`, now })
  if (picture) return seeOther(withQuery(paths.deskPictures, { done: picture.name }))
  const desk = await deskOf(db, { who, speaks })
  return html(await listPage(db, { desk, query: {}, errors: { file: desk.t(why) }, given: givenWords(form) }), 422)
}

/** A new picture that the article leads with. */
export const lead: Action<typeof paths.deskArticlePicture, Who> = async ({ db, files, who, speaks, params, form, now }) => {
  const article = found(await articleById(db, found(numberIn(params.id))))
  const desk = await deskOf(db, { who, speaks })
  const act = { by: `staff:${who.id}`, now }
  if (!mayWrite(who.roles, article)) return shown(db, { desk, article, now, status: 403 })
  const { picture, why } = await takePicture(db, { files, form }, act)
  if (!picture) return shown(db, { desk, article, now, wrong: { file: desk.t(why) }, given: givenWords(form), status: 422 })
  await atomically(db, async (tx) => {
    await writeInto(tx, { article_id: article.id, written: { lead_picture: picture.name, lead_alt: '', lead_caption: '' } }, act)
    await settle(tx, { article_id: article.id }, act)
  })
  return seeOther(withQuery(url(paths.deskArticle, params), { done: 'pictured' }))
}
