// The desk's list of articles.
import { Field, Select } from '../../base/ui/form.tsx'
import { html } from '../../base/web/respond.ts'
import type { Page } from '../../base/web/route.ts'
import { deskOf } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { DeskFrame } from '../../people/views/desk-frame.tsx'
import { DataTable, Filters, Paging } from '../../people/views/desk-list.tsx'
import { numberIn, paths, url, withQuery } from '../../urls.ts'
import { listedArticles, states } from '../reads/articles.ts'
import { articleWays } from '../views/article-ways.ts'

const pageLength = 50

export const show: Page<typeof paths.deskArticles, Staff<'write_articles'>, 'q' | 'state' | 'before'> = async ({ db, who, speaks, query: { q = '', state = '', before } }) => {
  const desk = await deskOf(db, { who, speaks })
  const { t, facts } = desk
  const words = q.trim()
  const found = await listedArticles(db, { state: states.find((one) => one === state), words: words || undefined, before: numberIn(before ?? '') }, pageLength + 1)
  const shown = found.slice(0, pageLength)
  const last = shown.at(-1)
  return html(
    <DeskFrame {...desk} title={t('desk.articles')} current={paths.deskArticles} pages={{ all: articleWays(t), current: paths.deskArticles }}>
      <p class="actions"><a class="button" href={paths.deskNewArticle}>{t('articles.new')}</a></p>
      <Filters t={t} action={paths.deskArticles}>
        <Field name="q" type="search" label={t('articles.headline')} value={words} />
        <Select name="state" label={t('articles.state')} value={state} options={[{ value: '', label: t('articles.any_state') }, ...states.map((one) => ({ value: one, label: t(`articles.state.${one}`) }))]} />
      </Filters>
      <DataTable caption={t('desk.articles')} rows={shown} empty={t('articles.none')} columns={[
        { label: t('articles.headline'), names: true, cell: (article) => <a href={url(paths.deskArticle, { id: String(article.id) })} lang={article.language}>{article.kicker ? `${article.kicker}: ` : ''}{article.headline}</a> },
        { label: t('articles.section'), cell: ({ section_name }) => section_name },
        { label: t('articles.state'), cell: (article) => t(`articles.state.${article.state}`) },
        { label: t('articles.since'), cell: (article) => t.dateTime(article.withdrawn_at ?? article.updated_at ?? article.published_at ?? article.created_at, facts.paper.time_zone) },
      ]} />
      <Paging t={t}
        newest={before === undefined ? undefined : withQuery(paths.deskArticles, { q: words, state })}
        older={found.length > pageLength && last ? withQuery(paths.deskArticles, { q: words, state, before: last.id }) : undefined} />
    </DeskFrame>,
  )
}
