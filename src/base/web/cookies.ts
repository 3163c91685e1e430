// The one cookie of the program: it says in which session a browser is. Who is not signed in has none.

/** `__Host-` lets no other host or path of the domain set or see it; browsers take it on https only. */
export function cookieName(site: { url: string }): string {
  return site.url.startsWith('https:') ? '__Host-litfass' : 'litfass'
}

/** The value of a cookie of a request, under either of its names; undefined where there is none. */
export function cookieOf(request: Request): string | undefined {
  const pairs = (request.headers.get('cookie') ?? '').split(';').map((pair) => pair.trim())
  for (const name of ['__Host-litfass', 'litfass']) {
    const found = pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1)
    if (found) return found
  }
  return undefined
}

/** Sets the cookie until a moment; an empty value removes it. */
export function sessionCookie(site: { url: string }, { value, expires_at }: { value: string; expires_at: Date }): string {
  const secure = site.url.startsWith('https:') ? '; Secure' : ''
  return `${cookieName(site)}=${value}; Path=/; HttpOnly; SameSite=Lax${secure}; Expires=${expires_at.toUTCString()}`
}
