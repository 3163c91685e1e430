import { jsonArrayFrom, jsonObjectFrom } from 'kysely/helpers/postgres'
import type { Reads } from '../../base/db/db.ts'

/** All that is known of a comment and its author. */
export function evidenceOf(db: Reads, comment_id: number) {
  return db.selectFrom('comments').innerJoin('articles', 'articles.id', 'comments.article_id').innerJoin('sections', 'sections.id', 'articles.section_id')
    .select((eb) => [
      'articles.id as article_id', 'articles.slug', 'sections.slug as section_slug', 'articles.headline',
      'comments.id as comment_id', 'comments.body', 'comments.state', 'comments.submitted_at', 'comments.edited_at', 'comments.shown_at', 'comments.deleted_at',
      jsonArrayFrom(eb.selectFrom('comment_revisions').select(['body', 'replaced_at']).whereRef('comment_revisions.comment_id', '=', 'comments.id').orderBy('replaced_at')).as('earlier_texts'),
      jsonObjectFrom(eb.selectFrom('readers').select(['readers.id', 'name', 'former_name', 'mail_address', 'created_at', 'confirmed_at']).whereRef('readers.id', '=', 'comments.reader_id')).as('account'),
      jsonObjectFrom(eb.selectFrom('comments as parents').leftJoin('readers', 'readers.id', 'parents.reader_id').select(['parents.id', 'readers.name', 'parents.body', 'parents.submitted_at']).whereRef('parents.id', '=', 'comments.parent_id')).as('answers'),
    ])
    .where('comments.id', '=', comment_id).executeTakeFirst()
}

export function policeCase(db: Reads, id: number) {
  return db.selectFrom('police_cases').leftJoin('readers', 'readers.id', 'opened_by').leftJoin('readers as senders', 'senders.id', 'sent_by')
    .select(['police_cases.id', 'comment_id', 'evidence', 'evidence_hash', 'told', 'opened_at', 'sent_to', 'sent_at', 'readers.name as opened_by_name', 'senders.name as sent_by_name'])
    .where('police_cases.id', '=', id).executeTakeFirst()
}

/** The newest first. */
export function policeCases(db: Reads, limit: number) {
  return db.selectFrom('police_cases').leftJoin('readers', 'readers.id', 'opened_by').select(['police_cases.id', 'told', 'opened_at', 'sent_at', 'readers.name as opened_by_name'])
    .orderBy('police_cases.id', 'desc').limit(limit).execute()
}
