// An article in the words of schema.org, as search engines ask for it (Google, Article structured data; schema.org/NewsArticle).
import { changedAt } from '../articles/article.ts'
import { everyNode, type DocumentNode } from '../articles/document.ts'
import type { Byline, Correction, FullArticle } from '../articles/reads/articles.ts'
import type { ShownPicture } from '../articles/reads/pictures.ts'
import { sharedFiles } from '../articles/shared-picture.ts'
import type { SharedPicture } from '../base/ui/card.ts'
import type { Thing } from '../base/ui/json-ld.ts'
import type { ShownComment, ThreadPage } from '../comments/reads/threads.ts'
import { articleUrl, commentUrl, paths, url } from '../urls.ts'
import { publisher, type Publishing } from './json-ld-paper.ts'

/** Google shows no more of it. */
const longestHeadline = 110
/** A few comments are enough to say that there is a discussion; the page has the others. */
const mostComments = 3
const longestComment = 400

export interface ArticleParts { doc: DocumentNode; corrections: Correction[]; threads: ThreadPage | null; lead: ShownPicture | undefined }

export function newsArticle(publishing: Publishing, { article, parts, card }: { article: FullArticle; parts: ArticleParts; card: SharedPicture }): Thing {
  const { site } = publishing
  const address = site.url + articleUrl(article)
  return {
    '@type': article.section_style === 'opinion' ? 'OpinionNewsArticle' : 'NewsArticle',
    '@id': `${address}#article`,
    mainEntityOfPage: { '@type': 'WebPage', '@id': address },
    url: address,
    headline: shortened(article.headline, longestHeadline),
    ...said({ alternativeHeadline: article.kicker, description: article.standfirst, dateline: [article.dateline_place, article.dateline_source].filter(Boolean).join(' ') }),
    inLanguage: article.language,
    articleSection: article.section_name,
    ...(article.topics.length > 0 ? { keywords: article.topics.map(({ name }) => name) } : {}),
    ...madeBy(publishing, article.bylines),
    image: imagesOf(site.url, { article, picture: parts.lead, card }),
    ...times(article, parts.corrections),
    wordCount: words(parts.doc),
    isAccessibleForFree: true,
    publisher: publisher(publishing),
    ...discussion(site.url, article, parts.threads),
    ...(parts.corrections.length > 0 ? { correction: parts.corrections.map(correction) } : {}),
    ...translations(site.url, article),
  }
}

function said(texts: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== ''))
}

// An article that names nobody is the paper's.
function madeBy(publishing: Publishing, bylines: Byline[]) {
  const person = ({ name, slug }: Byline): Thing => ({ '@type': 'Person', name, url: publishing.site.url + url(paths.author, { slug }) })
  const [authors, translators] = (['text', 'translation'] as const).map((role) => bylines.filter((byline) => byline.role === role).map(person))
  const others = bylines.filter(({ role }) => role !== 'text' && role !== 'translation')
  return {
    author: authors && authors.length > 0 ? authors : [publisher(publishing)],
    ...(translators && translators.length > 0 ? { translator: translators } : {}),
    ...(others.length > 0 ? { contributor: others.map((byline) => ({ '@type': 'Role', roleName: byline.role, contributor: person(byline) })) } : {}),
  }
}

function imagesOf(site: string, { article, picture, card }: { article: FullArticle; picture: ShownPicture | undefined; card: SharedPicture }): Thing[] {
  const files = picture ? sharedFiles(picture) : []
  if (!picture || files.length === 0) return [{ '@type': 'ImageObject', url: site + card.address, width: card.width, height: card.height }]
  const { credit_person, credit_agency, rights } = picture
  const credit = said({ caption: article.lead_caption ?? picture.caption, creditText: [credit_person, credit_agency].filter(Boolean).join('/'), copyrightNotice: rights })
  const creator = credit_person ? { '@type': 'Person', name: credit_person } : credit_agency ? { '@type': 'Organization', name: credit_agency } : undefined
  return files.map(({ address, width, height }) => ({ '@type': 'ImageObject', url: site + address, width, height, ...credit, ...(creator ? { creator } : {}) }))
}

function times({ first_published_at, published_at, updated_at }: FullArticle, corrections: Correction[]) {
  const first = first_published_at ?? published_at
  const last = changedAt({ published_at, updated_at }, corrections)
  return { ...(first ? { datePublished: first.toISOString() } : {}), ...(last ? { dateModified: last.toISOString() } : {}) }
}

function words(doc: DocumentNode): number {
  let count = 0
  for (const { text } of everyNode(doc)) if (text !== undefined) count += text.match(/\S+/g)?.length ?? 0
  return count
}

function discussion(site: string, article: FullArticle, threads: ThreadPage | null) {
  if (!threads) return {}
  const shown = threads.items.map(({ first }) => first).filter(({ state }) => state === 'shown').slice(0, mostComments)
  return { commentCount: threads.count, ...(shown.length > 0 ? { comment: shown.map((one) => comment(site, article, one)) } : {}) }
}

function comment(site: string, article: FullArticle, { id, body, name, submitted_at }: ShownComment): Thing {
  return {
    '@type': 'Comment', url: site + commentUrl(article, id), text: shortened(body, longestComment), dateCreated: submitted_at.toISOString(),
    ...(name === null ? {} : { author: { '@type': 'Person', name } }),
  }
}

function correction({ was_wrong, is_right, corrected_at }: Correction): Thing {
  return { '@type': 'CorrectionComment', text: `${was_wrong} ${is_right}`, datePublished: corrected_at.toISOString() }
}

function translations(site: string, { translations: others, translation_of }: FullArticle) {
  const work = (other: FullArticle['translations'][number]): Thing => ({ '@type': 'NewsArticle', '@id': `${site}${articleUrl(other)}#article`, url: site + articleUrl(other), inLanguage: other.language })
  const original = others.find(({ id }) => id === translation_of)
  if (original) return { translationOfWork: work(original) }
  return translation_of === null && others.length > 0 ? { workTranslation: others.map(work) } : {}
}

/** Not in the midst of a word, where that can be helped. */
function shortened(text: string, longest: number): string {
  const characters = [...text]
  if (characters.length <= longest) return text
  const cut = characters.slice(0, longest - 1).join('')
  const blank = cut.lastIndexOf(' ')
  return `${blank > longest / 2 ? cut.slice(0, blank) : cut}…`
}
