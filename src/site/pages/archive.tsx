// The archive: years, months, days, and every article under its day.
import { countedSpans, daysOfMonth, spansBeside, type Span } from '../../articles/reads/archive.ts'
import { listPage } from '../../articles/reads/lists.ts'
import { loadFrame } from '../../articles/reads/paper.ts'
import type { Reads } from '../../base/db/db.ts'
import { translator } from '../../base/i18n/i18n.ts'
import { archiveTag, type Tag } from '../../base/press/stale.ts'
import { calendarDay, dayOf } from '../../base/time.ts'
import { moved, printed } from '../../base/web/respond.ts'
import { found, type Page } from '../../base/web/route.ts'
import { archiveUrl, numberIn, paths } from '../../urls.ts'
import { ArchiveDay, ArchiveMonth, ArchiveSpans, type Place } from '../views/archive-view.tsx'

export const all: Page<typeof paths.archive, 'anyone'> = async ({ db, site }) => {
  const [facts, years] = await Promise.all([loadFrame(db), countedSpans(db, 'year')])
  return printed(<ArchiveSpans site={site} address={paths.archive} facts={facts} t={translator(facts.paper.language)} spans={years} place={null} />, { tags: ['archive', 'paper'] })
}

export const year: Page<typeof paths.archiveYear, 'anyone'> = async ({ db, params, site, now }) => {
  const begins_on = found(calendarDay([params.year, '01', '01']))
  const place = found(await placeOf(db, { span: 'year', begins_on }, now))
  const [facts, months] = await Promise.all([loadFrame(db), countedSpans(db, 'month', { from: begins_on, to: `${params.year}-12-31` })])
  return printed(<ArchiveSpans site={site} address={archiveUrl('year', begins_on)} facts={facts} t={translator(facts.paper.language)} spans={months} place={place} />, { tags: tagsOf(place) })
}

export const month: Page<typeof paths.archiveMonth, 'anyone'> = async ({ db, params, site, now }) => {
  const begins_on = found(calendarDay([params.year, params.month, '01']))
  const address = archiveUrl('month', begins_on)
  if (address !== `${paths.archive}/${params.year}/${params.month}`) return moved(address)
  const place = found(await placeOf(db, { span: 'month', begins_on }, now))
  const [facts, days] = await Promise.all([loadFrame(db), daysOfMonth(db, begins_on)])
  return printed(<ArchiveMonth site={site} address={address} facts={facts} t={translator(facts.paper.language)} days={days} place={place} />, { tags: tagsOf(place) })
}

export const day: Page<typeof paths.archiveDay, 'anyone', 'before'> = async ({ db, params, query, site, now }) => {
  const begins_on = found(calendarDay([params.year, params.month, params.day]))
  const address = archiveUrl('day', begins_on)
  if (address !== `${paths.archive}/${params.year}/${params.month}/${params.day}`) return moved(address)
  const before = query.before === undefined ? undefined : found(numberIn(query.before))
  const place = found(await placeOf(db, { span: 'day', begins_on }, now))
  const [facts, page] = await Promise.all([loadFrame(db), listPage(db, { day: begins_on }, before)])
  const shown = found(page && (before === undefined || page.articles.length > 0) ? page : undefined)
  return printed(<ArchiveDay site={site} address={before === undefined ? address : `${address}?before=${before}`} facts={facts} t={translator(facts.paper.language)} page={shown} place={place} />, { tags: tagsOf(place) })
}

/**
 * Where a span stands among those that have articles. Undefined for one before the paper's first article, and for one
 * that is still to come: nothing can be said of it.
 */
async function placeOf(db: Reads, { span, begins_on }: { span: Span; begins_on: string }, now: Date): Promise<Place | undefined> {
  const [{ paper }, beside, [own]] = await Promise.all([loadFrame(db), spansBeside(db, { span, begins_on }), countedSpans(db, span, { from: begins_on, to: begins_on })])
  const place = { span, begins_on, articles: own?.articles ?? 0, ...beside }
  const isPast = beside.later !== null || begins_on <= dayOf(now, paper.time_zone)
  return own || (beside.earlier !== null && isPast) ? place : undefined
}

// An empty span's neighbours change with theirs; that of a filled one are told when one comes or goes between them.
function tagsOf({ span, begins_on, articles, earlier, later }: Place): Tag[] {
  const beside = [earlier, later].flatMap((one) => (one === null || articles > 0 ? [] : [archiveTag(span, one)]))
  return [archiveTag(span, begins_on), 'paper', ...beside]
}
