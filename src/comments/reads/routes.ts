import type { Reads } from '../../base/db/db.ts'

export type OpenRoute = Awaited<ReturnType<typeof openRoutes>>[number]

/** Comments on their way to the desk, those that wait longest first; of one article or of all. Rides comment_routes_open_idx. */
export function openRoutes(db: Reads, { article_id, limit }: { article_id: number | null; limit: number }) {
  return db.selectFrom('comment_routes').innerJoin('comments', 'comments.id', 'comment_routes.comment_id')
    .innerJoin('articles', 'articles.id', 'comments.article_id').innerJoin('sections', 'sections.id', 'articles.section_id')
    .leftJoin('readers', 'readers.id', 'comments.reader_id').leftJoin('readers as markers', 'markers.id', 'comment_routes.marked_by')
    .select(['comment_routes.comment_id', 'comment_routes.route', 'comment_routes.marked_at', 'comment_routes.question', 'comment_routes.answer', 'comment_routes.answered_at', 'markers.name as marked_by_name', 'comments.body', 'comments.state', 'readers.name',
      'articles.id as article_id', 'articles.slug', 'articles.headline', 'articles.language', 'sections.slug as section_slug'])
    .where('comment_routes.done_at', 'is', null)
    .$if(article_id !== null, (of) => of.where('comments.article_id', '=', article_id ?? 0))
    .orderBy('comment_routes.marked_at').orderBy('comment_routes.comment_id').limit(limit).execute()
}

/** What the author of a comment is asked about it, for the page on which they answer. */
export function questionTo(db: Reads, { comment_id, reader_id }: { comment_id: number; reader_id: number }) {
  return db.selectFrom('comment_routes').innerJoin('comments', 'comments.id', 'comment_routes.comment_id')
    .innerJoin('articles', 'articles.id', 'comments.article_id').innerJoin('sections', 'sections.id', 'articles.section_id')
    .select(['comments.id', 'comments.body', 'comments.state', 'question', 'answer', 'answered_at', 'marked_at', 'done_at', 'articles.id as article_id', 'articles.slug', 'articles.headline', 'articles.language', 'sections.slug as section_slug'])
    .where('comment_routes.comment_id', '=', comment_id).where('route', '=', 'question').where('comments.reader_id', '=', reader_id).executeTakeFirst()
}

/** Whom to tell what became of a comment. */
export function routed(db: Reads, comment_id: number) {
  return db.selectFrom('comments').innerJoin('articles', 'articles.id', 'comments.article_id').innerJoin('sections', 'sections.id', 'articles.section_id')
    .leftJoin('readers', 'readers.id', 'comments.reader_id')
    .select(['readers.name', 'readers.mail_address', 'readers.language', 'comments.state', 'articles.id as article_id', 'articles.slug', 'articles.headline', 'sections.slug as section_slug'])
    .where('comments.id', '=', comment_id).executeTakeFirst()
}
