// The desk's list of articles, each with what came of it.
import { nameSuggestions } from '../../articles/reads/search.ts'
import { dayOf } from '../../base/time.ts'
import type { T } from '../../base/i18n/i18n.ts'
import { Field, Select } from '../../base/ui/form.tsx'
import { html } from '../../base/web/respond.ts'
import type { Page } from '../../base/web/route.ts'
import { deskOf } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { isPermitted } from '../../people/permissions.ts'
import { DeskFrame } from '../../people/views/desk-frame.tsx'
import { DataTable, Filters, Paging } from '../../people/views/desk-list.tsx'
import { numberIn, paths, url, withQuery } from '../../urls.ts'
import { numbersOf } from '../reads/article-numbers.ts'
import { listedArticles } from '../reads/articles.ts'
import { presentIn, type Present } from '../reads/presences.ts'
import { stages } from '../stage.ts'
import { articleWays } from '../views/article-ways.ts'
import { numberColumns } from '../views/number-columns.tsx'

const pageLength = 50
/** What the list can be narrowed to: whatever is not public yet, a stage, or what is held back from readers. */
const standings = ['unpublished', ...stages, 'held'] as const
type Standing = (typeof standings)[number]

function standingOf(at: Standing | undefined) {
  if (at === undefined) return {}
  return at === 'unpublished' ? { state: 'draft' as const } : at === 'held' ? { state: at } : { stage: at }
}
function standingSaid(at: Standing, t: T): string {
  return at === 'unpublished' ? t('articles.unpublished') : at === 'held' ? t('articles.state.held') : t(`stage.${at}`)
}

export const show: Page<typeof paths.deskArticles, Staff<'see_articles'>, 'q' | 'stage' | 'section' | 'author' | 'before'> = async ({ db, who, speaks, query: { before, ...asked }, now }) => {
  const desk = await deskOf(db, { who, speaks })
  const { t, facts } = desk
  const [q, section, author] = [asked.q?.trim() ?? '', facts.sections.find(({ slug }) => slug === asked.section)?.slug, asked.author?.trim() ?? '']
  const at = standings.find((one) => one === asked.stage)
  const found = await listedArticles(db, { ...standingOf(at), section, words: q || undefined, author: author || undefined, before: numberIn(before ?? '') }, pageLength + 1)
  const shown = found.slice(0, pageLength)
  const last = shown.at(-1)
  const numbers = await numbersOf(db, { ids: shown.map(({ id }) => id), today: dayOf(now, facts.paper.time_zone) })
  const present = await presentIn(db, shown.map(({ id }) => id))
  const filters = { q, stage: at ?? '', section: section ?? '', author }
  return html(
    <DeskFrame {...desk} title={t('desk.articles')} current={paths.deskArticles} pages={{ all: articleWays(t), current: paths.deskArticles }}>
      {isPermitted(who.roles, 'write_articles') ? <p class="actions"><a class="button" href={paths.deskNewArticle}>{t('articles.new')}</a></p> : null}
      <Filters t={t} action={paths.deskArticles}>
        <Field name="q" type="search" label={t('articles.headline')} value={q} />
        <Select name="stage" label={t('articles.state')} value={at ?? ''} options={[{ value: '', label: t('articles.any_state') }, ...standings.map((one) => ({ value: one, label: standingSaid(one, t) }))]} />
        <Select name="section" label={t('articles.section')} value={section ?? ''} options={[{ value: '', label: t('planning.all_sections') }, ...facts.sections.map((one) => ({ value: one.slug, label: one.name }))]} />
        <Field name="author" label={t('articles.author')} value={author} list={{ id: 'authors', options: (await nameSuggestions(db)).authors }} />
      </Filters>
      <DataTable caption={t('desk.articles')} rows={shown} empty={t('articles.none')} columns={[
        { label: t('articles.headline'), names: true, cell: (article) => <><a href={url(paths.deskArticle, { id: String(article.id) })} lang={article.language}>{article.kicker ? `${article.kicker}: ` : ''}{article.headline}</a><WritingNow people={present.get(article.id) ?? []} t={t} /></> },
        { label: t('articles.author'), cell: ({ authors }) => authors.map(({ name }) => name).join(', ') || '–' },
        { label: t('articles.section'), cell: ({ section_name }) => section_name },
        { label: t('articles.state'), cell: ({ state, stage }) => standingSaid(state === 'held' ? state : stage, t) },
        { label: t('articles.since'), cell: (article) => t.dateTime(article.withdrawn_at ?? article.updated_at ?? article.published_at ?? article.created_at, facts.paper.time_zone) },
        ...numberColumns({ numbers, may_see: isPermitted(who.roles, 'see_audience'), may_moderate: isPermitted(who.roles, 'moderate'), t }),
      ]} />
      <Paging t={t}
        newest={before === undefined ? undefined : withQuery(paths.deskArticles, filters)}
        older={found.length > pageLength && last ? withQuery(paths.deskArticles, { ...filters, before: last.id }) : undefined} />
    </DeskFrame>,
  )
}

function WritingNow({ people, t }: { people: Present[]; t: T }) {
  return people.length === 0 ? null : <small class="writing-now">{t('articles.writing_now', { names: t.list(people.map(({ name }) => name)), n: people.length })}</small>
}
