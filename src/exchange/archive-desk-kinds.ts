// What the desk makes beside articles, as an archive holds it: each kind is a table, and each line a row of it. A field is the column of its name but for
// references: numbers stay what they are; sections, topics, authors and pictures are called by their names.
import { z } from 'zod'
import { count, day, document, many, number, packed, slug, time } from './archive-fields.ts'

const words = z.string()
/** How far an article has come. */
export const stage = z.enum(['idea', 'draft', 'editing', 'fact_check', 'legal', 'ready', 'scheduled', 'published', 'updated', 'corrected', 'withdrawn'])

/** In the order of the files: each after what it refers to. */
export const desk = {
  article_plans: z.strictObject({ article: number, planned_on: day.nullable(), brief: words, length: count.nullable() }),
  assignments: z.strictObject({
    number, article: number, task: z.enum(['text', 'photo', 'illustration', 'data', 'editing', 'fact_check']), staff: number.nullable(), name: words, due_on: day.nullable(), note: words,
    assigned_by: number.nullable(), assigned_at: time, done_at: time.nullable(),
  }),
  fronts: z.strictObject({ number, section: slug.nullable(), topic: slug.nullable() }),
  front_versions: z.strictObject({ number, front: number, staff: number.nullable(), made_at: time, base: number.nullable(), restored: number.nullable(), starts_at: time.nullable(), told_at: time.nullable() }),
  front_places: z.strictObject({
    version: number, article: number, block: z.enum(['lead', 'also', 'aside', 'main', 'section', 'feature', 'top', 'hidden']), section: slug.nullable(), position: z.int().min(1).max(20), until: time.nullable(),
  }),
  front_rules: z.strictObject({ version: number, block: z.enum(['lead', 'also', 'aside', 'main', 'section', 'feature']), section: slug.nullable(), rule: z.enum(['newest', 'read', 'discussed', 'topic']), topic: slug.nullable() }),
  style_rules: z.strictObject({ kind: z.enum(['avoid', 'name']), what: words, instead: words, reason: words, language: words, blocks: z.boolean(), made_by: number.nullable(), made_at: time }),
  style_checks: z.strictObject({
    name: z.enum(['avoid', 'name', 'credit', 'alt', 'attribution', 'headline_length', 'standfirst_missing', 'standfirst_length', 'dateline', 'length', 'double_word', 'double_space']),
    weight: z.enum(['off', 'hint', 'blocks']), at_most: count.nullable(),
  }),
  writings: z.strictObject({ article: number, state: packed, compacted_up_to: many, last_number: many, begun_from: words, begun_at: time }),
  revisions: z.strictObject({
    article: number, revision: z.int().min(1), saved_at: time, saved_by: words.describe('as the journal names who does something'), by_itself: z.boolean(),
    kind: z.enum(['imported', 'written', 'published', 'updated', 'revised', 'corrected', 'withdrawn', 'restored']), why: words, public_at: time.nullable(), restored: z.int().min(1).nullable(),
    words_in: many, words_out: many, fields: z.record(z.string(), z.unknown()).describe('all that was written but for the body, by its names'), body: document,
  }),
  writing_updates: z.strictObject({ article: number, change: number, update: packed, written_by: number.nullable(), written_at: time }),
  stage_settings: z.strictObject({ stage: z.enum(['idea', 'editing', 'fact_check', 'legal', 'ready']), used: z.enum(['no', 'yes', 'must']) }),
  stage_moves: z.strictObject({
    number, article: number, kind: z.enum(['moved', 'embargoed', 'embargo_lifted', 'held', 'hold_lifted', 'scheduled', 'unscheduled', 'missed', 'wire_update', 'wire_back']), from_stage: stage, to_stage: stage,
    moved_by: number.nullable(), moved_at: time, note: words,
  }),
  move_notices: z.strictObject({ move: number, reader: number, by_mail: z.boolean(), mailed_at: time.nullable(), seen_at: time.nullable() }),
  article_watchers: z.strictObject({ number, reader: number, article: number.nullable(), section: slug.nullable(), stage: stage.nullable(), by_mail: z.boolean(), since: time }),
  article_schedules: z.strictObject({
    number, article: number, kind: z.enum(['publish', 'update', 'withdraw']), fires_at: time, next_at: time, tries: z.int().min(0), reason: words, text_revision: z.int().min(1).nullable(), made_by: number.nullable(), made_at: time,
    ended_at: time.nullable(), outcome: z.enum(['done', 'refused', 'cancelled', 'failed']).nullable(), why: words.nullable(),
  }),
  // Without the secrets: they are typed anew where the paper is now.
  wires: z.strictObject({
    number, name: words, way: z.enum(['folder', 'url', 'mailbox', 'command']), address: words, proof: z.enum(['none', 'password', 'header']), user_name: words, agency: words, language: words, section: slug.nullable(),
    every_seconds: count, is_on: z.boolean(), created_at: time,
  }),
  wire_mappings: z.strictObject({ wire: number, position: count, subject: words, section: slug }),
  wire_settings: z.strictObject({ keep_days: count, keep_dismissed_days: count }),
  picture_pairs: z.strictObject({ one: slug, other: slug, distance: z.int().min(0).max(64), found_at: time, apart_at: time.nullable() }),
  media_settings: z.strictObject({ need_credit: z.enum(['off', 'warn', 'block']), need_rights: z.enum(['off', 'warn', 'block']) }),
}
export type DeskKind = keyof typeof desk

