import type { ArticleHead } from '../../articles/reads/articles.ts'
import { Time } from '../../articles/views/article-head.tsx'
import { around, type T } from '../../base/i18n/i18n.ts'
import { Frame, type FrameFacts } from '../../base/ui/frame.tsx'
import { NotIndexed } from '../../base/ui/head.tsx'
import { Paragraphs } from '../../base/ui/paragraphs.tsx'

type Gone = Pick<ArticleHead, 'withdrawn_at' | 'withdrawn_reason' | 'section_slug'>

/** What stands at the address of an article that was taken back: when, and why, but not what it said. */
export function Withdrawn({ article, facts, t }: { article: Gone; facts: FrameFacts; t: T }) {
  const [before, after] = around((date) => t('error.410.when', { date }))
  return (
    <Frame facts={facts} t={t} title={t('error.410.title')} head={<NotIndexed />} current={article.section_slug}>
      <article class="article">
        <header>
          <div class="over"><p class="kicker">{t('error.410.kicker')}</p><h1>{t('error.410.title')}</h1></div>
          {article.withdrawn_at ? <p class="byline">{before}<Time at={article.withdrawn_at} t={t} zone={facts.paper.time_zone} />{after}</p> : null}
        </header>
        <div class="body">
          <p class="small">{t('error.410.reason')}</p>
          <Paragraphs text={article.withdrawn_reason ?? ''} />
        </div>
      </article>
    </Frame>
  )
}
