import type { Child } from 'hono/jsx'
import type { Counted, CountedDay } from '../../articles/reads/archive.ts'
import type { ListPage } from '../../articles/reads/lists.ts'
import { Teaser } from '../../articles/views/teaser.tsx'
import { langOf, type T } from '../../base/i18n/i18n.ts'
import { Frame, type FrameFacts } from '../../base/ui/frame.tsx'
import { Head, type HeadProps } from '../../base/ui/head.tsx'
import { archiveUrl, articleUrl, paths } from '../../urls.ts'
import { Calendar } from './calendar.tsx'

/** A span of the archive, and the nearest ones with articles. */
export interface Place extends Counted { earlier: string | null; later: string | null }
interface Setting { site: HeadProps['site']; /** The page's own. */ address: string; facts: FrameFacts; t: T }

/** All years, or the months of one. */
export function ArchiveSpans({ spans, place, ...setting }: Setting & { spans: Counted[]; place: Place | null }) {
  const { t } = setting
  return (
    <Archive {...setting} place={place}>
      {spans.length === 0 ? <p class="empty">{t(place ? 'archive.empty' : 'list.empty')}</p> : (
        <ol class="spans">
          {spans.map(({ span, begins_on, articles }) => (
            <li><a href={archiveUrl(span, begins_on)}>{nameOf(t, { span, begins_on })}</a> <span class="small">{t('archive.articles', { n: articles })}</span></li>
          ))}
        </ol>
      )}
    </Archive>
  )
}

export function ArchiveMonth({ days, place, ...setting }: Setting & { days: CountedDay[]; place: Place }) {
  const { t } = setting
  return (
    <Archive {...setting} place={place}>
      {days.length === 0 ? <p class="empty">{t('archive.empty')}</p> : (
        <div class="month">
          <Calendar t={t} month={place.begins_on} days={days} />
          <ol class="spans">
            {days.map(({ begins_on, newest }) => (
              <li><a class="small" href={archiveUrl('day', begins_on)}>{t.day(begins_on)}</a><a href={articleUrl(newest)} lang={langOf(newest, t)}>{newest.headline}</a></li>
            ))}
          </ol>
        </div>
      )}
    </Archive>
  )
}

export function ArchiveDay({ page, place, ...setting }: Setting & { page: ListPage; place: Place }) {
  const { facts, t } = setting
  const address = archiveUrl('day', place.begins_on)
  return (
    <Archive {...setting} place={place}>
      {page.articles.length === 0 ? <p class="empty">{t('archive.empty')}</p> : (
        <ol class="day">
          {page.articles.map((article) => {
            const time = article.published_at ? t.time(article.published_at, facts.paper.time_zone) : ''
            return <li><Teaser article={article} t={t} level={2} show={{ authors: true, time }} /></li>
          })}
        </ol>
      )}
      {page.newer === undefined && page.older === null ? null : (
        <nav class="paging" aria-label={t('list.pages')}>
          {page.newer === undefined ? null : <a rel="prev" href={page.newer === null ? address : `${address}?before=${page.newer}`}>{t('list.newer')}</a>}
          {page.older === null ? null : <a rel="next" href={`${address}?before=${page.older}`}>{t('list.older')}</a>}
        </nav>
      )}
    </Archive>
  )
}

function Archive({ site, address, facts, t, place, children }: Setting & { place: Place | null; children: Child }) {
  const title = place ? nameOf(t, place) : t('archive.title')
  const about = { title: place ? `${t('archive.title')}: ${title}` : title, description: t('archive.description', { paper: facts.paper.name }) }
  return (
    <Frame facts={facts} t={t} {...about} head={<Head site={site} facts={facts} t={t} address={address} {...about} />}>
      <header class="list-head">
        {place ? <Above t={t} place={place} /> : null}
        <h1>{title}</h1>
        {place && place.articles > 0 ? <p class="small">{t('archive.articles', { n: place.articles })}</p> : null}
      </header>
      {children}
      {place ? <Beside t={t} place={place} /> : null}
    </Frame>
  )
}

/** The ways up: to the month, the year, all of the archive. */
function Above({ t, place: { span, begins_on } }: { t: T; place: Place }) {
  const above = span === 'day' ? ['year', 'month'] as const : span === 'month' ? ['year'] as const : []
  return (
    <nav class="kicker" aria-label={t('archive.title')}>
      <a href={paths.archive}>{t('archive.title')}</a>
      {above.map((one) => <> / <a href={archiveUrl(one, begins_on)}>{nameOf(t, { span: one, begins_on })}</a></>)}
    </nav>
  )
}

function Beside({ t, place: { span, earlier, later } }: { t: T; place: Place }) {
  if (earlier === null && later === null) return null
  return (
    <nav class="paging" aria-label={t('archive.beside')}>
      {earlier === null ? null : <a rel="prev" href={archiveUrl(span, earlier)}>{nameOf(t, { span, begins_on: earlier })}</a>}
      {later === null ? null : <a rel="next" href={archiveUrl(span, later)}>{nameOf(t, { span, begins_on: later })}</a>}
    </nav>
  )
}

function nameOf(t: T, { span, begins_on }: Pick<Counted, 'span' | 'begins_on'>): string {
  return span === 'year' ? String(Number(begins_on.slice(0, 4))) : span === 'month' ? t.month(begins_on) : t.longDay(begins_on)
}
