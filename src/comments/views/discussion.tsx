// The pages of a discussion: its article's headline, and one part below it.
import type { Child } from 'hono/jsx'
import { langOf, type T } from '../../base/i18n/i18n.ts'
import { Frame, type FrameFacts } from '../../base/ui/frame.tsx'
import { NotIndexed } from '../../base/ui/head.tsx'
import { articleUrl, type Addressed } from '../../urls.ts'

export interface Discussed extends Addressed { language: string; headline: string; standfirst: string; published_at: Date | null }
export interface Surroundings { article: Discussed; facts: FrameFacts; t: T }

interface DiscussionProps extends Surroundings { title: string; description?: string; head: Child; scripts?: string[]; children: Child }

export function Discussion({ article, facts, t, title, description, head, scripts = [], children }: DiscussionProps) {
  const { headline, standfirst, section_slug, published_at } = article
  const lang = langOf(article, t)
  return (
    <Frame facts={facts} t={t} title={title} {...(description ? { description } : {})} head={head} current={section_slug} article={article.id} scripts={[...discussionScripts, ...scripts]}>
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

/** What makes a discussion nicer where scripts run. */
export const discussionScripts = ['live.js', 'write.js', 'acts.js']

interface StepProps extends Surroundings { title: string; /** Small print beside the title. */ beside?: Child; children: Child }

/** A page on the way to a comment, or about one: in no search engine, and without what leads elsewhere. */
export function Step({ article, facts, t, title, beside = null, children }: StepProps) {
  return (
    <Frame facts={facts} t={t} title={`${title}: ${article.headline}`} head={<NotIndexed />} current={article.section_slug} scripts={['write.js', 'acts.js']}>
      <article class="article step">
        <header><div class="over"><p class="kicker">{t('comments.kicker')}</p><p class="of" lang={langOf(article, t)}><a href={articleUrl(article)}>{article.headline}</a></p></div></header>
        <section class="part" aria-labelledby="step">
          <div class="title"><h1 id="step">{title}</h1>{beside}</div>
          <div class="main">{children}</div>
        </section>
      </article>
    </Frame>
  )
}
