import type { Insertable } from 'kysely'
import type { Db } from '../../base/db/db.ts'
import type { Schema } from '../../base/db/schema.ts'

export async function insertVoucher(db: Db, voucher: Insertable<Schema['vouchers']>): Promise<number> {
  return (await db.insertInto('vouchers').values(voucher).returning('id').executeTakeFirstOrThrow()).id
}
