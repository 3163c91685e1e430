import assert from 'node:assert/strict'
import { test } from 'node:test'
import { measuredOf, takeIn, viewOf } from '../../../test/audience-makers.ts'
import { house } from '../../../test/house.ts'
import { makeArticle, makeSection } from '../../../test/makers.ts'
import { makeAccount } from '../../../test/people-makers.ts'
import { paths } from '../../urls.ts'

test('the desk sees the front page with the clicks of each slot, of views that were measured', house(async ({ db, open, now }) => {
  const { cookie } = await makeAccount(db, { roles: ['author'] })
  const section = await makeSection(db, { name: 'Hafenstadt' })
  const article = await makeArticle(db, { section_id: section.id, headline: 'Schleuse gesperrt', published_at: new Date('2026-03-01T06:00:00Z') })
  const former = await makeArticle(db, { section_id: section.id, headline: 'Was davor oben stand', published_at: new Date('2026-03-01T05:00:00Z') })
  const printed = (await open('/')).html
  const slot = new RegExp(`data-slot="([a-z0-9-]+)\\.${article.id}"`).exec(printed)?.[1] ?? ''
  assert.notEqual(slot, '')
  const at = (time: string, clicks: number, id: number) => Array.from({ length: clicks }, () => measuredOf(time, { shown: [], clicks: [{ slot, article_id: id }] }))
  await takeIn(db, [
    ...Array.from({ length: 50 }, () => viewOf('2026-03-01T11:30:00Z')), ...Array.from({ length: 20 }, () => measuredOf('2026-03-01T11:30:00Z', { shown: [] })),
    ...at('2026-03-01T11:30:00Z', 12, article.id), ...at('2026-03-01T07:30:00Z', 8, former.id), ...at('2026-03-01T11:31:00Z', 3, former.id),
  ], now)
  const today = await open(paths.deskAudienceFront, cookie)
  assert.equal(today.status, 200)
  assert.match(today.html, new RegExp(`<a href="/desk/audience/articles/${article.id}"><b>23</b> Klicks</a><span>53,5 %</span><span>davon dieser Artikel: 12</span>`))
  assert.match(today.html, /gemessen: 86 %/)
  const lines = async (of: string) => (await open(`${paths.deskAudienceFrontCsv}?of=${of}`, cookie)).html.trim().split('\r\n').slice(1)
  const all = await lines('today')
  assert.equal(all.length, 2)
  assert.match(all[0] ?? '', /^Schleuse gesperrt,.+,12,0\.2791$/)
  assert.match(all[1] ?? '', /^Was davor oben stand,.+,11,0\.2558$/)
  assert.match((await lines('hour'))[1] ?? '', /,< 5,$/)
  assert.deepEqual([await lines('yesterday'), (await lines('week')).length], [[], 2])
  // A single click is not told from four, by no singular either.
  await takeIn(db, at('2026-02-28T11:30:00Z', 1, article.id), now)
  assert.match((await open(`${paths.deskAudienceFront}?of=yesterday`, cookie)).html, /<b>&lt; 5<\/b> Klicks<\/a>/)
  assert.equal((await open(paths.deskAudienceFront)).status, 303)
}))
