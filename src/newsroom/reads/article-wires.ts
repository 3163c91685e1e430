import type { Reads } from '../../base/db/db.ts'

/** Of the wires that an article was taken from, the newest versions that nobody has looked at since. Rides wire_items_article_idx. */
export function newerWires(db: Reads, article_id: number) {
  return db.selectFrom('wire_items as taken').innerJoin('wire_items as newer', (join) => join.onRef('newer.chain_id', '=', 'taken.chain_id').onRef('newer.id', '>', 'taken.id'))
    .innerJoin('wires', 'wires.id', 'newer.wire_id').select(['newer.id', 'newer.headline', 'newer.pubstatus', 'newer.language', 'wires.name as wire_name', 'newer.received_at'])
    .where('taken.article_id', '=', article_id).where('newer.is_latest', '=', true).where('newer.state', '<>', 'taken').distinctOn('newer.id').orderBy('newer.id').execute()
}
export type NewerWire = Awaited<ReturnType<typeof newerWires>>[number]
