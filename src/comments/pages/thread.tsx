// The discussion of an article on pages of its own, and each comment in its context.
import type { Child } from 'hono/jsx'
import type { ArticleHead } from '../../articles/reads/articles.ts'
import type { Reads } from '../../base/db/db.ts'
import type { T } from '../../base/i18n/i18n.ts'
import { articleCard } from '../../base/ui/card.ts'
import { Frame, type FrameFacts } from '../../base/ui/frame.tsx'
import { Head, NotIndexed } from '../../base/ui/head.tsx'
import { breadcrumbs } from '../../base/ui/json-ld.ts'
import { moved, printed } from '../../base/web/respond.ts'
import { found, type Page, type Site } from '../../base/web/route.ts'
import { articleParams, articleUrl, commentsUrl, commentUrl, numberIn, paths, url, type Params } from '../../urls.ts'
import { discussed, discussionTags, surroundings } from '../discussed.ts'
import { openness } from '../openness.ts'
import type { Rules } from '../reads/whole.ts'
import { conversation as conversationAt, orders, threadsAfter, type Conversation, type ThreadPage } from '../reads/threads.ts'
import { ConversationItems } from '../views/conversation-items.tsx'
import { CountTitle } from '../views/count-title.tsx'
import { Discussion } from '../views/discussion.tsx'
import { Threads, threadsUrl, type Around } from '../views/threads.tsx'
import { WriteForm } from '../views/write-form.tsx'

export const threads: Page<typeof paths.comments, 'anyone', 'after' | 'order'> = async ({ db, params, query, site, now }) => {
  const article = await discussed(db, params)
  const order = orders.find((one) => one === query.order) ?? 'newest'
  const after = query.after === undefined ? null : found(numberIn(query.after))
  if (!stands(article, params) || (query.order ?? 'newest') !== order || query.order === 'newest') return moved(threadsUrl(article, { order, after }))

  const page = found(await threadsAfter(db, article.id, { order, after }))
  if (article.state === 'withdrawn') return gone(db, article)
  const { facts, t } = await surroundings(db, article)
  const around = await aroundOf(db, { article, facts, t, now }, page.rules)
  return printed(<ThreadsPage article={article} site={site} address={threadsUrl(article, { order, after })} page={page} begin={after === null} facts={facts} t={t} around={around} />, { tags: discussionTags(article), seconds: around.openness.seconds })
}

export const conversation: Page<typeof paths.comment, 'anyone'> = async ({ db, params, site, now }) => {
  const article = await discussed(db, params)
  const id = found(numberIn(params.id))
  if (!stands(article, params)) return moved(commentUrl(article, id))

  // Only what was there can be gone: else the press would keep a page for each number that anybody makes up.
  const opened = found(await conversationAt(db, { article_id: article.id, id }))
  if (article.state === 'withdrawn') return gone(db, article)
  const { facts, t } = await surroundings(db, article)
  const around = await aroundOf(db, { article, facts, t, now }, opened.rules)
  return printed(<ConversationPage article={article} site={site} address={conversationUrl(article, opened)} opened={opened} facts={facts} t={t} around={around} />, { tags: discussionTags(article), seconds: around.openness.seconds })
}

/** What is the same for all comments of a page. */
async function aroundOf(db: Reads, { article, facts, t, now }: { article: ArticleHead; facts: FrameFacts; t: T; now: Date }, rules: Rules): Promise<Around> {
  const zone = facts.paper.time_zone
  return { article, t, zone, now, openness: await openness(db, rules, { now, zone }) }
}

function stands(article: ArticleHead, params: Params<typeof paths.comments>): boolean {
  return url(paths.comments, params) === commentsUrl(article)
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
    </Frame>, { status: 410, tags: discussionTags(article) })
}

/**
 * By which address search engines should know a conversation: one that stands whole on its page is the same page
 * whichever of its comments it was opened at, so its first comment's. A part of a longer one is a page of its own.
 */
function conversationUrl(article: ArticleHead, { id, thread, earlier, later }: Conversation): string {
  const isWhole = earlier === null && later === null && thread.more === 0
  return url(paths.comment, { ...articleParams(article), id: String(isWhole ? thread.first.id : id) })
}

interface PageProps { article: ArticleHead; site: Site; /** The one that is to be known. */ address: string; facts: FrameFacts; t: T; around: Around }

function ThreadsPage({ article, site, address, page, begin, facts, t, around }: PageProps & { page: ThreadPage; begin: boolean }) {
  return (
    <PageFrame article={article} site={site} address={address} count={page.count} facts={facts} t={t} around={around}>
      <CountTitle threads={page} around={around} />
      <div class="main">
        {around.openness.is_open ? <WriteForm article={article} t={t} longest={page.settings.longest} waits={around.openness.waits} /> : null}
        <Threads threads={page} around={around} isNewest={begin && page.order === 'newest'} />
        {begin && page.next === null ? null : (
          <nav class="paging" aria-label={t('comments.pages')}>
            {begin ? null : <a href={threadsUrl(article, { order: page.order, after: null })}>{t('comments.first_page')}</a>}
            {page.next === null ? null : <a rel="next" href={threadsUrl(article, { order: page.order, after: page.next })}>{t('comments.next_page')}</a>}
          </nav>
        )}
      </div>
    </PageFrame>
  )
}

function ConversationPage({ article, site, address, opened, facts, t, around }: PageProps & { opened: Conversation }) {
  const { count, thread: { replies, more } } = opened
  return (
    <PageFrame article={article} site={site} address={address} count={count} facts={facts} t={t} around={around}>
      <div class="title">
        <h2 id="comments">{t('comments.conversation', { n: replies.length + more })}</h2>
        <p class="rules"><a href={commentsUrl(article)}>{t('comments.all', { n: count })}</a></p>
      </div>
      <div class="main">
        <ConversationItems opened={opened} around={around} />
      </div>
    </PageFrame>
  )
}

interface PageFrameProps extends PageProps { count: number; children: Child }

function PageFrame({ article, site, address, count, facts, t, children }: PageFrameProps) {
  const { headline } = article
  const title = t('comments.title', { headline })
  const description = t('comments.description', { n: count, headline })
  const head = <Head site={site} facts={facts} t={t} address={address} title={title} description={description} picture={articleCard(article, facts.paper)} feed={{ of: commentsUrl(article), title }} things={[wayTo({ article, site, facts, t })]} />
  return <Discussion article={article} facts={facts} t={t} title={title} description={description} head={head}>{children}</Discussion>
}

function wayTo({ article, site, facts, t }: Pick<PageProps, 'article' | 'site' | 'facts' | 't'>) {
  return breadcrumbs([
    { name: facts.paper.name, address: site.url + paths.front },
    { name: article.section_name, address: site.url + url(paths.section, { slug: article.section_slug }) },
    { name: article.headline, address: site.url + articleUrl(article) },
    { name: t('comments.kicker'), address: site.url + commentsUrl(article) },
  ])
}
