import assert from 'node:assert/strict'
import { test } from 'node:test'
import { house } from '../../../test/house.ts'
import { makeArticle, makeAuthor, makeSection, makeTopic, noon } from '../../../test/makers.ts'
import { createSection, SlugRefused, writePage } from '../../articles/paper.ts'
import { nameBankAccount } from '../../funding/campaign.ts'

const headlines = (html: string) => [...html.matchAll(/<h2>(?:<span[^>]*>[^<]*<\/span>)? ?<a href="[^"]+">([^<]+)<\/a><\/h2>/g)].map(([, headline]) => headline)
const next = (html: string) => /<a rel="next" href="([^"]+)"/.exec(html)?.[1]
const hoursAgo = (hours: number) => new Date(noon.getTime() - hours * 3_600_000)

test('paging leads through every article once, and an address keeps its page while new ones appear', house(async ({ db, open }) => {
  const section = await makeSection(db, { slug: 'stadt' })
  for (let n = 0; n < 45; n++) await makeArticle(db, { section_id: section.id, headline: `Nr. ${n}`, published_at: hoursAgo(n), first_published_at: hoursAgo(n) })
  const seen: string[] = []
  const pages: { address: string; shown: (string | undefined)[] }[] = []
  for (let address: string | undefined = '/stadt'; address; address = next((await open(address)).html)) {
    const shown = headlines((await open(address)).html)
    pages.push({ address, shown })
    seen.push(...shown.map(String))
  }
  assert.deepEqual(seen, Array.from({ length: 45 }, (_, n) => `Nr. ${n}`))
  assert.equal(pages.length, 3)

  await makeArticle(db, { section_id: section.id, headline: 'Ganz neu', published_at: noon, first_published_at: noon })
  for (const { address, shown } of pages.slice(1)) assert.deepEqual(headlines((await open(address)).html), shown)
  const back = /<a rel="prev" href="([^"]+)"/.exec((await open(pages[2]?.address ?? '')).html)?.[1]
  assert.deepEqual(headlines((await open(back ?? '')).html), pages[1]?.shown)
}))

test('articles of one moment are neither lost nor doubled between pages', house(async ({ db, open }) => {
  const section = await makeSection(db, { slug: 'stadt' })
  for (let n = 0; n < 41; n++) await makeArticle(db, { section_id: section.id, headline: `Nr. ${n}` })
  const seen: (string | undefined)[] = []
  for (let address: string | undefined = '/stadt'; address; address = next((await open(address)).html)) seen.push(...headlines((await open(address)).html))
  assert.equal(seen.length, 41)
  assert.equal(new Set(seen).size, 41)
}))

test('a topic and an author show what is theirs', house(async ({ db, open }) => {
  const [topic, author] = [await makeTopic(db, { slug: 'haushalt', name: 'Haushalt' }), await makeAuthor(db, { slug: 'jo-weber', name: 'Jo Weber' })]
  await makeArticle(db, { headline: 'Beides', topic_ids: [topic.id], bylines: [{ author_id: author.id, role: 'photo' }] })
  await makeArticle(db, { headline: 'Keines' })
  for (const address of ['/topic/haushalt', '/author/jo-weber']) assert.deepEqual(headlines((await open(address)).html), ['Beides'], address)
}))

test('an empty section says so, and a page that never was is not found', house(async ({ db, open }) => {
  await makeSection(db, { slug: 'leer', name: 'Leer' })
  const { status, html } = await open('/leer')
  assert.equal(status, 200)
  assert.match(html, /Hier ist noch nichts erschienen/)
  for (const address of ['/leer?before=1', '/leer?before=x', '/leer?before=-1', '/leer?before=01', '/topic/nix', '/author/nix', '/nix']) assert.equal((await open(address)).status, 404, address)
}))

test('a bare paper has a front page, an imprint and everything else a paper must have', house(async ({ db, open }) => {
  assert.match((await open('/')).html, /Noch ist nichts erschienen/)
  for (const language of ['de', 'en']) {
    await db.updateTable('paper').set({ language }).execute()
    for (const slug of ['imprint', 'privacy', 'netiquette', 'about', 'accessibility']) {
      const { status, html } = await open(`/${slug}`)
      assert.equal(status, 200, slug)
      assert.match(html, new RegExp(`<html lang="${language}">`))
      assert.match(html, /<h1>[^<]+<\/h1>/)
    }
  }
  await db.updateTable('paper').set({ language: 'de', responsible_person: 'Ada Beispiel' }).execute()
  assert.match((await open('/imprint')).html, /Verantwortlich für den Inhalt<\/dt><dd>Ada Beispiel/)
}))

test('a static page says what the paper wrote', house(async ({ db, open }) => {
  await writePage(db, { slug: 'privacy', language: 'de', title: 'Wir sehen nicht hin', body: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Wirklich nicht.' }] }] } }, noon)
  assert.match((await open('/privacy')).html, /Wir sehen nicht hin[\s\S]*Wirklich nicht\./)
}))

test('no section takes an address that means something else', house(async ({ db }) => {
  for (const slug of ['support', 'topic', 'health', 'desk', 'imprint', 'search']) await assert.rejects(createSection(db, { slug, name: 'X', position: 1 }), SlugRefused)
  await writePage(db, { slug: 'abo', language: 'de', title: 'Abo', body: { type: 'doc', content: [] } }, noon)
  await assert.rejects(createSection(db, { slug: 'abo', name: 'X', position: 1 }), SlugRefused)
  await makeSection(db, { slug: 'stadt' })
  await assert.rejects(writePage(db, { slug: 'stadt', language: 'de', title: 'X', body: { type: 'doc', content: [] } }, noon), SlugRefused)
}))

test('a paper that has named no account says that nothing can be given, and takes transfers once it has', house(async ({ db, open }) => {
  assert.match((await open('/support')).html, /Zurzeit lässt sich hier nichts geben/)
  await nameBankAccount(db, { holder: 'Der Bote eG', iban: 'DE02120300000000202051', bic: 'BYLADEM1001', purpose: 'Förderung' })
  assert.match((await open('/support')).html, /<form[\s\S]*Überweisung/)
}))

test('the image that counts is 43 bytes and never kept', house(async ({ open }) => {
  const { status, headers } = await open('/seen.gif?a=1')
  assert.deepEqual([status, headers.get('content-type'), headers.get('content-length'), headers.get('cache-control')], [200, 'image/gif', '43', 'no-store'])
}))

test('a static page has one address in the press: it begins nowhere else', house(async ({ open }) => {
  const { status, headers } = await open('/imprint?before=7')
  assert.deepEqual([status, headers.get('location')], [301, '/imprint'])
}))
