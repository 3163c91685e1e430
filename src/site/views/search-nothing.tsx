import { around, langOf, type T } from '../../base/i18n/i18n.ts'
import { articleUrl, searchUrl } from '../../urls.ts'
import type { SearchForm } from '../search-form.ts'
import type { Outcome, SearchViewProps } from './search-view.tsx'

/** Nothing was found: what was looked for, and what may help. */
export function Nothing({ t, form, outcome: { meant, alone, newest } }: SearchViewProps & { outcome: Extract<Outcome, { kind: 'nothing' }> }) {
  const narrowed = [form.section, form.topic, form.author, form.from, form.to].some(Boolean)
  return (
    <div class="empty">
      <div role="status">
        <h2>{t('search.nothing')}</h2>
        <p>{t(narrowed ? 'search.nothing_narrowed' : 'search.nothing_for', { q: form.q })}</p>
      </div>
      {meant === null ? null : <Suggestion form={form} t={t} meant={meant} instead={false} />}
      {narrowed ? <p><a href={searchUrl({ q: form.q, sort: form.sort })}>{t('search.without_filters')}</a></p> : null}
      {alone.length === 0 ? null : (
        <p>{t('search.fewer')} {alone.map((word, n) => <>{n > 0 ? ', ' : null}<a href={searchUrl({ ...form, q: word, page: '' })}>{word}</a></>)}</p>
      )}
      {newest.length === 0 ? null : (
        <>
          <h3>{t('search.newest')}</h3>
          <ul>{newest.map((article) => <li lang={langOf(article, t)}><a href={articleUrl(article)}>{article.headline}</a></li>)}</ul>
        </>
      )}
    </div>
  )
}

/** What may have been meant; `instead`: and is shown already. */
export function Suggestion({ form, t, meant, instead }: { form: SearchForm; t: T; meant: string; instead: boolean }) {
  const [before, after] = around((word) => t(instead ? 'search.instead' : 'search.meant', { q: form.q, meant: word }))
  return <p class="meant">{before}<a href={searchUrl({ ...form, q: meant, page: '' })}>{meant}</a>{after}</p>
}
