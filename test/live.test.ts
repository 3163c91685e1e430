// What is said under an article is announced to whoever listens, and what becomes of the article is so on every node: through the
// real door, wire and routes.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { stale } from '../src/base/press/stale.ts'
import { articleById } from '../src/articles/reads/articles.ts'
import { publishNow, updateNow, withdrawNow } from '../src/newsroom/publishing.ts'
import { writeInto } from '../src/newsroom/writing.ts'
import { articleUrl } from '../src/urls.ts'
import { makeComment, makeReader } from './comment-makers.ts'
import { freshDatabase, type FreshDatabase } from './database.ts'
import { makeArticle, noon } from './makers.ts'
import { openPaper } from './open-paper.ts'
import { makeAccount } from './people-makers.ts'

let house: FreshDatabase
before(async () => { house = await freshDatabase() })
after(() => house.drop())

const paper = (how: Parameters<typeof openPaper>[1] = {}) => openPaper(house, how)

interface Listener { status: number | undefined; headers: IncomingMessage['headers']; text: () => string; ended: Promise<unknown>; hangUp: () => void; hears: (pattern: RegExp, withinMs?: number) => Promise<number> }

async function listen(address: string, path: string, headers: Record<string, string> = {}): Promise<Listener> {
  const asking = request(`${address}${path}`, { headers })
  asking.on('error', () => {})
  asking.end()
  const [response] = (await once(asking, 'response')) as [IncomingMessage]
  let text = ''
  response.on('data', (chunk: Buffer) => { text += chunk.toString() })
  response.on('error', () => {})
  const ended = new Promise((resolve) => response.on('close', resolve))
  async function hears(pattern: RegExp, withinMs = 3_000) {
    const begun = performance.now()
    while (!pattern.test(text)) {
      if (performance.now() - begun > withinMs) assert.fail(`${pattern} was not heard in ${JSON.stringify(text)}`)
      await sleep(5)
    }
    return performance.now() - begun
  }
  return { status: response.statusCode, headers: response.headers, text: () => text, ended, hangUp: () => asking.destroy(), hears }
}

async function discussion() {
  const article = await makeArticle(house.db)
  const reader_id = await makeReader(house.db, `Reader ${article.id}`)
  const say = () => makeComment(house.db, { article_id: article.id, reader_id })
  return { id: article.id, say, path: `/${article.section_slug}/${article.slug}-${article.id}/comments/live` }
}

test('a comment is announced to everyone within a second of its commit, by one look at the database', async (t) => {
  const { address, close, looks } = await paper()
  t.after(close)
  const { path, say } = await discussion()
  await say()
  const listeners = await Promise.all(Array.from({ length: 20 }, () => listen(address, path)))
  assert.deepEqual([listeners[0]!.status, listeners[0]!.headers['content-type'], listeners[0]!.headers['cache-control'], listeners[0]!.headers['x-accel-buffering']], [200, 'text/event-stream; charset=utf-8', 'no-store', 'no'])
  for (const one of listeners) await one.hears(/^retry: \d+\n\nid: 1\ndata: 1\n\n$/)
  await sleep(400)
  const before = looks()
  await say()
  const took = await Promise.all(listeners.map((one) => one.hears(/id: 2\ndata: 2\n\n$/)))
  assert.ok(Math.max(...took) < 1_000, `${took}`)
  assert.ok(looks() - before <= 2, `${looks() - before} look-ups`)
  for (const one of listeners) one.hangUp()
})

test('who comes back after a cut is told what they missed, and nothing twice', async (t) => {
  const { address, close } = await paper()
  t.after(close)
  const { path, say } = await discussion()
  await say()
  const first = await listen(address, path)
  await first.hears(/id: 1/)
  first.hangUp()
  await say()
  const missed = await listen(address, path, { 'last-event-id': '1' })
  await missed.hears(/id: 2/)
  const nothing = await listen(address, path, { 'last-event-id': '2' })
  await sleep(400)
  assert.match(nothing.text(), /^retry: \d+\n\n$/)
  await say()
  await nothing.hears(/id: 3\ndata: 3\n\n$/)
  missed.hangUp()
  nothing.hangUp()
})

test('a rolled back comment, an edit and another discussion announce nothing', async (t) => {
  const { address, close } = await paper()
  t.after(close)
  const [one, other] = [await discussion(), await discussion()]
  const listener = await listen(address, one.path)
  await listener.hears(/id: 0/)
  await other.say()
  await stale(house.db, `thread:${one.id}`)
  await sleep(600)
  assert.doesNotMatch(listener.text(), /id: 1/)
  listener.hangUp()
})

test('more than one caller may have open is refused so that the browser does not ask again, and places become free', async (t) => {
  const { address, close } = await paper({ mostOfCaller: 2 })
  t.after(close)
  const { path } = await discussion()
  const open = [await listen(address, path), await listen(address, path)]
  for (const one of open) await one.hears(/id: 0/)
  assert.equal((await listen(address, path)).status, 204)
  open[0]!.hangUp()
  await sleep(200)
  const again = await listen(address, path)
  assert.equal(again.status, 200)
  for (const one of [open[1]!, again]) one.hangUp()
})

