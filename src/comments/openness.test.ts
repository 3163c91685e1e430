// How long comments wait, as readers are told before they write and afterwards.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Db } from '../base/db/db.ts'
import { secondsAfter } from '../base/time.ts'
import { articleUrl, commentsUrl } from '../urls.ts'
import { makeComment } from '../../test/comment-makers.ts'
import { house } from '../../test/house.ts'
import { makeArticle, noon } from '../../test/makers.ts'
import { makeAccount } from '../../test/people-makers.ts'
import { rolledBack } from '../../test/rolled-back.ts'
import { usualWait } from './reads/settings.ts'

const minutes = (n: number) => n * 60
const days = (n: number) => n * 86_400
/** One that began to wait then, and was decided so many minutes later. */
async function waited(db: Db, { ago, minutes: long }: { ago: number; minutes: number }) {
  const [{ id: article_id }, { id }] = [await makeArticle(db), await makeAccount(db, { roles: ['moderator'] })]
  const waited_since = secondsAfter(noon, -ago)
  const comment_id = await makeComment(db, { article_id, reader_id: id, submitted_at: waited_since })
  await db.insertInto('decisions').values({ kind: 'approve', comment_id, article_id, made_by: 'person', staff_id: id, waited_since, decided_at: secondsAfter(waited_since, minutes(long)) }).execute()
}

test('the usual wait is the median of the last weeks at this hour; of too few nothing is said', () => rolledBack(async (db) => {
  for (const [n, long] of [10, 20, 30, 400].entries()) await waited(db, { ago: days(n + 1), minutes: long })
  assert.equal(await usualWait(db, noon), null)
  await waited(db, { ago: days(2) + minutes(40), minutes: 40 })
  assert.equal(await usualWait(db, noon), 30)
  // At night it takes longer, and long ago it did, too.
  for (let n = 1; n < 9; n++) await waited(db, { ago: days(n) + minutes(8 * 60), minutes: 600 })
  for (let n = 30; n < 39; n++) await waited(db, { ago: days(n), minutes: 900 })
  assert.equal(await usualWait(db, noon), 30)
  assert.equal(await usualWait(db, secondsAfter(noon, -minutes(8 * 60))), 600)
}))

test('where comments wait the form says so with how long it takes, to everyone, and so does the page that their author gets', house(async ({ db, open, send }) => {
  for (let n = 1; n < 7; n++) await waited(db, { ago: days(n), minutes: 25 })
  const article = await makeArticle(db)
  const ada = await makeAccount(db)
  assert.doesNotMatch((await open(articleUrl(article))).html, /25 Minuten/)
  await db.updateTable('discussion_settings').set({ mode: 'before' }).execute()
  const waiting = await makeArticle(db)
  assert.match((await open(articleUrl(waiting))).html, /<p class="rules"[^>]*>[^]*?25 Minuten/)
  const { headers } = await send(commentsUrl(waiting), { action: 'post', body: 'Ich warte gern.' }, ada.cookie)
  assert.match((await open(headers.get('location') ?? '', ada.cookie)).html, /role="status"[^>]*>[^<]*25 Minuten/)
}))
