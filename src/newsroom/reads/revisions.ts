import { sql } from 'kysely'
import { z } from 'zod'
import { keptDocument } from '../../articles/document.ts'
import type { Reads } from '../../base/db/db.ts'
import type { Schema } from '../../base/db/schema.ts'
import type { Written } from '../written.ts'

export type RevisionKind = Schema['revisions']['kind']
export type Revision = NonNullable<Awaited<ReturnType<typeof revisionOf>>>
export type ListedRevision = Awaited<ReturnType<typeof revisionsOf>>[number]

const told = ['number', 'saved_at', 'saved_by', 'by_itself', 'kind', 'why', 'public_at', 'restored_from', 'words_in', 'words_out'] as const
const text = z.string().catch('')
/** What was added to articles since a revision was saved was not there then. */
const Fields = z.object({
  kicker: text, headline: text, standfirst: text, dateline_place: text, dateline_source: text, slug: text, lead_alt: text, lead_caption: text, note: text,
  section: text, language: text, topics: z.array(z.string()).catch([]), lead_picture: text,
  bylines: z.array(z.object({ name: z.string(), role: z.enum(['text', 'photo', 'illustration', 'data', 'translation']) })).catch([]),
  comment_mode: z.string().catch('open'), sensitive: z.boolean().catch(false), translation_of: z.number().nullable().catch(null), length_aim: z.number().nullable().catch(null),
})

export async function revisionOf(db: Reads, { article_id, number }: { article_id: number; number: number }) {
  return whole(await db.selectFrom('revisions').select([...told, 'fields', 'body']).where('article_id', '=', article_id).where('number', '=', number).executeTakeFirst())
}

/** The last there is, or the last that readers saw. */
export async function lastRevision(db: Reads, article_id: number, { isPublic = false, before = null }: { isPublic?: boolean; before?: number | null } = {}) {
  return whole(await db.selectFrom('revisions').select([...told, 'fields', 'body']).where('article_id', '=', article_id)
    .$if(isPublic, (of) => of.where('public_at', 'is not', null)).$if(before !== null, (of) => of.where('number', '<', before ?? 0))
    .orderBy('number', 'desc').limit(1).executeTakeFirst())
}

/** The newest first. */
export function revisionsOf(db: Reads, { article_id, before, limit }: { article_id: number; before: number | null; limit: number }) {
  return db.selectFrom('revisions').select(told).where('article_id', '=', article_id).$if(before !== null, (of) => of.where('number', '<', before ?? 0))
    .orderBy('number', 'desc').limit(limit).execute()
}

/** Of articles that have a working copy what its last revision names: it was settled into that. */
export async function namedInWritings(db: Reads): Promise<{ article_id: number; names: string[] }[]> {
  const { rows } = await sql<{ article_id: number; names: string[] }>`
    select writings.article_id, array(select body_pictures(last.body) union select last.fields ->> 'lead_picture' where last.fields ->> 'lead_picture' <> '') as names
    from writings cross join lateral (select fields, body from revisions where revisions.article_id = writings.article_id order by number desc limit 1) last`.execute(db)
  return rows
}

/** Who made the article, as the journal names them; undefined of one that came with many others. */
export async function creatorOf(db: Reads, article_id: number): Promise<string | undefined> {
  return (await db.selectFrom('journal').select('actor').where('subject', '=', `article:${article_id}`).where('what', '=', 'article created').orderBy('id').limit(1).executeTakeFirst())?.actor
}

/** When an article was published against house style: the revisions of these moments. */
export async function publishedAnyway(db: Reads, article_id: number): Promise<Set<number>> {
  const rows = await db.selectFrom('journal').select('happened_at').where('subject', '=', `article:${article_id}`).where('what', '=', 'published against house style').execute()
  return new Set(rows.map(({ happened_at }) => happened_at.getTime()))
}

export async function databaseTime(db: Reads): Promise<Date> {
  const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(db)
  const [row] = rows
  if (!row) throw new Error('the database tells no time')
  return row.now
}

function whole<R extends { fields: unknown; body: unknown }>(row: R | undefined): (Omit<R, 'fields' | 'body'> & { written: Written }) | undefined {
  if (!row) return undefined
  const { fields, body, ...rest } = row
  return { ...rest, written: { ...Fields.parse(fields), body: keptDocument(body) } }
}
