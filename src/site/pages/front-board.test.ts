import assert from 'node:assert/strict'
import { test } from 'node:test'
import { house, type House } from '../../../test/house.ts'
import { makeArticle, makeSection, makeTopic } from '../../../test/makers.ts'
import { makeAccount } from '../../../test/people-makers.ts'
import { withdrawArticle } from '../../articles/article.ts'
import { secondsAfter } from '../../base/time.ts'
import { tellFronts } from '../../newsroom/front.ts'
import { paths, url } from '../../urls.ts'
import { frontPlaces } from '../front-places.tsx'

const paperFront = { front: 'paper' }
const board = url(paths.deskFront, paperFront)
const hour = (at: number) => new Date(Date.UTC(2026, 2, 1, at))

async function paperAndEditor({ db }: House) {
  const section = await makeSection(db, { name: 'Stadt' })
  const articles = []
  for (let n = 0; n < 6; n++) articles.push(await makeArticle(db, { section_id: section.id, headline: `Meldung ${n}`, published_at: hour(10 - n) }))
  const { cookie } = await makeAccount(db, { roles: ['editor'] })
  return { section, articles, cookie }
}
const put = (t: House, cookie: string, article: number, slot: string, more: Record<string, string> = {}) => t.send(url(paths.deskFrontPlaces, paperFront), { deed: 'place', article: String(article), slot, ...more }, cookie)
const seenIn = (html: string) => /name="seen" value="([^"]+)"/.exec(html)?.[1] ?? ''
async function publish(t: House, cookie: string, more: Record<string, string> = {}) {
  const { html } = await t.open(board, cookie)
  return t.send(url(paths.deskFrontPublication, paperFront), { seen: seenIn(html), ...more }, cookie)
}
const leadOf = async ({ db, now }: House, at = now) => (await frontPlaces(db, at)).find(({ slot }) => slot === 'lead')?.article_id

test('what an editor places is a draft until it is published; then readers see it where it was placed', house(async (t) => {
  const { articles, cookie } = await paperAndEditor(t)
  assert.equal(await leadOf(t), articles[0]!.id)
  assert.equal((await put(t, cookie, articles[4]!.id, 'lead')).status, 303)
  assert.equal(await leadOf(t), articles[0]!.id)
  assert.match((await t.open(url(paths.deskFrontPreview, paperFront), cookie)).html, new RegExp(`data-slot="lead.${articles[4]!.id}"`))
  assert.equal((await publish(t, cookie)).status, 303)
  assert.equal(await leadOf(t), articles[4]!.id)
  assert.match((await t.open('/')).html, new RegExp(`data-slot="lead.${articles[4]!.id}"`))
  assert.equal((await frontPlaces(t.db, t.now)).filter(({ article_id }) => article_id === articles[4]!.id).length, 1)
}))

test('only those who lay fronts out come in', house(async (t) => {
  const { articles } = await paperAndEditor(t)
  const { cookie } = await makeAccount(t.db, { roles: ['author'] })
  assert.equal((await t.open(paths.deskFronts, cookie)).status, 403)
  assert.equal((await put(t, cookie, articles[4]!.id, 'lead')).status, 403)
  assert.equal((await t.open(board)).status, 303)
}))

test('of two who lay out the same front the second is shown both, and nothing is overwritten', house(async (t) => {
  const { articles, cookie } = await paperAndEditor(t)
  const bo = (await makeAccount(t.db, { roles: ['editor'], name: 'Bo Brandt' })).cookie
  await put(t, cookie, articles[3]!.id, 'lead')
  await put(t, bo, articles[4]!.id, 'lead')
  assert.equal((await publish(t, bo)).status, 303)
  const refused = await publish(t, cookie)
  assert.equal(refused.status, 409)
  assert.match(refused.html, /die Fassung von Bo Brandt/)
  assert.match(refused.html, /id="slot-lead"[^>]*data-article="\d+"[\s\S]*Meldung 3[\s\S]*id="live-lead"[\s\S]*Meldung 4/)
  assert.equal(await leadOf(t), articles[4]!.id)
  const over = /name="over" value="(\d+)"/.exec(refused.html)?.[1] ?? ''
  assert.equal((await t.send(url(paths.deskFrontPublication, paperFront), { seen: seenIn(refused.html), over }, cookie)).status, 303)
  assert.equal(await leadOf(t), articles[3]!.id)
}))

test('a draft that was changed in another window is not published unseen', house(async (t) => {
  const { articles, cookie } = await paperAndEditor(t)
  await put(t, cookie, articles[3]!.id, 'lead')
  const seen = seenIn((await t.open(board, cookie)).html)
  t.now.setTime(t.now.getTime() + 1_000)
  await put(t, cookie, articles[2]!.id, 'lead')
  assert.equal((await t.send(url(paths.deskFrontPublication, paperFront), { seen }, cookie)).status, 409)
  assert.equal(await leadOf(t), articles[0]!.id)
}))

