import { sql } from 'kysely'
import type { Reads } from '../../base/db/db.ts'

export const wireStates = ['new', 'taken', 'dismissed'] as const
export type WireState = (typeof wireStates)[number]

export type WireItem = NonNullable<Awaited<ReturnType<typeof wireItemById>>>

export function wireItemById(db: Reads, id: number) {
  return db.selectFrom('wire_items').innerJoin('wires', 'wires.id', 'wire_items.wire_id').selectAll('wire_items').select(['wires.name as wire_name', 'wires.way', 'wires.address as wire_address'])
    .where('wire_items.id', '=', id).executeTakeFirst()
}

export interface Sought { state: WireState; section?: number | undefined; wire?: number | undefined; isUrgent: boolean; words?: string | undefined; before?: number | undefined }

/** The inbox: one line for each story, the last that came first. Each filter but words walks an index in this order. */
export function inbox(db: Reads, { state, section, wire, isUrgent, words, before }: Sought, limit: number) {
  return db.selectFrom('wire_items').innerJoin('wires', 'wires.id', 'wire_items.wire_id').leftJoin('sections', 'sections.id', 'wire_items.section_id')
    .select(['wire_items.id', 'wire_items.headline', 'wire_items.kicker', 'wire_items.standfirst', 'wire_items.agency', 'wire_items.dateline_place', 'wire_items.language', 'wire_items.urgency', 'wire_items.pubstatus', 'wire_items.embargo_until', 'wire_items.received_at', 'wire_items.chain_id', 'wire_items.story_id', 'wire_items.article_id', 'wire_items.state', 'wires.name as wire_name', 'sections.name as section_name'])
    .select((eb) => [
      sql<boolean>`chain_id <> wire_items.id`.as('is_update'),
      eb.selectFrom('wire_items as other').innerJoin('wires as theirs', 'theirs.id', 'other.wire_id').select(sql<string[]>`array_agg(distinct theirs.name)`.as('names')).whereRef('other.story_id', '=', 'wire_items.story_id').whereRef('other.wire_id', '<>', 'wire_items.wire_id').as('also'),
      eb.selectFrom('wire_items as earlier').select('earlier.article_id').whereRef('earlier.chain_id', '=', 'wire_items.chain_id').where('earlier.article_id', 'is not', null).orderBy('earlier.id', 'desc').limit(1).as('taken_into'),
      sql<number>`cardinality(array(select jsonb_array_elements(pictures)))`.as('picture_count'),
    ])
    .where('wire_items.leads', '=', true).where('wire_items.state', '=', state)
    .$if(section !== undefined, (q) => (section === 0 ? q.where('wire_items.section_id', 'is', null) : q.where('wire_items.section_id', '=', section ?? 0)))
    .$if(wire !== undefined, (q) => q.where('wire_items.wire_id', '=', wire ?? 0))
    .$if(isUrgent, (q) => q.where('wire_items.urgency', '<=', 2))
    .$if(words !== undefined, (q) => q.where(sql<boolean>`to_tsvector('simple', headline || ' ' || plain_text) @@ to_tsquery('simple', ${wordQuery(words ?? '')})`))
    .$if(before !== undefined, (q) => q.where('wire_items.id', '<', before ?? 0))
    .orderBy('wire_items.id', 'desc').limit(limit).execute()
}
export type InboxItem = Awaited<ReturnType<typeof inbox>>[number]

/** Every word, the last letters of which may be missing. */
function wordQuery(words: string): string {
  return (words.match(/[\p{L}\p{N}]+/gu) ?? []).slice(0, 10).map((word) => `${word}:*`).join(' & ')
}

/** All versions of a text, the first one first. */
export function chainOf(db: Reads, chain_id: number) {
  return db.selectFrom('wire_items').select(['id', 'foreign_version', 'headline', 'kicker', 'standfirst', 'plain_text', 'pubstatus', 'received_at', 'issued_at', 'is_latest', 'article_id', 'taken_at', 'pictures', 'note', 'embargo_until'])
    .where('chain_id', '=', chain_id).orderBy('id').execute()
}
export type Version = Awaited<ReturnType<typeof chainOf>>[number]

