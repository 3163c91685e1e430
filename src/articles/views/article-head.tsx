// The top of an article: kicker, headline, standfirst, who wrote it and when.
import type { Child } from 'hono/jsx'
import { around, languages, translator, type T } from '../../base/i18n/i18n.ts'
import { articleUrl, paths, url } from '../../urls.ts'
import type { Byline, FullArticle } from '../reads/articles.ts'

interface HeadProps { article: FullArticle; t: T; zone: string; comments: number | null; children?: Child }

export function ArticleHead({ article, t, zone, comments, children }: HeadProps) {
  return (
    <header>
      <div class="over">
        {article.kicker ? <p class="kicker">{article.kicker}</p> : null}
        <h1>{article.headline}</h1>
      </div>
      {article.standfirst ? <p class="standfirst">{article.standfirst}</p> : null}
      <div class="byline">
        {roles.map((role) => <Bylines bylines={article.bylines.filter((byline) => byline.role === role)} article={article} t={t} />)}
        <Times article={article} t={t} zone={zone} />
        {comments === null ? null : <a href="#comments">{t('comments.count', { n: comments })}</a>}
        <InOtherLanguages article={article} t={t} />
        {children}
      </div>
    </header>
  )
}

// Said in the language it is written in, where the program speaks that: whoever looks for it reads that one.
function InOtherLanguages({ article: { translations }, t }: { article: FullArticle; t: T }) {
  return (
    <>
      {translations.map((other) => {
        const own = languages.includes(other.language) ? translator(other.language) : t
        return <a href={articleUrl(other)} hreflang={other.language} lang={own === t ? undefined : own.language} rel="alternate">{own('article.in_language', { language: own.languageName(other.language) })}</a>
      })}
    </>
  )
}

const roles = ['text', 'translation', 'data', 'photo', 'illustration'] as const

function Bylines({ bylines, article, t }: { bylines: Byline[]; article: FullArticle; t: T }) {
  const first = bylines[0]
  if (!first) return null
  const [before, after] = around((names) => article.section_style === 'opinion' && first.role === 'text' && article.kicker
    ? t('article.opinion_by', { kicker: article.kicker, names })
    : t(`article.role.${first.role}`, { names }))
  const [beforeAnd = [], and = ''] = joints(bylines.length, t)
  return (
    <span>
      {before}
      {bylines.map((byline, n) => (
        <>{n === 0 ? '' : n === bylines.length - 1 ? and : beforeAnd[0]}<a rel="author" href={url(paths.author, { slug: byline.slug })}>{byline.name}</a></>
      ))}
      {after}
    </span>
  )
}

// How the language joins names: what stands between the first ones, and before the last.
function joints(names: number, t: T): [string[], string] {
  const parts = t.list(Array.from({ length: names }, (_, n) => `\u0001${n}\u0001`)).split(/\u0001\d+\u0001/)
  return [parts.slice(1, 2), parts.at(-2) ?? '']
}

function Times({ article, t, zone }: { article: FullArticle; t: T; zone: string }) {
  const { first_published_at, published_at, updated_at } = article
  if (!published_at) return null
  const moved = first_published_at && first_published_at.getTime() !== published_at.getTime() ? first_published_at : null
  return (
    <>
      <span>{t('article.published')} <Time at={published_at} t={t} zone={zone} /></span>
      {moved ? <span>{t('article.first_published')} <Time at={moved} t={t} zone={zone} /></span> : null}
      {updated_at ? <span>{t('article.updated')} <Time at={updated_at} t={t} zone={zone} after={published_at} /></span> : null}
    </>
  )
}

/** A moment, in full; on the day of `after` the clock is enough. */
export function Time({ at, t, zone, after }: { at: Date; t: T; zone: string; after?: Date }) {
  const sameDay = after && t.date(after, zone) === t.date(at, zone)
  return <time datetime={at.toISOString()}>{sameDay ? t.time(at, zone) : t.dateTime(at, zone)}</time>
}
