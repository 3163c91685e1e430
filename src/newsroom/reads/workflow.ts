import { sql } from 'kysely'
import type { FullArticle } from '../../articles/reads/articles.ts'
import type { Reads } from '../../base/db/db.ts'
import type { Role } from '../../people/permissions.ts'
import { usualSteps, type Steps } from '../stage.ts'

/** Which steps the paper uses. */
export async function stepsUsed(db: Reads): Promise<Steps> {
  const rows = await db.selectFrom('stage_settings').selectAll().execute()
  return { ...usualSteps, ...Object.fromEntries(rows.map(({ stage, used }) => [stage, used])) }
}

/** What decides who may write in an article. */
export function standingOf(db: Reads, id: number) {
  return db.selectFrom('articles').select((eb) => ['state', 'stage', eb.exists(eb.selectFrom('article_schedules').select('id').whereRef('article_id', '=', 'articles.id').where('kind', 'in', ['publish', 'update']).where('ended_at', 'is', null)).$castTo<boolean>().as('is_awaited')])
    .where('id', '=', id).executeTakeFirst()
}

/** The whole way of an article, from its beginning. */
export function movesOf(db: Reads, article_id: number) {
  return db.selectFrom('stage_moves').leftJoin('readers', 'readers.id', 'moved_by')
    .select(['stage_moves.id', 'kind', 'from_stage', 'to_stage', 'moved_by', 'moved_at', 'note', 'readers.name as by_name'])
    .where('article_id', '=', article_id).orderBy('stage_moves.id').execute()
}
export type Moved = Awaited<ReturnType<typeof movesOf>>[number]

export interface Waiting { reader_id: number; by_mail: boolean }

/**
 * Who waits for a move of an article, and may see it: those who said so of it, of its section or of the stage it comes to, those
 * who wrote it, and `also` others. A stage is waited for only by what comes to it.
 */
export async function waitingForMove(db: Reads, { article, comesTo, also, roles }: { article: Pick<FullArticle, 'id' | 'section_id'>; comesTo: string | null; also: Waiting[]; roles: readonly Role[] }): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`
    select reader_id, bool_or(by_mail) as by_mail from (
      select reader_id, by_mail from article_watchers where article_id = ${article.id}
      union all
      select reader_id, by_mail from article_watchers where article_id is null
        and (section_id is null or section_id = ${article.section_id}) and (stage is null or stage = ${comesTo}::text)
      union all
      select readers.id, false from bylines join readers on readers.author_id = bylines.author_id where bylines.article_id = ${article.id} and bylines.role = 'text'
      union all
      select * from unnest(${also.map(({ reader_id }) => reader_id)}::bigint[], ${also.map(({ by_mail }) => by_mail)}::boolean[])
    ) waiting
    where exists (select from staff_roles where staff_roles.reader_id = waiting.reader_id and role = any(${[...roles]}::text[]))
    group by reader_id order by reader_id`.execute(db)
  return rows
}

/** A move with the article it was of, for those who are told. */
export function moveById(db: Reads, id: number) {
  return told(db).where('stage_moves.id', '=', id).executeTakeFirst()
}
export type ToldMove = NonNullable<Awaited<ReturnType<typeof moveById>>>

function told(db: Reads) {
  return db.selectFrom('stage_moves').innerJoin('articles', 'articles.id', 'article_id').leftJoin('readers', 'readers.id', 'moved_by')
    .select(['stage_moves.id', 'stage_moves.article_id', 'stage_moves.kind', 'from_stage', 'to_stage', 'moved_at', 'stage_moves.note', 'readers.name as by_name',
      'articles.headline', 'articles.kicker', 'articles.language', 'articles.legal_hold_at', 'articles.embargo_until'])
}

/** What somebody was told, the newest first; rides move_notices_reader_idx. */
export function noticesOf(db: Reads, { reader_id, before }: { reader_id: number; before?: number | undefined }, limit: number) {
  return told(db).innerJoin('move_notices', 'move_notices.move_id', 'stage_moves.id').select('seen_at').where('move_notices.reader_id', '=', reader_id)
    .$if(before !== undefined, (q) => q.where('move_notices.move_id', '<', before ?? 0))
    .orderBy('move_notices.move_id', 'desc').limit(limit).execute()
}

/** Rides move_notices_unseen_idx. */
export async function countUnseen(db: Reads, reader_id: number): Promise<number> {
  const row = await db.selectFrom('move_notices').select((eb) => eb.fn.countAll<number>().as('n')).where('reader_id', '=', reader_id).where('seen_at', 'is', null).executeTakeFirstOrThrow()
  return row.n
}

/** Where mails to these readers go, and in which language. */
export function mailAddressesOf(db: Reads, ids: number[]) {
  return db.selectFrom('readers').select(['id', 'name', 'mail_address', 'language']).where('id', 'in', [-1, ...ids]).where('mail_address', 'is not', null).execute()
}

/** What somebody waits for, with its name. */
export function watchesOf(db: Reads, reader_id: number) {
  return db.selectFrom('article_watchers').leftJoin('articles', 'articles.id', 'article_id').leftJoin('sections', 'sections.id', 'article_watchers.section_id')
    .select(['article_watchers.id', 'article_id', 'article_watchers.section_id', 'article_watchers.stage', 'by_mail', 'articles.headline', 'articles.language', 'sections.name as section_name'])
    .where('reader_id', '=', reader_id).orderBy('article_id', (by) => by.desc().nullsFirst()).orderBy('article_watchers.id').limit(200).execute()
}

/** How somebody waits for one article. */
export function watchOf(db: Reads, { article_id, reader_id }: { article_id: number; reader_id: number }) {
  return db.selectFrom('article_watchers').select(['id', 'by_mail']).where('article_id', '=', article_id).where('reader_id', '=', reader_id).executeTakeFirst()
}
