import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import type { Db } from '../base/db/db.ts'
import { secondsAfter } from '../base/time.ts'
import { makeComment, makeReader } from '../../test/comment-makers.ts'
import { freshDatabase } from '../../test/database.ts'
import { makeArticle, noon } from '../../test/makers.ts'
import { makeAccount } from '../../test/people-makers.ts'
import { decide, type NewDecision } from './decision.ts'
import { undo } from './undoing.ts'
import { rolledBack } from '../../test/rolled-back.ts'
import { claim } from './writes/decisions.ts'

const fresh = await freshDatabase()
after(() => fresh.drop())

const site_url = 'http://paper.test'
async function scene(db: Db, state: 'pending' | 'shown' = 'pending') {
  const [author, reporter, moderator] = [await makeAccount(db), await makeAccount(db), await makeAccount(db, { roles: ['moderator'] })]
  const { id: article_id } = await makeArticle(db)
  const comment_id = await makeComment(db, { article_id, reader_id: author.id, state })
  const deciding = { by: moderator, now: secondsAfter(noon, 60), site_url }
  const decideOn = (over: Partial<NewDecision> & Pick<NewDecision, 'kind'>) => decide(db, { comment_id, clause: over.kind === 'approve' ? null : 'person', reason: '', ...over }, deciding)
  const standing = async (reader_id: number) => {
    const row = await db.selectFrom('standings').selectAll().where('reader_id', '=', reader_id).executeTakeFirst()
    return [row?.approved ?? 0, row?.rejected ?? 0, row?.reports_right ?? 0, row?.reports_wrong ?? 0]
  }
  const comment = () => db.selectFrom('comments').select(['state', 'removed_reason', 'removed_by', 'waits_for', 'looked_at']).where('id', '=', comment_id).executeTakeFirstOrThrow()
  const report = () => db.insertInto('reports').values({ comment_id, kind: 'report', reader_id: reporter.id, clause: 'person', reported_at: noon }).execute()
  return { author, reporter, moderator, comment_id, deciding, decideOn, standing, comment, report }
}

test('a rejected comment is gone with its clause, counts in its author’s record, and its author is told', () => rolledBack(async (db) => {
  const { author, decideOn, comment, standing } = await scene(db)
  assert.deepEqual(await decide(db, { kind: 'reject', comment_id: 1, clause: null, reason: '' }, { by: author, now: noon, site_url }), { refused: 'clause' })
  const decided = await decideOn({ kind: 'reject', reason: 'Bitte ohne Beleidigung.' })
  assert.equal(decided.refused, undefined)
  assert.deepEqual({ ...(await comment()), looked_at: null }, { state: 'removed', removed_reason: 'person', removed_by: 'person', waits_for: null, looked_at: null })
  assert.deepEqual(await standing(author.id), [0, 1, 0, 0])
  const mail = await db.selectFrom('mails').selectAll().where('to_address', '=', author.mail_address).executeTakeFirstOrThrow()
  assert.match(mail.text, /Bitte ohne Beleidigung/)
}))

test('a decision ends the reports on its comment, which count for those who made them; undoing opens them again', () => rolledBack(async (db) => {
  const { author, reporter, decideOn, comment, standing, report, deciding } = await scene(db, 'shown')
  await report()
  const decided = await decideOn({ kind: 'remove' })
  assert.deepEqual([await standing(author.id), await standing(reporter.id)], [[0, 1, 0, 0], [0, 0, 1, 0]])
  assert.equal(await undo(db, { id: decided.refused ? 0 : decided.id, maySee: 'own' }, deciding), null)
  assert.equal((await comment()).state, 'shown')
  assert.equal((await comment()).looked_at, null)
  assert.deepEqual([await standing(author.id), await standing(reporter.id)], [[0, 0, 0, 0], [0, 0, 0, 0]])
  assert.equal((await db.selectFrom('reports').selectAll().where('ended_at', 'is', null).execute()).length, 1)
  await decideOn({ kind: 'keep' })
  assert.deepEqual(await standing(reporter.id), [0, 0, 0, 1])
}))

