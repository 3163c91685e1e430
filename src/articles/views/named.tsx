// The article that something of a reader's hangs on, with the way there; while it is held it is neither named nor led to.
import { langOf, type T } from '../../base/i18n/i18n.ts'

interface NamedProps { article: { headline: string | null; language: string }; path: string; /** Within a sentence, behind “under”. */ within?: boolean; t: T }

export function ArticleNamed({ article, path, within = false, t }: NamedProps) {
  if (article.headline === null) return <>{t(within ? 'articles.held_within' : 'articles.held_alone')}</>
  return <a href={path} lang={langOf(article, t)}>{article.headline}</a>
}
