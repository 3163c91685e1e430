import { sql, type Insertable } from 'kysely'
import type { Db } from '../../base/db/db.ts'
import type { Schema } from '../../base/db/schema.ts'
import { sectionOfBlock, type Place } from '../front-slots.ts'
import { sameFront, type BlockRule, type FrontOf } from '../reads/fronts.ts'

/** The front's number; made with the first that is done with it. Whoever changes anything of a front holds it until the transaction ends. */
export async function holdFront(db: Db, { section_id, topic_id }: FrontOf): Promise<number> {
  await db.insertInto('fronts').values({ section_id, topic_id }).onConflict((oc) => oc.doNothing()).execute()
  return (await db.selectFrom('fronts').select('id').where(sameFront({ section_id, topic_id })).forUpdate().executeTakeFirstOrThrow()).id
}
export async function insertVersion(db: Db, version: Insertable<Schema['front_versions']>): Promise<number> {
  return (await db.insertInto('front_versions').values(version).returning('id').executeTakeFirstOrThrow()).id
}
export async function updateVersion(db: Db, id: number, change: { made_at: Date }) {
  await db.updateTable('front_versions').set(change).where('id', '=', id).execute()
}
export async function deleteVersion(db: Db, id: number) {
  await db.deleteFrom('front_versions').where('id', '=', id).execute()
}
/** Answers whether it was nobody else who told of it. */
export async function claimTold(db: Db, id: number, now: Date): Promise<boolean> {
  return (await db.updateTable('front_versions').set({ told_at: now }).where('id', '=', id).where('told_at', 'is', null).returning('id').executeTakeFirst()) !== undefined
}

export async function replacePlaces(db: Db, version_id: number, places: readonly Place[]) {
  await db.deleteFrom('front_places').where('version_id', '=', version_id).execute()
  const rows = places.map(({ article_id, block, position, until }) => ({ version_id, article_id, ...kept(block), position, until }))
  if (rows.length > 0) await db.insertInto('front_places').values(rows).execute()
}
export async function replaceRule(db: Db, version_id: number, { block, rule, topic_id }: Omit<BlockRule, 'rule'> & { rule: BlockRule['rule'] | null }) {
  const at = kept(block)
  if (at.block === 'top' || at.block === 'hidden') return
  await db.deleteFrom('front_rules').where('version_id', '=', version_id).where('block', '=', at.block).where(sql<boolean>`section_id is not distinct from ${at.section_id}::bigint`).execute()
  if (rule) await db.insertInto('front_rules').values({ version_id, block: at.block, section_id: at.section_id, rule, topic_id }).execute()
}
/** Everything of one version into another that has nothing yet, but for what stands there no longer. */
export async function copyVersion(db: Db, { from, to, now }: { from: number; to: number; now: Date }) {
  await sql`insert into front_places (version_id, article_id, block, section_id, position, until)
    select ${to}::bigint, article_id, block, section_id, position, until from front_places where version_id = ${from} and (until is null or until > ${now}::timestamptz)`.execute(db)
  await sql`insert into front_rules (version_id, block, section_id, rule, topic_id) select ${to}::bigint, block, section_id, rule, topic_id from front_rules where version_id = ${from}`.execute(db)
}

type Block = Schema['front_places']['block']
const blocks: readonly Block[] = ['lead', 'also', 'aside', 'main', 'feature', 'top', 'hidden']

/** A section's own block goes by its number. */
function kept(block: string): { block: Block; section_id: number | null } {
  const section_id = sectionOfBlock(block)
  if (section_id !== undefined) return { block: 'section', section_id }
  const named = blocks.find((one) => one === block)
  if (!named) throw new Error(`a front has no block ${block}`)
  return { block: named, section_id: null }
}

/** What was laid out by one topic is by another from now on: rules, and its front where the other has none. */
export async function moveFrontsOfTopic(db: Db, { from, into }: { from: number; into: number }) {
  await db.updateTable('front_rules').set({ topic_id: into }).where('topic_id', '=', from).execute()
  await db.updateTable('fronts').set({ topic_id: into }).where('topic_id', '=', from).where(({ not, exists, selectFrom }) => not(exists(selectFrom('fronts as other').select('other.id').where('other.topic_id', '=', into)))).execute()
}
