import { sql, type Insertable } from 'kysely'
import type { Db } from '../../base/db/db.ts'
import type { Schema } from '../../base/db/schema.ts'

/** One process at a time watches, until the transaction ends. */
export async function lockWatching(tx: Db) {
  await sql`select pg_advisory_xact_lock(hashtext('audience_alerts'))`.execute(tx)
}

/** Its number; undefined where there was one of this kind, article and day. */
export async function insertAlert(tx: Db, alert: Insertable<Schema['audience_alerts']>): Promise<number | undefined> {
  return (await tx.insertInto('audience_alerts').values(alert).onConflict((oc) => oc.columns(['kind', 'article_id', 'day']).doNothing()).returning('id').executeTakeFirst())?.id
}

export async function updateAlert(tx: Db, { id, ...to }: { id: number; furthest?: number; ended_at?: Date }) {
  await tx.updateTable('audience_alerts').set(to).where('id', '=', id).execute()
}

export async function clearAlerts(tx: Db, { before }: { before: Date }) {
  await tx.deleteFrom('audience_alerts').where('began_at', '<', before).execute()
}

/** A turn is done. After a gap, and in a process that has just begun, it counts from now. */
export async function noteTurn(db: Db, { id, now, gapSeconds }: { id: string; now: Date; gapSeconds: number }) {
  await sql`insert into counting_turns as t (id, since, turned_at) values (${id}, ${now}, ${now})
    on conflict (id) do update set turned_at = excluded.turned_at, since = case when t.turned_at < excluded.turned_at - make_interval(secs => ${gapSeconds}) then excluded.since else t.since end`.execute(db)
}

/** Whoever stops takes nothing in any more; those that died are forgotten after a day. */
export async function clearTurns(db: Db, { id, before }: { id: string; before: Date }) {
  await db.deleteFrom('counting_turns').where((eb) => eb.or([eb('id', '=', id), eb('turned_at', '<', before)])).execute()
}
