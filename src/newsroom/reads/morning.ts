import { sql } from 'kysely'
import type { Reads } from '../../base/db/db.ts'

export interface Discussed { article_id: number; headline: string; section_slug: string; slug: string; comments: number }

/** Articles by the comments that were first shown on a day of the paper's zone, most first. Walks comments_shown_idx. */
export async function discussedOn(db: Reads, { day, zone, limit }: { day: string; zone: string; limit: number }): Promise<Discussed[]> {
  const { rows } = await sql<Discussed>`select a.id as article_id, a.headline, s.slug as section_slug, a.slug, c.comments from (
      select article_id, count(*)::int as comments from comments where state = 'shown' and shown_at >= ${day}::timestamp at time zone ${zone} and shown_at < (${day}::date + 1)::timestamp at time zone ${zone} group by 1) as c
    join articles as a on a.id = c.article_id and a.state = 'published' join sections as s on s.id = a.section_id order by c.comments desc, a.id desc limit ${limit}`.execute(db)
  return rows
}
