// What a page of any list costs in a paper of 20,000 articles beside one of 2,000, counted in blocks of the database.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { touched } from '../../../test/blocks.ts'
import { makeArticle, makeAuthor, makeSection, makeTopic } from '../../../test/makers.ts'
import { rolledBack } from '../../../test/rolled-back.ts'
import type { Db } from '../../base/db/db.ts'
import { recountArchive } from '../writes.ts'
import { daysOfMonth, spansBeside } from './archive.ts'
import { listPage, newest, type Of } from './lists.ts'

const noon = new Date('2026-03-01T12:00:00Z')

test('a page of a section, a topic, an author or a day costs at most 1.5 times as much in a paper ten times as large, also far back and of the rare', () => rolledBack(async (db) => {
  const shelves = await shelve(db)
  await grow(db, { ...shelves, from: 1, to: 2_000 })
  const few = await costs(db, shelves)
  await grow(db, { ...shelves, from: 2_001, to: 20_000 })
  const many = await costs(db, shelves)
  for (const [list, blocks] of Object.entries(many)) assert.ok(blocks <= 1.5 * few[list]! + 10, `${list}: ${blocks} blocks, ${few[list]} in the small paper`)
}))

type Shelves = Record<'section' | 'often' | 'seldom' | 'author' | 'guest', number>

async function shelve(db: Db): Promise<Shelves> {
  const [section, often, seldom, author, guest] = [await makeSection(db), await makeTopic(db), await makeTopic(db), await makeAuthor(db), await makeAuthor(db)]
  return { section: section.id, often: often.id, seldom: seldom.id, author: author.id, guest: guest.id }
}

/** Twelve articles a day, the newest ones first made: every second on one topic and by one author, and of the oldest forty some on the other topic by the other author. */
async function grow(db: Db, { section, often, seldom, author, guest, from, to }: Shelves & { from: number; to: number }) {
  const model = await makeArticle(db, { section_id: section, published_at: noon, first_published_at: noon })
  await sql`with added as (
      insert into articles (section_id, slug, state, language, headline, body, first_published_at, published_at, created_at)
      select section_id, 'nr-' || n, state, language, 'Nr. ' || n, body, at, at, at
      from articles, generate_series(${from}::int, ${to}::int) n, lateral (select ${noon}::timestamptz - n * interval '2 hours' as at) time where id = ${model.id}
      returning id, published_at, substr(slug, 4)::int as n),
    topics as (insert into article_topics (article_id, position, topic_id, listed_at)
      select id, 0, case when n > ${to} - 40 then ${seldom}::bigint else ${often} end, published_at from added where n % 2 = 0)
    insert into bylines (article_id, position, author_id, role, listed_at)
    select id, 0, case when n > ${to} - 40 then ${guest}::bigint else ${author} end, 'text', published_at from added where n % 2 = 0`.execute(db)
  await recountArchive(db)
  await sql`analyze`.execute(db)
}

async function costs(db: Db, { section, often, seldom, author, guest }: Shelves): Promise<Record<string, number>> {
  const lists: Record<string, Of> = {
    paper: { all: true }, section: { section_id: section }, 'frequent topic': { topic_ids: [often] }, 'rare topic': { topic_ids: [seldom] }, topics: { topic_ids: [often, seldom] },
    'frequent author': { author_id: author }, 'rare author': { author_id: guest }, day: { day: '2026-02-20' },
  }
  const found: Record<string, number> = {}
  for (const [name, of] of Object.entries(lists)) {
    const [back] = (await newest(db, of, 200)).slice(-15)
    found[name] = await touched(db, () => listPage(db, of, undefined))
    found[`${name}, further back`] = await touched(db, () => listPage(db, of, back!.id))
  }
  found.month = await touched(db, () => daysOfMonth(db, '2026-02-01'))
  found['days beside'] = await touched(db, () => spansBeside(db, { span: 'day', begins_on: '2026-02-20' }))
  return found
}
