// What of an article stands between its head and what follows it: its picture, its contents, its text.
import type { T } from '../../base/i18n/i18n.ts'
import type { DocumentNode } from '../document.ts'
import type { Correction, FullArticle } from '../reads/articles.ts'
import type { ShownPicture } from '../reads/pictures.ts'
import { Corrections, Note, Topics } from './article-foot.tsx'
import { Body, contents } from './body.tsx'
import { Caption, Picture } from './picture.tsx'

export function Opener({ article, picture, t }: { article: FullArticle; picture: ShownPicture; t: T }) {
  return (
    <figure class="opener">
      <Picture picture={picture} crop="wide" sizes="(width >= 64rem) 58rem, calc(100vw - 2.5rem)" alt={article.lead_alt ?? picture.alt} first />
      <Caption picture={picture} caption={article.lead_caption ?? picture.caption} t={t} />
    </figure>
  )
}

export function Contents({ doc, t }: { doc: DocumentNode; t: T }) {
  const headings = contents(doc)
  if (headings.length < 3) return null
  return (
    <nav class="contents" aria-labelledby="contents">
      <h2 id="contents">{t('article.contents')}</h2>
      {headings.map(({ id, text }) => <a href={`#${id}`}>{text}</a>)}
    </nav>
  )
}

interface ArticleTextProps { article: FullArticle; doc: DocumentNode; pictures: ShownPicture[]; corrections: Correction[]; t: T; zone: string }

export function ArticleText({ article, doc, pictures, corrections, t, zone }: ArticleTextProps) {
  return (
    <>
      <Body doc={doc} t={t} pictures={pictures} dateline={dateline(article)} />
      <Note note={article.note} t={t} />
      <Corrections corrections={corrections} t={t} zone={zone} />
      <Topics topics={article.topics} t={t} />
    </>
  )
}

function dateline(article: FullArticle) {
  const place = [article.dateline_place, article.dateline_source].filter(Boolean).join(' ')
  return place ? <span class="dateline">{place}</span> : null
}
