// The desk's page of one picture: how it looks, what is known of it, where it stands, what it is like.
import type { Child } from 'hono/jsx'
import type { LibraryPicture } from '../../articles/reads/pictures.ts'
import { Picture } from '../../articles/views/picture.tsx'
import type { T } from '../../base/i18n/i18n.ts'
import { Wrong, type Errors } from '../../base/ui/form.tsx'
import { Facts } from '../../people/views/desk-said.tsx'
import { paths, url, withQuery } from '../../urls.ts'
import type { PictureDesk } from '../picture-desk.ts'
import type { PictureForm } from '../picture-form.ts'
import { PictureFields, PictureWords } from './picture-fields.tsx'
import { PictureFocus } from './picture-focus.tsx'

interface PictureViewProps { picture: LibraryPicture; parts: PictureDesk; said: { text: string; blocks: boolean }[]; form: PictureForm; errors: Errors; /** What is known of it may be put right, and it may be deleted. */ mayKeep: boolean; mayMerge: boolean; t: T; zone: string }

export function PictureView({ picture, parts, said, form, errors, mayKeep, mayMerge, t, zone }: PictureViewProps) {
  const id = { id: String(picture.id) }
  return (
    <>
      <Wrong errors={errors} t={t} />
      {said.map(({ text, blocks }) => <p class={blocks ? 'error' : 'hint'}>{text}</p>)}
      <div class="one-picture">
        <figure><Picture picture={picture} crop="full" sizes="(width >= 64rem) 38rem, calc(100vw - 2.5rem)" alt={picture.alt} first /></figure>
        <About picture={picture} parts={parts} t={t} zone={zone} />
      </div>
      <section>
        <h2>{t('pictures.words')}</h2>
        {mayKeep
          ? <form class="form" method="post" action={url(paths.deskPicture, id)}><PictureFields form={form} errors={errors} t={t} /><div class="actions"><button class="button">{t('pictures.save')}</button></div></form>
          : <><p class="hint">{t('pictures.not_yours')}</p><PictureWords form={form} t={t} /></>}
      </section>
      <section>
        <h2>{t('pictures.crops')}</h2>
        <PictureFocus picture={picture} cuts={parts.cuts} action={url(paths.deskPictureFocus, id)} error={errors.focus} t={t} />
      </section>
      <section id="uses"><h2>{t('pictures.uses')}</h2><Uses parts={parts} t={t} /></section>
      {parts.alike.length > 0 ? <section><h2>{t('pictures.alike')}</h2><ul class="desk-pictures">{parts.alike.map((other) => <li><Alike picture={picture} other={other} mayMerge={mayMerge} t={t} /></li>)}</ul></section> : null}
      <section>
        <h2>{t('pictures.deletion')}</h2>
        {!mayKeep ? <p class="nothing">{t('pictures.not_yours')}</p> : parts.may_delete
          ? <form method="post" action={url(paths.deskPictureDeletion, id)}><p>{t('pictures.delete_how')}</p><div class="actions"><button class="quiet">{t('pictures.delete')}</button></div></form>
          : <p class="nothing">{t('pictures.may_not_delete')}</p>}
      </section>
    </>
  )
}

function About({ picture, parts, t, zone }: Pick<PictureViewProps, 'picture' | 'parts' | 't' | 'zone'>) {
  const { width, height, media_type, bytes, created_at, taken_at } = picture
  const facts: [string, Child][] = [
    [t('pictures.size'), `${t.number(width)} × ${t.number(height)}`], [t('pictures.type'), `${media_type.replace('image/', '').toUpperCase()}, ${t.number(Math.max(1, Math.round(bytes / 10_000)) / 100)} MB`],
    [t('pictures.came_in'), t.dateTime(created_at, zone)],
  ]
  if (parts.uploader) facts.push([t('pictures.uploaded_by'), parts.uploader])
  if (taken_at) facts.push([t('pictures.taken_at'), t.date(taken_at, zone)])
  facts.push([t('desk.journal'), <a href={withQuery(paths.deskJournal, { subject: `picture:${picture.name}` })}>{t('pictures.history')}</a>])
  return <Facts facts={facts} />
}

function Uses({ parts: { articles, pages, topics, is_mark }, t }: { parts: PictureDesk; t: T }) {
  if (articles.length + pages.length + topics.length === 0 && !is_mark) return <p class="nothing">{t('pictures.unused')}</p>
  return (
    <ul class="uses">
      {articles.map(({ id, headline, state, places }) => (
        <li><a href={url(paths.deskArticle, { id: String(id) })}>{headline}</a> <span class="small">{[t(`articles.state.${state}`), ...(['lead', 'body', 'writing'] as const).filter((place) => places.includes(place)).map((place) => t(`pictures.place.${place}`))].join(', ')}</span></li>
      ))}
      {pages.map(({ slug, title }) => <li><a href={url(paths.section, { slug })}>{title}</a> <span class="small">{t('pictures.place.page')}</span></li>)}
      {topics.map(({ slug, name }) => <li><a href={url(paths.topic, { slug })}>{name}</a> <span class="small">{t('pictures.place.topic')}</span></li>)}
      {is_mark ? <li>{t('pictures.place.mark')}</li> : null}
    </ul>
  )
}

function Alike({ picture, other, mayMerge, t }: { picture: LibraryPicture; other: LibraryPicture; mayMerge: boolean; t: T }) {
  return (
    <figure>
      <Picture picture={other} crop="wide" sizes="(width >= 64rem) 19rem, 50vw" alt={other.alt} />
      <p><a href={url(paths.deskPicture, { id: String(other.id) })}><code>{other.name}</code></a></p>
      <p class="small">{`${t.number(other.width)} × ${t.number(other.height)}`}</p>
      <MergeForms one={picture} other={other} mayMerge={mayMerge} t={t} />
    </figure>
  )
}

interface Mergeable { id: number; name: string }

/** What can be said of two pictures that look alike: which one stays, or that they are not the same. */
export function MergeForms({ one, other, mayMerge, t }: { one: Mergeable; other: Mergeable; mayMerge: boolean; t: T }) {
  return (
    <div class="merge">
      {!mayMerge ? null : [{ into: one, from: other }, { into: other, from: one }].map(({ into, from }) => (
        <form method="post" action={paths.deskPictureMerging}>
          <input type="hidden" name="into" value={into.id} /><input type="hidden" name="from" value={from.id} />
          <button class="quiet">{t('pictures.merge', { into: into.name, from: from.name })}</button>
        </form>
      ))}
      <form method="post" action={paths.deskPictureApart}>
        <input type="hidden" name="one" value={one.id} /><input type="hidden" name="other" value={other.id} />
        <button class="quiet">{t('pictures.apart')}</button>
      </form>
    </div>
  )
}
