import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Section } from '../articles/reads/paper.ts'
import type { Teaser } from '../articles/reads/lists.ts'
import { seeded } from '../../test/random.ts'
import { layOut, leadOf, leadStory } from './edition.ts'

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

const paperOf = () => {
  const stadt = Array.from({ length: 12 }, (_, n) => teaser({ hour: 23 - n, ...(n % 4 === 0 ? { lead_picture_id: 1 } : {}) }))
  const sport = Array.from({ length: 6 }, (_, n) => teaser({ hour: 12 - n, section_id: 5, section_slug: 'sport' }))
  const meinung = Array.from({ length: 8 }, (_, n) => teaser({ hour: 10 - n, section_id: 7, section_slug: 'meinung', section_style: 'opinion' }))
  const bySection = [{ section: { ...section('stadt'), id: 1 }, articles: stadt }, { section: { ...section('sport'), id: 5 }, articles: sport }, { section: { ...section('meinung', 'opinion'), id: 7 }, articles: meinung }]
  return { language: 'de', bySection, onTopic: stadt.slice(2, 5), all: [...stadt, ...sport, ...meinung] }
}
const shownIn = ({ lead, also, aside, main, feature, rows, opinions }: ReturnType<typeof layOut>) =>
  [lead, ...also, aside, ...[main, feature, ...rows.flat(), ...opinions].flatMap((block) => block?.articles ?? [])].filter((article) => article !== undefined)

test('what is placed stands in its slot, whatever the rule would bring, and once', () => {
  const { all, ...supply } = paperOf()
  const [old, sport] = [all[11]!, all[15]!]
  const edition = layOut({ ...supply, placed: [{ article: old, block: 'lead', position: 1 }, { article: sport, block: 'main', position: 3 }] })
  assert.equal(edition.lead, old)
  assert.equal(edition.main?.articles[2], sport)
  assert.equal(shownIn(edition).filter((article) => article === sport).length, 1)
})
test('what is hidden is not shown, and what follows moves up', () => {
  const { all, ...supply } = paperOf()
  const before = layOut(supply)
  const edition = layOut({ ...supply, placed: [{ article: before.lead!, block: 'hidden', position: 1 }] })
  assert.ok(!shownIn(edition).includes(before.lead!))
  assert.ok(edition.lead && edition.lead !== before.lead)
})
test('a rule fills a block with what fits there, and the block goes on by its own when that runs out', () => {
  const { all, ...supply } = paperOf()
  const sports = all.slice(12, 18)
  const edition = layOut({ ...supply, ruled: new Map([['s5', [all[18]!, sports[5]!, all[0]!]]]) })
  assert.deepEqual(edition.rows.flat()[0]?.articles, [sports[5], sports[0], sports[1]])
})
test('however articles are placed, none stands twice and every placed one stands', () => {
  const chance = seeded(11)
  const whole = (most: number) => Math.floor(chance() * most)
  const slots = [['lead', 1], ['also', 2], ['aside', 1], ['main', 7], ['s5', 3], ['feature', 1], ['s7', 5]] as const
  for (let run = 0; run < 300; run++) {
    const { all, ...supply } = paperOf()
    const shuffled = all.map((article) => ({ article, key: chance() })).sort((a, b) => a.key - b.key).map(({ article }) => article)
    const placed = slots.flatMap(([block, room]) => Array.from({ length: room }, (_, n) => ({ block, position: n + 1 }))).filter(() => chance() < 0.3).map((slot, n) => ({ ...slot, article: shuffled[n]! }))
    const unshown = shuffled.slice(placed.length, placed.length + whole(4)).map((article) => ({ article, block: 'hidden', position: 1 }))
    const edition = layOut({ ...supply, placed: [...placed, ...unshown] })
    const ids = shownIn(edition).map(({ id }) => id)
    assert.equal(new Set(ids).size, ids.length)
    assert.ok(placed.every(({ article }) => ids.includes(article.id)))
    assert.ok(unshown.every(({ article }) => !ids.includes(article.id)))
  }
})
test('nothing placed, nothing changed: the story for the lead is the one that was looked for its topics', () => {
  const { all, ...supply } = paperOf()
  assert.equal(leadOf(supply), layOut(supply).lead)
  const placed = [{ article: all[9]!, block: 'lead', position: 1 }]
  assert.equal(leadOf({ ...supply, placed }), all[9])
})
