import type { Hit } from '../../articles/search.ts'
import type { Piece } from '../../articles/snippet.ts'
import { langOf, type T } from '../../base/i18n/i18n.ts'
import type { FrameFacts } from '../../base/ui/frame.tsx'
import { articleUrl, searchUrl } from '../../urls.ts'
import type { SearchForm } from '../search-form.ts'
import type { SearchViewProps } from './search-view.tsx'

/** What the search is narrowed down to; each can be taken away. */
export function Chips({ t, facts, form }: SearchViewProps) {
  const section = facts.sections.find(({ slug }) => slug === form.section)
  const chips = [
    { field: 'section' as const, text: `${t('search.section')}: ${section?.name ?? form.section}` },
    { field: 'topic' as const, text: `${t('search.topic')}: ${form.topic}` },
    { field: 'author' as const, text: `${t('search.author')}: ${form.author}` },
    { field: 'from' as const, text: `${t('search.from')}: ${day(form.from, t)}` },
    { field: 'to' as const, text: `${t('search.to')}: ${day(form.to, t)}` },
  ].filter(({ field }) => form[field] !== '')
  if (chips.length === 0) return null
  return (
    <ul class="chips" aria-label={t('search.narrowed')}>
      {chips.map(({ field, text }) => (
        <li><a href={searchUrl({ ...form, [field]: '', page: '' })} aria-label={t('search.remove', { filter: text })}>{text} <span aria-hidden="true">×</span></a></li>
      ))}
    </ul>
  )
}

function day(text: string, t: T): string {
  return /^\d{4}-(0[1-9]|1[0-2])-([012]\d|3[01])$/.test(text) ? t.day(text) : text
}

export function Total({ total, ranked, t }: { total: number; ranked: number; t: T }) {
  return <h2 class="total" id="found">{total > ranked ? t('search.many', { n: ranked }) : t('search.count', { n: total })}</h2>
}

export function Order({ form, t }: { form: SearchForm; t: T }) {
  const orders = [['', t('search.by_relevance')], ['newest', t('search.by_newest')]] as const
  return (
    <nav class="sort" aria-label={t('search.order')}>
      {orders.map(([sort, text]) => <a href={searchUrl({ ...form, sort, page: '' })} aria-current={form.sort === sort ? 'true' : undefined}>{text}</a>)}
    </nav>
  )
}

export function Hits({ hits, facts, t, start }: { hits: Hit[]; facts: FrameFacts; t: T; start: number }) {
  return (
    <ol class="hits" start={start}>
      {hits.map(({ article, headline, snippet }) => {
        const names = article.authors.map(({ name }) => name)
        return (
          <li>
            <article class={article.section_style === 'opinion' ? 'teaser opinion' : 'teaser'} lang={langOf(article, t)}>
              <h3>{article.kicker ? <span class="kicker">{article.kicker}</span> : null} <a href={articleUrl(article)}><Marked pieces={headline} /></a></h3>
              <p><Marked pieces={snippet} /></p>
              <p class="small" lang={t.language}>
                {[names.length > 0 ? t('article.by', { names: t.list(names) }) : '', article.section_name].filter(Boolean).join(', ')}
                {article.published_at ? <>, <time datetime={article.published_at.toISOString()}>{t.date(article.published_at, facts.paper.time_zone)}</time></> : null}
              </p>
            </article>
          </li>
        )
      })}
    </ol>
  )
}

function Marked({ pieces }: { pieces: Piece[] }) {
  return <>{pieces.map(({ text, marked }) => (marked ? <mark>{text}</mark> : text))}</>
}

export function Pages({ form, t, page, pages }: { form: SearchForm; t: T; page: number; pages: number }) {
  if (pages <= 1) return null
  const to = (n: number) => searchUrl({ ...form, page: n === 1 ? '' : String(n) })
  return (
    <nav class="paging" aria-label={t('search.pages')}>
      {page > 1 ? <a rel="prev" href={to(page - 1)}>{t('search.previous')}</a> : null}
      <span>{t('search.page', { page, pages })}</span>
      {page < pages ? <a rel="next" href={to(page + 1)}>{t('search.next')}</a> : null}
    </nav>
  )
}
