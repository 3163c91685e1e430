// What no page can do, the database refuses whoever asks it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { makeArticle, makeAuthor, makeTopic, noon } from '../../test/makers.ts'
import { rolledBack } from '../../test/rolled-back.ts'
import { secondsAfter, secondsBefore } from '../base/time.ts'
import type { Db } from '../base/db/db.ts'
import { endEmbargo, HeldBack, holdOn, liftLegalHold, placeInLists, placeLegalHold, setEmbargo } from './hold.ts'
import { articleById } from './reads/articles.ts'
import { correctArticle, publishArticle } from './revision.ts'
import { withdrawArticle } from './article.ts'

const by = 'test'
const evening = secondsAfter(noon, 6 * 3_600)
const hold = (db: Db, id: number, now = noon) => placeLegalHold(db, { id, note: 'Einstweilige Verfügung', held_by: null }, { by, now })

async function refused(db: Db, statement: ReturnType<typeof sql>, pattern: RegExp) {
  await sql`savepoint attempt`.execute(db)
  await assert.rejects(statement.execute(db), pattern)
  await sql`rollback to savepoint attempt`.execute(db)
}

/** Where an article stands for readers to come upon it. */
async function found(db: Db, id: number) {
  const { rows: [row] } = await sql<Record<string, number>>`select
    (select count(*) from article_search where article_id = ${id}) as search, (select count(*) from search_words where article_id = ${id}) as words,
    (select count(*) from bylines where article_id = ${id} and listed_at is not null) as authors, (select count(*) from article_topics where article_id = ${id} and listed_at is not null) as topics,
    (select coalesce(sum(articles), 0) from archive_counts) as counted`.execute(db)
  return { search: row!.search, words: row!.words! > 0, authors: row!.authors, topics: row!.topics, counted: row!.counted! > 0 }
}
const everywhere = { search: 1, words: true, authors: 1, topics: 1, counted: true }
const nowhere = { search: 0, words: false, authors: 0, topics: 0, counted: false }

async function published(db: Db) {
  const [topic, author] = [await makeTopic(db), await makeAuthor(db)]
  return makeArticle(db, { headline: 'Das Gutachten über das Depot', topic_ids: [topic.id], bylines: [{ author_id: author.id, role: 'text' }] })
}

test('the database refuses to have public what is under a legal hold, however it is asked', () => rolledBack(async (db) => {
  const [draft, open] = [await makeArticle(db, { state: 'draft', published_at: null, first_published_at: null }), await published(db)]
  await refused(db, sql`update articles set legal_hold_at = now(), legal_hold_note = 'x' where id = ${open.id}`, /articles_legal_hold_check/)
  await hold(db, draft.id)
  await refused(db, sql`update articles set state = 'published', published_at = now(), first_published_at = now() where id = ${draft.id}`, /articles_legal_hold_check/)
  await hold(db, open.id)
  await refused(db, sql`update articles set state = 'published' where id = ${open.id}`, /articles_legal_hold_check/)
  await refused(db, sql`insert into articles (section_id, slug, language, headline, body, created_at, state, published_at, first_published_at, legal_hold_at, legal_hold_note)
    select section_id, 'x', 'de', 'x', body, now(), 'published', now(), now(), now(), 'x' from articles where id = ${open.id}`, /articles_legal_hold_check/)
  await sql`select index_articles(array[${open.id}, ${draft.id}]::bigint[])`.execute(db)
  assert.deepEqual([(await found(db, open.id)).search, (await found(db, draft.id)).search], [0, 0])
}))

test('the database refuses to have public what is under an embargo', () => rolledBack(async (db) => {
  const [draft, open] = [await makeArticle(db, { state: 'draft', published_at: null, first_published_at: null }), await published(db)]
  await refused(db, sql`update articles set embargo_until = ${evening} where id = ${open.id}`, /articles_embargo_check/)
  await setEmbargo(db, { id: draft.id, until: evening }, { by, now: noon })
  await refused(db, sql`update articles set state = 'published', published_at = ${noon}, first_published_at = ${noon} where id = ${draft.id}`, /articles_embargo_check/)
  await refused(db, sql`update articles set state = 'held', published_at = ${noon}, first_published_at = ${noon}, embargo_until = null where id = ${draft.id}`, /articles_held_check/)
  await assert.rejects(publishArticle(db, draft, { by, now: secondsBefore(evening, 1) }), HeldBack)
  assert.equal((await publishArticle(db, draft, { by, now: evening })).state, 'published')
}))