test('asking for the head alone leaves nothing open', async (t) => {
  const { address, close } = await paper({ mostOfCaller: 1 })
  t.after(close)
  const { path } = await discussion()
  for (let n = 0; n < 3; n++) {
    const asking = request(`${address}${path}`, { method: 'HEAD' }).end()
    const [response] = (await once(asking, 'response')) as [IncomingMessage]
    assert.equal(response.statusCode, 200)
    response.resume()
  }
  const listener = await listen(address, path)
  await listener.hears(/id: 0/)
  listener.hangUp()
})

test('a stream is kept alive while nobody says anything, and a stop takes no longer for it', async () => {
  const { address, close } = await paper({ pingMs: 50 })
  const { path } = await discussion()
  const listener = await listen(address, path)
  await listener.hears(/(:\n\n){2}/)
  const begun = performance.now()
  await close()
  await listener.ended
  assert.ok(performance.now() - begun < 1_500, `${performance.now() - begun}`)
})

test('an article without a discussion has no stream', async (t) => {
  const { address, close } = await paper()
  t.after(close)
  assert.equal((await listen(address, '/stadt/nichts-999/comments/live')).status, 404)
})

test('who was signed out, or may no longer see what is told, hears no more', async (t) => {
  const { address, close } = await paper({ askMs: 100 })
  t.after(close)
  const { cookie, id } = await makeAccount(house.db, { roles: ['editor'] })
  const [first, second] = [await listen(address, '/desk/audience/live/events', { cookie }), await listen(address, '/desk/audience/live/events', { cookie })]
  for (const one of [first, second]) await one.hears(/^retry: /)
  await sleep(350)
  assert.equal(await Promise.race([first.ended.then(() => 'ended'), sleep(20).then(() => 'open')]), 'open')
  await house.db.deleteFrom('staff_roles').where('reader_id', '=', id).execute()
  await Promise.all([first.ended, second.ended])
  assert.notEqual((await listen(address, '/desk/audience/live/events', { cookie })).status, 200)
})

test('what is published, brought up to date or withdrawn is so on every node, on pages that lie printed there, by what the commit tells', async (t) => {
  const nodes = [await paper(), await paper()]
  const told: string[] = []
  const listening = await house.pool.connect()
  t.after(async () => {
    listening.release(true)
    await Promise.all(nodes.map(({ close }) => close()))
  })
  listening.on('notification', ({ payload = '' }) => told.push(payload))
  await listening.query('listen stale')
  const { id } = await makeAccount(house.db, { roles: ['editor'] })
  const { id: article_id } = await makeArticle(house.db, { state: 'draft', published_at: null, first_published_at: null, headline: 'Erster Titel' })
  const article = (await articleById(house.db, article_id))!
  const [path, section] = [articleUrl(article), `/${article.section_slug}`]
  const act = { reader_id: id, roles: ['editor'] as const, now: noon }

  /** Pages lie printed everywhere; the deed is done; each node answers anew. Nothing is measured against the clock: this machine may be busy. */
  async function everywhere(what: string, deed: () => Promise<unknown>, shows: Record<string, (answer: { status: number; text: string }) => boolean>) {
    const addresses = nodes.flatMap(({ address }) => Object.entries(shows).map(([of, holds]) => ({ at: address + of, holds })))
    const asked = async (at: string) => { const response = await fetch(at); return { status: response.status, text: await response.text() } }
    for (const { at, holds } of addresses) for (let n = 0; n < 2; n++) assert.ok(!holds(await asked(at)), `${at} before`)
    told.length = 0
    await deed()
    const begun = performance.now()
    await Promise.all(addresses.map(async ({ at, holds }) => {
      while (!holds(await asked(at))) {
        if (performance.now() - begun > 30_000) assert.fail(`${what} is not at ${at}`)
        await sleep(10)
      }
    }))
    t.diagnostic(`${what}: on both nodes ${Math.round(performance.now() - begun)} ms after its commit`)
    assert.ok(told.some((payload) => payload.replace('!', '').split(' ').includes(`article:${article_id}`)), told.join(' | '))
  }
  const says = (text: string) => (answer: { text: string }) => answer.text.includes(text)
  await everywhere('published', () => publishNow(house.db, { article_id }, act), { [path]: ({ status }) => status === 200, [section]: says('Erster Titel'), '/feed.xml': says('Erster Titel') })
  await writeInto(house.db, { article_id, written: { headline: 'Zweiter Titel' } }, { by: `staff:${id}`, now: noon })
  await everywhere('brought up to date', () => updateNow(house.db, { article_id, is_update: true }, act), { [path]: says('Zweiter Titel'), [section]: says('Zweiter Titel'), '/feed.xml': says('Zweiter Titel') })
  await everywhere('withdrawn', () => withdrawNow(house.db, { article_id, reason: 'Stimmte nicht.' }, act), { [path]: ({ status, text }) => status === 410 && text.includes('Stimmte nicht.'), [section]: ({ text }) => !text.includes('Zweiter Titel'), '/feed.xml': ({ text }) => !text.includes('Zweiter Titel') })
})
