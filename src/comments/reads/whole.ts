import { sql } from 'kysely'
import type { Reads } from '../../base/db/db.ts'
import type { Hours } from '../hours.ts'
import type { Mode } from './settings.ts'

/** What every page of a discussion says of it as a whole. */
export interface Whole {
  /** How many comments the article shows, and in how many threads. */
  count: number
  threads: number
  /** How many ever became visible: by that a browser knows what is new. */
  arrivals: number
  /** Whether the editors picked any. */
  has_picks: boolean
  settings: { longest: number; recommends: boolean }
  rules: Rules
}
/** By what it is decided whether one may write, and whether that waits. */
export interface Rules extends Hours {
  comment_mode: 'open' | 'closed' | 'off'
  published_at: Date | null
  close_after_days: number | null
  sensitive: boolean
  mode: Mode
  /** It matters how many wait, and now too many do. */
  by_load: boolean
  overloaded: boolean
}

// In one look-up of single rows: every page asks it.
export async function wholeOf(db: Reads, article_id: number): Promise<Whole> {
  const { rows } = await sql<Omit<Whole, 'settings' | 'rules'> & Whole['settings'] & Rules>`
    select coalesce(n.shown, 0) as count, coalesce(n.threads, 0) as threads, coalesce(n.arrivals, 0) as arrivals,
      exists (select from comments c where c.article_id = a.id and c.picked_at is not null and c.state = 'shown') as has_picks,
      s.longest, s.recommends, s.opens_at, s.closes_at, s.open_days, a.comment_mode, a.published_at, a.sensitive,
      coalesce(of_a.mode, of_s.mode, s.mode) as mode, coalesce(of_a.close_after_days, of_s.close_after_days, s.close_after_days) as close_after_days,
      s.most_waiting is not null as by_load,
      case when s.most_waiting is null then false else exists (select from comments c where c.state = 'pending' offset s.most_waiting limit 1) end as overloaded
    from articles a cross join discussion_settings s
    left join comment_counts n on n.article_id = a.id
    left join discussion_overrides of_a on of_a.article_id = a.id
    left join discussion_overrides of_s on of_s.section_id = a.section_id
    where a.id = ${article_id}`.execute(db)
  const [row] = rows
  if (!row) throw new Error(`article ${article_id} is not there`)
  const { count, threads, arrivals, has_picks, longest, recommends, ...rules } = row
  return { count, threads, arrivals, has_picks, settings: { longest, recommends }, rules }
}
