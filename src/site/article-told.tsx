// What an article's page says of itself to machines.
import { changedAt } from '../articles/article.ts'
import type { FullArticle } from '../articles/reads/articles.ts'
import { sharedFiles } from '../articles/shared-picture.ts'
import type { T } from '../base/i18n/i18n.ts'
import { articleCard, type SharedPicture } from '../base/ui/card.ts'
import { Head, type Translation } from '../base/ui/head.tsx'
import { breadcrumbs } from '../base/ui/json-ld.ts'
import { articleUrl, commentsUrl, paths, url } from '../urls.ts'
import { newsArticle, type ArticleParts } from './json-ld.ts'
import type { Publishing } from './json-ld-paper.ts'

interface ToldProps extends Publishing { article: FullArticle; parts: ArticleParts; title: string; t: T }

export function ArticleTold({ site, facts, article, parts, title, t }: ToldProps) {
  const address = articleUrl(article)
  const card = articleCard(article, facts.paper)
  const shared = parts.lead && sharedFiles(parts.lead)[0]
  const picture: SharedPicture = parts.lead && shared ? { ...shared, alt: article.lead_alt ?? parts.lead.alt } : card
  return (
    <Head
      site={site} facts={facts} t={t} address={address} title={title} description={article.standfirst} picture={picture} language={article.language} translations={cluster(article)}
      {...(parts.threads ? { feed: { of: commentsUrl(article), title: t('comments.title', { headline: article.headline }) } } : {})}
      article={{
        published_at: article.first_published_at ?? article.published_at, changed_at: changedAt(article, parts.corrections), section: article.section_name, topics: article.topics.map(({ name }) => name),
        authors: article.bylines.filter(({ role }) => role === 'text').map(({ slug }) => url(paths.author, { slug })),
      }}
      things={[
        newsArticle({ site, facts }, { article, parts, card }),
        breadcrumbs([
          { name: facts.paper.name, address: site.url + paths.front },
          { name: article.section_name, address: site.url + url(paths.section, { slug: article.section_slug }) },
          { name: article.headline, address: site.url + address },
        ]),
      ]}
    />
  )
}

/** The article among its translations, one for each language; nothing where it stands alone. */
function cluster(article: FullArticle): Translation[] {
  const all = [article, ...article.translations].map((one) => ({ language: one.language, address: articleUrl(one), isOriginal: one.translation_of === null }))
  const first = all.filter(({ language }, n) => all.findIndex((other) => other.language === language) === n)
  return first.length > 1 ? first : []
}
