import type { Reads } from '../../base/db/db.ts'

/** What somebody gives, the newest first, with the account it comes from; what a provider never said yes to is none of it. */
export function pledgesOf(db: Reads, supporter_id: number) {
  return ownPledges(db, supporter_id).orderBy('pledges.id', 'desc').execute()
}
export type OwnPledge = Awaited<ReturnType<typeof pledgesOf>>[number]

/** One of them; undefined where it is somebody else's. */
export function pledgeOf(db: Reads, { id, supporter_id }: { id: number; supporter_id: number }): Promise<OwnPledge | undefined> {
  return ownPledges(db, supporter_id).where('pledges.id', '=', id).executeTakeFirst()
}

function ownPledges(db: Reads, supporter_id: number) {
  return db.selectFrom('pledges').leftJoin('mandates', 'mandates.id', 'mandate_id').selectAll('pledges').select(['iban_shown', 'mandates.reference as mandate_reference', 'mandates.state as mandate_state'])
    .where('pledges.supporter_id', '=', supporter_id).where('pledges.state', '<>', 'begun')
}
