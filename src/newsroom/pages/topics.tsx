// The desk's topics: found, made, described, merged, and taken away when nothing stands under them.
import { describeTopic, makeTopic, topicUrl } from '../../articles/topic.ts'
import { topicById } from '../../articles/reads/paper.ts'
import { unusable } from '../../articles/picture-use.ts'
import { pictureById, picturesByName, pictureByName } from '../../articles/reads/pictures.ts'
import { topicIdsCalled } from '../../articles/reads/search.ts'
import { listedTopics, mergingNumbers, topicNumbers } from '../../articles/reads/topics.ts'
import { wordsFor } from '../../articles/topic-suggestion.ts'
import type { Reads } from '../../base/db/db.ts'
import { slugOf } from '../../base/slug.ts'
import type { T } from '../../base/i18n/i18n.ts'
import { Check, Field, Wrong, type Errors } from '../../base/ui/form.tsx'
import { textIn } from '../../base/web/form.ts'
import { html, seeOther } from '../../base/web/respond.ts'
import { found, type Action, type Page } from '../../base/web/route.ts'
import { deskOf, type Desk } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { isPermitted } from '../../people/permissions.ts'
import { DeskFrame } from '../../people/views/desk-frame.tsx'
import { DataTable, Filters, Paging } from '../../people/views/desk-list.tsx'
import { numberIn, paths, url, withQuery } from '../../urls.ts'
import { pickerWords } from '../editor-words.ts'
import { frontKey } from '../front.ts'
import { deleteAtDesk, mergeAtDesk } from '../topic-merging.ts'
import { listPage as picturesPage } from './pictures.tsx'
import { MergingView, TopicView, type TypedTopic } from '../views/topic-view.tsx'

type Who = Staff<'keep_topics'>
const pageLength = 50

export const list: Page<typeof paths.deskTopics, Who, 'q' | 'empty' | 'after' | 'done'> = async ({ db, who, speaks, query }) => {
  const desk = await deskOf(db, { who, speaks })
  return html(await listPage(db, { desk, query }))
}

interface Listed { desk: Desk; query: { q?: string; empty?: string; after?: string; done?: string }; name?: string; errors?: Errors }

async function listPage(db: Reads, { desk, query: { q = '', empty, after, done }, name = '', errors = {} }: Listed) {
  const { t, facts } = desk
  const [words, isEmpty] = [q.trim(), empty === 'on']
  const rows = await listedTopics(db, { words, after: numberIn(after ?? ''), isEmpty }, pageLength + 1)
  const asked = { q: words, empty: isEmpty ? 'on' : undefined }
  return (
    <DeskFrame {...desk} title={t('desk.topics')} current={paths.deskTopics}>
      {done === 'deleted' ? <div class="done" role="status"><p>{t('topics.done.deleted')}</p></div> : null}
      <Filters t={t} action={paths.deskTopics}>
        <Field name="q" type="search" label={t('topics.name')} value={words} />
        <Check name="empty" label={t('topics.only_empty')} checked={isEmpty} />
      </Filters>
      <DataTable caption={t('desk.topics')} rows={rows.slice(0, pageLength)} empty={t('topics.none')} columns={[
        { label: t('topics.name'), names: true, cell: ({ id, name: called }) => <a href={url(paths.deskTopic, { id: String(id) })}>{called}</a> },
        { label: t('topics.articles'), numeric: true, cell: ({ articles }) => t.number(articles ?? 0) },
        { label: t('topics.last'), cell: ({ newest_at }) => (newest_at ? t.date(newest_at, facts.paper.time_zone) : '') },
        { label: t('topics.said'), cell: ({ description, picture_id }) => [description ? t('topics.has_description') : '', picture_id === null ? '' : t('topics.has_picture')].filter(Boolean).join(', ') },
      ]} />
      <Paging t={t} newest={after === undefined ? undefined : withQuery(paths.deskTopics, asked)} older={rows.length > pageLength ? withQuery(paths.deskTopics, { ...asked, after: rows.at(pageLength - 1)?.id }) : undefined} />
      <h2 id="new">{t('topics.new')}</h2>
      <form class="line-form" method="post" action={paths.deskTopics}>
        <Wrong errors={errors} t={t} />
        <label for="name">{t('topics.name')}</label>
        <input id="name" name="name" value={name} required maxlength={200} {...(errors.name ? { 'aria-invalid': 'true' } : {})} />
        <button class="quiet">{t('topics.make')}</button>
      </form>
    </DeskFrame>
  )
}