test('a decision is taken back by who made it or by a chief editor, once, and only while it is the last', () => rolledBack(async (db) => {
  const { decideOn, deciding, author, reporter } = await scene(db)
  const first = await decideOn({ kind: 'approve' })
  const id = first.refused ? 0 : first.id
  assert.equal(await undo(db, { id, maySee: 'own' }, { ...deciding, by: author }), 'foreign')
  assert.equal(await undo(db, { id, maySee: 'all' }, { ...deciding, by: author }), 'foreign')
  const second = await decideOn({ kind: 'hide' })
  assert.equal(await undo(db, { id, maySee: 'own' }, deciding), 'later')
  assert.equal(await undo(db, { id: second.refused ? 0 : second.id, maySee: 'all' }, { ...deciding, by: reporter }), null)
  assert.equal(await undo(db, { id, maySee: 'own' }, deciding), null)
  assert.equal(await undo(db, { id, maySee: 'own' }, deciding), 'undone')
}))

test('a removal that was set right and is set wrong again stands with its clause', () => rolledBack(async (db) => {
  const { decideOn, deciding, comment, standing, author } = await scene(db)
  await decideOn({ kind: 'reject' })
  const restored = await decideOn({ kind: 'restore', clause: null })
  assert.deepEqual(await standing(author.id), [1, 0, 0, 0])
  await undo(db, { id: restored.refused ? 0 : restored.id, maySee: 'own' }, deciding)
  assert.deepEqual([(await comment()).state, (await comment()).removed_reason], ['removed', 'person'])
  assert.deepEqual(await standing(author.id), [0, 1, 0, 0])
}))

test('what its author took back is not decided about any more', () => rolledBack(async (db) => {
  const { decideOn, comment_id } = await scene(db, 'shown')
  await db.updateTable('comments').set({ state: 'removed', removed_by: 'author', deleted_at: noon, visible: false }).where('id', '=', comment_id).execute()
  assert.deepEqual(await decideOn({ kind: 'restore', clause: null }), { refused: 'deleted' })
}))

test('a reader is warned, suspended, banned and freed, and each can be taken back', () => rolledBack(async (db) => {
  const { author, decideOn, deciding } = await scene(db)
  const bars = async () => {
    const row = await db.selectFrom('standings').selectAll().where('reader_id', '=', author.id).executeTakeFirst()
    return [row?.suspended_until ?? null, row?.banned_at ?? null]
  }
  const until = secondsAfter(noon, 86_400)
  assert.deepEqual(await decideOn({ kind: 'lift', clause: null }), { refused: 'state' })
  assert.equal((await decideOn({ kind: 'warn' })).refused, undefined)
  await decideOn({ kind: 'suspend', until })
  assert.deepEqual(await bars(), [until, null])
  const banned = await decideOn({ kind: 'ban' })
  assert.deepEqual(await bars(), [until, deciding.now])
  await undo(db, { id: banned.refused ? 0 : banned.id, maySee: 'own' }, deciding)
  assert.deepEqual(await bars(), [until, null])
  await decideOn({ kind: 'lift', clause: null })
  assert.deepEqual(await bars(), [null, null])
}))

test('of two moderators who decide the same at once, one decides and the other is told', async () => {
  const { db } = fresh
  const { comment_id, deciding } = await scene(db)
  const other = await makeAccount(db, { roles: ['moderator'] })
  const both = await Promise.all([
    decide(db, { kind: 'approve', comment_id, clause: null, reason: '', seen: 0 }, deciding),
    decide(db, { kind: 'reject', comment_id, clause: 'person', reason: '', seen: 0 }, { ...deciding, by: other }),
  ])
  assert.deepEqual(both.map(({ refused }) => refused ?? null).sort(), ['decided', null].sort())
  const told = both.find(({ refused }) => refused === 'decided')
  assert.ok(told?.refused === 'decided' && told.latest.staff_name)
  assert.equal((await db.selectFrom('decisions').selectAll().where('comment_id', '=', comment_id).execute()).length, 1)
})

test('of two who claim the same at once, one holds it for minutes', async () => {
  const { db } = fresh
  const { comment_id, moderator } = await scene(db)
  const other = await makeReader(db, 'Other')
  const until = secondsAfter(noon, 300)
  const both = await Promise.all([moderator.id, other].map((staff_id) => claim(db, { comment_id, staff_id, claimed_until: until, now: noon })))
  const again = await claim(db, { comment_id, staff_id: other, claimed_until: secondsAfter(until, 300), now: until })
  assert.equal(new Set(both.map((held) => held?.staff_id).filter(Boolean)).size, 1)
  assert.equal(again?.staff_id, other)
})
