import { headlineToReaders } from '../../articles/reads/named.ts'
import type { Reads } from '../../base/db/db.ts'
import type { Role } from '../../people/permissions.ts'

export type OpenRoute = Awaited<ReturnType<typeof openRoutes>>[number]

/** Comments on their way to the desk, those that wait longest first; of one article or of all. Rides comment_routes_open_idx. */
export function openRoutes(db: Reads, { article_id, limit }: { article_id: number | null; limit: number }) {
  return routesTold(db).where('comment_routes.done_at', 'is', null)
    .$if(article_id !== null, (of) => of.where('comments.article_id', '=', article_id ?? 0))
    .orderBy('comment_routes.marked_at').orderBy('comment_routes.comment_id').limit(limit).execute()
}

export interface RouteFilter {
  state: 'open' | 'done'
  /** The slug of a section; empty for all. */
  section: string
  article_id: number | null
  /** Those of one of the staff; 0: those that are nobody's yet. */
  assigned_to: number | null
}

/** The inbox: what is open by how long it waits, what is done the last first. `past`: so many are passed over. */
export function routesIn(db: Reads, { state, section, article_id, assigned_to }: RouteFilter, { past, limit }: { past: number; limit: number }) {
  return routesTold(db).where('comment_routes.done_at', state === 'open' ? 'is' : 'is not', null)
    .$if(section !== '', (of) => of.where('sections.slug', '=', section))
    .$if(article_id !== null, (of) => of.where('comments.article_id', '=', article_id ?? 0))
    .$if(assigned_to !== null, (of) => (assigned_to === 0 ? of.where('comment_routes.assigned_to', 'is', null) : of.where('comment_routes.assigned_to', '=', assigned_to)))
    .$if(state === 'open', (of) => of.orderBy('comment_routes.marked_at').orderBy('comment_routes.comment_id'))
    .$if(state === 'done', (of) => of.orderBy('comment_routes.done_at', 'desc').orderBy('comment_routes.comment_id', 'desc'))
    .offset(past).limit(limit).execute()
}

function routesTold(db: Reads) {
  return db.selectFrom('comment_routes').innerJoin('comments', 'comments.id', 'comment_routes.comment_id')
    .innerJoin('articles', 'articles.id', 'comments.article_id').innerJoin('sections', 'sections.id', 'articles.section_id')
    .leftJoin('readers', 'readers.id', 'comments.reader_id').leftJoin('readers as markers', 'markers.id', 'comment_routes.marked_by')
    .leftJoin('readers as assignees', 'assignees.id', 'comment_routes.assigned_to').leftJoin('readers as enders', 'enders.id', 'comment_routes.done_by')
    .select(['comment_routes.comment_id', 'comment_routes.route', 'comment_routes.marked_at', 'comment_routes.question', 'comment_routes.answer', 'comment_routes.answered_at', 'markers.name as marked_by_name', 'comments.body', 'comments.state', 'readers.name',
      'comment_routes.assigned_to', 'assignees.name as assigned_name', 'comment_routes.credit', 'comment_routes.outcome', 'comment_routes.done_at', 'enders.name as done_by_name',
      'articles.id as article_id', 'articles.slug', 'articles.headline', 'articles.language', 'articles.state as article_state', 'sections.slug as section_slug'])
}

export type CorrectionRoute = NonNullable<Awaited<ReturnType<typeof routeForCorrection>>>

/** What is open of a comment that can lead to a correction; what its author offered as one first. */
export function routeForCorrection(db: Reads, comment_id: number) {
  return db.selectFrom('comment_routes').innerJoin('comments', 'comments.id', 'comment_routes.comment_id').leftJoin('readers', 'readers.id', 'comments.reader_id')
    .select((eb) => ['comment_routes.comment_id', 'comment_routes.route', 'comment_routes.credit', 'comments.article_id', 'comments.body', 'readers.name',
      eb.and([eb('readers.mail_address', 'is not', null), eb('comments.state', '<>', 'removed')]).$castTo<boolean>().as('may_be_asked')])
    .where('comment_routes.comment_id', '=', comment_id).where('comment_routes.done_at', 'is', null)
    .orderBy(({ eb }) => eb.case('comment_routes.route').when('correction').then(0).else(1).end()).limit(1).executeTakeFirst()
}

/** Who may have a comment's way to the desk for theirs. */
export function mayBeAssigned(db: Reads, roles: readonly Role[]) {
  return db.selectFrom('readers').innerJoin('staff_roles', 'staff_roles.reader_id', 'readers.id').select(['readers.id', 'readers.name']).distinct()
    .where('staff_roles.role', 'in', roles).orderBy('readers.name').orderBy('readers.id').execute()
}

/** Whether a reader may be named for what they told, as the page shows it on which they answer. */
export function creditAsked(db: Reads, { comment_id, reader_id }: { comment_id: number; reader_id: number }) {
  return db.selectFrom('comment_routes').innerJoin('comments', 'comments.id', 'comment_routes.comment_id')
    .innerJoin('articles', 'articles.id', 'comments.article_id').innerJoin('sections', 'sections.id', 'articles.section_id')
    .select(['comments.id', 'comments.body', 'comment_routes.credit', 'articles.id as article_id', 'articles.slug', headlineToReaders.as('headline'), 'articles.language', 'sections.slug as section_slug'])
    .where('comment_routes.comment_id', '=', comment_id).where('comments.reader_id', '=', reader_id).where('comment_routes.credit', 'is not', null).limit(1).executeTakeFirst()
}

/** What the author of a comment is asked about it, for the page on which they answer. */
export function questionTo(db: Reads, { comment_id, reader_id }: { comment_id: number; reader_id: number }) {
  return db.selectFrom('comment_routes').innerJoin('comments', 'comments.id', 'comment_routes.comment_id')
    .innerJoin('articles', 'articles.id', 'comments.article_id').innerJoin('sections', 'sections.id', 'articles.section_id')
    .select(['comments.id', 'comments.body', 'comments.state', 'question', 'answer', 'answered_at', 'marked_at', 'done_at', 'articles.id as article_id', 'articles.slug', headlineToReaders.as('headline'), 'articles.language', 'sections.slug as section_slug'])
    .where('comment_routes.comment_id', '=', comment_id).where('route', '=', 'question').where('comments.reader_id', '=', reader_id).executeTakeFirst()
}

/** Whom to tell what became of a comment. */
export function routed(db: Reads, comment_id: number) {
  return db.selectFrom('comments').innerJoin('articles', 'articles.id', 'comments.article_id').innerJoin('sections', 'sections.id', 'articles.section_id')
    .leftJoin('readers', 'readers.id', 'comments.reader_id')
    .select(['readers.name', 'readers.mail_address', 'readers.language', 'comments.state', 'articles.id as article_id', 'articles.slug', headlineToReaders.as('headline'), 'sections.slug as section_slug'])
    .where('comments.id', '=', comment_id).executeTakeFirst()
}
