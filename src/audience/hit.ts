// A hit is one counted view of a page, as far as it may be known: nothing is in it from which a person could be found.
// What the reader's browser sent is looked at once, in memory, and forgotten with the answer.
import { hash } from 'node:crypto'
import { ownJson } from '../base/json.ts'
import type { Measured } from './measured.ts'
import { agentOf, type Device, type MachineClass } from './agent.ts'

/** How much a paper counts; what each means in law stands in docs/counting.md. */
export const modes = ['count', 'visit', 'full'] as const
export type Mode = (typeof modes)[number]

/** The page a hit is of: an article by its number, any other by its path. `address`: of a page of the paper's own that may be an article's, one of its former ones; where it is not, `path` counts. */
export type CountedPage = { article_id: number } | { path: string; address?: string }

export interface View {
  kind: 'view'
  /** Minutes since 1970: nothing knows a hit's time more exactly. */
  minute: number
  page: CountedPage
  /** Sixteen hex digits that stand for somebody on one day and one paper; null where nobody is told from anybody. */
  reader: string | null
  device: Device | null
  language: string | null
  country: string | null
  /** What a link said of where it stood (utm_source and so on), in the mode `full`. */
  campaign: Campaign | null
  /** An appeal stands on the page. */
  asks?: true
  /** Of the page where readers give: the number of the article whose appeal led there; 0 where it stood elsewhere. */
  followed?: number
}
/** content: which of a campaign's links it was. What somebody searched for (utm_term) is not kept: it may be the reader's own words. */
export interface Campaign { source: string; medium: string; name: string; content?: string }
/** What a machine fetched, by its class. */
export interface MachineHit { kind: 'machine'; minute: number; page: CountedPage; machine: MachineClass; /** Where it is a known one. */ name?: string }
/** What is not counted, and why: shown as a number. */
export interface LeftOut { kind: 'left_out'; minute: number; why: WhyLeftOut }
export const whysLeftOut = ['prefetch', 'forged', 'malformed', 'repeated', 'too_many'] as const
export type WhyLeftOut = (typeof whysLeftOut)[number]
/** Something a client counts besides views: a search, a download, a deed with a name of the paper's own. */
export interface Happening { kind: 'event'; minute: number; category: string; action: string }
export type Hit = View | MachineHit | LeftOut | Measured | Happening

/** What a browser says of itself and its reader with each request. Lives as long as the request. */
export interface Said {
  address: string
  agent: string
  languages: string
  /** The reader does not want to be followed; see `isPrivate` of the counter. */
  isPrivate: boolean
}
/** What a request says that matters for counting. */
export interface Seen extends Said {
  page: CountedPage
  /** Fetched by the browser ahead of the reader, who may never see it. */
  isAhead: boolean
  /** The query string of the page, without `?`. */
  query: string
  asks?: boolean
  followed?: number | undefined
}

export interface Counting {
  mode: Mode
  salt: Buffer
  /** The paper's address: the same reader of two papers is two. */
  site: string
  now: Date
  countryOf: (address: string) => string | null
}

export function hitOf(seen: Seen, { mode, salt, site, now, countryOf }: Counting): Hit {
  const minute = Math.floor(now.getTime() / 60_000)
  if (seen.isAhead) return { kind: 'left_out', minute, why: 'prefetch' }
  const agent = agentOf(seen.agent)
  if (agent.machine) return { kind: 'machine', minute, page: seen.page, machine: agent.machine, ...(agent.name === null ? {} : { name: agent.name }) }
  const none = { kind: 'view', minute, page: seen.page, reader: null, device: null, language: null, country: null, campaign: null, ...ofAppeal(seen) } as const
  if (seen.isPrivate || mode === 'count') return none
  return {
    ...none, reader: readerOf(seen, { salt, site }), device: agent.device, language: languageOf(seen.languages), country: countryOf(seen.address),
    campaign: mode === 'full' ? campaignOf(seen.query) : null,
  }
}

/** What the page's own address says, and nothing of its reader: it is counted in every mode. */
function ofAppeal({ asks, followed }: Pick<Seen, 'asks' | 'followed'>): Pick<View, 'asks' | 'followed'> {
  return { ...(asks ? { asks } : {}), ...(followed === undefined ? {} : { followed }) }
}

/** Who knows the salt of the day could try all addresses; so the salt is destroyed (salt.ts), and then nobody can. */
export function readerOf({ address, agent }: Pick<Seen, 'address' | 'agent'>, { salt, site }: Pick<Counting, 'salt' | 'site'>): string {
  return hash('sha256', Buffer.concat([salt, Buffer.from(`${address}\0${agent}\0${site}`)]), 'hex').slice(0, 16)
}

/** The language a browser asks for first, without its region. */
export function languageOf(header: string): string | null {
  return /^\s*([a-z]{2,3})(?:[-;,\s]|$)/i.exec(header)?.[1]?.toLowerCase() ?? null
}

const longestWord = 64

/** Other programs' names for the same. */
const otherNames = /(^|&)(?:mtm|matomo|pk|piwik)_(campaign|source|medium|content)=/g

export function campaignOf(query: string): Campaign | null {
  if (!/(^|&)(utm|mtm|matomo|pk|piwik)_/.test(query)) return null
  const given = new URLSearchParams(query.replace(otherNames, '$1utm_$2='))
  const word = (name: string) => (given.get(name) ?? '').replace(/[^\p{L}\p{N} ._-]/gu, '').trim().slice(0, longestWord)
  const [campaign, content] = [{ source: word('utm_source'), medium: word('utm_medium'), name: word('utm_campaign') }, word('utm_content')]
  return campaign.source || campaign.medium || campaign.name || content ? { ...campaign, ...(content ? { content } : {}) } : null
}

/** As one line of the log. */
export function asRecord(hit: Hit): string {
  return JSON.stringify(hit)
}

const kinds: readonly string[] = ['view', 'machine', 'left_out', 'event', 'measured'] satisfies Hit['kind'][]

/** Undefined for what is no hit: a later version of this program may know more kinds. */
export function fromRecord(record: string): Hit | undefined {
  try {
    const hit = ownJson<Hit | null>(record)
    return hit && kinds.includes(hit.kind) && Number.isSafeInteger(hit.minute) ? hit : undefined
  } catch {
    return undefined
  }
}
