// The one cookie of the program: it says in which session a browser is. Who is not signed in has none.

/** `__Host-` lets no other host or path of the domain set or see it; browsers take it on https only. */
export function cookieName(site: { url: string }): string {
  return site.url.startsWith('https:') ? '__Host-litfass' : 'litfass'
}

/**
 * The value of the cookie of a request; undefined where there is none. Where the paper is on https the bare name is not
 * looked at: any neighbour of its domain could set that, and have somebody sign in, and write, as somebody else.
 */
export function cookieOf(request: Request, site: { url: string }): string | undefined {
  const begin = `${cookieName(site)}=`
  const pairs = (request.headers.get('cookie') ?? '').split(';').map((pair) => pair.trim())
  return pairs.find((pair) => pair.startsWith(begin))?.slice(begin.length) || undefined
}

/** Sets the cookie until a moment; an empty value removes it. */
export function sessionCookie(site: { url: string }, { value, expires_at }: { value: string; expires_at: Date }): string {
  const secure = site.url.startsWith('https:') ? '; Secure' : ''
  return `${cookieName(site)}=${value}; Path=/; HttpOnly; SameSite=Lax${secure}; Expires=${expires_at.toUTCString()}`
}