test('an article is moved up and down, held, left to the rule, hidden and shown again', house(async (t) => {
  const { articles, cookie } = await paperAndEditor(t)
  const deed = (name: string, article: number, slot = '') => t.send(url(paths.deskFrontPlaces, paperFront), { deed: name, article: String(article), slot }, cookie)
  const slots = async () => [...(await t.open(board, cookie)).html.matchAll(/id="slot-(main-\d)" class="slot (placed|by-rule|free)[^"]*" data-at="[^"]+"(?: data-article="(\d+)")?/g)].map(([, slot, how, id]) => `${slot} ${how} ${articles.findIndex((one) => String(one.id) === id)}`)
  assert.deepEqual((await slots()).slice(0, 3), ['main-1 by-rule 1', 'main-2 by-rule 2', 'main-3 by-rule 3'])
  await deed('down', articles[1]!.id, 'main-1')
  assert.deepEqual((await slots()).slice(0, 3), ['main-1 by-rule 2', 'main-2 placed 1', 'main-3 by-rule 3'])
  await deed('hold', articles[2]!.id, 'main-1')
  await deed('hide', articles[3]!.id)
  assert.deepEqual((await slots()).slice(0, 3), ['main-1 placed 2', 'main-2 placed 1', 'main-3 by-rule 4'])
  await deed('away', articles[3]!.id)
  await deed('away', articles[2]!.id)
  assert.deepEqual((await slots()).slice(0, 3), ['main-1 by-rule 2', 'main-2 placed 1', 'main-3 by-rule 3'])
  assert.equal((await deed('up', articles[0]!.id, 'lead')).status, 422)
  assert.equal((await deed('place', articles[0]!.id, 'main-9')).status, 422)
}))

test('a pin holds until its time, and the printed page no longer', house(async (t) => {
  const { articles, cookie } = await paperAndEditor(t)
  await put(t, cookie, articles[4]!.id, 'lead')
  const pin = (until: string) => t.send(url(paths.deskFrontPlaces, paperFront), { deed: 'pin', article: String(articles[4]!.id), slot: 'lead', until }, cookie)
  assert.equal((await pin('2026-03-01T11:00')).status, 422)
  assert.equal((await pin('2026-03-01T13:00:00')).status, 422, 'noon UTC is one o’clock in the paper’s time')
  assert.equal((await pin('2026-03-01T13:10')).status, 303)
  await publish(t, cookie)
  const until = secondsAfter(t.now, 600)
  assert.equal((await t.open('/')).headers.get('x-true-for'), '600')
  assert.equal(await leadOf(t, new Date(until.getTime() - 1)), articles[4]!.id)
  assert.equal(await leadOf(t, until), articles[0]!.id)
}))

test('a withdrawn article leaves its slot to the rule at once', house(async (t) => {
  const { articles, cookie } = await paperAndEditor(t)
  await put(t, cookie, articles[4]!.id, 'lead')
  await publish(t, cookie)
  await withdrawArticle(t.db, { id: articles[4]!.id, reason: 'error' }, { by: 'test', now: t.now })
  assert.equal(await leadOf(t), articles[0]!.id)
  assert.doesNotMatch((await t.open('/')).html, /Meldung 4/)
}))

test('a whole front is scheduled: readers see it from its second on, and it is told of once', house(async (t) => {
  const { articles, cookie } = await paperAndEditor(t)
  await put(t, cookie, articles[4]!.id, 'lead')
  assert.equal((await publish(t, cookie, { at: '2026-03-01T12:59' })).status, 422)
  assert.equal((await publish(t, cookie, { at: '2026-03-01T13:30' })).status, 303)
  const at = secondsAfter(t.now, 1_800)
  assert.equal(await leadOf(t, new Date(at.getTime() - 1)), articles[0]!.id)
  assert.equal(await leadOf(t, at), articles[4]!.id)
  await tellFronts(t.db, new Date(at.getTime() - 1))
  // Long after: the program was down.
  await tellFronts(t.db, secondsAfter(at, 90_000))
  await tellFronts(t.db, secondsAfter(at, 90_001))
  const told = await t.db.selectFrom('journal').select('what').where('subject', '=', 'front:paper').orderBy('id').execute()
  assert.deepEqual(told.map(({ what }) => what), ['front scheduled', 'scheduled front published'])
}))

test('what is scheduled becomes a draft again when its editor says so', house(async (t) => {
  const { articles, cookie } = await paperAndEditor(t)
  await put(t, cookie, articles[4]!.id, 'lead')
  await publish(t, cookie, { at: '2026-03-01T13:30' })
  const action = /action="(\/desk\/fronts\/paper\/versions\/\d+\/unscheduling)"/.exec((await t.open(board, cookie)).html)?.[1] ?? ''
  assert.equal((await t.send(action, {}, cookie)).status, 303)
  assert.equal(await leadOf(t, secondsAfter(t.now, 86_400)), articles[0]!.id)
  assert.match((await t.open(board, cookie)).html, /id="slot-lead" class="slot placed new"/)
}))

