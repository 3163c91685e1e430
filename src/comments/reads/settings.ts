import { sql } from 'kysely'
import type { Reads } from '../../base/db/db.ts'
import type { Hours } from '../hours.ts'

/** When comments are looked at: before they are shown, after, or only when somebody reports them. */
export const modes = ['before', 'after', 'on_report'] as const
export type Mode = (typeof modes)[number]

/** How discussions are moderated, as the paper has it. */
export interface DiscussionSettings extends Hours {
  mode: Mode
  newcomer_comments: number
  most_waiting: number | null
  close_after_days: number | null
  slow_seconds: number
  cooling_from: number | null
  longest: number
  edit_minutes: number
  recommends: boolean
  links: 'allowed' | 'held' | 'refused'
  blind_percent: number
  settlement_bodies: string
  police_address: string
}

export function discussionSettings(db: Reads): Promise<DiscussionSettings> {
  return db.selectFrom('discussion_settings').selectAll().executeTakeFirstOrThrow()
}

/** What a section or an article has otherwise than the paper; null: as above it. */
export interface Override { mode: Mode | null; close_after_days: number | null; slow_seconds: number | null }

/** Of how many days back waiting times are looked at, and how many of each: so much is enough, and no more is read. */
const daysBack = 21
const mostOfDay = 100

/**
 * How many minutes a comment that begins to wait now will usually wait: the median of the last weeks at this hour, an hour
 * either way. Null where too few waited to say.
 */
export async function usualWait(db: Reads, now: Date): Promise<number | null> {
  const { rows } = await sql<{ minutes: number | null }>`
    select case when count(*) >= 5 then percentile_cont(0.5) within group (order by minutes) end as minutes
    from generate_series(1, ${daysBack}::int) day
    cross join lateral (
      select extract(epoch from decided_at - waited_since)::float / 60 as minutes from decisions
      where waited_since is not null and undone_at is null and kind in ('approve', 'reject')
        and waited_since > ${now}::timestamptz - make_interval(days => day, hours => 1) and waited_since <= ${now}::timestamptz - make_interval(days => day, hours => -1)
      order by waited_since limit ${mostOfDay}) waited`.execute(db)
  const minutes = rows[0]?.minutes ?? null
  return minutes === null ? null : Math.max(1, Math.round(minutes))
}

/** All that is otherwise than the paper has it, with the names of where. */
export function overrides(db: Reads) {
  return db.selectFrom('discussion_overrides').leftJoin('sections', 'sections.id', 'discussion_overrides.section_id').leftJoin('articles', 'articles.id', 'discussion_overrides.article_id')
    .select(['discussion_overrides.section_id', 'discussion_overrides.article_id', 'discussion_overrides.mode', 'discussion_overrides.close_after_days', 'discussion_overrides.slow_seconds', 'sections.name as section_name', 'articles.headline'])
    .orderBy('discussion_overrides.section_id', (by) => by.asc().nullsLast()).orderBy('discussion_overrides.article_id', 'desc').limit(200).execute()
}
