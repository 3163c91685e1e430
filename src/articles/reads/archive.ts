import { sql } from 'kysely'
import type { Reads } from '../../base/db/db.ts'
import type { Schema } from '../../base/db/schema.ts'
import { onDay } from './lists.ts'

export type Span = Schema['archive_counts']['span']
/** A span by its first day, YYYY-MM-DD, and how many articles were published in it. */
export interface Counted { span: Span; begins_on: string; articles: number }

/** The spans of one length that begin from one day to another, both included, and have articles; newest first. */
export function countedSpans(db: Reads, span: Span, { from = '0001-01-01', to = '9999-12-31' }: { from?: string; to?: string } = {}): Promise<Counted[]> {
  return db.selectFrom('archive_counts').selectAll().where('span', '=', span).where('begins_on', '>=', from).where('begins_on', '<=', to)
    .where('articles', '>', 0).orderBy('begins_on', 'desc').execute()
}

/** The nearest spans of the same length with articles, before and after. */
export async function spansBeside(db: Reads, { span, begins_on }: Pick<Counted, 'span' | 'begins_on'>): Promise<{ earlier: string | null; later: string | null }> {
  const filled = db.selectFrom('archive_counts').select('begins_on').where('span', '=', span).where('articles', '>', 0)
  const [earlier, later] = await Promise.all([
    filled.where('begins_on', '<', begins_on).orderBy('begins_on', 'desc').limit(1).executeTakeFirst(),
    filled.where('begins_on', '>', begins_on).orderBy('begins_on').limit(1).executeTakeFirst(),
  ])
  return { earlier: earlier?.begins_on ?? null, later: later?.begins_on ?? null }
}

export interface CountedDay extends Counted {
  /** The last article of the day. */
  newest: { id: number; slug: string; section_slug: string; language: string; headline: string }
}

/** The days of a month that have articles, newest first, each with one of them. */
export async function daysOfMonth(db: Reads, begins_on: string): Promise<CountedDay[]> {
  const { rows } = await sql<CountedDay>`
    select counts.*, json_build_object('id', newest.id, 'slug', newest.slug, 'language', newest.language, 'headline', newest.headline, 'section_slug', sections.slug) as newest
    from archive_counts counts
    cross join lateral (select * from articles where state = 'published' ${onDay(sql`counts.begins_on`)} order by published_at desc, id desc limit 1) newest
    join sections on sections.id = newest.section_id
    where span = 'day' and articles > 0 and begins_on >= ${begins_on} and begins_on < ${begins_on}::date + interval '1 month'
    order by begins_on desc`.execute(db)
  return rows
}
