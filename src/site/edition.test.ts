import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Section } from '../articles/reads/paper.ts'
import type { Teaser } from '../articles/reads/lists.ts'
import { layOut, leadStory } from './edition.ts'

const section = (slug: string, style: 'news' | 'opinion' = 'news'): Section => ({ id: slug.length, slug, name: slug, description: '', style, position: 1, no_appeals: false })
let number = 0
function teaser(over: Partial<Teaser> & { hour: number }): Teaser {
  const { hour, ...rest } = over
  return {
    id: ++number, slug: `a-${number}`, language: 'de', kicker: '', headline: `H ${number}`, standfirst: '', published_at: new Date(Date.UTC(2026, 10, 20, hour)), updated_at: null,
    sensitive: false, lead_picture_id: null, lead_alt: null, lead_caption: null, section_id: 1, section_slug: 'stadt', section_name: 'Stadt', section_style: 'news', authors: [], ...rest,
  }
}

test('the lead story is the newest with a picture', () => {
  const pictured = teaser({ hour: 6, lead_picture_id: 1 })
  assert.equal(leadStory([teaser({ hour: 8 }), pictured, teaser({ hour: 4, lead_picture_id: 2 })]), pictured)
})
test('a picture that is a day older does not keep the news from the lead', () => {
  const news = teaser({ hour: 8 })
  assert.equal(leadStory([news, teaser({ hour: -20, lead_picture_id: 1 })]), news)
})
test('no article stands twice, and each section shows its newest first', () => {
  const stadt = Array.from({ length: 9 }, (_, n) => teaser({ hour: 20 - n, ...(n === 0 ? { lead_picture_id: 1 } : {}) }))
  const sport = [teaser({ hour: 3 }), teaser({ hour: 2 })]
  const meinung = [teaser({ hour: 5, section_style: 'opinion' }), teaser({ hour: 4, section_style: 'opinion' })]
  const edition = layOut({ language: 'de', onTopic: stadt.slice(0, 3), bySection: [
    { section: section('stadt'), articles: stadt }, { section: section('sport'), articles: sport }, { section: section('meinung', 'opinion'), articles: meinung },
  ] })
  const shown = [edition.lead, ...edition.also, edition.aside, ...[edition.main, edition.feature, ...edition.rows.flat(), ...edition.opinions].flatMap((block) => block?.articles ?? [])]
  const ids = shown.map((article) => article?.id)
  assert.equal(new Set(ids).size, ids.length)
  assert.equal(edition.lead, stadt[0])
  assert.deepEqual(edition.also, stadt.slice(1, 3))
  assert.deepEqual(edition.rows.flat().map((block) => block.section.slug), ['sport'])
  assert.equal(edition.aside, meinung[0])
  assert.deepEqual(edition.opinions[0]?.articles, [meinung[1]])
})
test('what is written in another language stands apart', () => {
  const english = teaser({ hour: 12, language: 'en', lead_picture_id: 3 })
  const edition = layOut({ language: 'de', onTopic: [], bySection: [{ section: section('stadt'), articles: [english, teaser({ hour: 6 })] }] })
  assert.notEqual(edition.lead, english)
  assert.deepEqual(edition.elsewhere, [{ language: 'en', articles: [english] }])
})
test('an empty paper has an edition with nothing in it', () => {
  const edition = layOut({ language: 'de', onTopic: [], bySection: [{ section: section('stadt'), articles: [] }] })
  assert.deepEqual([edition.lead, edition.main, edition.rows, edition.opinions], [undefined, undefined, [], []])
})
