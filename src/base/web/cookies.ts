// The cookie of the program says in which session a browser is. Who is not signed in has none. A part of the paper that is
// opened without signing in, by a mail's link, has one of its own, which goes to the addresses of that part alone.

/** `__Host-` lets no other host or path of the domain set or see it; browsers take it on https only. */
export function cookieName(site: { url: string }): string {
  return site.url.startsWith('https:') ? '__Host-litfass' : 'litfass'
}

/**
 * The value of the cookie of a request; undefined where there is none. Where the paper is on https the bare name is not
 * looked at: any neighbour of its domain could set that, and have somebody sign in, and write, as somebody else.
 */
export function cookieOf(request: Request, site: { url: string }): string | undefined {
  return valuesOf(request, cookieName(site))[0] || undefined
}

/** Sets the cookie until a moment; an empty value removes it. */
export function sessionCookie(site: { url: string }, { value, expires_at }: { value: string; expires_at: Date }): string {
  const secure = site.url.startsWith('https:') ? '; Secure' : ''
  return `${cookieName(site)}=${value}; Path=/; HttpOnly; SameSite=Lax${secure}; Expires=${expires_at.toUTCString()}`
}

/** A part of the paper, by the path that all its addresses begin with. */
interface Part { name: string; path: string }

/** The value of a part's cookie. Two of that name are none: one is a neighbour's, of the same domain, and nobody knows which. */
export function partCookieOf(request: Request, site: { url: string }, part: Part): string | undefined {
  const [value, ...others] = valuesOf(request, partCookieName(site, part))
  return others.length === 0 && value ? value : undefined
}

/** Sets a part's cookie for so many seconds, which is true where a browser's clock is wrong, too; none remove it. */
export function partCookie(site: { url: string }, part: Part, { value, seconds }: { value: string; seconds: number }): string {
  const secure = site.url.startsWith('https:') ? '; Secure' : ''
  return `${partCookieName(site, part)}=${value}; Path=${part.path}; HttpOnly; SameSite=Lax${secure}; Max-Age=${seconds}`
}

function partCookieName(site: { url: string }, { name }: Part): string {
  return `${site.url.startsWith('https:') ? '__Secure-' : ''}litfass-${name}`
}

function valuesOf(request: Request, name: string): string[] {
  const begin = `${name}=`
  const pairs = (request.headers.get('cookie') ?? '').split(';').map((pair) => pair.trim())
  return pairs.filter((pair) => pair.startsWith(begin)).map((pair) => pair.slice(begin.length))
}