/** As the files follow one another. */
export const deskKindNames = ['article_plans', 'assignments', 'fronts', 'front_versions', 'front_places', 'front_rules', 'style_rules', 'style_checks', 'writings', 'writing_updates', 'stage_settings', 'stage_moves', 'move_notices', 'article_watchers', 'article_schedules', 'wires', 'wire_mappings', 'wire_settings', 'picture_pairs', 'media_settings', 'revisions'] as const satisfies DeskKind[]

/** The fields by which lines are sorted, each telling them apart. */
export const deskOrders: Record<DeskKind, readonly string[]> = {
  article_plans: ['article'],
  assignments: ['number'],
  fronts: ['number'],
  front_versions: ['number'],
  front_places: ['version', 'article'],
  front_rules: ['version', 'block', 'section'],
  style_rules: ['kind', 'what', 'language'],
  style_checks: ['name'],
  writings: ['article'],
  writing_updates: ['article', 'change'],
  stage_settings: ['stage'],
  stage_moves: ['number'],
  move_notices: ['move', 'reader'],
  article_watchers: ['number'],
  article_schedules: ['number'],
  wires: ['number'],
  wire_mappings: ['wire', 'position'],
  wire_settings: [],
  picture_pairs: ['one', 'other'],
  media_settings: [],
  revisions: ['article', 'revision'],
}

/** Settings: one row, which is always there. */
export const deskSettings: readonly DeskKind[] = ['wire_settings', 'media_settings']

const columnNames: Record<string, string> = { number: 'id', article: 'article_id', staff: 'staff_id', section: 'section_id', topic: 'topic_id', author: 'author_id', picture: 'picture_id', front: 'front_id', version: 'version_id', base: 'base_id', restored: 'restored_from', change: 'number', reader: 'reader_id', move: 'move_id', wire: 'wire_id', one: 'one_id', other: 'other_id', revision: 'number' }
/** The column of a table that a field holds. */
export function deskColumn(field: string): string {
  return columnNames[field] ?? field
}

/** Fields that call something by its name: in which table, and in which column the name stands. */
export const named = {
  section: { table: 'sections', by: 'slug' },
  topic: { table: 'topics', by: 'slug' },
  author: { table: 'authors', by: 'slug' },
  picture: { table: 'pictures', by: 'name' },
  one: { table: 'pictures', by: 'name' },
  other: { table: 'pictures', by: 'name' },
} as const
export type Named = keyof typeof named

export function isNamed(field: string): field is Named {
  return field in named
}
export function isDesk(kind: string): kind is DeskKind {
  return kind in desk
}
