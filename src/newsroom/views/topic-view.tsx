// The desk's page of one topic, and what is asked before two are merged.
import type { Topic } from '../../articles/reads/paper.ts'
import type { ShownPicture } from '../../articles/reads/pictures.ts'
import type { TopicNumbers } from '../../articles/reads/topics.ts'
import { Picture } from '../../articles/views/picture.tsx'
import type { T } from '../../base/i18n/i18n.ts'
import { Area, Check, Field, Wrong, type Errors } from '../../base/ui/form.tsx'
import { Done, Facts } from '../../people/views/desk-said.tsx'
import { paths, url, withQuery } from '../../urls.ts'

export interface TypedTopic { name: string; slug: string; description: string; /** Its name. */ picture: string }

interface TopicViewProps {
  t: T
  zone: string
  id: number
  address: string
  typed: TypedTopic
  /** The picture that is typed, where there is one of that name. */
  picture: ShownPicture | undefined
  /** What the dialog says in which one is chosen. */
  pickerWords: string
  numbers: TopicNumbers
  /** Those that speak for it, as they were met in articles. */
  words: string[]
  done: string | undefined
  errors: Errors
  /** Typed, of the topic to merge with. */
  into: string
  /** Where its front is laid out; not for everybody. */
  front: string | undefined
}

export function TopicView({ t, zone, id, address, typed, picture, pickerWords, numbers, words, done, errors, into, front }: TopicViewProps) {
  const by = { id: String(id) }
  const field = (name: keyof TypedTopic) => ({ name, value: typed[name], error: errors[name] })
  return (
    <>
      <Done text={done} />
      <Wrong errors={errors} t={t} />
      <section class="at-present">
        <Facts facts={[
          [t('topics.articles'), t('topics.of_which_public', { n: t.number(numbers.articles), published: t.number(numbers.published) })],
          ...(numbers.newest_at ? [[t('topics.last'), t.date(numbers.newest_at, zone)] satisfies [string, string]] : []),
          ...(words.length > 0 ? [[t('topics.words'), words.join(', ')] satisfies [string, string]] : []),
        ]} />
        <p class="actions small"><a href={address}>{t('topics.read')}</a>{front ? <a href={front}>{t('topics.front')}</a> : null}<a href={withQuery(paths.deskJournal, { subject: `topic:${id}` })}>{t('desk.journal')}</a></p>
      </section>
      <form class="form" method="post" action={url(paths.deskTopic, by)}>
        <Field {...field('name')} label={t('topics.name')} required maxlength={200} />
        <Field {...field('slug')} label={t('topics.slug')} hint={t('topics.slug_hint')} maxlength={200} />
        <Area {...field('description')} label={t('topics.description')} hint={t('topics.description_hint')} rows={5} maxlength={5_000} />
        <TopicPicture t={t} id={id} name={typed.picture} picture={picture} error={errors.picture} words={pickerWords} />
        <div class="actions"><button class="button">{t('topics.save')}</button></div>
      </form>
      <section>
        <h2>{t('topics.merge')}</h2>
        <form class="form" method="get" action={url(paths.deskTopicMerging, by)}>
          <Field name="into" label={t('topics.into')} hint={t('topics.into_hint')} value={into} error={errors.into} required />
          <div class="actions"><button class="quiet">{t('topics.merge_ask')}</button></div>
        </form>
      </section>
      <section id="deletion">
        <h2>{t('topics.delete')}</h2>
        {numbers.articles > 0 ? <p>{t('topics.delete_not', { n: numbers.articles })}</p> : <form method="post" action={url(paths.deskTopicDeletion, by)}><p>{t('topics.delete_how')}</p><button class="quiet">{t('topics.delete_do')}</button></form>}
      </section>
    </>
  )
}

interface TopicPictureProps { t: T; id: number; name: string; picture: ShownPicture | undefined; error: string | undefined; words: string }

// Where scripts run, the link opens a dialog, and what is chosen there stands in the form.
function TopicPicture({ t, id, name, picture, error, words }: TopicPictureProps) {
  return (
    <fieldset class="choice topic-picture" data-words={words} data-chosen={t('topics.picture_chosen', { name: '{name}' })}>
      <legend>{t('topics.picture')}</legend>
      <p class="hint">{t('topics.picture_hint')}</p>
      {error ? <p class="error">{error}</p> : null}
      <input type="hidden" name="picture" value={name} />
      <div class="shown">{picture ? <figure><Picture picture={picture} crop="wide" sizes="18rem" alt={picture.alt} /><figcaption><code>{picture.name}</code></figcaption></figure> : name ? <p><code>{name}</code></p> : <p class="nothing">{t('topics.no_picture')}</p>}</div>
      <p class="actions small"><a class="choose" href={withQuery(paths.deskPictures, { for: `t${id}` })}>{t('topics.choose_picture')}</a></p>
      {name ? <Check name="no_picture" label={t('topics.take_picture_out')} /> : null}
    </fieldset>
  )
}

interface MergingProps {
  t: T
  from: Topic & { address: string }
  into: Topic & { address: string; articles: number }
  numbers: { articles: number; published: number; both: number; redirects: number; rules: number; fronts: number }
}

export function MergingView({ t, from, into, numbers }: MergingProps) {
  return (
    <>
      <p>{t('topics.merging_lead', { from: from.name, into: into.name })}</p>
      <Facts facts={[
        [t('topics.merging_articles'), t('topics.of_which_public', { n: t.number(numbers.articles), published: t.number(numbers.published) })],
        [t('topics.merging_both'), t.number(numbers.both)],
        [t('topics.merging_after', { into: into.name }), t.number(into.articles + numbers.articles - numbers.both)],
        [t('topics.merging_addresses'), t('topics.leads', { from: from.address, into: into.address, n: numbers.redirects })],
        [t('topics.merging_fronts'), t.number(numbers.rules + numbers.fronts)],
        ...(from.no_appeals && !into.no_appeals ? [[t('topics.merging_appeals'), t('topics.merging_appeals_how', { into: into.name })] satisfies [string, string]] : []),
      ]} />
      <p><strong>{t('topics.merging_no_way_back')}</strong></p>
      <form class="actions" method="post" action={url(paths.deskTopicMerging, { id: String(from.id) })}>
        <input type="hidden" name="into" value={into.id} /><input type="hidden" name="called" value={into.name} />
        <button class="button">{t('topics.merging_do', { n: numbers.articles })}</button>
        <a href={url(paths.deskTopic, { id: String(from.id) })}>{t('topics.merging_end')}</a>
      </form>
    </>
  )
}
