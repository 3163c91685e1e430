// Sitemaps (sitemaps.org/protocol.html): the addresses of the paper, for search engines, written as text since there are very many.
import { escaped } from '../base/xml.ts'

const namespace = 'http://www.sitemaps.org/schemas/sitemap/0.9'
const newsNamespace = 'http://www.google.com/schemas/sitemap-news/0.9'
/** The most that one file may hold. */
export const mostAddresses = 50_000
/** The most, and the age, of what Google takes from a sitemap of news. */
export const mostNews = 1_000
export const newsSeconds = 2 * 24 * 3_600

export interface Location { address: string; changed_at: Date | null }
export interface NewsItem { address: string; language: string; headline: string; published_at: Date }

export function sitemapIndex(parts: Location[]): string {
  return file(`<sitemapindex xmlns="${namespace}">`, parts.map((part) => `<sitemap>${location(part)}</sitemap>`), '</sitemapindex>')
}

export function sitemapOf(locations: Location[]): string {
  return file(`<urlset xmlns="${namespace}">`, locations.map((one) => `<url>${location(one)}</url>`), '</urlset>')
}

export function newsSitemap(name: string, items: NewsItem[]): string {
  const urls = items.map(({ address, language, headline, published_at }) =>
    `<url><loc>${escaped(address)}</loc><news:news><news:publication><news:name>${escaped(name)}</news:name><news:language>${escaped(publicationLanguage(language))}</news:language></news:publication>`
    + `<news:publication_date>${published_at.toISOString()}</news:publication_date><news:title>${escaped(headline)}</news:title></news:news></url>`)
  return file(`<urlset xmlns="${namespace}" xmlns:news="${newsNamespace}">`, urls, '</urlset>')
}

function file(begin: string, lines: string[], end: string): string {
  return ['<?xml version="1.0" encoding="UTF-8"?>', begin, ...lines, end, ''].join('\n')
}

function location({ address, changed_at }: Location): string {
  return `<loc>${escaped(address)}</loc>${changed_at ? `<lastmod>${changed_at.toISOString()}</lastmod>` : ''}`
}

// ISO 639 alone, but for the two ways of writing Chinese.
function publicationLanguage(language: string): string {
  const tag = language.toLowerCase()
  if (/^zh\b/.test(tag)) return /\b(hant|tw|hk|mo)\b/.test(tag) ? 'zh-tw' : 'zh-cn'
  return tag.split('-')[0] ?? tag
}
