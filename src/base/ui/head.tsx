// What a page says of itself to those who do not look at it: search engines, other sites, readers of feeds.
import { feedTypes, feedUrls, paths } from '../../urls.ts'
import type { T } from '../i18n/i18n.ts'
import { miningTerms, type Mining } from '../web/mining.ts'
import { paperCard, type SharedPicture } from './card.ts'
import { ldText, type Thing } from './json-ld.ts'

interface NamedFeed { /** Of the page whose feed it is, as for `feedUrls`. */ of: string; title: string }
export interface Translation { language: string; address: string; /** What the others were translated from. */ isOriginal: boolean }

/** What is said of an article besides. */
interface ArticleFacts { published_at: Date | null; changed_at: Date | null; section: string; topics: string[]; /** Addresses of the authors' pages. */ authors: string[] }

export interface HeadProps {
  site: { url: string; mining: Mining | null }
  facts: { paper: { name: string; claim: string } }
  t: T
  /** The path, with a query where that makes it another page. */
  address: string
  /** Without the paper's name. */
  title: string
  description?: string
  /** The paper's card where the page has none of its own. */
  picture?: SharedPicture
  /** Of a page in another language than the paper's. */
  language?: string
  /** All published pages that say the same, this one included. */
  translations?: Translation[]
  /** The feeds of this page; the paper's own is named on every page. */
  feed?: NamedFeed
  article?: ArticleFacts
  /** Of a page that is no article's. */
  type?: 'website' | 'profile'
  things?: Thing[]
}

export function Head({ site, facts, t, address, picture = paperCard(facts.paper), translations = [], feed, article, things = [], ...page }: HeadProps) {
  const whole = site.url + address
  return (
    <>
      <meta name="robots" content="max-image-preview:large" />
      {Object.entries(miningTerms(site.mining)).map(([name, content]) => <meta name={name} content={content} />)}
      <link rel="canonical" href={whole} />
      {translations.map(({ language, address: other }) => <link rel="alternate" hreflang={language} href={site.url + other} />)}
      {translations.filter(({ isOriginal }) => isOriginal).map(({ address: original }) => <link rel="alternate" hreflang="x-default" href={site.url + original} />)}
      <FeedLinks name={facts.paper.name} feed={feed} />
      <OpenGraph {...page} name={facts.paper.name} whole={whole} language={page.language ?? t.language} others={translations} isArticle={article !== undefined} />
      {article ? <ArticleGraph {...article} site={site} /> : null}
      <OpenPicture {...picture} site={site} />
      {things.length > 0 ? <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: ldText(things) }} /> : null}
    </>
  )
}

/** For pages that should stand in no search engine: errors, and what is different for each reader. */
export function NotIndexed() {
  return <meta name="robots" content="noindex" />
}

function FeedLinks({ name, feed }: { name: string; feed: NamedFeed | undefined }) {
  const own = feedUrls(feed?.of ?? paths.front)
  return (
    <>
      {(['rss', 'atom', 'json'] as const).map((format) => <link rel="alternate" type={feedTypes[format]} title={feed?.title ?? name} href={own[format]} />)}
      {feed && feed.of !== paths.front ? <link rel="alternate" type={feedTypes.rss} title={name} href={paths.rss} /> : null}
    </>
  )
}

interface GraphProps extends Pick<HeadProps, 'title' | 'description' | 'type'> { name: string; whole: string; language: string; others: Translation[]; isArticle: boolean }

function OpenGraph({ title, description, type = 'website', name, whole, language, others, isArticle }: GraphProps) {
  return (
    <>
      <meta property="og:type" content={isArticle ? 'article' : type} />
      <meta property="og:site_name" content={name} />
      <meta property="og:title" content={title} />
      {description ? <meta property="og:description" content={description} /> : null}
      <meta property="og:url" content={whole} />
      <meta property="og:locale" content={localeOf(language)} />
      {others.filter((other) => other.language !== language).map((other) => <meta property="og:locale:alternate" content={localeOf(other.language)} />)}
      <meta name="twitter:card" content="summary_large_image" />
    </>
  )
}

function ArticleGraph({ published_at, changed_at, section, topics, authors, site }: ArticleFacts & { site: { url: string } }) {
  return (
    <>
      {published_at ? <meta property="article:published_time" content={published_at.toISOString()} /> : null}
      {changed_at ? <meta property="article:modified_time" content={changed_at.toISOString()} /> : null}
      <meta property="article:section" content={section} />
      {topics.map((topic) => <meta property="article:tag" content={topic} />)}
      {authors.map((address) => <meta property="article:author" content={site.url + address} />)}
    </>
  )
}

function OpenPicture({ address, width, height, alt, type, site }: SharedPicture & { site: { url: string } }) {
  return (
    <>
      <meta property="og:image" content={site.url + address} />
      <meta property="og:image:type" content={type} />
      <meta property="og:image:width" content={String(width)} />
      <meta property="og:image:height" content={String(height)} />
      {alt ? <meta property="og:image:alt" content={alt} /> : null}
    </>
  )
}

const locales = new Map<string, string>()

// Open Graph wants a country too: the one where most speak the language.
function localeOf(language: string): string {
  const known = locales.get(language)
  if (known) return known
  const locale = madeLocale(language) ?? language
  locales.set(language, locale)
  return locale
}

// An article may say it is in a language that there is not.
function madeLocale(tag: string): string | undefined {
  try {
    const { language, region } = new Intl.Locale(tag).maximize()
    return region && `${language}_${region}`
  } catch {
    return undefined
  }
}
