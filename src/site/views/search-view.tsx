import type { Hit } from '../../articles/search.ts'
import type { Teaser } from '../../articles/reads/lists.ts'
import type { T } from '../../base/i18n/i18n.ts'
import { Frame, type FrameFacts } from '../../base/ui/frame.tsx'
import { Head, NotIndexed, type HeadProps } from '../../base/ui/head.tsx'
import { paths } from '../../urls.ts'
import type { FieldRefusal, SearchForm as Form } from '../search-form.ts'
import { SearchForm } from './search-form.tsx'
import { Chips, Hits, Order, Pages, Total } from './search-hits.tsx'
import { Nothing, Suggestion } from './search-nothing.tsx'

/** What became of the search. */
export type Outcome =
  | { kind: 'not-asked' | 'refused' | 'busy' | 'common' | 'beyond' }
  | { kind: 'hits'; hits: Hit[]; total: number; ranked: number; pages: number; meant: string | null; instead: boolean }
  | { kind: 'nothing'; meant: string | null; alone: string[]; newest: Teaser[] }

export interface SearchViewProps {
  site: HeadProps['site']
  facts: FrameFacts
  t: T
  form: Form
  refused: FieldRefusal[]
  limits: { letters: number; words: number }
  page: number
  names: { topics: string[]; authors: string[] }
  outcome: Outcome
}

export function SearchView(props: SearchViewProps) {
  const { site, facts, t, form, outcome } = props
  const description = t('search.about', { paper: facts.paper.name })
  // The form may be found by search engines; what it finds is theirs to find.
  const head = outcome.kind === 'not-asked' ? <Head site={site} facts={facts} t={t} address={paths.search} title={title(props)} description={description} /> : <NotIndexed />
  return (
    <Frame facts={facts} t={t} title={title(props)} description={description} head={head}>
      <header class="list-head search-head"><h1>{t('search.title')}</h1></header>
      <div class="search">
        <SearchForm {...props} />
        <Chips {...props} />
        {outcome.kind === 'not-asked' ? <p class="help">{t('search.help')}</p> : null}
        {outcome.kind === 'busy' ? <Notice title={t('search.busy.title')} text={t('search.busy.text')} /> : null}
        {outcome.kind === 'common' ? <Notice title={t('search.nothing')} text={t('search.common')} /> : null}
        {outcome.kind === 'beyond' ? <Notice title={t('search.nothing')} text={t('search.beyond')} /> : null}
        {outcome.kind === 'nothing' ? <Nothing {...props} outcome={outcome} /> : null}
        {outcome.kind === 'hits' ? (
          <section aria-labelledby="found">
            <Total {...outcome} t={t} />
            {outcome.meant === null ? null : <Suggestion form={form} t={t} meant={outcome.meant} instead={outcome.instead} />}
            <Order form={form} t={t} />
            <Hits hits={outcome.hits} facts={facts} t={t} start={(props.page - 1) * outcome.ranked + 1} />
            <Pages form={form} t={t} page={props.page} pages={outcome.pages} />
          </section>
        ) : null}
      </div>
    </Frame>
  )
}

function title({ form, outcome, page, t }: SearchViewProps): string {
  if (form.q.trim() === '' || ['not-asked', 'refused'].includes(outcome.kind)) return t('search.title')
  const asked = t('search.for', { q: form.q })
  return outcome.kind === 'hits' && page > 1 ? t('search.title_page', { asked, page }) : asked
}

function Notice({ title, text }: { title: string; text: string }) {
  return <div class="empty" role="status"><h2>{title}</h2><p>{text}</p></div>
}
