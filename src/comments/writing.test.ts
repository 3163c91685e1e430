import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { freshDatabase } from '../../test/database.ts'
import { makeArticle, noon } from '../../test/makers.ts'
import { makeAccount } from '../../test/people-makers.ts'
import { readerOfSession } from '../people/reads/sessions.ts'
import { hashOf } from '../people/session.ts'
import { secondsAfter } from '../base/time.ts'
import { rangeOver, sentencesOf } from './quotation.ts'
import { plainText } from './submission.ts'
import { submitComment } from './writing.ts'

// Not rolled back: what arrives at once must come in on connections of its own.
const { db, drop } = await freshDatabase()
after(drop)

test('the same words that arrive several times at once are one comment, and after ten minutes another', async () => {
  const article = await makeArticle(db)
  const { cookie } = await makeAccount(db)
  const by = (await readerOfSession(db, { token_hash: hashOf(cookie.split('=')[1]!), now: noon }))!
  const say = (now = noon) => submitComment(db, { article_id: article.id, parent_id: null, body: 'Nie 50.', quotes: [], follows: false }, { by, now })
  const outcomes = await Promise.all([say(), say(), say(), say()])
  assert.equal(new Set(outcomes.map((outcome) => JSON.stringify(outcome))).size, 1)
  await say(secondsAfter(noon, 601))
  assert.equal((await db.selectFrom('comments').select('id').execute()).length, 2)
})

test('a quotation spans whole sentences and no half of a character', () => {
  const body = 'Erstens 😀. Zweitens? Drittens!'
  const sentences = sentencesOf(body, 'de')
  assert.deepEqual(sentences.map(({ text }) => text), ['Erstens 😀.', 'Zweitens?', 'Drittens!'])
  const spanned = rangeOver([sentences[0]!, sentences[1]!], body)!
  assert.equal(body.slice(spanned.quote_from, spanned.quote_to), 'Erstens 😀. Zweitens?')
  assert.equal(body.slice(...Object.values(rangeOver([{ quote_from: 9, quote_to: 11 }], body)!) as [number, number]), '😀.')
  assert.equal(rangeOver([{ quote_from: 400, quote_to: 500 }], body), undefined)
})

test('a text is kept without what nobody sees or what turns its direction', () => {
  assert.equal(plainText('  a\u202Eb\u200B  \n\n\n\n c\u0007\t\n'), 'a' + 'b\n\n c')
})

test('a text of many blanks before a word takes no time', () => {
  const began_at = performance.now()
  assert.equal(plainText(`a${' '.repeat(200_000)}b`).length, 200_002)
  assert.ok(performance.now() - began_at < 1_000)
})
