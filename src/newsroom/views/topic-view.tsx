// The desk's page of one topic, and what is asked before two are merged.
import type { Topic } from '../../articles/reads/paper.ts'
import type { TopicNumbers } from '../../articles/reads/topics.ts'
import type { T } from '../../base/i18n/i18n.ts'
import { Area, Field, Wrong, type Errors } from '../../base/ui/form.tsx'
import { Done, Facts } from '../../people/views/desk-said.tsx'
import { paths, url, withQuery } from '../../urls.ts'

export interface TypedTopic { name: string; slug: string; description: string; picture: string }

interface TopicViewProps {
  t: T
  zone: string
  id: number
  address: string
  typed: TypedTopic
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

export function TopicView({ t, zone, id, address, typed, numbers, words, done, errors, into, front }: TopicViewProps) {
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
        <Field {...field('picture')} label={t('topics.picture')} hint={<>{t('topics.picture_hint')} <a href={paths.deskPictures}>{t('desk.pictures')}</a></>} />
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
        <input type="hidden" name="into" value={into.id} />
        <button class="button">{t('topics.merging_do', { n: numbers.articles })}</button>
        <a href={url(paths.deskTopic, { id: String(from.id) })}>{t('topics.merging_end')}</a>
      </form>
    </>
  )
}