export const make: Action<typeof paths.deskTopics, Who> = async ({ db, who, speaks, form, now }) => {
  const desk = await deskOf(db, { who, speaks })
  const name = textIn(form, 'name').trim()
  const [there] = name ? await topicIdsCalled(db, name) : []
  const wrong = name === '' || name.length > 200 ? 'name' : there === undefined ? undefined : 'there'
  if (wrong) return html(await listPage(db, { desk, query: {}, name, errors: { name: desk.t(`topics.wrong.${wrong}`) } }), 422)
  const { id } = await makeTopic(db, { name, description: '', picture_id: null }, { by: `staff:${who.id}`, now })
  return seeOther(withQuery(url(paths.deskTopic, { id: String(id) }), { done: 'made' }))
}

export const show: Page<typeof paths.deskTopic, Who, 'done'> = async ({ db, who, speaks, params, query }) => {
  const desk = await deskOf(db, { who, speaks })
  return html(await topicPage(db, { desk, id: found(numberIn(params.id)), done: query.done }))
}

interface Shown { desk: Desk; id: number; done?: string | undefined; typed?: TypedTopic; into?: string; errors?: Errors }
const dones = ['made', 'saved', 'merged'] as const

async function topicPage(db: Reads, { desk, id, done, typed, into = '', errors = {} }: Shown) {
  const topic = found(await topicById(db, id))
  const { t, facts, who } = desk
  const picture = topic.picture_id === null ? undefined : await pictureById(db, topic.picture_id)
  const said = dones.find((one) => one === done)
  const { name, slug, description } = topic
  const shown = typed ?? { name, slug, description, picture: picture?.name ?? '' }
  return (
    <DeskFrame {...desk} title={topic.name} current={paths.deskTopics} back={{ path: paths.deskTopics, label: t('desk.topics') }} scripts={['topic-picture.js']}>
      <TopicView t={t} zone={facts.paper.time_zone} id={id} address={topicUrl(slug)} typed={shown} picture={(await picturesByName(db, [shown.picture]))[0]} pickerWords={pickerWords(t)} numbers={await topicNumbers(db, id)} words={await wordsFor(db, id, 20)}
        done={said && t(`topics.done.${said}`)} errors={errors} into={into} front={isPermitted(who.roles, 'place_articles') ? url(paths.deskFront, { front: frontKey({ section_id: null, topic_id: id }) }) : undefined} />
    </DeskFrame>
  )
}

export const save: Action<typeof paths.deskTopic, Who> = async ({ db, who, speaks, params, form, now }) => {
  const desk = await deskOf(db, { who, speaks })
  const { t } = desk
  const id = found(numberIn(params.id))
  const topic = found(await topicById(db, id))
  const typed: TypedTopic = { name: textIn(form, 'name').trim(), slug: textIn(form, 'slug').trim(), description: textIn(form, 'description').replaceAll('\r\n', '\n').trim(), picture: textIn(form, 'no_picture') ? '' : textIn(form, 'picture').trim() }
  const picture = typed.picture ? await pictureByName(db, typed.picture) : undefined
  const slug = typed.slug || slugOf(typed.name)
  const errors: Errors = {
    name: typed.name === '' || typed.name.length > 200 ? t('topics.wrong.name') : undefined,
    slug: slug !== '' && slug.length <= 200 && slugOf(slug) === slug ? undefined : t('topics.wrong.slug'),
    picture: typed.picture && picture?.id !== topic.picture_id ? await pictureFault(db, { name: typed.picture, isThere: picture !== undefined }, { t, now }) : undefined,
  }
  if (Object.values(errors).some(Boolean)) return html(await topicPage(db, { desk, id, typed, errors }), 422)
  const refused = await describeTopic(db, { id, name: typed.name, slug, description: typed.description, picture_id: picture?.id ?? null }, { by: `staff:${who.id}`, now })
  if (refused) return html(await topicPage(db, { desk, id, typed, errors: { slug: t(`topics.wrong.${refused}`) } }), 422)
  return seeOther(withQuery(url(paths.deskTopic, params), { done: 'saved' }))
}

