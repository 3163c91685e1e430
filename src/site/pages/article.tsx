import { emptyDocument, keptDocument, pictureNames, everyNode } from '../../articles/document.ts'
import { isForReaders } from '../../articles/article.ts'
import { articleByAddress, articleById, correctionsOf, type FullArticle } from '../../articles/reads/articles.ts'
import { newest } from '../../articles/reads/lists.ts'
import { picturesOf } from '../../articles/reads/pictures.ts'
import { ArticleHead } from '../../articles/views/article-head.tsx'
import { ArticleText, Contents, Opener } from '../../articles/views/article-text.tsx'
import { frameSources } from '../../articles/views/embed.tsx'
import type { Reads } from '../../base/db/db.ts'
import { langOf, spoken, translator, type T } from '../../base/i18n/i18n.ts'
import type { Tag } from '../../base/press/stale.ts'
import { Frame, type FrameFacts } from '../../base/ui/frame.tsx'
import { NotIndexed } from '../../base/ui/head.tsx'
import { moved, printed } from '../../base/web/respond.ts'
import { found, type Page, type Site } from '../../base/web/route.ts'
import { contentSecurity } from '../../base/web/security-headers.ts'
import { openness } from '../../comments/openness.ts'
import { firstThreads } from '../../comments/reads/threads.ts'
import { ArticleComments } from '../../comments/views/article-comments.tsx'
import { discussionScripts } from '../../comments/views/discussion.tsx'
import type { Around } from '../../comments/views/threads.tsx'
import { appealIn, mayAskUnder, type Appeal as ShownAppeal } from '../../funding/appeal.ts'
import { frameWithCampaigns } from '../../funding/reads/campaigns.ts'
import { Appeal } from '../../funding/views/appeal.tsx'
import { articleNumber, articleUrl, paths, url } from '../../urls.ts'
import { ArticleTold } from '../article-told.tsx'
import type { Publishing } from '../json-ld-paper.ts'
import { MoreOn } from '../views/more-on.tsx'
import { SaveButton } from '../views/save-button.tsx'
import { Withdrawn } from '../views/withdrawn.tsx'

export const show: Page<typeof paths.article, 'anyone'> = async ({ db, params, site, now }) => {
  const address = url(paths.article, params)
  const number = articleNumber(params.article)
  const article = number === undefined ? undefined : await articleById(db, number)
  if (!article || !isForReaders(article)) return moved(articleUrl(found(await publicAt(db, address))))
  if (address !== articleUrl(article)) return moved(articleUrl(article))

  const { facts, campaigns } = await frameWithCampaigns(db, now)
  const t = translator(spoken(article.language, facts.paper.language))
  if (article.state === 'withdrawn') {
    return printed(<Withdrawn article={article} facts={facts} t={t} />, { status: 410, tags: [`article:${article.id}`, 'paper'] })
  }
  const { view, ...how } = await articleShown(db, article, { site, now, frame: { facts, campaigns } })
  return printed(view, how)
}

interface Showing { site: Site; now: Date; frame?: Awaited<ReturnType<typeof frameWithCampaigns>>; /** It is the page of an article that readers do not see yet: nobody is counted on it, and no machine is to find it. */ isPreview?: boolean }

/** The page of an article, and how it is printed. */
export async function articleShown(db: Reads, article: FullArticle, { site, now, frame, isPreview = false }: Showing) {
  const { facts, campaigns } = frame ?? await frameWithCampaigns(db, now)
  const t = translator(spoken(article.language, facts.paper.language))
  const zone = facts.paper.time_zone
  const maySeeAppeal = mayAskUnder(article, facts.sections.find(({ slug }) => slug === article.section_slug))
  const parts = await partsOf(db, article, { appeal: maySeeAppeal ? appealIn(campaigns, 'articles', { now, language: t.language }) : undefined })
  const around = parts.threads ? { article, t, zone, now, openness: await openness(db, parts.threads.rules, { now, zone }) } : null
  const tags = [`article:${article.id}`, `thread:${article.id}`, 'paper', 'campaign', ...parts.tags] satisfies Tag[]
  return {
    view: <ArticlePage article={article} site={site} facts={facts} t={t} parts={parts} around={around} isPreview={isPreview} />,
    tags, seconds: soonest(around?.openness.seconds, parts.appeal?.seconds), headers: parts.embeds ? contentSecurity({ frames: frameSources }) : {},
  }
}

