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
