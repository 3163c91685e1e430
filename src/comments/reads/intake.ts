import { sql } from 'kysely'
import type { Reads } from '../../base/db/db.ts'
import { prepared } from '../../base/db/prepared.ts'
import type { Hours } from '../hours.ts'
import type { Mode } from './settings.ts'
import type { Standing } from '../standing.ts'

/** Where somebody wants to say what. */
export interface Incoming { article_id: number; parent_id: number | null; reader_id: number; body: string }

/** Everything that decides what becomes of a comment that comes in. */
export interface IntakeFacts extends Standing, Hours {
  article_state: string
  comment_mode: 'open' | 'closed' | 'off'
  sensitive: boolean
  published_at: Date | null
  time_zone: string
  mode: Mode
  newcomer_comments: number
  close_after_days: number | null
  slow_seconds: number
  cooling_from: number | null
  longest: number
  links: 'allowed' | 'held' | 'refused'
  /** How many comments of the reader are shown, counted as far as it matters for newcomers. */
  shown_before: number
  /** More wait than the paper wants. */
  overloaded: boolean
  /** When the reader last said something under this article, within the time that slow mode looks back. */
  last_under_article: Date | null
  /** Of the comment answered; null where it answers none, or one that is not there. */
  parent_state: string | null
  parent_submitted_at: Date | null
  /** It, or something above it, may not be answered any more. */
  locked: boolean
  /** Reports of the last day, but for those that were refused. */
  reports_in_branch: number
  /** When the reader last said something in this thread, within the last day. */
  last_in_thread: Date | null
  /** Who said the same before; looked up only where a rule asks. */
  repeated_by: 'reader' | 'anyone' | null
  /** Changes whenever the paper's rules do. */
  rules_key: string
}

/** One look-up, whose cost does not depend on how much has been said; see intake_facts in 0014_moderation.sql. */
export async function intakeFacts(db: Reads, { article_id, parent_id, reader_id, body }: Incoming, now: Date): Promise<IntakeFacts | undefined> {
  const { rows } = await sql<IntakeFacts>`${prepared} select * from intake_facts(${article_id}, ${parent_id}, ${reader_id}, ${body}, ${now})`.execute(db)
  return rows[0]
}
