// The articles of a generated paper: when each is published, whose it is, what it is about, and its text.
import type { ArticleDraft } from '../articles/addition.ts'
import type { DocumentNode } from '../articles/document.ts'
import { slugOf } from '../base/slug.ts'
import { secondsAfter } from '../base/time.ts'
import { logNormal, pick, whole, zipf, type Chance } from './generate-chance.ts'
import { english } from './generate-english.ts'
import { german } from './generate-german.ts'
import type { Voice } from './generate-voice.ts'

/** What an article can stand in, by numbers of the database; topics and authors in the order of how often they come. */
export interface Shelves { sections: { id: number; style: 'news' | 'opinion' }[]; topics: number[]; authors: number[]; pictures: number[]; until: Date }

const day = 86_400
/** How much of a day's work comes out in each hour, in UTC: little at night, most before noon and in the early evening. */
const rhythm = [1, 1, 1, 2, 12, 20, 24, 22, 20, 22, 20, 18, 16, 18, 20, 22, 24, 18, 12, 8, 6, 4, 2, 1]
const rhythmSum = rhythm.reduce((a, b) => a + b)
/** Sunday first. */
const week = [0.5, 1, 1.05, 1.05, 1.05, 1.1, 0.7]

/** So many moments within the years before `until`, in their order. */
export function* publicationTimes(chance: Chance, { articles, years, until }: { articles: number; years: number; until: Date }): Generator<Date> {
  const days = Array.from({ length: Math.ceil(years * 365.25) }, (_, n) => secondsAfter(until, -day * (Math.ceil(years * 365.25) - n)))
  const weights = days.map((one) => week[one.getUTCDay()] ?? 1)
  const perWeight = articles / weights.reduce((a, b) => a + b)
  let [due, given] = [0, 0]
  for (const [n, midnight] of days.entries()) {
    due += (weights[n] ?? 0) * perWeight
    const count = (n === days.length - 1 ? articles : Math.round(due)) - given
    given += count
    const seconds = Array.from({ length: count }, () => hourOf(chance) * 3600 + Math.floor(chance() * 3600)).sort((a, b) => a - b)
    for (const second of seconds) yield secondsAfter(midnight, second)
  }
}
function hourOf(chance: Chance): number {
  let left = chance() * rhythmSum
  return Math.max(0, rhythm.findIndex((weight) => (left -= weight) < 0))
}

/** An article for a moment. Of a hundred 92 are in German, the others in English. */
export function draftArticle(chance: Chance, published_at: Date, shelves: Shelves): ArticleDraft & { topics_said: number[] } {
  const voice = chance() < 0.92 ? german : english
  const topics_said = someTopics(chance, shelves.topics.length)
  const section = shelves.sections[zipfish(chance, shelves.sections.length)] ?? pick(chance, shelves.sections)
  const headline = voice.headline(chance, topics_said)
  const length = Math.min(2500, Math.max(150, logNormal(chance, { median: 430, spread: 0.55 })))
  return {
    section_id: section.id, slug: slugOf(headline) || 'artikel', language: voice.language,
    kicker: chance() < 0.85 ? voice.kicker(chance, topics_said) : '', headline, standfirst: `${voice.sentence(chance, topics_said)} ${voice.sentence(chance, topics_said)}`,
    dateline_place: section.style === 'news' && chance() < 0.6 ? voice.place(chance) : '', dateline_source: '',
    lead_picture_id: shelves.pictures.length > 0 && chance() < 0.7 ? pick(chance, shelves.pictures) : null,
    body: body(chance, { voice, about: topics_said, length }), note: chance() < 0.01 ? voice.sentence(chance, topics_said) : '',
    sensitive: chance() < 0.02, comment_mode: chance() < 0.03 ? 'off' : secondsAfter(published_at, 365 * day) < shelves.until ? 'closed' : 'open',
    bylines: bylines(chance, shelves.authors), topic_ids: topics_said.flatMap((n) => shelves.topics[n] ?? []), topics_said,
    ...life(chance, published_at, { voice, about: topics_said, until: shelves.until }),
  }
}

/** Earlier ones more often, but the last still often enough. */
function zipfish(chance: Chance, count: number): number {
  return Math.floor(chance() ** 1.4 * count)
}

function someTopics(chance: Chance, count: number): number[] {
  const drawn = Array.from({ length: Math.min(count, whole(chance, 1, 4)) }, () => zipf(chance, count))
  return [...new Set(drawn)]
}

function bylines(chance: Chance, authors: number[]): ArticleDraft['bylines'] {
  const count = pick(chance, [1, 1, 1, 1, 1, 2, 2, 3])
  const drawn = [...new Set(Array.from({ length: count }, () => authors[zipfish(chance, authors.length)] ?? 0))]
  return drawn.map((author_id, n) => ({ author_id, role: n > 0 && chance() < 0.4 ? 'photo' as const : 'text' as const }))
}

/** What became of it: most stay as they are, some are corrected or brought up to date, a few withdrawn. */
function life(chance: Chance, published_at: Date, { voice, about, until }: { voice: Voice; about: number[]; until: Date }) {
  const later = (days: number) => new Date(Math.min(until.getTime(), secondsAfter(published_at, Math.ceil(chance() * days * day)).getTime()))
  const published = { first_published_at: published_at, published_at, updated_at: chance() < 0.06 ? later(2) : null }
  if (chance() < 0.001) return { ...published, state: 'withdrawn' as const, withdrawn_at: later(30), withdrawn_reason: voice.sentence(chance, about) }
  const corrected = chance() < 0.015 ? [{ corrected_at: later(10), was_wrong: voice.sentence(chance, about), is_right: voice.sentence(chance, about) }] : []
  return { ...published, state: 'published' as const, corrections: corrected }
}

interface Saying { voice: Voice; about: number[] }

function body(chance: Chance, { length, ...saying }: Saying & { length: number }): DocumentNode {
  const content: DocumentNode[] = []
  for (let said = 0, paragraphs = 0; said < length; paragraphs += 1) {
    if (paragraphs > 0 && paragraphs % 5 === 0 && length > 400) content.push({ type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: saying.voice.heading(chance, saying.about) }] })
    const text = sentences(chance, saying, whole(chance, 2, 5))
    said += text.split(' ').length
    content.push(block(chance, saying, text))
  }
  return { type: 'doc', content }
}

function block(chance: Chance, { voice }: Saying, text: string): DocumentNode {
  const form = chance()
  const paragraph: DocumentNode = { type: 'paragraph', content: [{ type: 'text', text }] }
  if (form < 0.04) return { type: 'quotation', attrs: { attribution: voice.person(chance) }, content: [paragraph] }
  if (form < 0.06) return { type: 'bullet_list', content: text.split('. ').map((item) => ({ type: 'list_item', content: [{ type: 'paragraph', content: [{ type: 'text', text: item }] }] })) }
  if (form < 0.08) return { type: 'pull_quote', attrs: { attribution: voice.person(chance) }, content: [{ type: 'text', text: text.slice(0, text.indexOf('.') + 1) || text }] }
  return paragraph
}

/** So many sentences, as readers write them too. */
export function sentences(chance: Chance, { voice, about }: Saying, count: number): string {
  return Array.from({ length: count }, () => voice.sentence(chance, about)).join(' ')
}
