import type { Child } from 'hono/jsx'
import { langOf, type T } from '../../base/i18n/i18n.ts'
import { articleUrl } from '../../urls.ts'
import type { Teaser as TeaserRow } from '../reads/lists.ts'
import type { ShownPicture } from '../reads/pictures.ts'
import { Picture } from './picture.tsx'

export interface TeaserProps {
  article: TeaserRow
  t: T
  /** How much of it is shown beside kicker and headline. */
  show?: { picture?: ShownPicture | undefined; sizes?: string; first?: boolean; standfirst?: boolean; authors?: boolean; comments?: number | undefined; time?: string }
  big?: boolean
  class?: string
  /** The level of its heading on the page. */
  level?: 2 | 3
  /** Its place on a page whose places are counted; see audience/slot.ts. */
  slot?: string
  /** Stands before everything else in it. */
  mark?: Child
}

export function Teaser({ article, t, show = {}, big = false, class: extra = '', level = 3, slot, mark }: TeaserProps) {
  if (article.section_style === 'opinion') return <OpinionTeaser article={article} t={t} class={extra} level={level} mark={mark} {...(slot === undefined ? {} : { slot })} />
  const Heading = `h${level}` as const
  const names = article.authors.map((author) => author.name)
  const line = [
    show.authors && names.length > 0 ? t('article.by', { names: t.list(names) }) : '',
    show.comments ? t('comments.count', { n: show.comments }) : '',
  ].filter(Boolean).join(', ')
  return (
    <article class={['teaser', big ? 'big' : '', extra].filter(Boolean).join(' ')} lang={langOf(article, t)} data-slot={slot}>
      {mark}
      {show.picture ? <Picture picture={show.picture} crop="wide" sizes={show.sizes ?? 'calc(100vw - 2.5rem)'} alt={article.lead_alt ?? show.picture.alt} first={show.first ?? false} /> : null}
      <Heading>{article.kicker ? <span class="kicker">{article.kicker}</span> : null} <a href={articleUrl(article)}>{article.headline}</a></Heading>
      {show.standfirst && article.standfirst ? <p>{article.standfirst}</p> : null}
      {line || show.time ? <p class="small">{line}{line && show.time ? ', ' : ''}{show.time && article.published_at ? <time datetime={article.published_at.toISOString()}>{show.time}</time> : null}</p> : null}
    </article>
  )
}

// Opinion is set lighter, and says whose it is: "Kommentar von …".
function OpinionTeaser({ article, t, class: extra = '', level = 3, slot, mark }: TeaserProps) {
  const Heading = `h${level}` as const
  const names = t.list(article.authors.map((author) => author.name))
  return (
    <article class={['teaser', 'opinion', extra].filter(Boolean).join(' ')} lang={langOf(article, t)} data-slot={slot}>
      {mark}
      <Heading><a href={articleUrl(article)}>{article.headline}</a></Heading>
      <span class="by">{names ? (article.kicker ? t('article.opinion_by', { kicker: article.kicker, names }) : t('article.by', { names })) : article.kicker}</span>
    </article>
  )
}
