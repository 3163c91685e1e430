// Pictures that may be the same, in pairs: one can take the other's place, or it is said that they are two.
import { keepApart } from '../../articles/picture-merging.ts'
import { openPairs } from '../../articles/reads/media.ts'
import { libraryPictures, type LibraryPicture } from '../../articles/reads/pictures.ts'
import { Picture } from '../../articles/views/picture.tsx'
import type { T } from '../../base/i18n/i18n.ts'
import { textIn, type Form } from '../../base/web/form.ts'
import { html, seeOther } from '../../base/web/respond.ts'
import { found, NotFound, type Action, type Page } from '../../base/web/route.ts'
import { deskOf } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { isPermitted } from '../../people/permissions.ts'
import { DeskFrame } from '../../people/views/desk-frame.tsx'
import { Done } from '../../people/views/desk-said.tsx'
import { numberIn, paths, url, withQuery } from '../../urls.ts'
import { replacePicture } from '../picture-replacing.ts'
import { MergeForms } from '../views/picture-view.tsx'

type Who = Staff<'write_articles'>
const mostPairs = 50

export const show: Page<typeof paths.deskPictureDuplicates, Who, 'done'> = async ({ db, who, speaks, query }) => {
  const desk = await deskOf(db, { who, speaks })
  const { t } = desk
  const pairs = await openPairs(db, mostPairs)
  const pictures = new Map((await libraryPictures(db, pairs.flatMap(({ one_id, other_id }) => [one_id, other_id]))).map((picture) => [picture.id, picture]))
  const shown = pairs.flatMap(({ one_id, other_id, distance }) => {
    const [one, other] = [pictures.get(one_id), pictures.get(other_id)]
    return one && other ? [{ one, other, isSame: one.hash === other.hash, distance }] : []
  })
  return html(
    <DeskFrame {...desk} title={t('pictures.duplicates')} current={paths.deskArticles} back={{ path: paths.deskPictures, label: t('desk.pictures') }}>
      <Done text={query.done === 'apart' ? t('pictures.kept_apart') : undefined} />
      <p>{t('pictures.duplicates_about')}</p>
      {shown.length === 0 ? <p class="nothing">{t('pictures.no_duplicates')}</p> : (
        <ol class="picture-pairs">
          {shown.map(({ one, other, isSame }) => (
            <li>
              <p class="small">{t(isSame ? 'pictures.same_bytes' : 'pictures.same_look')}</p>
              <div class="pair"><Half picture={one} t={t} /><Half picture={other} t={t} /></div>
              <MergeForms one={one} other={other} mayMerge={isPermitted(who.roles, 'publish_articles')} t={t} />
            </li>
          ))}
        </ol>
      )}
    </DeskFrame>,
  )
}

function Half({ picture, t }: { picture: LibraryPicture; t: T }) {
  return (
    <figure>
      <Picture picture={picture} crop="full" sizes="(width >= 40rem) 50vw, 100vw" alt={picture.alt} />
      <figcaption><a href={url(paths.deskPicture, { id: String(picture.id) })}><code>{picture.name}</code></a> <span class="small">{`${t.number(picture.width)} × ${t.number(picture.height)}`}</span></figcaption>
    </figure>
  )
}

function numberOf(form: Form, name: string): number {
  return found(numberIn(textIn(form, name)))
}

export const merge: Action<typeof paths.deskPictureMerging, Staff<'publish_articles'>> = async ({ db, who, form, now }) => {
  const into_id = numberOf(form, 'into')
  if (!(await replacePicture(db, { into_id, from_id: numberOf(form, 'from') }, { by: `staff:${who.id}`, now }))) throw new NotFound()
  return seeOther(withQuery(url(paths.deskPicture, { id: String(into_id) }), { done: 'merged' }))
}

export const apart: Action<typeof paths.deskPictureApart, Who> = async ({ db, form, now }) => {
  await keepApart(db, { one_id: numberOf(form, 'one'), other_id: numberOf(form, 'other') }, now)
  return seeOther(withQuery(paths.deskPictureDuplicates, { done: 'apart' }))
}