/** The other texts about the same, as they stand now: those of others, and those that the same source has sent under other ids. */
export function storyOf(db: Reads, { story_id, chain_id }: { story_id: number; chain_id: number }) {
  return db.selectFrom('wire_items').innerJoin('wires', 'wires.id', 'wire_items.wire_id').select(['wire_items.id', 'wire_id', 'headline', 'wires.name as wire_name', 'received_at', 'wire_items.language', 'wire_items.pubstatus'])
    .where('story_id', '=', story_id).where('chain_id', '<>', chain_id).where('is_latest', '=', true).orderBy('wire_items.id').execute()
}

/** What is known of texts by their foreign ids: the last version of each. */
export function knownItems(db: Reads, wire_id: number, foreign_ids: string[]) {
  return db.selectFrom('wire_items').select(['id', 'foreign_id', 'foreign_version', 'issued_at', 'content_sha256', 'chain_id', 'story_id', 'is_latest', 'state', 'urgency', 'headline', 'plain_text'])
    .where('wire_id', '=', wire_id).where((eb) => eb('foreign_id', '=', eb.fn.any(eb.val(foreign_ids)))).orderBy('id').execute()
}
export type KnownItem = Awaited<ReturnType<typeof knownItems>>[number]

/** The last texts that share most of these parts of the hash, since a moment. In a transaction. */
export async function alike(tx: Reads, { bands, since, language }: { bands: number[]; since: Date; language: string }) {
  const found = await sharing(tx, bands)
  if (found.length === 0) return []
  const { rows } = await sql<{ id: number; story_id: number; headline: string; plain_text: string; state: WireState }>`
    select id, story_id, headline, plain_text, state from wire_items
    where id = any(${found}::bigint[]) and is_latest and received_at >= ${since} and language = ${language}
    order by cardinality(array(select unnest(bands) intersect select unnest(${bands}::integer[]))) desc, id limit 20`.execute(tx)
  return rows
}

// The planner takes every part for a common one, since it keeps no figures of rare ones, and would read the whole table.
async function sharing(tx: Reads, bands: number[]): Promise<number[]> {
  const byIndex = (on: 'on' | 'off') => sql`select set_config('enable_seqscan', ${on}, true), set_config('enable_indexscan', ${on}, true)`.execute(tx)
  await byIndex('off')
  const { rows } = await sql<{ id: number }>`select id from wire_items where bands && ${bands}::integer[] order by id desc limit 300`.execute(tx)
  await byIndex('on')
  return rows.map(({ id }) => id)
}


/** The articles that versions of a text were taken into, by whom, and where they stand; the first version first. */
export function takenInto(db: Reads, chain_id: number) {
  return db.selectFrom('wire_items').innerJoin('articles', 'articles.id', 'wire_items.article_id').select(['wire_items.id', 'articles.id as article_id', 'taken_by', 'articles.section_id', 'articles.stage'])
    .where('chain_id', '=', chain_id).orderBy('wire_items.id').execute()
}

export async function seenUpTo(db: Reads, reader_id: number): Promise<number> {
  return (await db.selectFrom('wire_readers').select('seen_id').where('reader_id', '=', reader_id).executeTakeFirst())?.seen_id ?? 0
}

/** How many stories have come since, up to a hundred. */
export async function unseenCount(db: Reads, seen_id: number): Promise<number> {
  const { n } = await db.selectFrom((eb) => eb.selectFrom('wire_items').select('id').where('leads', '=', true).where('state', '=', 'new').where('id', '>', seen_id).limit(100).as('unseen')).select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()
  return n
}

/** Of names, those that topics have, as the paper writes them. */
export async function topicsCalled(db: Reads, names: string[]): Promise<string[]> {
  if (names.length === 0) return []
  const rows = await db.selectFrom('topics').select('name').where((eb) => eb(eb.fn<string>('lower', ['name']), 'in', names.map((name) => name.toLowerCase()))).orderBy('name').execute()
  return rows.map(({ name }) => name)
}

/** What lies aside for so long, and no text names it that can still be taken over: by their hashes. */
export async function unusedAttachments(db: Reads, before: Date): Promise<string[]> {
  const { rows } = await sql<{ hash: string }>`with named as materialized (
      select picture ->> 'hash' as hash from wire_items cross join jsonb_array_elements(pictures) picture where state <> 'taken'
    ) select hash from wire_attachments where laid_at < ${before} and not exists (select from named where named.hash = wire_attachments.hash)`.execute(db)
  return rows.map(({ hash }) => hash)
}
