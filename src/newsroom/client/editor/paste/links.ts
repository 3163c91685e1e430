// Where links in what was pasted lead: past the redirects by which others watch who follows them, and without their marks.

/** A redirect names where it leads in a parameter. */
const redirects: [host: RegExp, path: RegExp, parameters: string[]][] = [
  [/^(www\.)?google\.[a-z.]+$/, /^\/url$/, ['q', 'url']],
  [/^lm?\.facebook\.com$/, /^\/l\.php$/, ['u']],
  [/\.safelinks\.protection\.outlook\.com$/, /^\//, ['url']],
  [/^slack-redir\.net$/, /^\/link$/, ['url']],
  [/^(www\.)?youtube\.com$/, /^\/redirect$/, ['q']],
  [/^(www\.)?linkedin\.com$/, /^\/redir\/redirect$/, ['url']],
  [/^out\.reddit\.com$/, /^\//, ['url']],
  [/^steamcommunity\.com$/, /^\/linkfilter\/$/, ['u', 'url']],
]
const marks = /^(utm_\w+|fbclid|gclid|dclid|msclkid|mc_cid|mc_eid|igshid|wt_mc|wt_zmc|_hsenc|_hsmi|yclid)$/

/** An address as a document may hold it, or null. `origin` is the paper's own: what leads there becomes a path. */
export function pastedTarget(href: string, origin: string): string | null {
  const given = href.trim().replace(/^\/\//, 'https://')
  if (/^(mailto|tel):\S/i.test(given)) return given.length <= 4000 ? given : null
  if (!/^https?:\/\//i.test(given) || !URL.canParse(given)) return null
  const url = unmarked(unwrapped(new URL(given), 4))
  if (!/^https?:$/.test(url.protocol) || url.href.length > 4000) return null
  return url.origin === origin ? url.pathname + url.search + url.hash : url.href
}

function unwrapped(url: URL, times: number): URL {
  const inner = times > 0 ? target(url) : undefined
  return inner && /^https?:\/\//i.test(inner) && URL.canParse(inner) ? unwrapped(new URL(inner), times - 1) : url
}

function target(url: URL): string | undefined {
  const wrapped = /^\/v3\/__(.+?)__;/.exec(url.pathname + url.search)
  if (url.hostname === 'urldefense.com' && wrapped) return wrapped[1]
  const redirect = redirects.find(([host, path]) => host.test(url.hostname) && path.test(url.pathname))
  return redirect?.[2].map((name) => url.searchParams.get(name)).find((one) => one !== null) ?? undefined
}

function unmarked(url: URL): URL {
  const names = [...url.searchParams.keys()].filter((name) => marks.test(name))
  // Taking nothing out would still write the rest anew.
  for (const name of names) url.searchParams.delete(name)
  return url
}
