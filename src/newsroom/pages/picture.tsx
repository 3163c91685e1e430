// One picture of the library: put right, cut anew, deleted; and many put right at once.
import { editPictures } from '../../articles/picture-editing.ts'
import { articleById } from '../../articles/reads/articles.ts'
import { libraryPictures, type LibraryPicture } from '../../articles/reads/pictures.ts'
import type { Reads } from '../../base/db/db.ts'
import type { Errors } from '../../base/ui/form.tsx'
import { textIn, textsIn } from '../../base/web/form.ts'
import { html, seeOther } from '../../base/web/respond.ts'
import { found, type Action, type Page } from '../../base/web/route.ts'
import { deskOf, type Desk } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { isPermitted } from '../../people/permissions.ts'
import { DeskFrame } from '../../people/views/desk-frame.tsx'
import { Done } from '../../people/views/desk-said.tsx'
import { numberIn, paths, url, withQuery } from '../../urls.ts'
import { hindranceInWords, mayKeep } from '../library.ts'
import { pictureDesk } from '../picture-desk.ts'
import { changeIn, focusIn, pictureErrors, pictureForm, pictureFormIn, sharedChange, type PictureForm } from '../picture-form.ts'
import { deletePicture } from '../picture-keeping.ts'
import { leadArticleWith } from '../picture-lead.ts'
import { PictureView } from '../views/picture-view.tsx'
import { stillWriting } from '../writer.ts'
import { listPage } from './pictures.tsx'

type Who = Staff<'write_articles'>

export const show: Page<typeof paths.deskPicture, Who, 'done'> = async ({ db, who, speaks, params, query, now }) => {
  const picture = await pictureIn(db, params.id)
  return html(await picturePage(db, { desk: await deskOf(db, { who, speaks }), picture, done: query.done, now }))
}

async function pictureIn(db: Reads, text: string): Promise<LibraryPicture> {
  const [picture] = await libraryPictures(db, [found(numberIn(text))])
  return found(picture)
}

interface Showing { desk: Desk; picture: LibraryPicture; form?: PictureForm; errors?: Errors; done?: string | undefined; now: Date }

async function picturePage(db: Reads, { desk, picture, form, errors = {}, done, now }: Showing) {
  const { t, facts } = desk
  const zone = facts.paper.time_zone
  const parts = await pictureDesk(db, picture, now)
  const said = parts.hindrances.map((one) => ({ text: hindranceInWords(one, picture, { t, zone }), blocks: one.blocks }))
  return (
    <DeskFrame {...desk} title={picture.name} current={paths.deskArticles} back={{ path: paths.deskPictures, label: t('desk.pictures') }} scripts={['focus.js']}>
      <Done text={done === 'saved' ? t('pictures.saved') : done === 'focus' ? t('pictures.focal_saved') : done === 'merged' ? t('pictures.merged') : undefined} />
      <PictureView picture={picture} parts={parts} said={said} form={form ?? pictureForm(picture, zone)} errors={errors} mayKeep={mayKeep(desk.who, picture)} mayMerge={isPermitted(desk.who.roles, 'publish_articles')} t={t} zone={zone} />
    </DeskFrame>
  )
}

export const save: Action<typeof paths.deskPicture, Who> = async ({ db, who, speaks, params, form: sent, now }) => {
  const picture = await pictureIn(db, params.id)
  const desk = await deskOf(db, { who, speaks })
  if (!mayKeep(who, picture)) return html(await picturePage(db, { desk, picture, errors: { words: desk.t('pictures.not_yours') }, now }), 403)
  const form = pictureFormIn(sent)
  const errors = pictureErrors(form, desk.t)
  if (Object.values(errors).some(Boolean)) return html(await picturePage(db, { desk, picture, form, errors, now }), 422)
  await editPictures(db, { ids: [picture.id], change: changeIn(form, desk.facts.paper.time_zone) }, { by: `staff:${who.id}`, now })
  return seeOther(withQuery(url(paths.deskPicture, params), { done: 'saved' }))
}

export const focus: Action<typeof paths.deskPictureFocus, Who> = async ({ db, who, speaks, params, form, now }) => {
  const picture = await pictureIn(db, params.id)
  const change = focusIn(form)
  if (!change) {
    const desk = await deskOf(db, { who, speaks })
    return html(await picturePage(db, { desk, picture, errors: { focus: desk.t('pictures.wrong.focus') }, now }), 422)
  }
  await editPictures(db, { ids: [picture.id], change }, { by: `staff:${who.id}`, now })
  return seeOther(withQuery(url(paths.deskPicture, params), { done: 'focus' }))
}

export const remove: Action<typeof paths.deskPictureDeletion, Who> = async ({ db, who, speaks, params, now }) => {
  const [picture, desk] = [await pictureIn(db, params.id), await deskOf(db, { who, speaks })]
  if (!mayKeep(who, picture)) return html(await picturePage(db, { desk, picture, errors: { deletion: desk.t('pictures.not_yours') }, now }), 403)
  if (await deletePicture(db, picture.id, { by: `staff:${who.id}`, now })) return seeOther(withQuery(paths.deskPictures, { done: 'deleted' }))
  return html(await picturePage(db, { desk, picture, errors: { uses: desk.t('pictures.may_not_delete') }, now }), 422)
}

/** The pictures that were marked in the list: all of them, or none where somebody may not change each. */
export const together: Action<typeof paths.deskPictureEditing, Who> = async ({ db, who, speaks, form: sent, now }) => {
  const desk = await deskOf(db, { who, speaks })
  const [form, ids] = [pictureFormIn(sent), textsIn(sent, 'ids').flatMap((text) => numberIn(text) ?? []).slice(0, 500)]
  const errors: Errors = { ...pictureErrors(form, desk.t), ...(ids.length === 0 ? { ids: desk.t('pictures.wrong.unmarked') } : {}) }
  if (Object.values(errors).some(Boolean)) return html(await listPage(db, { desk, query: {}, errors, given: {}, together: form, now }), 422)
  const others = (await libraryPictures(db, ids)).filter((picture) => !mayKeep(who, picture)).map(({ name }) => name)
  if (others.length > 0) return html(await listPage(db, { desk, query: {}, errors: { ids: desk.t('pictures.not_yours_among', { names: others.join(', ') }) }, given: {}, together: form, now }), 403)
  const n = await editPictures(db, { ids, ...sharedChange(form, desk.facts.paper.time_zone) }, { by: `staff:${who.id}`, now })
  return seeOther(withQuery(paths.deskPictures, { done: 'edited', n }))
}

/** One that an article leads with from now on. */
export const lead: Action<typeof paths.deskArticleLead, Who> = async ({ db, who, speaks, params, form, now }) => {
  const article = found(await articleById(db, found(numberIn(params.id))))
  const isThere = await stillWriting(db, { article_id: article.id, who }, (tx) => leadArticleWith(tx, { article_id: article.id, name: textIn(form, 'picture') }, { by: `staff:${who.id}`, now }))
  if (isThere) return seeOther(withQuery(url(paths.deskArticle, params), { done: 'pictured' }))
  const desk = await deskOf(db, { who, speaks })
  return html(await listPage(db, { desk, query: { for: params.id }, errors: { picture: desk.t('pictures.none') }, given: {}, now }), 422)
}