async function publicAt(db: Reads, address: string) {
  const article = await articleByAddress(db, address)
  return article && isForReaders(article) ? article : undefined
}

function soonest(...seconds: (number | undefined)[]): number | undefined {
  const limits = seconds.filter((one) => one !== undefined)
  return limits.length > 0 ? Math.min(...limits) : undefined
}

/** All that the page shows beside the article's own row. */
async function partsOf(db: Reads, article: FullArticle, { appeal }: { appeal: ShownAppeal | undefined }) {
  const doc = keptDocument(article.body ?? emptyDocument)
  const topic = article.topics[0]
  const [corrections, threads, related] = await Promise.all([
    correctionsOf(db, article.id),
    article.comment_mode === 'off' ? null : firstThreads(db, article.id),
    topic ? newest(db, { topic_ids: article.topics.map(({ id }) => id) }, 12) : [],
  ])
  const more = inLanguageFirst(related.filter((other) => other.id !== article.id), article.language).slice(0, 3)
  const pictures = await picturesOf(db, { names: pictureNames(doc), ids: [article, ...more].flatMap((one) => one.lead_picture_id ?? []) })
  const lead = pictures.find((picture) => picture.id === article.lead_picture_id)
  return {
    doc, corrections, threads, appeal, topic, more, pictures, lead,
    embeds: [...everyNode(doc)].some((node) => node.type === 'embed'),
    tags: [...article.translations.map((one): Tag => `article:${one.id}`), ...article.topics.map((one): Tag => `topic:${one.id}`), ...pictures.map((picture): Tag => `picture:${picture.name}`), ...article.bylines.map((byline): Tag => `author:${byline.id}`)],
  }
}
// The same story in another language is the last one wants to read next.
function inLanguageFirst<A extends { language: string }>(articles: A[], language: string): A[] {
  return [...articles.filter((one) => one.language === language), ...articles.filter((one) => one.language !== language)]
}
type Parts = Awaited<ReturnType<typeof partsOf>>
interface ArticleProps extends Publishing { article: FullArticle; facts: Publishing['facts'] & FrameFacts; t: T; parts: Parts; around: Around | null; isPreview: boolean }

function ArticlePage({ article, site, facts, t, parts, around, isPreview }: ArticleProps) {
  const zone = facts.paper.time_zone
  const title = [article.kicker, article.headline].filter(Boolean).join(': ')
  return (
    <Frame facts={facts} t={t} title={title} description={article.standfirst} head={<>{isPreview ? <NotIndexed /> : null}<ArticleTold site={site} facts={facts} article={article} parts={parts} title={title} t={t} /></>} isCounted={!isPreview}
      current={article.section_slug} edition={article.published_at} article={article.id} asks={parts.appeal !== undefined} scripts={[...(parts.embeds ? ['embed.js'] : []), 'saved.js', ...(parts.appeal ? ['appeal.js'] : []), ...(article.comment_mode === 'off' ? [] : discussionScripts)]}>
      <article class="article" lang={langOf(article, t)}>
        <ArticleHead article={article} t={t} zone={zone} comments={parts.threads ? parts.threads.count : null}><SaveButton article={article} t={t} /></ArticleHead>
        {parts.lead ? <Opener article={article} picture={parts.lead} t={t} /> : null}
        <Contents doc={parts.doc} t={t} />
        <div class="body">
          <ArticleText article={article} doc={parts.doc} pictures={parts.pictures} corrections={parts.corrections} t={t} zone={zone} />
          <p class="print-only small">{t('article.print', { paper: facts.paper.name, address: articleUrl(article) })}</p>
        </div>
        {parts.appeal ? <Appeal appeal={parts.appeal} t={t} article={article.id} /> : null}
        {parts.topic && parts.more.length > 0 ? <MoreOn topic={parts.topic} articles={parts.more} pictures={parts.pictures} t={t} /> : null}
        {parts.threads && around ? <ArticleComments threads={parts.threads} around={around} /> : null}
      </article>
    </Frame>
  )
}
