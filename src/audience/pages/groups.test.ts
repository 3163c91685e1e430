import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readerNumber, takeIn, viewOf } from '../../../test/audience-makers.ts'
import { house, type House } from '../../../test/house.ts'
import { makeArticle, makeAuthor, makeSection, makeTopic } from '../../../test/makers.ts'
import { makeAccount } from '../../../test/people-makers.ts'

test('authors, topics, sections and desks are those the paper names, and a reader of several of their articles is one', house(async ({ db, open, now }: House) => {
  const { cookie } = await makeAccount(db, { roles: ['editor'] })
  const [ada, section, topic] = [await makeAuthor(db, { name: 'Ada Anders' }), await makeSection(db, { name: 'Stadtleben' }), await makeTopic(db, { name: 'Brücken' })]
  const given = { section_id: section.id, topic_ids: [topic.id], dateline_source: 'dpa', bylines: [{ author_id: ada.id, role: 'text' as const }, { author_id: ada.id, role: 'photo' as const }] }
  const articles = [await makeArticle(db, given), await makeArticle(db, given), await makeArticle(db)]
  // Eight readers of both articles, on two days; two more of one of them.
  const read = (n: number, day: string, count: number) => Array.from({ length: count }, (_, reader) => viewOf(`2026-${day}T11:00:00Z`, { page: { article_id: articles[n]!.id }, reader: readerNumber(reader) }))
  await takeIn(db, [...read(0, '03-01', 8), ...read(1, '03-01', 10), ...read(2, '03-01', 30), ...read(0, '02-28', 8)], now)
  for (const [kind, id, name] of [['authors', ada.id, 'Ada Anders'], ['topics', topic.id, 'Brücken'], ['sections', section.id, 'Stadtleben'], ['desks', 'dpa', 'dpa']] as const) {
    const lines = (await open(`/desk/audience/lists/${kind}.csv`, cookie)).html.trim().split('\r\n')
    assert.ok(lines.includes(`${name},2,18,10,`), `${kind}: ${lines.join(' / ')}`)
    assert.match((await open(`/desk/audience/by/${kind}`, cookie)).html, new RegExp(`<a href="/desk/audience/by/${kind}/${id}"[^>]*>${name}</a>`))
    const page = await open(`/desk/audience/by/${kind}/${id}?days=7`, cookie)
    assert.equal(page.status, 200)
    assert.match(page.html, new RegExp(`<h1>${name}</h1>`))
    assert.match(page.html, /<dt>Besuchertage <\/dt><dd><b>18<\/b>/)
    assert.deepEqual((await open(`/desk/audience/by/${kind}/${id}/days.csv?days=7`, cookie)).html.trim().split('\r\n').slice(-2), ['2026-02-28,8,8', '2026-03-01,18,10'])
    assert.equal((await open(`/desk/audience/by/${kind}/${id}/articles.csv`, cookie)).html.trim().split('\r\n').length, 3)
  }
  assert.match((await open(`/desk/audience/by/authors/${ada.id}?days=90`, cookie)).html, /<dt>Besuchertage <\/dt><dd><b>–<\/b>/)
  for (const path of ['by/readers', 'by/authors/0', 'by/authors/999999999', 'by/desks/nobody', 'lists/readers.csv']) assert.equal((await open(`/desk/audience/${path}`, cookie)).status, 404, path)
  assert.equal((await open('/desk/audience/by/topics?from=x', cookie)).status, 422)
}))
