// Everything the paper holds about one reader, as the reader may have it: with no secrets, and without what would tell of others.
import { sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import { headlineToReaders } from '../../articles/reads/named.ts'
import type { Reads } from '../../base/db/db.ts'

export interface Whose { id: number; mail_address: string }

/** Everything but comments, of which there may be very many. */
export async function ownData(db: Reads, whose: Whose) {
  return { ...(await ownAccount(db, whose)), ...(await ownCases(db, whose)), ...(await ownReading(db, whose)), ...(await ownTraces(db, whose)) }
}
export type OwnData = Awaited<ReturnType<typeof ownData>>

async function ownAccount(db: Reads, { id, mail_address }: Whose) {
  return {
    account: await db.selectFrom('readers').leftJoin('authors', 'authors.id', 'author_id')
      .select(['readers.id as number', 'readers.name', 'mail_address', 'created_at', 'confirmed_at', 'name_changed_at', 'former_name', 'former_name_until', 'language', 'authors.name as author', 'erase_at'])
      .where('readers.id', '=', id).executeTakeFirstOrThrow(),
    roles: await db.selectFrom('staff_roles').select(['role', 'since']).where('reader_id', '=', id).orderBy('since').execute(),
    // Of staff: which figures of reading they get by mail.
    audience_mails: await db.selectFrom('audience_mails').select(['alerts', 'daily_at', 'told_until']).where('reader_id', '=', id).execute(),
    sessions: await db.selectFrom('sessions').select(['factors', 'created_at', 'expires_at']).where('reader_id', '=', id).orderBy('created_at').execute(),
    sign_in_links: await db.selectFrom('mail_links').leftJoin('comment_drafts', 'comment_drafts.id', 'draft_id')
      .select(['purpose', 'mail_address', 'name', 'language', 'mail_links.created_at', 'mail_links.expires_at', 'comment_drafts.body as draft'])
      .where((eb) => eb.or([eb('reader_id', '=', id), eb(sql`lower(mail_address)`, '=', mail_address.toLowerCase())])).orderBy('mail_links.created_at').execute(),
    passkeys: await db.selectFrom('passkeys').select(['name', 'transports', 'created_at', 'used_on']).where('reader_id', '=', id).orderBy('created_at').execute(),
    authenticator: await db.selectFrom('totp_secrets').select(['confirmed_at']).where('reader_id', '=', id).execute(),
    recovery_codes: await db.selectFrom('recovery_codes').select(['used_at']).where('reader_id', '=', id).execute(),
    standing: await db.selectFrom('standings').select(['approved', 'rejected', 'reports_right', 'reports_wrong', 'set_as', 'suspended_until', 'banned_at']).where('reader_id', '=', id).execute(),
  }
}

async function ownCases(db: Reads, { id, mail_address }: Whose) {
  return {
    // By whom of the paper a decision was made is not told: those who decide have rights, too. That it was a person or a rule is.
    decisions: await db.selectFrom('decisions').leftJoin('comments', 'comments.id', 'decisions.comment_id').leftJoin('articles', 'articles.id', 'decisions.article_id')
      .select(['decisions.id as number', 'kind', 'comment_id as comment', headlineToReaders.as('article'), 'decisions.body', 'made_by', 'clause', 'reason', 'until', 'decided_at', 'waited_since', 'undone_at'])
      .where('decisions.reader_id', '=', id).orderBy('decided_at').orderBy('decisions.id').execute(),
    objections: await db.selectFrom('objections').innerJoin('decisions', 'decisions.id', 'objections.decision_id').leftJoin('reports', 'reports.id', 'report_id')
      .select(['objections.decision_id as decision', 'by_whom', 'text', 'objected_at', 'objections.decided_at', 'objections.outcome', 'answer', 'by_same_person'])
      .where((eb) => eb.or([eb.and([eb('by_whom', '=', 'author'), eb('decisions.reader_id', '=', id)]), eb('reports.reader_id', '=', id), eb(sql`lower(contact_mail)`, '=', mail_address.toLowerCase())]))
      .orderBy('objected_at').orderBy('objections.id').execute(),
    reports: await db.selectFrom('reports').innerJoin('comments', 'comments.id', 'comment_id').innerJoin('articles', 'articles.id', 'comments.article_id')
      .select(['reports.id as number', 'reports.kind', 'comment_id as comment', headlineToReaders.as('article'), 'clause', 'explanation', 'contact_name', 'contact_mail', 'reported_at', 'outcome', 'ended_at'])
      .where((eb) => eb.or([eb('reports.reader_id', '=', id), eb(sql`lower(contact_mail)`, '=', mail_address.toLowerCase())])).orderBy('reported_at').orderBy('reports.id').execute(),
    // Notes of moderators are about the reader, so they are the reader's to see (Article 15 GDPR); whose they are is not.
    notes: await db.selectFrom('staff_notes').leftJoin('comments', 'comments.id', 'comment_id').select(['comment_id as comment', 'text', 'noted_at'])
      .where((eb) => eb.or([eb('staff_notes.reader_id', '=', id), eb('comments.reader_id', '=', id)])).orderBy('noted_at').orderBy('staff_notes.id').execute(),
  }
}

async function ownReading(db: Reads, { id }: Whose) {
  return {
    follows: await db.selectFrom('follows').innerJoin('comments', 'comments.id', 'follows.thread_id').innerJoin('articles', 'articles.id', 'comments.article_id')
      .select(['follows.thread_id as thread', headlineToReaders.as('article'), 'how', 'since', 'told_until']).where('follows.reader_id', '=', id).orderBy('since').execute(),
    recommendations: await db.selectFrom('recommendations').innerJoin('comments', 'comments.id', 'comment_id').innerJoin('articles', 'articles.id', 'comments.article_id')
      .select(['comment_id as comment', headlineToReaders.as('article'), 'recommended_at']).where('recommendations.reader_id', '=', id).orderBy('recommended_at').execute(),
    hidden_readers: await db.selectFrom('hidden_readers').innerJoin('readers', 'readers.id', 'hidden_id').select(['readers.name', 'since']).where('reader_id', '=', id).orderBy('since').execute(),
  }
}

async function ownTraces(db: Reads, { id, mail_address }: Whose) {
  return {
    unsubscribe_links: await db.selectFrom('unsubscribe_links').select(['thread_id as thread', 'created_at']).where('reader_id', '=', id).orderBy('created_at').execute(),
    mails_waiting: await db.selectFrom('mails').select(['subject', 'created_at']).where(sql`lower(to_address)`, '=', mail_address.toLowerCase()).orderBy('id').execute(),
    imported: await db.selectFrom('imported').select(['source', 'foreign_id', 'imported_at']).where('kind', '=', 'reader').where('own_id', '=', String(id)).execute(),
    journal: await db.selectFrom('journal').select(['happened_at', 'what', 'subject'])
      .where((eb) => eb.or([eb('actor', 'in', [`reader:${id}`, `staff:${id}`]), eb('subject', '=', `reader:${id}`)])).orderBy('happened_at').orderBy('id').execute(),
  }
}

export type OwnComment = Awaited<ReturnType<typeof ownComments>>[number]

/** Comments of a reader behind the one with the number `after`, in the order of their numbers. */
export function ownComments(db: Reads, { id, after, limit }: { id: number; after: number; limit: number }) {
  return db.selectFrom('comments').innerJoin('articles', 'articles.id', 'comments.article_id').innerJoin('sections', 'sections.id', 'section_id')
    .select((eb) => ['comments.id', 'comments.id as number', 'article_id', headlineToReaders.as('article'), 'articles.slug', 'sections.slug as section_slug', 'articles.language', 'parent_id as answers',
      'comments.state', 'comments.body', 'submitted_at', 'shown_at', 'edited_at', 'deleted_at', 'picked_at', 'spoke_as', 'recommended', 'quote_from', 'quote_to', 'waits_for', 'removed_by', 'removed_reason',
      jsonArrayFrom(eb.selectFrom('comment_revisions').select(['comment_revisions.body', 'replaced_at']).whereRef('comment_id', '=', 'comments.id').orderBy('replaced_at')).as('revisions'),
      jsonArrayFrom(eb.selectFrom('rule_matches').innerJoin('moderation_rules', 'moderation_rules.id', 'rule_id').select(['moderation_rules.clause', 'places'])
        .whereRef('rule_matches.comment_id', '=', 'comments.id').orderBy('rule_id')).as('found_by_rules'),
      jsonArrayFrom(eb.selectFrom('comment_routes').select(['route', 'marked_at', 'outcome', 'question', 'answer', 'answered_at', 'credit', 'credit_at']).whereRef('comment_routes.comment_id', '=', 'comments.id').orderBy('route')).as('marked_as')])
    .where('reader_id', '=', id).where('comments.id', '>', after).orderBy('comments.id').limit(limit).execute()
}
