// The discussion of an article on pages of its own, and each comment in its context.
import type { Child } from 'hono/jsx'
import { articleHead, type ArticleHead } from '../../articles/reads/articles.ts'
import { loadFrame } from '../../articles/reads/paper.ts'
import type { Reads } from '../../base/db/db.ts'
import { langOf, spoken, translator, type T } from '../../base/i18n/i18n.ts'
import type { Tag } from '../../base/press/stale.ts'
import { articleCard } from '../../base/ui/card.ts'
import { Frame, type FrameFacts } from '../../base/ui/frame.tsx'
import { Head, NotIndexed } from '../../base/ui/head.tsx'
import { breadcrumbs } from '../../base/ui/json-ld.ts'
import { moved, printed } from '../../base/web/respond.ts'
import { found, type Page, type Site } from '../../base/web/route.ts'
import { articleNumber, articleParams, articleUrl, commentsUrl, commentUrl, numberIn, paths, url, type Params } from '../../urls.ts'
import { conversation as conversationAt, threadsAfter, type Conversation, type Order, type ThreadPage } from '../reads/threads.ts'
import { CommentItem } from '../views/comment-item.tsx'
import { Threads, threadsUrl } from '../views/threads.tsx'

export const threads: Page<typeof paths.comments, 'anyone', 'after' | 'order'> = async ({ db, params, query, site }) => {
  const article = await discussed(db, params)
  const order: Order = query.order === 'oldest' ? 'oldest' : 'newest'
  const after = query.after === undefined ? null : found(numberIn(query.after))
  if (!stands(article, params) || (query.order ?? 'newest') !== order || query.order === 'newest') return moved(threadsUrl(article, { order, after }))

  const page = found(await threadsAfter(db, article.id, { order, after }))
  if (article.state === 'withdrawn') return gone(db, article)
  const { facts, t } = await surroundings(db, article)
  return printed(<ThreadsPage article={article} site={site} address={threadsUrl(article, { order, after })} page={page} begin={after === null} facts={facts} t={t} />, { tags: tagsOf(article) })
}

export const conversation: Page<typeof paths.comment, 'anyone'> = async ({ db, params, site }) => {
  const article = await discussed(db, params)
  const id = found(numberIn(params.id))
  if (!stands(article, params)) return moved(commentUrl(article, id))

  // Only what was there can be gone: else the press would keep a page for each number that anybody makes up.
  const opened = found(await conversationAt(db, { article_id: article.id, id }))
  if (article.state === 'withdrawn') return gone(db, article)
  const { facts, t } = await surroundings(db, article)
  return printed(<ConversationPage article={article} site={site} address={conversationUrl(article, opened)} opened={opened} facts={facts} t={t} />, { tags: tagsOf(article) })
}

/** The article whose discussion is asked for, by the number in its address; not found when it has none to show. */
async function discussed(db: Reads, { article }: { article: string }): Promise<ArticleHead> {
  const row = await articleHead(db, found(articleNumber(article)))
  return found(row && row.state !== 'draft' && row.comment_mode !== 'off' ? row : undefined)
}

function stands(article: ArticleHead, params: Params<typeof paths.comments>): boolean {
  return url(paths.comments, params) === commentsUrl(article)
}

function tagsOf({ id }: ArticleHead): Tag[] {
  return [`thread:${id}`, `article:${id}`, 'paper']
}

async function surroundings(db: Reads, article: ArticleHead): Promise<{ facts: FrameFacts; t: T }> {
  const facts = await loadFrame(db)
  return { facts, t: translator(spoken(article.language, facts.paper.language)) }
}

// The article's own address says why it was withdrawn.
async function gone(db: Reads, article: ArticleHead): Promise<Response> {
  const { facts, t } = await surroundings(db, article)
  const title = t('error.410.title')
  return printed(
    <Frame facts={facts} t={t} title={title} head={<NotIndexed />} current={article.section_slug}>
      <article class="article">
        <header><div class="over"><p class="kicker">{t('error.410.kicker')}</p><h1>{title}</h1></div></header>
        <div class="body"><p><a href={articleUrl(article)}>{t('comments.to_article')}</a></p></div>
      </article>
    </Frame>, { status: 410, tags: tagsOf(article) })
}

/**
 * By which address search engines should know a conversation: one that stands whole on its page is the same page
 * whichever of its comments it was opened at, so its first comment's. A part of a longer one is a page of its own.
 */
