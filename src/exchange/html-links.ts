// Where a link of an imported text may lead: elsewhere on the web, into the paper, on the page, or to somebody's mail or telephone.

/** The former site, whose own addresses become the paper's. */
export interface FormerSite { host: string; path: string }

export function formerSite(address: string): FormerSite {
  const url = URL.canParse(address) ? new URL(address) : undefined
  return { host: bareHost(url?.host ?? ''), path: url?.pathname.replace(/\/+$/, '') ?? '' }
}

/** An address as a document may hold it, or null where it may not. `from` is the page it stood on. */
export function linkTarget(href: string, { from, site }: { from: string; site: FormerSite }): string | null {
  const given = href.trim()
  if (given.length === 0 || given.length > 4000) return null
  if (given.startsWith('#')) return given
  if (/^(mailto|tel):\S/i.test(given)) return given
  const base = URL.canParse(from) ? from : undefined
  if (!URL.canParse(given, base)) return null
  const url = new URL(given, base)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null
  return ownPath(url, site) ?? url.href
}

/** Path and query string of an address on the former site. Its files are not taken over, so they stay where they are. */
export function ownPath(url: URL, site: FormerSite): string | undefined {
  if (site.host === '' || bareHost(url.host) !== site.host || !url.pathname.startsWith(site.path)) return undefined
  if (url.pathname.includes('/wp-content/') || url.pathname.startsWith('//')) return undefined
  return url.pathname + url.search + url.hash
}

function bareHost(host: string): string {
  return host.replace(/^www\./, '')
}
