import type { Reads } from '../../base/db/db.ts'
import { bytewise, hex, utc } from './archive-columns.ts'

/** How discussions are led, as an archive holds it: tables by their keys. */
export const archivedDebate = {
  comment_revisions: (db: Reads) => db.selectFrom('comment_revisions').select((eb) => ['comment_id as comment', 'body', utc(eb.ref('replaced_at')).as('replaced_at')])
    .orderBy('comment_id').orderBy('comment_revisions.replaced_at'),
  recommendations: (db: Reads) => db.selectFrom('recommendations').select((eb) => ['comment_id as comment', 'reader_id as reader', utc(eb.ref('recommended_at')).as('recommended_at')])
    .orderBy('comment_id').orderBy('reader_id'),
  follows: (db: Reads) => db.selectFrom('follows').select((eb) => ['reader_id as reader', 'thread_id as thread', 'how', utc(eb.ref('since')).as('since'), utc(eb.ref('told_until')).as('told_until')])
    .orderBy('reader_id').orderBy('thread_id'),
  hidden_readers: (db: Reads) => db.selectFrom('hidden_readers').select((eb) => ['reader_id as reader', 'hidden_id as hidden', utc(eb.ref('since')).as('since')])
    .orderBy('reader_id').orderBy('hidden_id'),

  discussion_settings: (db: Reads) => db.selectFrom('discussion_settings').select(['mode', 'newcomer_comments', 'most_waiting', 'opens_at', 'closes_at', 'open_days', 'close_after_days',
    'slow_seconds', 'cooling_from', 'longest', 'edit_minutes', 'recommends', 'links', 'blind_percent', 'settlement_bodies', 'police_address']),
  discussion_overrides: (db: Reads) => db.selectFrom('discussion_overrides').leftJoin('sections', 'sections.id', 'section_id')
    .select(['sections.slug as section', 'article_id as article', 'mode', 'close_after_days', 'slow_seconds'])
    .orderBy((eb) => bytewise(eb.ref('sections.slug'))).orderBy('article_id'),
  moderation_rules: (db: Reads) => db.selectFrom('moderation_rules').select((eb) => ['id as number', 'kind', 'pattern', 'action', 'clause', 'note', 'made_by',
    utc(eb.ref('made_at')).as('made_at'), utc(eb.ref('retired_at')).as('retired_at')]).orderBy('id'),
  rule_matches: (db: Reads) => db.selectFrom('rule_matches').select(['comment_id as comment', 'rule_id as rule', 'places']).orderBy('comment_id').orderBy('rule_id'),

  decisions: (db: Reads) => db.selectFrom('decisions').select((eb) => ['id as number', 'kind', 'comment_id as comment', 'article_id as article', 'reader_id as reader', 'body', 'made_by', 'staff_id as staff',
    'rule_id as rule', 'clause', 'reason', 'state_before', 'undone_by', utc(eb.ref('until')).as('until'), utc(eb.ref('decided_at')).as('decided_at'),
    utc(eb.ref('waited_since')).as('waited_since'), utc(eb.ref('undone_at')).as('undone_at')]).orderBy('id'),
  reports: (db: Reads) => db.selectFrom('reports').select((eb) => ['id as number', 'comment_id as comment', 'kind', 'reader_id as reader', 'clause', 'explanation', 'contact_name',
    'contact_mail', 'language', hex(eb.ref('receipt_hash')).as('receipt_hash'), hex(eb.ref('outcome_hash')).as('outcome_hash'), 'decision_id as decision', 'outcome',
    utc(eb.ref('reported_at')).as('reported_at'), utc(eb.ref('ended_at')).as('ended_at')]).orderBy('id'),
  objections: (db: Reads) => db.selectFrom('objections').select((eb) => ['id as number', 'decision_id as decision', 'by_whom', 'report_id as report', 'text', 'decided_by', 'outcome',
    'answer', 'by_same_person', utc(eb.ref('objected_at')).as('objected_at'), utc(eb.ref('decided_at')).as('decided_at')]).orderBy('id'),
  blind_checks: (db: Reads) => db.selectFrom('blind_checks').select((eb) => ['decision_id as decision', 'staff_id as staff', 'kind', 'clause', utc(eb.ref('drawn_at')).as('drawn_at'),
    utc(eb.ref('checked_at')).as('checked_at')]).orderBy('decision_id'),
  staff_notes: (db: Reads) => db.selectFrom('staff_notes').select((eb) => ['comment_id as comment', 'reader_id as reader', 'staff_id as staff', 'text', utc(eb.ref('noted_at')).as('noted_at')]).orderBy('id'),
  comment_routes: (db: Reads) => db.selectFrom('comment_routes').select((eb) => ['comment_id as comment', 'route', 'marked_by', 'done_by', 'outcome', 'question', 'answer', 'assigned_to', 'credit', utc(eb.ref('credit_at')).as('credit_at'),
    utc(eb.ref('answered_at')).as('answered_at'), utc(eb.ref('marked_at')).as('marked_at'), utc(eb.ref('done_at')).as('done_at')]).orderBy('comment_id').orderBy((eb) => bytewise(eb.ref('route'))),
  police_cases: (db: Reads) => db.selectFrom('police_cases').select((eb) => ['id as number', 'comment_id as comment', 'evidence', hex(eb.ref('evidence_hash')).as('evidence_hash'), 'told', 'opened_by',
    utc(eb.ref('opened_at')).as('opened_at'), 'sent_to', 'sent_by', utc(eb.ref('sent_at')).as('sent_at')]).orderBy('id'),
}
