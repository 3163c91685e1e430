import type { Reads } from '../../base/db/db.ts'

/** What became of a form that was sent; undefined where it was not. */
export function givenForm(db: Reads, id: string) {
  return db.selectFrom('given_forms').selectAll().where('id', '=', id).executeTakeFirst()
}

export function campaignBySlug(db: Reads, slug: string) {
  return db.selectFrom('campaigns').select('id').where('slug', '=', slug).executeTakeFirst()
}

/** What the thanks are for: a pledge with its first due, whose it is, and by which mandate it gives. */
export function pledgeGiven(db: Reads, pledge_id: number) {
  return db.selectFrom('pledges')
    .innerJoin('supporters', 'supporters.id', 'pledges.supporter_id')
    .innerJoin('dues', 'dues.pledge_id', 'pledges.id')
    .leftJoin('mandates', 'mandates.id', 'pledges.mandate_id')
    .select(['pledges.id', 'pledges.supporter_id', 'pledges.amount', 'pledges.currency', 'pledges.rhythm', 'pledges.agreed_as', 'pledges.way', 'pledges.state', 'pledges.reference', 'pledges.provider', 'pledges.ended_why'])
    .select(['supporters.name', 'supporters.mail_address', 'supporters.language', 'dues.id as due_id', 'dues.due_on', 'dues.state as due_state'])
    .select(['mandates.reference as mandate_reference', 'mandates.iban_shown'])
    .where('pledges.id', '=', pledge_id).orderBy('dues.due_on').orderBy('dues.id').limit(1).executeTakeFirst()
}
export type Given = NonNullable<Awaited<ReturnType<typeof pledgeGiven>>>

/** A due that was paid, with all that its receipt says; undefined where it is somebody else's. */
export function paidDue(db: Reads, { due_id, supporter_id }: { due_id: number; supporter_id: number }) {
  return db.selectFrom('dues')
    .innerJoin('pledges', 'pledges.id', 'dues.pledge_id').innerJoin('supporters', 'supporters.id', 'pledges.supporter_id').leftJoin('vouchers', 'vouchers.due_id', 'dues.id')
    .select(['dues.id', 'dues.due_on', 'dues.paid_on', 'dues.amount', 'dues.currency', 'pledges.rhythm', 'pledges.way', 'pledges.reference', 'vouchers.number as voucher_number'])
    .select(['supporters.name', 'supporters.language', 'supporters.street', 'supporters.postcode', 'supporters.town', 'supporters.country'])
    .where('dues.id', '=', due_id).where('pledges.supporter_id', '=', supporter_id).where('dues.state', '=', 'paid').executeTakeFirst()
}
export type PaidDue = NonNullable<Awaited<ReturnType<typeof paidDue>>>

/** A due that was paid, with whom to thank for it, and whether one of its pledge was paid before. */
export function dueToThank(db: Reads, due_id: number) {
  return db.selectFrom('dues').innerJoin('pledges', 'pledges.id', 'dues.pledge_id').innerJoin('supporters', 'supporters.id', 'pledges.supporter_id')
    .select(['dues.due_on', 'dues.paid_on', 'dues.amount', 'dues.currency', 'dues.pledge_id', 'pledges.rhythm', 'pledges.way', 'pledges.supporter_id', 'supporters.name', 'supporters.mail_address', 'supporters.language'])
    .select((eb) => eb.exists(eb.selectFrom('dues as earlier').select('earlier.id').whereRef('earlier.pledge_id', '=', 'dues.pledge_id').whereRef('earlier.due_on', '<', 'dues.due_on').where('earlier.paid_on', 'is not', null)).as('is_later'))
    .where('dues.id', '=', due_id).where('dues.state', '=', 'paid').where('supporters.blocked_at', 'is', null).where('supporters.erased_at', 'is', null).executeTakeFirst()
}
