import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Db } from '../base/db/db.ts'
import { secondsAfter } from '../base/time.ts'
import { makeComment, makeReader } from '../../test/comment-makers.ts'
import { makeArticle, noon } from '../../test/makers.ts'
import { rolledBack } from '../../test/rolled-back.ts'
import { coolingSeconds } from './cooling.ts'
import { isOpen } from './hours.ts'
import { intake, refusal, textIntake, type Arriving } from './intake.ts'
import type { IntakeFacts } from './reads/intake.ts'
import { noStanding } from './standing.ts'

const facts: IntakeFacts = {
  ...noStanding, article_state: 'published', comment_mode: 'open', sensitive: false, published_at: noon, time_zone: 'Europe/Berlin',
  mode: 'after', newcomer_comments: 3, opens_at: null, closes_at: null, open_days: [1, 2, 3, 4, 5, 6, 7], close_after_days: null, slow_seconds: 0, cooling_from: null,
  longest: 2000, links: 'allowed', shown_before: 3, overloaded: false, last_under_article: null, parent_state: null, parent_submitted_at: null, locked: false,
  reports_in_branch: 0, last_in_thread: null, repeated_by: null, rules_key: '',
}
const said: Arriving = { article_id: 1, parent_id: null, reader_id: 1, body: 'So ist es.', is_staff: false }
const waits = (over: Partial<IntakeFacts>, now = noon, body = said.body) => {
  const taken = textIntake({ ...facts, ...over }, { ...said, body }, [], now)
  return taken.refused ?? taken.waits_for
}
const refused = (over: Partial<IntakeFacts>, arriving: Partial<Arriving> = {}, now = noon) => refusal({ ...facts, ...over }, { ...said, ...arriving }, now)

test('whoever is known is shown at once, by default', () => assert.equal(waits({}), null))

test('a comment waits for the first reason there is', () => {
  assert.equal(waits({ mode: 'before' }), 'mode')
  assert.equal(waits({ mode: 'on_report' }), null)
  assert.equal(waits({ shown_before: 2 }), 'newcomer')
  assert.equal(waits({ overloaded: true }), 'load')
  assert.equal(waits({ sensitive: true }), 'sensitive')
  assert.equal(waits({ set_as: 'watched' }), 'watched')
  assert.equal(waits({ approved: 3, rejected: 3 }), 'watched')
  assert.equal(waits({ links: 'held' }, noon, 'Siehe www.a.example'), 'link')
  assert.equal(waits({ links: 'refused' }, noon, 'Siehe https://a.example'), 'link')
})

test('trusted readers wait neither as newcomers nor for load or hours, but where everybody waits', () => {
  const trusted = { set_as: 'trusted' as const, shown_before: 0, overloaded: true }
  assert.equal(waits(trusted), null)
  assert.equal(waits({ ...trusted, mode: 'before' }), 'mode')
  assert.equal(waits({ approved: 50, rejected: 1, shown_before: 0 }), null)
})

test('outside the hours new comments wait; hours are of the paper’s time zone', () => {
  const hours = { opens_at: '08:00:00', closes_at: '20:00:00', open_days: [1, 2, 3, 4, 5] }
  const at = (time: string) => isOpen(hours, new Date(time), 'Europe/Berlin')
  assert.equal(at('2026-03-02T06:59:00Z'), false)
  assert.equal(at('2026-03-02T07:00:00Z'), true)
  assert.equal(at('2026-07-02T06:00:00Z'), true)
  assert.equal(at('2026-03-02T19:00:00Z'), false)
  assert.equal(at('2026-03-01T12:00:00Z'), false, 'a Sunday')
  assert.equal(waits(hours, new Date('2026-03-01T12:00:00Z')), 'hours')
})

test('a comment is refused where nothing may be said', () => {
  assert.deepEqual(refused({}, { body: ' \n' }), { refused: 'empty' })
  assert.deepEqual(refused({}, { body: 'a'.repeat(2001) }), { refused: 'too_long', longest: 2000 })
  assert.deepEqual(refused({ comment_mode: 'closed' }), { refused: 'closed' })
  assert.deepEqual(refused({ close_after_days: 2 }, {}, secondsAfter(noon, 2 * 86_400)), { refused: 'closed' })
  assert.equal(refused({ close_after_days: 2 }, {}, secondsAfter(noon, 2 * 86_400 - 1)), undefined)
  assert.deepEqual(refused({ parent_state: 'removed' }, { parent_id: 1 }), { refused: 'gone' })
  assert.deepEqual(refused({ parent_state: 'shown', locked: true }, { parent_id: 1 }), { refused: 'locked' })
  assert.deepEqual(refused({ banned_at: noon }), { refused: 'banned' })
  assert.deepEqual(refused({ suspended_until: secondsAfter(noon, 60) }), { refused: 'suspended', until: secondsAfter(noon, 60) })
  assert.equal(refused({ suspended_until: noon }), undefined)
})

test('in slow mode one comments again after so many seconds, but for staff', () => {
  const slow = { slow_seconds: 60, last_under_article: noon }
  assert.deepEqual(refused(slow, {}, secondsAfter(noon, 59)), { refused: 'slow', until: secondsAfter(noon, 60) })
  assert.equal(refused(slow, {}, secondsAfter(noon, 60)), undefined)
  assert.equal(refused(slow, { is_staff: true }), undefined)
})

