import { sql } from 'kysely'
import type { Db } from '../../base/db/db.ts'

/** Those that are owed; throws where one is not. */
export async function updateRefundsPaid(db: Db, refunds: readonly { id: number; done_on: string }[]) {
  const { rows } = await sql`update refunds set state = 'done', done_on = given.done_on from json_to_recordset(${JSON.stringify(refunds)}::json) as given(id bigint, done_on date)
    where refunds.id = given.id and state = 'owed' returning refunds.id`.execute(db)
  if (rows.length !== refunds.length) throw new Error('a refund is not owed any more')
}
