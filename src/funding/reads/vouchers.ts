import type { Reads } from '../../base/db/db.ts'

export function voucherByNumber(db: Reads, number: string) {
  return db.selectFrom('vouchers').select('id').where('number', '=', number).executeTakeFirst()
}

/** The newest first, with whom they are from. */
export function vouchers(db: Reads, { before, limit }: { before: number | null; limit: number }) {
  return db.selectFrom('vouchers').innerJoin('dues', 'dues.id', 'vouchers.due_id').innerJoin('pledges', 'pledges.id', 'dues.pledge_id').innerJoin('supporters', 'supporters.id', 'pledges.supporter_id')
    .leftJoin('readers', 'readers.id', 'vouchers.typed_by')
    .select(['vouchers.id', 'vouchers.number', 'vouchers.kind', 'vouchers.amount', 'vouchers.currency', 'vouchers.received_on', 'supporters.id as supporter_id', 'supporters.name', 'supporters.blocked_at', 'readers.name as typed_by_name'])
    .$if(before !== null, (query) => query.where('vouchers.id', '<', before))
    .orderBy('vouchers.id', 'desc').limit(limit).execute()
}