test('a former front is shown again as a new version, and the history tells who did it', house(async (t) => {
  const { articles, cookie } = await paperAndEditor(t)
  for (const n of [3, 4]) {
    await put(t, cookie, articles[n]!.id, 'lead')
    await publish(t, cookie)
    t.now.setTime(t.now.getTime() + 60_000)
  }
  assert.equal(await leadOf(t), articles[4]!.id)
  const history = (await t.open(url(paths.deskFrontHistory, paperFront), cookie)).html
  const [, former] = [...history.matchAll(/versions\/(\d+)"/g)].map(([, id]) => id!)
  const version = { ...paperFront, version: former! }
  assert.match((await t.open(url(paths.deskFrontVersion, version), cookie)).html, /Meldung 3/)
  assert.equal((await t.send(url(paths.deskFrontRestoration, version), {}, cookie)).status, 303)
  assert.equal(await leadOf(t), articles[3]!.id)
  assert.match((await t.open(url(paths.deskFrontHistory, paperFront), cookie)).html, new RegExp(`wieder Nummer ${former}|Diese sehen die Leser jetzt`))
  assert.equal((await t.db.selectFrom('front_versions').select('id').execute()).length, 3)
}))

test('one editor takes over a copy of the draft of another', house(async (t) => {
  const { articles, cookie } = await paperAndEditor(t)
  const bo = (await makeAccount(t.db, { roles: ['editor'] })).cookie
  await put(t, cookie, articles[4]!.id, 'lead')
  const action = /action="(\/desk\/fronts\/paper\/versions\/\d+\/takeover)"/.exec((await t.open(board, bo)).html)?.[1] ?? ''
  await t.send(action, {}, bo)
  assert.equal((await publish(t, bo)).status, 303)
  assert.equal(await leadOf(t), articles[4]!.id)
  assert.match((await t.open(board, cookie)).html, /name="seen"/)
}))

test('a block fills itself by the rule that was set for it: a topic, and by nothing that is no topic', house(async (t) => {
  const { section, articles, cookie } = await paperAndEditor(t)
  const topic = await makeTopic(t.db, { name: 'Hafen' })
  const onTopic = await makeArticle(t.db, { section_id: section.id, topic_ids: [topic.id], published_at: hour(1) })
  const rule = (fields: Record<string, string>) => t.send(url(paths.deskFrontRules, paperFront), fields, cookie)
  assert.equal((await rule({ block: 'lead', rule: 'topic', topic: 'Berge' })).status, 422)
  assert.equal((await rule({ block: 'lead', rule: 'topic', topic: 'Hafen' })).status, 303)
  await publish(t, cookie)
  assert.equal(await leadOf(t), onTopic.id)
  await withdrawArticle(t.db, { id: onTopic.id, reason: 'error' }, { by: 'test', now: t.now })
  assert.equal(await leadOf(t), articles[0]!.id)
}))

test('a section begins with what is placed there, repeats nothing, and its older pages stay what they are', house(async (t) => {
  const { section, cookie } = await paperAndEditor(t)
  for (let n = 0; n < 25; n++) await makeArticle(t.db, { section_id: section.id, headline: `Älter ${n}`, published_at: new Date(Date.UTC(2026, 1, 20 - n % 20, n)) })
  const page = `/${section.slug}`
  const before = (await t.open(page)).html
  const older = /href="([^"]+before=\d+)"/.exec(before)?.[1] ?? ''
  const secondBefore = (await t.open(older)).html
  const ids = (html: string) => [...html.matchAll(/<article class="teaser[^"]*"[\s\S]*?-(\d+)"/g)].map(([, id]) => Number(id))
  const listed = ids(before)
  assert.equal(listed.length, 20)
  const front = { front: `s${section.id}` }
  for (const article of [listed[7]!, listed[3]!]) assert.equal((await t.send(url(paths.deskFrontPlaces, front), { deed: 'top', article: String(article) }, cookie)).status, 303)
  await t.send(url(paths.deskFrontPlaces, front), { deed: 'hide', article: String(listed[0]) }, cookie)
  const { html } = await t.open(url(paths.deskFront, front), cookie)
  assert.equal((await t.send(url(paths.deskFrontPublication, front), { seen: seenIn(html) }, cookie)).status, 303)
  const after = ids((await t.open(page)).html)
  assert.deepEqual(after, [listed[3], listed[7], ...listed.filter((_, n) => ![0, 3, 7].includes(n))])
  assert.equal((await t.open(older)).html, secondBefore)
}))
