import { sql } from 'kysely'
import type { Reads } from '../../base/db/db.ts'

/** The rules that texts are looked through for now. */
export function activeRules(db: Reads) {
  return db.selectFrom('moderation_rules').select(['id', 'kind', 'pattern', 'action', 'clause']).where('retired_at', 'is', null).orderBy('id').execute()
}

export type ListedRule = Awaited<ReturnType<typeof listedRules>>[number]

/** All rules with who made them and how many comments each caught since; those in use first, the newest first. */
export function listedRules(db: Reads, since: Date) {
  return db.selectFrom('moderation_rules').leftJoin('readers', 'readers.id', 'moderation_rules.made_by')
    .select((eb) => [
      'moderation_rules.id', 'moderation_rules.kind', 'moderation_rules.pattern', 'moderation_rules.action', 'moderation_rules.clause', 'moderation_rules.note', 'moderation_rules.made_at', 'moderation_rules.retired_at', 'readers.name as made_by_name',
      eb.selectFrom('rule_matches').innerJoin('comments', 'comments.id', 'rule_matches.comment_id').whereRef('rule_matches.rule_id', '=', 'moderation_rules.id')
        .where('comments.submitted_at', '>', since).select(sql<number>`count(*)::int`.as('n')).as('held'),
      eb.selectFrom('decisions').whereRef('decisions.rule_id', '=', 'moderation_rules.id').where('decisions.decided_at', '>', since).select(sql<number>`count(*)::int`.as('n')).as('refused'),
    ])
    .orderBy(sql`retired_at is not null`).orderBy('moderation_rules.id', 'desc').limit(200).execute()
}

export function ruleById(db: Reads, id: number) {
  return db.selectFrom('moderation_rules').select(['id', 'kind', 'pattern', 'action', 'clause', 'note', 'retired_at']).where('id', '=', id).executeTakeFirst()
}

export interface Text { id: number; body: string; submitted_at: Date; state: string; name: string | null; slug: string; article_id: number; section_slug: string; headline: string }

/** The newest comments since then, before one of them if it is named: what a rule is tried on. Rides the primary key. */
export async function recentTexts(db: Reads, { since, before, limit }: { since: Date; before: number; limit: number }): Promise<Text[]> {
  return db.selectFrom('comments').innerJoin('articles', 'articles.id', 'comments.article_id').innerJoin('sections', 'sections.id', 'articles.section_id')
    .leftJoin('readers', 'readers.id', 'comments.reader_id')
    .select(['comments.id', 'comments.body', 'comments.submitted_at', 'comments.state', 'readers.name', 'articles.slug', 'articles.id as article_id', 'sections.slug as section_slug', 'articles.headline'])
    .where('comments.id', '<', before).where('comments.submitted_at', '>', since).orderBy('comments.id', 'desc').limit(limit).execute()
}

/** Which of these comments say what was said before, by their author or by whoever. */
export async function repeatedAmong(db: Reads, { ids, whose }: { ids: number[]; whose: string }): Promise<Set<number>> {
  const { rows } = await sql<{ id: number }>`
    select id from comments where id = any(${ids}::bigint[]) and length(body) >= 40 and exists (
      select from comments before where text_key(before.body) = text_key(comments.body) and length(before.body) >= 40
        and before.id < comments.id and (${whose} = 'anyone' or before.reader_id = comments.reader_id))`.execute(db)
  return new Set(rows.map(({ id }) => id))
}
