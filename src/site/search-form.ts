// The search form: what a reader typed, kept as it was typed, and what of it can be asked.
import { longestQuery, mostWords, parseQuery, type Alternative, type QueryRefusal } from '../articles/query.ts'
import { authorIdsCalled, topicIdsCalled, type Filter, type Order } from '../articles/reads/search.ts'
import type { Reads } from '../base/db/db.ts'
import type { searchFields } from '../urls.ts'

export type FieldName = (typeof searchFields)[number]
export type SearchForm = Record<FieldName, string>
export type FieldRefusal = { field: 'q'; why: QueryRefusal } | { field: 'section' | 'topic' | 'author' | 'from' | 'to'; why: 'unknown' } | { field: 'to'; why: 'before-from' }
export const limits = { letters: longestQuery, words: mostWords }

export interface Reading {
  form: SearchForm
  refused: FieldRefusal[]
  /** Nothing where nothing was asked. */
  alternatives: Alternative[]
  filter: Filter
  order: Order
  page: number
}
interface Facts { sections: { id: number; slug: string }[]; paper: { time_zone: string } }

export async function readSearchForm(db: Reads, query: Partial<SearchForm>, { sections, paper }: Facts): Promise<Reading> {
  const form = typed(query)
  const asked = parseQuery(query.q ?? '')
  const [topic_ids, author_ids] = await Promise.all([
    form.topic && nameable(form.topic) ? topicIdsCalled(db, form.topic) : [],
    form.author && nameable(form.author) ? authorIdsCalled(db, form.author) : [],
  ])
  const filter: Filter = {
    section_id: sections.find(({ slug }) => slug === form.section)?.id,
    topic_ids: form.topic ? topic_ids : undefined,
    author_ids: form.author ? author_ids : undefined,
    from: readDay(form.from),
    to: readDay(form.to),
    time_zone: paper.time_zone,
  }
  return {
    form, filter,
    refused: [...(asked.refused ? [{ field: 'q' as const, why: asked.refused }] : []), ...filterRefusals(form, filter)],
    alternatives: asked.alternatives ?? [],
    order: form.sort === 'newest' ? 'newest' : 'relevance',
    page: /^[1-9]\d{0,5}$/.test(form.page) ? Number(form.page) : 1,
  }
}

function typed(query: Partial<SearchForm>): SearchForm {
  const { q = '', section = '', topic = '', author = '', from = '', to = '', sort = '', page = '' } = query
  // What cannot be read cannot be shown either.
  return { q: q.normalize('NFC').replace(/\p{Cc}/gu, ' '), section, topic: topic.trim(), author: author.trim(), from: from.trim(), to: to.trim(), sort: sort === 'newest' ? sort : '', page }
}

function filterRefusals(form: SearchForm, filter: Filter): FieldRefusal[] {
  const known = {
    section: filter.section_id !== undefined, topic: filter.topic_ids?.length !== 0, author: filter.author_ids?.length !== 0,
    from: filter.from !== undefined, to: filter.to !== undefined,
  }
  const unknown = (['section', 'topic', 'author', 'from', 'to'] as const).filter((field) => form[field] !== '' && !known[field])
  const reversed = filter.from !== undefined && filter.to !== undefined && filter.to < filter.from
  return [...unknown.map((field) => ({ field, why: 'unknown' as const })), ...(reversed ? [{ field: 'to' as const, why: 'before-from' as const }] : [])]
}

// What the database can compare, and what a name may be.
function nameable(name: string): boolean {
  return name.length <= 200 && !/\p{Cc}/u.test(name)
}

/** A day as a browser writes it, 2026-03-01, or as a German reader does, 1.3.2026; undefined where the calendar has no such day. */
export function readDay(text: string): string | undefined {
  const [, y, m, d] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? []
  const [, day = d, month = m, year = y] = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/.exec(text) ?? []
  if (year === undefined || month === undefined || day === undefined || Number(year) < 1000) return undefined
  const iso = [year, month.padStart(2, '0'), day.padStart(2, '0')].join('-')
  const time = Date.parse(`${iso}T00:00:00Z`)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(iso) ? iso : undefined
}
