import assert from 'node:assert/strict'
import { test } from 'node:test'
import { measuredOf, readerNumber, takeIn, viewOf } from '../../../test/audience-makers.ts'
import { house, type House } from '../../../test/house.ts'
import { makeArticle } from '../../../test/makers.ts'
import { makeAccount } from '../../../test/people-makers.ts'
import { setPublic } from '../setting.ts'

const act = { by: 'staff:1', now: new Date('2026-03-01T12:00:00Z') }

async function aMonth(t: House) {
  const [read, little] = [await makeArticle(t.db, { headline: 'Viel gelesen' }), await makeArticle(t.db, { headline: 'Kaum gelesen' })]
  const at = '2026-02-20T10:00:00Z'
  await takeIn(t.db, [
    ...Array.from({ length: 12 }, (_, n) => viewOf(at, { page: { article_id: read.id }, reader: readerNumber(n) })), ...Array.from({ length: 4 }, (_, n) => viewOf(at, { page: { article_id: little.id }, reader: readerNumber(n) })),
    viewOf('2026-02-21T10:00:00Z', { reader: readerNumber(1) }), viewOf('2026-01-10T10:00:00Z'), viewOf('2026-03-01T11:00:00Z', { page: { article_id: little.id } }),
    ...Array.from({ length: 5 }, () => measuredOf(at, { page: { article_id: read.id } })), { kind: 'machine', minute: viewOf(at).minute, page: { path: '/' }, machine: 'ai_training' }, { kind: 'left_out', minute: viewOf(at).minute, why: 'prefetch' },
  ], act.now)
  return read
}

test('everybody sees how much is read on days that are over, where the paper wants it, and small numbers are not told', house(async (t) => {
  const read = await aMonth(t)
  assert.equal((await t.open('/statistics')).status, 404)
  await setPublic(t.db, true, act)
  const { html, headers } = await t.open('/statistics')
  assert.match(html, /<b>17<\/b>/)
  assert.match(html, /Viel gelesen/)
  assert.doesNotMatch(html, /Kaum gelesen/)
  assert.match(html, /KI: Training[\s\S]*Vorab geladen/)
  assert.match(html, /21\. Februar 2026[\s\S]{0,200}&lt; 5/)
  assert.match(html, /Wer wiederkommt\./)
  assert.ok(headers.get('surrogate-key')?.split(' ').includes(`article:${read.id}`))
  assert.equal(headers.get('set-cookie'), null)
  assert.match((await t.open('/statistics/months/2026-02')).html, /Februar 2026/)
  assert.match((await t.open('/statistics/months/2026-01')).html, /<b>1<\/b>/)
  const csv = (await t.open('/statistics/tables/days.csv?month=2026-02')).html.split('\r\n')
  assert.deepEqual([csv[0], csv[20], csv[21]], ['\uFEFFday,views,readers', '2026-02-20,16,12', '2026-02-21,1,< 5'])
}))

test('an article that was withdrawn is named nowhere in it', house(async (t) => {
  const read = await aMonth(t)
  await setPublic(t.db, true, act)
  await t.db.updateTable('articles').set({ state: 'withdrawn', withdrawn_at: act.now, withdrawn_reason: 'falsch' }).where('id', '=', read.id).execute()
  for (const path of ['/statistics', '/statistics/tables/articles.csv']) assert.doesNotMatch((await t.open(path)).html, /Viel gelesen/)
}))

test('whether everybody sees it is set at the desk by whoever may, and journalled', house(async (t) => {
  const [publisher, editor] = [await makeAccount(t.db, { roles: ['publisher'] }), await makeAccount(t.db, { roles: ['editor'] })]
  const path = '/desk/audience/settings'
  assert.equal((await t.send(`${path}/public`, { is_public: 'on' }, editor.cookie)).status, 403)
  assert.equal((await t.send(`${path}/public`, { is_public: 'on' }, publisher.cookie)).headers.get('location'), `${path}?done=public`)
  assert.match((await t.open(path, publisher.cookie)).html, /name="is_public" value="on" checked/)
  assert.equal((await t.open('/statistics')).status, 200)
  assert.equal((await t.send(`${path}/public`, {}, publisher.cookie)).headers.get('location'), `${path}?done=private`)
  assert.equal((await t.open('/statistics')).status, 404)
  assert.equal((await t.send(`${path}/key`, {}, publisher.cookie)).headers.get('location'), `${path}?done=key`)
  assert.match((await t.open(path, publisher.cookie)).html, /<code class="key-name">[0-9a-f]{32}</)
  assert.deepEqual((await t.db.selectFrom('journal').select('what').where('subject', '=', 'counting').orderBy('id').execute()).map(({ what }) => what), ['statistics made public', 'statistics made private', 'key of the daily totals changed'])
}))
