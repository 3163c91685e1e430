// Where a reader came from, as a kind and a host: never a whole address, which may hold what they searched for.

export const sourceKinds = ['search', 'social', 'mail', 'assistant', 'paper', 'site', 'own', 'none'] as const
export type SourceKind = (typeof sourceKinds)[number]
/** `name`: a host, or the path of a page of the paper's own; empty where there is none. */
export interface Source { kind: SourceKind; name: string }

const kinds: [SourceKind, RegExp][] = [
  ['mail', /^(mail|webmail|outlook|email)\.|^(com\.google\.android\.gm|3c\.gmx\.net|navigator\.(gmx|web)\.|deref-(gmx|web-02|mail)\.)/],
  ['assistant', /(^|\.)(chatgpt\.com|chat\.openai\.com|perplexity\.ai|claude\.ai|gemini\.google\.com|copilot\.microsoft\.com|chat\.mistral\.ai|phind\.com|you\.com|deepseek\.com)$/],
  ['search', /(^|\.)(google(\.com?)?(\.[a-z]{2})?|bing\.com|duckduckgo\.com|ecosia\.org|startpage\.com|qwant\.com|search\.brave\.com|yahoo\.com|yandex\.(com|ru)|baidu\.com|swisscows\.com|mojeek\.com|metager\.(de|org)|kagi\.com|suche\.t-online\.de)$|^com\.google\.android\.googlequicksearchbox$/],
  ['social', /(^|\.)(facebook\.com|instagram\.com|threads\.(net|com)|x\.com|twitter\.com|t\.co|linkedin\.com|lnkd\.in|xing\.com|reddit\.com|bsky\.app|mastodon\.(social|online)|chaos\.social|norden\.social|tiktok\.com|youtube\.com|pinterest\.(com|de)|whatsapp\.com|telegram\.org|t\.me|vk\.com|discord\.com|news\.ycombinator\.com)$/],
  ['paper', /(^|\.)(taz\.de|zeit\.de|spiegel\.de|sueddeutsche\.de|faz\.net|welt\.de|bild\.de|tagesspiegel\.de|fr\.de|nd-aktuell\.de|freitag\.de|tagesschau\.de|zdf(heute)?\.de|deutschlandfunk\.de|n-tv\.de|stern\.de|focus\.de|heise\.de|golem\.de|netzpolitik\.org|correctiv\.org|krautreporter\.de|perlentaucher\.de|uebermedien\.de|derstandard\.(at|de)|diepresse\.com|orf\.at|nzz\.ch|tagesanzeiger\.ch|woz\.ch|republik\.ch|theguardian\.com|nytimes\.com|bbc\.(com|co\.uk)|reuters\.com|apnews\.com|politico\.eu|lemonde\.fr|elpais\.com)$/],
]

/** What a browser calls the page before, given the paper's own host. `app` addresses name a program by its package. */
export function sourceOf(referrer: string, own: string): Source {
  const from = URL.parse(referrer)
  if (!from || !/^(https?|android-app):$/.test(from.protocol) || from.hostname.length > 100) return { kind: 'none', name: '' }
  const host = from.hostname.replace(/^www\./, '').toLowerCase()
  if (from.host === own) return { kind: 'own', name: from.pathname.slice(0, 200) }
  const kind = kinds.find(([, pattern]) => pattern.test(host))?.[0] ?? 'site'
  // Each network of its kind is one, whichever of its addresses a browser comes from.
  return { kind, name: kind === 'search' ? searchName(host) : host }
}

function searchName(host: string): string {
  return /(^|\.)google\./.test(host) || host.startsWith('com.google') ? 'google' : host.split('.').slice(-2).join('.')
}
