import assert from 'node:assert/strict'
import { test } from 'node:test'
import { house } from '../../test/house.ts'
import { makeArticle } from '../../test/makers.ts'
import { makeAccount } from '../../test/people-makers.ts'
import { writer } from './writer.ts'

test('a connection in which an author writes is not theirs any more once the desk has passed the article on', house(async ({ db, now, send }) => {
  const [ada, bo] = [await makeAccount(db, { roles: ['author'] }), await makeAccount(db, { roles: ['editor'] })]
  const article = await makeArticle(db, { state: 'draft', published_at: null, first_published_at: null })
  const isLetIn = async ({ cookie }: { cookie: string }) => (await writer(new Request(`http://paper.test/desk/articles/${article.id}/writing`, { headers: { cookie } }), db, { site: { url: 'http://paper.test' }, now })) !== null
  assert.deepEqual([await isLetIn(ada), await isLetIn(bo), await isLetIn({ cookie: '' })], [true, true, false])
  await send(`/desk/articles/${article.id}/stage`, { to: 'legal', stage_seen: 'draft' }, bo.cookie)
  assert.deepEqual([await isLetIn(ada), await isLetIn(bo)], [false, true])
}))
