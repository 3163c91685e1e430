import { sql, type Insertable } from 'kysely'
import type { Db } from '../../base/db/db.ts'
import type { Schema } from '../../base/db/schema.ts'

export async function addToSlice(db: Db, counts: Insertable<Schema['campaign_slices']>) {
  await db.insertInto('campaign_slices').values(counts).onConflict((oc) => oc.columns(['campaign_id', 'slice', 'version']).doUpdateSet((eb) => ({
    begun: eb('campaign_slices.begun', '+', eb.ref('excluded.begun')), completed: eb('campaign_slices.completed', '+', eb.ref('excluded.completed')), amount: eb('campaign_slices.amount', '+', eb.ref('excluded.amount')),
  }))).execute()
}

/** Anybody can write a number into an address: what is no article counts nowhere. */
export async function addToArticle(db: Db, { campaign_id, article_id, begun, completed, amount }: { campaign_id: number; article_id: number; begun: number; completed: number; amount: number }) {
  await sql`insert into campaign_articles (campaign_id, article_id, begun, completed, amount)
    select ${campaign_id}, id, ${begun}::int, ${completed}::int, ${amount}::bigint from articles where id = ${article_id} and state = 'published'
    on conflict (campaign_id, article_id) do update set begun = campaign_articles.begun + excluded.begun, completed = campaign_articles.completed + excluded.completed, amount = campaign_articles.amount + excluded.amount`.execute(db)
}

/** A published article, or none: an appeal elsewhere counts there, and so does what somebody wrote into an address. */
const published = (article_id: number | undefined) => sql`(select id from articles where id = ${article_id ?? null}::bigint and state = 'published')`

export async function addToAppealDay(db: Db, { article_id, day, begun, agreed }: { article_id: number | undefined; day: string; begun: number; agreed: number }) {
  await sql`insert into appeal_days (article_id, day, begun, agreed) values (${published(article_id)}, ${day}::date, ${begun}::int, ${agreed}::int)
    on conflict (article_id, day) do update set begun = appeal_days.begun + excluded.begun, agreed = appeal_days.agreed + excluded.agreed`.execute(db)
}

export async function insertOrigin(db: Db, { pledge_id, article_id, day }: { pledge_id: number; article_id: number | undefined; day: string }) {
  await sql`insert into pledge_origins (pledge_id, article_id, day) values (${pledge_id}, ${published(article_id)}, ${day}::date)`.execute(db)
}

/** Takes away the rows of pledges of which something was paid, and counts them: each once, since nobody takes away a row twice. */
export async function countPaidOrigins(db: Db) {
  await sql`with paid as (delete from pledge_origins o where exists (select from dues where pledge_id = o.pledge_id and paid_on is not null) returning article_id, day)
    insert into appeal_days (article_id, day, given) select article_id, day, count(*) from paid group by 1, 2 order by 1, 2
    on conflict (article_id, day) do update set given = appeal_days.given + excluded.given`.execute(db)
}

export async function clearOrigins(db: Db, { before }: { before: string }) {
  await db.deleteFrom('pledge_origins').where('day', '<', before).execute()
}
