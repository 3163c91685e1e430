import type { Reads } from '../../base/db/db.ts'

/** What somebody gives, the newest first; what a provider never said yes to is none of it. */
export function pledgesOf(db: Reads, supporter_id: number) {
  return db.selectFrom('pledges').selectAll().where('supporter_id', '=', supporter_id).where('state', '<>', 'begun').orderBy('id', 'desc').execute()
}
