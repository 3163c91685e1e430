// A desk at which something of everything is: one row or two of each kind that archives hold, with what is odd in it.
import type { Db } from '../src/base/db/db.ts'
import { insertRows, replaceRows, type Row } from '../src/base/db/rows.ts'
import type { Schema } from '../src/base/db/schema.ts'
import { keepApart } from '../src/articles/picture-merging.ts'
import { createSection, createTopic } from '../src/articles/paper.ts'
import type { Files } from '../src/base/files/files.ts'
import { addReader } from '../src/people/reader.ts'
import { makeArticle, makePicture } from './makers.ts'

type Table = keyof Schema
/** One row each, which is always there. */
const settings = ['wire_settings', 'media_settings']
const [day, at, later] = ['2026-02-28', '2026-11-30T05:00:00.000123+00', '2027-01-01T00:00:00+00']
const act = { by: 'test', now: new Date('2026-11-01T12:00:00Z') }

export async function deskThings(db: Db, files: Files) {
  const staff = (await addReader(db, { name: 'Dora Desk', mail_address: 'dora@desk.example' }, act))?.id ?? 0
  const section_id = (await createSection(db, { slug: 'desk-things', name: 'Desk', description: '', position: 9 })).id
  const topic_id = (await createTopic(db, { slug: 'desk-topic', name: 'Desk topic' })).id
  const [one, other] = [(await makeArticle(db, { section_id })).id, (await makeArticle(db, { section_id, state: 'draft', published_at: null, first_published_at: null })).id]
  // Of the same bytes: so they are a pair.
  const [once, twice] = [await makePicture(db, { files, name: 'desk-once' }), await makePicture(db, { files, name: 'desk-twice' })]
  await keepApart(db, { one_id: once.id, other_id: twice.id }, act.now)
  for (const [table, rows] of Object.entries(rowsOf({ staff, section_id, topic_id, one, other }))) {
    const put = settings.includes(table) ? replaceRows : insertRows
    await put(db, table as Table, rows as Row<Table>[])
  }
}

interface Made { staff: number; section_id: number; topic_id: number; one: number; other: number }

function rowsOf({ staff, section_id, topic_id, one, other }: Made) {
  const bytes = '\\x0000'
  return {
    article_plans: [{ article_id: one, planned_on: day, brief: 'Grüße, „Zitat“\n', length: 4_500 }, { article_id: other, planned_on: null, brief: '', length: null }],
    assignments: [
      { id: 700, article_id: one, task: 'photo', staff_id: null, name: 'Fotobüro Nord', due_on: day, note: 'x', assigned_by: staff, assigned_at: at, done_at: null },
      { id: 900, article_id: other, task: 'text', staff_id: staff, name: '', due_on: null, note: '', assigned_by: null, assigned_at: at, done_at: later },
    ],
    fronts: [{ id: 5, section_id: null, topic_id: null }, { id: 6, section_id, topic_id: null }, { id: 9, section_id: null, topic_id }],
    front_versions: [{ id: 31, front_id: 5, staff_id: staff, made_at: at, base_id: null, restored_from: null, starts_at: later, told_at: at }, { id: 33, front_id: 5, staff_id: null, made_at: at, base_id: 31, restored_from: 31, starts_at: null, told_at: null }],
    front_places: [{ version_id: 31, article_id: one, block: 'section', section_id, position: 2, until: later }, { version_id: 33, article_id: one, block: 'lead', section_id: null, position: 1, until: null }],
    front_rules: [{ version_id: 31, block: 'section', section_id, rule: 'topic', topic_id }, { version_id: 31, block: 'main', section_id: null, rule: 'read', topic_id: null }],
    style_rules: [{ id: 3, kind: 'avoid', what: 'Maßnahme', instead: '', reason: 'sagt nichts', language: 'de', blocks: true, made_by: staff, made_at: at }],
    style_checks: [{ name: 'headline_length', weight: 'blocks', at_most: 80 }],
    writings: [{ article_id: other, state: bytes, compacted_up_to: 4, last_number: 5, begun_from: 'x', begun_at: at }],
    writing_updates: [{ article_id: other, number: 5, update: bytes, written_by: staff, written_at: at }],
    revisions: [
      { article_id: one, number: 1, saved_at: at, saved_by: `staff:${staff}`, by_itself: false, kind: 'published', why: 'Erste Fassung', public_at: at, restored_from: null, words_in: 3, words_out: 0, fields: { headline: 'Grüße', topics: [] }, body: { type: 'doc', content: [] } },
      { article_id: one, number: 2, saved_at: later, saved_by: 'program', by_itself: true, kind: 'restored', why: '', public_at: null, restored_from: 1, words_in: 0, words_out: 1, fields: {}, body: { type: 'doc', content: [] } },
    ],
    media_settings: [{ id: true, need_credit: 'block', need_rights: 'warn' }],
    stage_settings: [{ stage: 'legal', used: 'no' }],
    stage_moves: [{ id: 12, article_id: other, kind: 'moved', from_stage: 'idea', to_stage: 'draft', moved_by: staff, moved_at: at, note: 'Bitte' }, { id: 15, article_id: one, kind: 'held', from_stage: 'published', to_stage: 'published', moved_by: null, moved_at: at, note: '' }],
    move_notices: [{ move_id: 12, reader_id: staff, by_mail: true, mailed_at: at, seen_at: null }],
    article_watchers: [{ id: 8, reader_id: staff, article_id: null, section_id, stage: 'ready', by_mail: false, since: at }],
    article_schedules: [{ id: 4, article_id: other, kind: 'publish', fires_at: later, next_at: later, tries: 1, reason: '', text_revision: null, made_by: staff, made_at: at, ended_at: null, outcome: null, why: null }, { id: 7, article_id: one, kind: 'update', fires_at: later, next_at: later, tries: 0, reason: '', text_revision: 2, made_by: null, made_at: at, ended_at: later, outcome: 'cancelled', why: 'moved' }],
    wires: [{ id: 2, name: 'Agentur', way: 'url', address: 'https://wire.example/feed', proof: 'password', user_name: 'paper', agency: 'ndz', language: 'de', section_id, every_seconds: 300, is_on: true, created_at: at }],
    wire_mappings: [{ wire_id: 2, position: 1, subject: 'sport', section_id }],
    wire_settings: [{ id: 1, keep_days: 30, keep_dismissed_days: 3 }],
  }
}
