import { sql } from 'kysely'
import type { Db } from '../../base/db/db.ts'

/** What is kept of a text that must not be empty. */
const nothing = '–'

/** Takes everything that was said in comments, and about them: a place, a number and what was decided stay. */
export async function blankComments(db: Db, ids: number[]) {
  const these = sql<number>`any(${ids}::bigint[])`
  await db.deleteFrom('comment_revisions').where('comment_id', '=', these).execute()
  await db.deleteFrom('rule_matches').where('comment_id', '=', these).execute()
  await db.deleteFrom('staff_notes').where('comment_id', '=', these).execute()
  await db.deleteFrom('comment_routes').where('comment_id', '=', these).where('route', '=', 'question').execute()
  await db.updateTable('comments').set({ body: '', reader_id: null, quote_from: null, quote_to: null, edited_at: null, picked_at: null }).where('id', '=', these).execute()
  await blankDecisions(db, { comment_ids: ids, reader_id: null })
  // Who complained about a text quotes it.
  await db.updateTable('reports').set((eb) => ({ explanation: eb.case('kind').when('notice').then(nothing).else('').end() })).where('comment_id', '=', these).execute()
}

/** Of decisions about a reader or these comments the clause and the day are kept, but no words. */
export async function blankDecisions(db: Db, { comment_ids, reader_id }: { comment_ids: number[]; reader_id: number | null }) {
  const about = sql<boolean>`(decisions.comment_id = any(${comment_ids}::bigint[]) or decisions.reader_id = ${reader_id})`
  const theirs = sql<number>`any(array(select id from decisions where ${about}))`
  await db.deleteFrom('objections').where('decision_id', '=', theirs).where('decided_at', 'is', null).execute()
  await db.updateTable('objections').set((eb) => ({ text: '', answer: eb.case().when('answer', 'is not', null).then('').end() })).where('decision_id', '=', theirs).execute()
  await db.updateTable('decisions').set({ body: null, reason: '', reader_id: null }).where(about).execute()
}

/** Of their reports stay comment, clause, day and outcome; by the mail address also of those made without an account. */
export async function blankReports(db: Db, { reader_id, mail_address }: { reader_id: number; mail_address: string }) {
  const theirs = sql<number>`any(array(select id from reports where reader_id = ${reader_id} or lower(contact_mail) = lower(${mail_address})))`
  await db.deleteFrom('objections').where('report_id', '=', theirs).where('decided_at', 'is', null).execute()
  await db.updateTable('objections').set((eb) => ({ text: '', answer: eb.case().when('answer', 'is not', null).then('').end() })).where('report_id', '=', theirs).execute()
  await db.updateTable('reports').set((eb) => ({
    reader_id: null, contact_name: null, contact_mail: null, language: null, receipt_hash: null, outcome_hash: null,
    explanation: eb.case('kind').when('notice').then(nothing).else('').end(),
  })).where('id', '=', theirs).execute()
}

/** Takes back what they recommended; answers under which articles. */
export async function deleteRecommendations(db: Db, reader_id: number): Promise<number[]> {
  const { rows } = await sql<{ article_id: number }>`
    with gone as (delete from recommendations where reader_id = ${reader_id} returning comment_id)
    update comments set recommended = recommended - 1 from gone where comments.id = gone.comment_id returning comments.article_id`.execute(db)
  return [...new Set(rows.map(({ article_id }) => article_id))]
}

/** Everything else that is theirs: whom they follow, whom they hide and who hides them, what waits for a link, notes about them, their record. */
export async function deleteTraces(db: Db, { reader_id, mail_address }: { reader_id: number; mail_address: string }) {
  await db.deleteFrom('follows').where('reader_id', '=', reader_id).execute()
  await db.deleteFrom('hidden_readers').where((eb) => eb.or([eb('reader_id', '=', reader_id), eb('hidden_id', '=', reader_id)])).execute()
  await db.deleteFrom('unsubscribe_links').where('reader_id', '=', reader_id).execute()
  await db.deleteFrom('claims').where('staff_id', '=', reader_id).execute()
  await db.deleteFrom('standings').where('reader_id', '=', reader_id).execute()
  await db.deleteFrom('staff_notes').where('reader_id', '=', reader_id).execute()
  await db.deleteFrom('comment_drafts').where('id', 'in', (eb) => eb.selectFrom('mail_links').select('draft_id').where('draft_id', 'is not', null)
    .where((one) => one.or([one('reader_id', '=', reader_id), one(sql`lower(mail_address)`, '=', mail_address.toLowerCase())])).$castTo<number>()).execute()
}