/** Why a picture cannot stand for a topic. */
async function pictureFault(db: Reads, { name, isThere }: { name: string; isThere: boolean }, { t, now }: { t: T; now: Date }): Promise<string | undefined> {
  if (!isThere) return t('articles.wrong.picture', { name })
  const blocked = (await unusable(db, [name], now)).find(({ blocks }) => blocks)
  return blocked && t(`articles.wrong.picture_${blocked.why}`, { name })
}

/** One that was chosen in the library: what is said of the topic stays as it is. */
export const picture: Action<typeof paths.deskTopicPicture, Who> = async ({ db, who, speaks, params, form, now }) => {
  const desk = await deskOf(db, { who, speaks })
  const { id, name, slug, description } = found(await topicById(db, found(numberIn(params.id))))
  const chosen = textIn(form, 'picture')
  const row = await pictureByName(db, chosen)
  const fault = await pictureFault(db, { name: chosen, isThere: row !== undefined }, { t: desk.t, now })
  if (!row || fault) return html(await picturesPage(db, { desk, query: { for: `t${id}` }, errors: { picture: fault ?? desk.t('pictures.none') }, given: {}, now }), 422)
  await describeTopic(db, { id, name, slug, description, picture_id: row.id }, { by: `staff:${who.id}`, now })
  return seeOther(withQuery(url(paths.deskTopic, params), { done: 'saved' }))
}

/** What a merging would do, in numbers, before it is done. */
export const asked: Page<typeof paths.deskTopicMerging, Who, 'into'> = async ({ db, who, speaks, params, query }) => {
  const desk = await deskOf(db, { who, speaks })
  const { t } = desk
  const topic = found(await topicById(db, found(numberIn(params.id))))
  const called = (query.into ?? '').trim()
  const others = (called ? await topicIdsCalled(db, called) : []).filter((one) => one !== topic.id)
  const into = others[0] === undefined ? undefined : await topicById(db, others[0])
  if (!into) return html(await topicPage(db, { desk, id: topic.id, into: called, errors: { into: t('topics.wrong.into') } }), 422)
  const numbers = await mergingNumbers(db, { from: topic.id, into: into.id })
  return html(
    <DeskFrame {...desk} title={t('topics.merging', { from: topic.name, into: into.name })} current={paths.deskTopics} back={{ path: url(paths.deskTopic, params), label: topic.name }}>
      <MergingView t={t} from={{ ...topic, address: topicUrl(topic.slug) }} into={{ ...into, address: topicUrl(into.slug), articles: (await topicNumbers(db, into.id)).articles }} numbers={numbers} />
    </DeskFrame>)
}

export const merge: Action<typeof paths.deskTopicMerging, Who> = async ({ db, who, speaks, params, form, now }) => {
  const [from, into] = [found(numberIn(params.id)), numberIn(textIn(form, 'into'))]
  const merged = into === undefined ? undefined : await mergeAtDesk(db, { from, into }, { by: `staff:${who.id}`, now })
  if (!merged) {
    const desk = await deskOf(db, { who, speaks })
    return html(await topicPage(db, { desk, id: from, into: textIn(form, 'called').trim(), errors: { into: desk.t('topics.wrong.into_gone') } }), 422)
  }
  return seeOther(withQuery(url(paths.deskTopic, { id: String(into) }), { done: 'merged' }))
}

export const remove: Action<typeof paths.deskTopicDeletion, Who> = async ({ db, who, speaks, params, now }) => {
  const desk = await deskOf(db, { who, speaks })
  const id = found(numberIn(params.id))
  found(await topicById(db, id))
  if (!(await deleteAtDesk(db, id, { by: `staff:${who.id}`, now }))) return html(await topicPage(db, { desk, id, errors: { deletion: desk.t('topics.wrong.not_empty') } }), 422)
  return seeOther(withQuery(paths.deskTopics, { done: 'deleted' }))
}