function conversationUrl(article: ArticleHead, { id, thread, earlier, later }: Conversation): string {
  const isWhole = earlier === null && later === null && thread.more === 0
  return url(paths.comment, { ...articleParams(article), id: String(isWhole ? thread.first.id : id) })
}

interface PageProps { article: ArticleHead; site: Site; /** The one that is to be known. */ address: string; facts: FrameFacts; t: T }

function ThreadsPage({ article, site, address, page, begin, facts, t }: PageProps & { page: ThreadPage; begin: boolean }) {
  return (
    <Discussion article={article} site={site} address={address} count={page.count} facts={facts} t={t}>
      <div class="title">
        <h2 id="comments">{t('comments.count', { n: page.count })}</h2>
        {page.threads > 0 ? <p class="rules">{t('comments.threads', { n: page.threads })}</p> : null}
        {article.comment_mode === 'closed' ? <p class="rules">{t('comments.closed')}</p> : null}
      </div>
      <div class="main">
        <Threads article={article} threads={page} t={t} zone={facts.paper.time_zone} />
        {begin && page.next === null ? null : (
          <nav class="paging" aria-label={t('comments.pages')}>
            {begin ? null : <a href={threadsUrl(article, { order: page.order, after: null })}>{t('comments.first_page')}</a>}
            {page.next === null ? null : <a rel="next" href={threadsUrl(article, { order: page.order, after: page.next })}>{t('comments.next_page')}</a>}
          </nav>
        )}
      </div>
    </Discussion>
  )
}

function ConversationPage({ article, site, address, opened: { count, id, thread, earlier, later }, facts, t }: PageProps & { opened: Conversation }) {
  const { first, replies, more } = thread
  const here = new Set([first.id, ...replies.map((reply) => reply.id)])
  const setting = { article, t, zone: facts.paper.time_zone, here, opened: id }
  return (
    <Discussion article={article} site={site} address={address} count={count} facts={facts} t={t}>
      <div class="title">
        <h2 id="comments">{t('comments.conversation', { n: replies.length + more })}</h2>
        <p class="rules"><a href={commentsUrl(article)}>{t('comments.all', { n: count })}</a></p>
      </div>
      <div class="main">
        <div class="thread">
          <CommentItem comment={first} level={3} setting={setting} />
          {replies.length === 0 ? null : (
            <div class="replies">
              {earlier === null ? null : <a class="more" rel="prev" href={commentUrl(article, earlier)}>{t('comments.earlier')}</a>}
              {replies.map((reply) => <CommentItem comment={reply} level={4} setting={setting} />)}
              {later === null ? null : <a class="more" rel="next" href={commentUrl(article, later)}>{t('comments.later')}</a>}
            </div>
          )}
        </div>
      </div>
    </Discussion>
  )
}

function Discussion({ article, site, address, count, facts, t, children }: PageProps & { count: number; children: Child }) {
  const { headline, standfirst, section_slug, published_at } = article
  const lang = langOf(article, t)
  const title = t('comments.title', { headline })
  const description = t('comments.description', { n: count, headline })
  const head = <Head site={site} facts={facts} t={t} address={address} title={title} description={description} picture={articleCard(article, facts.paper)} feed={{ of: commentsUrl(article), title }} things={[wayTo({ article, site, facts, t })]} />
  return (
    <Frame facts={facts} t={t} title={title} description={description} head={head} current={section_slug} article={article.id}>
      <article class="article">
        <header>
          <div class="over"><p class="kicker">{t('comments.kicker')}</p><h1 lang={lang}>{headline}</h1></div>
          {standfirst ? <p class="standfirst" lang={lang}>{standfirst}</p> : null}
          <div class="byline">
            <a href={articleUrl(article)}>{t('comments.to_article')}</a>
            {published_at ? <time datetime={published_at.toISOString()}>{t.dateTime(published_at, facts.paper.time_zone)}</time> : null}
          </div>
        </header>
        <section class="part" aria-labelledby="comments">{children}</section>
      </article>
    </Frame>
  )
}

function wayTo({ article, site, facts, t }: Pick<PageProps, 'article' | 'site' | 'facts' | 't'>) {
  return breadcrumbs([
    { name: facts.paper.name, address: site.url + paths.front },
    { name: article.section_name, address: site.url + url(paths.section, { slug: article.section_slug }) },
    { name: article.headline, address: site.url + articleUrl(article) },
    { name: t('comments.kicker'), address: site.url + commentsUrl(article) },
  ])
}
