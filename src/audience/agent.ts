// What a browser or a machine calls itself, read once, and never kept: only the class that comes of it is.
import { isbot } from 'isbot'
import { aiCrawlers } from './ai-crawlers.ts'

export const machineClasses = ['search', 'ai_training', 'ai_search', 'ai_user', 'preview', 'feed', 'monitor', 'other'] as const
export type MachineClass = (typeof machineClasses)[number]
export const devices = ['phone', 'tablet', 'desktop', 'television', 'unknown'] as const
export type Device = (typeof devices)[number]
/** name: as its maker writes it, where it is one that is known; never what else it says of itself. */
export type Agent = { machine: MachineClass; name: string | null } | { machine: null; device: Device }

const classes: [MachineClass, RegExp][] = [
  ['search', /googlebot|bingbot|duckduckbot|yandexbot|baiduspider|applebot|qwant|seznambot|ecosia|mojeekbot|petalbot|slurp/i],
  ['preview', /facebookexternalhit|twitterbot|linkedinbot|slackbot|discordbot|telegrambot|whatsapp|mastodon|pleroma|misskey|lemmy|bluesky|skypeuripreview|iframely|embedly|pinterest/i],
  ['feed', /feedly|inoreader|newsblur|feedbin|miniflux|freshrss|tiny tiny rss|netnewswire|nextcloud-news|feedfetcher|\brss\b/i],
  ['monitor', /uptime|pingdom|statuscake|site24x7|nagios|zabbix|lighthouse|pagespeed|monitor/i],
]
/** Machines that papers see, besides those of AI: by their own names. What is none of them stays without. */
const machineNames = [
  'Googlebot', 'Google-InspectionTool', 'GoogleOther', 'Storebot-Google', 'AdsBot-Google', 'Mediapartners-Google', 'APIs-Google', 'bingbot', 'BingPreview', 'AdIdxBot', 'DuckDuckBot', 'YandexBot', 'YandexImages', 'Baiduspider', 'Applebot', 'Qwantify', 'Qwantbot',
  'SeznamBot', 'Ecosia', 'MojeekBot', 'PetalBot', 'Yahoo! Slurp', 'Sogou', 'Exabot', 'coccocbot', 'Yeti', 'facebookexternalhit', 'Twitterbot', 'LinkedInBot', 'Slackbot', 'Discordbot', 'TelegramBot', 'WhatsApp', 'Mastodon', 'Pleroma', 'Misskey', 'Lemmy', 'Bluesky',
  'SkypeUriPreview', 'Iframely', 'Embedly', 'Pinterestbot', 'redditbot', 'Feedly', 'Inoreader', 'NewsBlur', 'Feedbin', 'Miniflux', 'FreshRSS', 'Tiny Tiny RSS', 'NetNewsWire', 'Nextcloud-News', 'FeedFetcher-Google', 'Flipboard', 'UptimeRobot', 'Pingdom', 'StatusCake',
  'Site24x7', 'Nagios', 'check_http', 'Zabbix', 'Blackbox-Exporter', 'Lighthouse', 'AhrefsBot', 'SemrushBot', 'MJ12bot', 'DotBot', 'BLEXBot', 'DataForSeoBot', 'serpstatbot', 'SEOkicks', 'Barkrowler', 'ZoominfoBot', 'archive.org_bot', 'ia_archiver', 'heritrix', 'HeadlessChrome',
  'PhantomJS', 'Puppeteer', 'Playwright', 'Selenium', 'Scrapy', 'curl', 'Wget', 'HTTPie', 'python-requests', 'python-httpx', 'aiohttp', 'Python-urllib', 'Go-http-client', 'okhttp', 'axios', 'node-fetch', 'undici', 'Java', 'Apache-HttpClient', 'libwww-perl', 'Ruby', 'PostmanRuntime', 'GuzzleHttp',
]
const purposes = { training: 'ai_training', search: 'ai_search', user: 'ai_user' } as const

/** As many as a paper's readers have; beyond it the longest known goes. */
const mostKnown = 5_000
const longestName = 512
const known = new Map<string, Agent>()

export function agentOf(name: string): Agent {
  const before = known.get(name)
  if (before) return before
  const agent = read(name)
  // What is longer than any browser's name is not worth the memory.
  if (name.length > longestName) return agent
  if (known.size >= mostKnown) for (const oldest of known.keys()) { known.delete(oldest); break }
  known.set(name, agent)
  return agent
}

function read(name: string): Agent {
  // Nobody browses without a name; what is longer than any browser's is none.
  if (name === '' || name.length > longestName) return { machine: 'other', name: null }
  const lower = name.toLowerCase()
  const crawler = aiCrawlers.find((one) => lower.includes(one.name.toLowerCase()))
  if (crawler) return { machine: purposes[crawler.purpose], name: crawler.name }
  const said = classes.find(([, pattern]) => pattern.test(name))?.[0]
  if (isbot(name)) return { machine: said ?? 'other', name: machineNames.find((one) => lower.includes(one.toLowerCase())) ?? null }
  return { machine: null, device: deviceOf(name) }
}

function deviceOf(name: string): Device {
  if (/smart-?tv|appletv|bravia|roku|crkey|aftb|hbbtv|tizen.*tv|web0s/i.test(name)) return 'television'
  if (/ipad|tablet|kindle|silk\/|playbook|(?<!^dalvik.*)android(?!.*mobile)/i.test(name)) return 'tablet'
  if (/mobi|iphone|ipod|android|phone/i.test(name)) return 'phone'
  return /windows|macintosh|x11|linux|cros/i.test(name) ? 'desktop' : 'unknown'
}
