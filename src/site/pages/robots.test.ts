import assert from 'node:assert/strict'
import { test } from 'node:test'
import { house } from '../../../test/house.ts'
import { makeArticle } from '../../../test/makers.ts'
import { articleUrl } from '../../urls.ts'

test('crawlers find the rules, and the reservation on every page and in its file', house(async ({ db, open }) => {
  const robots = await open('/robots.txt')
  assert.deepEqual([robots.status, robots.headers.get('content-type')], [200, 'text/plain; charset=utf-8'])
  assert.match(robots.html, /^User-agent: GPTBot$/m)
  assert.doesNotMatch(robots.html, /^User-agent: OAI-SearchBot$/m)
  const file = await open('/.well-known/tdmrep.json')
  assert.equal(file.headers.get('content-type'), 'application/json')
  assert.deepEqual(JSON.parse(file.html), [{ location: '/', 'tdm-reservation': 1 }])
  const article = await makeArticle(db)
  for (const path of ['/', articleUrl(article), '/feed.xml', '/imprint', '/sitemap.xml', '/robots.txt']) assert.equal((await open(path)).headers.get('tdm-reservation'), '1', path)
  for (const path of ['/', articleUrl(article), '/imprint', '/feeds']) assert.match((await open(path)).html, /<meta name="tdm-reservation" content="1"\/>/, path)
}))