test('a branch cools by twice the time with each report, to a day at most', () => {
  assert.deepEqual([0, 2, 3, 4, 5, 6, 50].map((reports) => coolingSeconds(reports, 3)), [0, 0, 60, 120, 240, 480, 86_400])
  assert.equal(coolingSeconds(50, null), 0)
  const heated = { parent_state: 'shown', cooling_from: 3, reports_in_branch: 4, parent_submitted_at: noon }
  assert.deepEqual(refused(heated, { parent_id: 1 }, secondsAfter(noon, 119)), { refused: 'cooling', until: secondsAfter(noon, 120) })
  assert.equal(refused(heated, { parent_id: 1 }, secondsAfter(noon, 120)), undefined)
  assert.deepEqual(refused({ ...heated, last_in_thread: secondsAfter(noon, 60) }, { parent_id: 1 }, secondsAfter(noon, 120)), { refused: 'cooling', until: secondsAfter(noon, 180) })
})

const settings = (db: Db, over: object) => db.updateTable('discussion_settings').set(over).execute()

test('the first comments of a reader wait until so many of them are shown', () => rolledBack(async (db) => {
  await settings(db, { newcomer_comments: 2 })
  const [{ id: article_id }, reader_id] = [await makeArticle(db), await makeReader(db)]
  const come = () => intake(db, { ...said, article_id, reader_id }, noon)
  for (const expected of ['newcomer', 'newcomer', null]) {
    assert.deepEqual(await come(), { state: expected ? 'pending' : 'shown', waits_for: expected, matches: [] })
    await makeComment(db, { article_id, reader_id })
  }
}))

test('a lock holds for all that stands below the locked comment, and for nothing beside it', () => rolledBack(async (db) => {
  await settings(db, { newcomer_comments: 0 })
  const [{ id: article_id }, reader_id] = [await makeArticle(db), await makeReader(db)]
  const first = await makeComment(db, { article_id, reader_id })
  const locked = await makeComment(db, { article_id, reader_id, parent_id: first })
  const below = await makeComment(db, { article_id, reader_id, parent_id: locked })
  const beside = await makeComment(db, { article_id, reader_id, parent_id: first })
  await db.updateTable('comments').set({ locked_at: noon }).where('id', '=', locked).execute()
  const answer = async (parent_id: number) => (await intake(db, { ...said, article_id, reader_id, parent_id }, noon)).refused
  assert.equal(await answer(locked), 'locked')
  assert.equal(await answer(below), 'locked')
  assert.equal(await answer(beside), undefined)
  assert.equal(await answer(first), undefined)
  assert.equal(await answer(999_999_999), 'gone')
}))

test('reports heat the branch they are in, and no other', () => rolledBack(async (db) => {
  await settings(db, { newcomer_comments: 0, cooling_from: 2 })
  const [{ id: article_id }, reader_id] = [await makeArticle(db), await makeReader(db)]
  const first = await makeComment(db, { article_id, reader_id })
  const heated = await makeComment(db, { article_id, reader_id, parent_id: first })
  const below = await makeComment(db, { article_id, reader_id, parent_id: heated })
  const beside = await makeComment(db, { article_id, reader_id, parent_id: first })
  for (const comment_id of [heated, below]) await db.insertInto('reports').values({ comment_id, kind: 'report', reader_id, clause: 'person', reported_at: noon }).execute()
  const answer = async (parent_id: number) => (await intake(db, { ...said, article_id, reader_id, parent_id }, noon)).refused
  assert.equal(await answer(below), 'cooling')
  assert.equal(await answer(beside), undefined)
  assert.equal(await answer(first), undefined)
}))

test('a section or an article may have it otherwise than the paper', () => rolledBack(async (db) => {
  await settings(db, { newcomer_comments: 0 })
  const [article, reader_id] = [await makeArticle(db), await makeReader(db)]
  const { section_id } = await db.selectFrom('articles').select('section_id').where('id', '=', article.id).executeTakeFirstOrThrow()
  const come = () => intake(db, { ...said, article_id: article.id, reader_id }, noon)
  await db.insertInto('discussion_overrides').values({ section_id, mode: 'before' }).execute()
  assert.equal((await come()).refused ?? (await come() as { waits_for: unknown }).waits_for, 'mode')
  await db.insertInto('discussion_overrides').values({ article_id: article.id, mode: 'after' }).execute()
  assert.deepEqual(await come(), { state: 'shown', waits_for: null, matches: [] })
}))

test('a long text that was posted before meets the rule about repeated text: by the same reader, or by anyone, however it is spaced', () => rolledBack(async (db) => {
  const [ada, bert, { id: article_id }] = [await makeReader(db, 'Ada'), await makeReader(db, 'Bert'), await makeArticle(db, { headline: 'Wieder' })]
  await db.updateTable('discussion_settings').set({ newcomer_comments: 0 }).execute()
  const text = 'Besuchen Sie meinen schönen Laden am Markt, er lohnt sich sehr!'
  await makeComment(db, { article_id, reader_id: ada, body: text })
  const say = async (reader_id: number, body: string) => {
    const taken = await intake(db, { article_id, parent_id: null, reader_id, body, is_staff: false }, noon)
    return taken.refused ?? taken.waits_for
  }
  assert.equal(await say(ada, text), null, 'without a rule')
  const makeRepeat = (pattern: 'reader' | 'anyone', action: 'hold' | 'refuse') => db.insertInto('moderation_rules').values({ kind: 'repeat', pattern, action, clause: 'advertising', made_at: noon }).execute()
  await makeRepeat('reader', 'hold')
  assert.equal(await say(ada, 'BESUCHEN Sie – meinen schönen Laden am Markt; er lohnt sich sehr …'), 'rule')
  assert.equal(await say(bert, text), null)
  assert.equal(await say(ada, `${text} Heute!`), null)
  await makeComment(db, { article_id, reader_id: ada, body: 'So ist es.' })
  assert.equal(await say(ada, 'So ist es.'), null, 'short texts are said by many')
  await makeRepeat('anyone', 'refuse')
  assert.equal(await say(bert, text), 'rule')
}))
