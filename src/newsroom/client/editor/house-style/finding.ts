// A finding is what house style has to say about one place of an article: which check found it, where it stands, what
// could stand there instead and why, and whether the article may be published with it.

/** In the order in which the desk lists them. `avoid` and `name` follow the paper's own list, the others are built in. */
export const checkNames = [
  'avoid', 'name', 'credit', 'alt', 'attribution', 'headline_length', 'standfirst_missing', 'standfirst_length', 'dateline', 'length', 'double_word', 'double_space',
] as const
export type CheckName = (typeof checkNames)[number]

/** How much a check matters. Of words and names `hint` leaves it to each rule whether it blocks. */
export const weights = ['off', 'hint', 'blocks'] as const
export type Weight = (typeof weights)[number]

export interface CheckSetting { weight: Weight; limit: number | null }
export type CheckSettings = Record<CheckName, CheckSetting>

/** What holds until the paper says otherwise. Nothing blocks by itself. Limits are characters; of `length` percent above the aim. */
export const defaultChecks: CheckSettings = {
  avoid: { weight: 'hint', limit: null }, name: { weight: 'hint', limit: null },
  credit: { weight: 'hint', limit: null }, alt: { weight: 'hint', limit: null },
  attribution: { weight: 'hint', limit: 60 },
  headline_length: { weight: 'hint', limit: 75 },
  standfirst_missing: { weight: 'hint', limit: null }, standfirst_length: { weight: 'hint', limit: 300 },
  dateline: { weight: 'off', limit: null }, length: { weight: 'hint', limit: 10 },
  double_word: { weight: 'hint', limit: null }, double_space: { weight: 'hint', limit: null },
}

/** A line of the paper's list: a word to avoid, or a name as it is spelt. */
export interface StyleRule {
  kind: 'avoid' | 'name'
  /** Words to avoid, where * stands for any letters; or the name. */
  what: string
  /** Of words to avoid, what could stand there, several parted by semicolons. */
  instead: string
  reason: string
  /** Its primary tag; empty: in every language. */
  language: string
  blocks: boolean
}

/** Where: in `body` positions of the document as ProseMirror counts them, in other fields places in their text. */
export interface Place { field: string; from: number; to: number }

export interface Finding {
  check: CheckName
  blocks: boolean
  place: Place
  /** What stands there, with a little of what stands around it. */
  words: string
  before: string
  after: string
  /** What could stand there. */
  instead: string[]
  reason: string
  /** Of lengths: how long it is, and how long it may be. */
  length: number | null
  limit: number | null
}

/** What keeps an article from being published. */
export function blockingFindings(findings: Finding[]): Finding[] {
  return findings.filter(({ blocks }) => blocks)
}
