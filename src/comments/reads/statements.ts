import { sql } from 'kysely'
import type { Reads } from '../../base/db/db.ts'
import type { Span } from './transparency.ts'

/** A decision as far as it may be published: no text, no name, no reason in words. */
export interface StatementRow {
  id: number
  kind: 'reject' | 'remove' | 'hide' | 'suspend' | 'ban'
  clause: string | null
  by_rule: boolean
  found_by_rule: boolean
  source: 'notice' | 'report' | 'own'
  language: string
  /** Calendar days of the paper. */
  written_on: string
  decided_on: string
  until_on: string | null
}

/** Of a period, those after the one with the number `after`, in the order of their numbers. */
export async function statementRows(db: Reads, { since, until }: Span, { after, limit }: { after: number; limit: number }): Promise<StatementRow[]> {
  const { rows } = await sql<StatementRow>`
    select decisions.id, decisions.kind, clause, made_by = 'rule' as by_rule,
      made_by = 'rule' or exists (select from rule_matches where rule_matches.comment_id = decisions.comment_id) as found_by_rule,
      case when exists (select from reports where reports.decision_id = decisions.id and reports.kind = 'notice') then 'notice'
        when exists (select from reports where reports.decision_id = decisions.id) then 'report' else 'own' end as source,
      coalesce(articles.language, paper.language) as language,
      (coalesce(comments.submitted_at, decided_at) at time zone time_zone)::date as written_on, (decided_at at time zone time_zone)::date as decided_on, (decisions.until at time zone time_zone)::date as until_on
    from decisions cross join paper
      left join comments on comments.id = decisions.comment_id left join articles on articles.id = coalesce(decisions.article_id, comments.article_id)
    where decided_at >= ${since} and decided_at < ${until} and decisions.id > ${after} and decisions.kind in ('reject', 'remove', 'hide', 'suspend', 'ban')
    order by decisions.id limit ${limit}`.execute(db)
  return rows
}