test('a legal hold takes a public article away at once, and lifted it is back where it was', () => rolledBack(async (db) => {
  const { id } = await published(db)
  assert.deepEqual(await found(db, id), everywhere)
  const held = await hold(db, id)
  assert.deepEqual([held.state, held.stage, await found(db, id)], ['held', 'published', nowhere])
  const back = await liftLegalHold(db, { id }, { by, now: evening })
  assert.deepEqual([back.state, back.published_at, back.legal_hold_note, await found(db, id)], ['published', noon, null, everywhere])
}))

test('whoever changes a row by hand takes it out of search and lists all the same', () => rolledBack(async (db) => {
  const { id } = await published(db)
  await sql`update articles set state = 'withdrawn', withdrawn_at = now(), withdrawn_reason = 'x' where id = ${id}`.execute(db)
  assert.deepEqual({ ...(await found(db, id)), counted: false }, nowhere)
}))

test('an embargo on what is public takes it away until its time, and then it stands in the lists at that time', () => rolledBack(async (db) => {
  const { id } = await published(db)
  assert.deepEqual([(await setEmbargo(db, { id, until: evening }, { by, now: noon })).state, await found(db, id)], ['held', nowhere])
  assert.equal((await endEmbargo(db, { id }, { by, now: secondsBefore(evening, 1) })).state, 'held')
  const back = await endEmbargo(db, { id }, { by, now: evening })
  assert.deepEqual([back.state, back.published_at, back.first_published_at, await found(db, id)], ['published', evening, noon, everywhere])
}))

test('an embargo that is lifted early lets the article be where it was', () => rolledBack(async (db) => {
  const { id } = await published(db)
  await setEmbargo(db, { id, until: evening }, { by, now: noon })
  const back = await setEmbargo(db, { id, until: null }, { by, now: secondsAfter(noon, 60) })
  assert.deepEqual([back.state, back.published_at], ['published', noon])
}))

test('what is under both holds is public only when both are gone', () => rolledBack(async (db) => {
  const { id } = await published(db)
  await setEmbargo(db, { id, until: evening }, { by, now: noon })
  await hold(db, id)
  assert.equal((await endEmbargo(db, { id }, { by, now: evening })).state, 'held')
  assert.equal((await liftLegalHold(db, { id }, { by, now: secondsBefore(evening, 1) })).state, 'held')
  assert.equal((await endEmbargo(db, { id }, { by, now: evening })).state, 'published')
}))

test('what is held can be withdrawn, and stays away when the hold is lifted', () => rolledBack(async (db) => {
  const { id } = await published(db)
  await hold(db, id)
  const gone = await withdrawArticle(db, { id, reason: 'Vergleich' }, { by, now: noon })
  assert.deepEqual([gone.state, gone.stage], ['withdrawn', 'withdrawn'])
  assert.equal((await liftLegalHold(db, { id }, { by, now: noon })).state, 'withdrawn')
}))

test('the stage follows the state for programs that say nothing of stages', () => rolledBack(async (db) => {
  const stageOf = async (id: number) => (await articleById(db, id))!.stage
  const { id } = await makeArticle(db, { state: 'draft', published_at: null, first_published_at: null })
  assert.equal(await stageOf(id), 'draft')
  await sql`update articles set state = 'published', published_at = ${noon}, first_published_at = ${noon} where id = ${id}`.execute(db)
  assert.equal(await stageOf(id), 'published')
  await sql`update articles set updated_at = ${evening} where id = ${id}`.execute(db)
  assert.equal(await stageOf(id), 'updated')
  await correctArticle(db, { id, was_wrong: 'fünf', is_right: 'vier' }, { by, now: evening })
  assert.equal(await stageOf(id), 'corrected')
  await sql`update articles set state = 'withdrawn', withdrawn_at = now(), withdrawn_reason = 'x' where id = ${id}`.execute(db)
  assert.equal(await stageOf(id), 'withdrawn')
  assert.equal((await publishArticle(db, { id }, { by, now: evening })).stage, 'published')
  await refused(db, sql`update articles set state = 'draft', stage = 'idea', headline = '' where id = ${id}`, /headline/)
}))

test('a hold is of a moment: an embargo ends by itself, a legal hold does not', () => {
  assert.equal(holdOn({ legal_hold_at: null, embargo_until: noon }, noon), null)
  assert.equal(holdOn({ legal_hold_at: null, embargo_until: evening }, noon), 'embargo')
  assert.equal(holdOn({ legal_hold_at: noon, embargo_until: noon }, evening), 'legal_hold')
  assert.deepEqual(placeInLists({ published_at: noon, embargo_until: evening }, evening), evening)
  assert.deepEqual(placeInLists({ published_at: evening, embargo_until: noon }, evening), evening)
})
