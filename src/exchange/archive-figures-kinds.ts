// How much is read, as an archive holds it: sums and sketches, what came of appeals and of headlines that were tried, and nothing from which anybody could be found. Rows that differ
// by a name or an hour only are one line with a list, so that a year of a large paper is no longer than it has to be.
import { z } from 'zod'
import { modes } from '../audience/hit.ts'
import { isSketch } from '../audience/sketch.ts'
import { traits } from '../audience/tally.ts'
import { saidIn } from '../audience/totals-verifying.ts'
import { count, day, many, number, sealed, time } from './archive-fields.ts'

const words = z.string()
const page = many.describe('the number of a counted page; 0 is the whole paper')
const isBase64 = (text: string) => Buffer.from(text, 'base64').toString('base64') === text
const sketch = z.string().refine((text) => isBase64(text) && isSketch(Buffer.from(text, 'base64')), 'it is not a sketch of readers').describe('how many readers, and not who: a sketch, in base64').nullable()
/** Marks of lines of logs: six bytes each, in their order. */
const marks = z.string().refine((text) => isBase64(text) && areMarks(Buffer.from(text, 'base64')), 'it is not a row of marks, each of six bytes and none below the one before it').describe('marks of six bytes each, in base64')
const markBytes = 6

function areMarks(bytes: Buffer): boolean {
  if (bytes.length % markBytes !== 0) return false
  for (let at = markBytes; at < bytes.length; at += markBytes) if (bytes.compare(bytes, at - markBytes, at, at, at + markBytes) < 0) return false
  return true
}

/** In the order of the files: each after what it refers to. */
export const figures = {
  audience_settings: z.strictObject({ mode: z.enum(modes), is_public: z.boolean() }),
  counted_pages: z.strictObject({ number, article: number.nullable(), path: words.nullable() }),
  page_hours: z.strictObject({ page, day, hours: z.array(z.tuple([many, count, sketch])).min(1).describe('hour, views, readers') }),
  page_days: z.strictObject({ page, day, views: many, told: many, readers: sketch, measured: many, seconds: many, reached: z.array(many).length(10) }),
  trait_days: z.strictObject({ trait: z.enum(traits), day, values: z.array(z.tuple([words, count])).min(1).describe('value, views') }),
  source_days: z.strictObject({ page, day, sources: z.array(z.tuple([words, words, count])).min(1).describe('kind, name, views') }),
  leaving_days: z.strictObject({ page, day, hosts: z.array(z.tuple([words, count])).min(1).describe('host, clicks') }),
  machine_days: z.strictObject({ day, machines: z.array(z.tuple([words, count])).min(1).describe('class, hits') }),
  left_out_days: z.strictObject({ day, reasons: z.array(z.tuple([words, count])).min(1).describe('reason, hits') }),
  event_days: z.strictObject({ day, events: z.array(z.tuple([words, words, count])).min(1).describe('category, action, hits') }),
  imported_days: z.strictObject({ source: z.enum(['plausible', 'umami', 'matomo']), day, figures: z.array(z.tuple([page, many.nullable(), many.nullable()])).min(1).describe('page, views, visitors') }),
  log_days: z.strictObject({ day, lines: marks }),
  appeal_view_days: z.strictObject({ page, day, shown: many, measured: many, in_sight: many, followed: many }),
  appeal_days: z.strictObject({ article: number.nullable(), day, begun: many, agreed: many, given: many }),
  pledge_origins: z.strictObject({ pledge: number, article: number.nullable(), day }),
  slot_views: z.strictObject({ page, day, hours: z.array(z.tuple([many, count])).min(1).describe('hour, views') }),
  slot_clicks: z.strictObject({ page, day, places: z.array(z.tuple([many, words, number.nullable(), count])).min(1).describe('hour, slot, article, clicks') }),
  headline_tests: z.strictObject({
    number, article: number, own_headline: words, began_at: time, ends_at: time, ended_at: time.nullable(), outcome: z.enum(['decided', 'undecided', 'cancelled', 'withdrawn', 'changed']).nullable(), winner: words.nullable(), stands: z.boolean(),
  }),
  headline_versions: z.strictObject({ test: number, version: words, headline: words }),
  headline_slices: z.strictObject({ test: number, slices: z.array(z.tuple([many, words, words, many, many])).min(1).describe('slice, slot, version, views, clicks') }),
  audience_alerts: z.strictObject({ kind: z.enum(['growth', 'gone']), article: number.nullable(), day, began_at: time, ended_at: time.nullable(), views: many, furthest: many, usual: many }),
  totals_keys: z.strictObject({ number, name: words, public_key: words, private_sealed: sealed, made_at: time, retired_at: time.nullable() }),
  totals_statements: z.strictObject({ statement: count, kind: z.enum(['totals', 'key']), day: day.nullable(), revision: z.int().nullable(), text: words.refine((text) => saidIn(text) !== undefined, 'it is no totals statement'), signature: words, key: number, signed_at: time }),
}
export type FigureKind = keyof typeof figures

export function isFigure(kind: string): kind is FigureKind {
  return kind in figures
}

interface List {
  /** The list in a line. */
  field: string
  /** The columns that an entry of it holds, in their order. */
  columns: readonly string[]
  /** How many of them, from the first, tell one entry from another. */
  keys: number
}
/** The kinds whose lines hold several rows of their table. All others hold one. */
export const lists: Partial<Record<FigureKind, List>> = {
  page_hours: { field: 'hours', columns: ['hour', 'views', 'readers'], keys: 1 },
  trait_days: { field: 'values', columns: ['value', 'views'], keys: 1 },
  source_days: { field: 'sources', columns: ['kind', 'name', 'views'], keys: 2 },
  leaving_days: { field: 'hosts', columns: ['host', 'clicks'], keys: 1 },
  machine_days: { field: 'machines', columns: ['machine', 'hits'], keys: 1 },
  left_out_days: { field: 'reasons', columns: ['why', 'hits'], keys: 1 },
  event_days: { field: 'events', columns: ['category', 'action', 'hits'], keys: 2 },
  imported_days: { field: 'figures', columns: ['page_id', 'views', 'visitors'], keys: 1 },
  slot_views: { field: 'hours', columns: ['hour', 'views'], keys: 1 },
  slot_clicks: { field: 'places', columns: ['hour', 'slot', 'article_id', 'clicks'], keys: 3 },
  headline_slices: { field: 'slices', columns: ['slice', 'slot', 'version', 'views', 'clicks'], keys: 2 },
}

const columnNames: Record<string, string> = { number: 'id', article: 'article_id', page: 'page_id', pledge: 'pledge_id', test: 'test_id', statement: 'number', key: 'key_id' }
/** The column of a table that a field holds. */
export function figureColumn(field: string): string {
  return columnNames[field] ?? field
}

/** Columns that hold bytes: base64 in an archive. */
export const byteColumns: readonly string[] = ['readers', 'lines', 'private_sealed']
/** Columns that hold moments. */
export const momentColumns: readonly string[] = ['made_at', 'retired_at', 'signed_at', 'began_at', 'ends_at', 'ended_at']
