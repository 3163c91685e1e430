// The whole paper behind the real door, press and wire: what was withdrawn leaves everything a program reads at once,
// on pages that lie printed.
import assert from 'node:assert/strict'
import { tmpdir } from 'node:os'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import { withdrawArticle } from '../src/articles/article.ts'
import { openFiles } from '../src/base/files/files.ts'
import { listenForStale } from '../src/base/press/listen-for-stale.ts'
import { createPress } from '../src/base/press/press.ts'
import { stale } from '../src/base/press/stale.ts'
import { atomically } from '../src/base/db/db.ts'
import { now } from '../src/base/time.ts'
import { openDoor } from '../src/base/web/door.ts'
import { createListener } from '../src/base/web/listener.ts'
import { html } from '../src/base/web/respond.ts'
import { newKey } from '../src/base/secrets/keys.ts'
import { createSecrets } from '../src/base/secrets/secrets.ts'
import { serve } from '../src/base/web/route.ts'
import { anyone } from '../src/people/guards.ts'
import { routes } from '../src/routes.ts'
import { errorPages } from '../src/site/pages/errors.tsx'
import { articleUrl, commentsUrl, feedUrls, paths } from '../src/urls.ts'
import { makeComment, makeReader } from './comment-makers.ts'
import { freshDatabase, type FreshDatabase } from './database.ts'
import { makeArticle, makeAuthor, makeSection, makeTopic } from './makers.ts'
import { ask } from './served.ts'

let database: FreshDatabase
let address: string
const press = createPress({ maxBytes: 1e7, cdnSeconds: 0, now: () => performance.now() })
const closers: (() => void | Promise<void>)[] = []

before(async () => {
  database = await freshDatabase()
  const { db, url } = database
  const log = pino({ level: 'silent' })
  const site = { url: 'http://paper.test', mining: { reserved: true, policy: 'http://paper.test/licences' }, crawlers: [], isLocal: true }
  const app = serve(routes, { live: { answer: () => new Response(null, { status: 204 }) }, db, files: openFiles({ data: tmpdir(), bucket: undefined }, log), secrets: createSecrets({ own: newKey() }), site, clock: now, errors: errorPages, broke: (error) => { throw error } })
  const wire = listenForStale({ connection: { connectionString: url }, press, log })
  const listener = createListener({
    app, routes, isPublic: ({ guard }) => guard === anyone, press, wire, ahead: async () => ({ day: '2026-03-01', addresses: [] }),
    away: () => html('away'), health: () => html('ok'), origin: site.url, proxies: [], log,
  })
  const door = await openDoor({ host: '127.0.0.1', port: 0 })
  door.opens(listener)
  address = door.address
  closers.push(listener.stop, door.close, wire.close, database.drop)
  await wire.ready
})
after(async () => { for (const close of closers) await close() })

const read = (path: string, headers: Record<string, string> = {}) => ask(address, path, { headers })
const lately = () => new Date(now().getTime() - 3_600_000)

async function published(slug: string) {
  const { db } = database
  const [section, topic, author] = [await makeSection(db), await makeTopic(db), await makeAuthor(db)]
  const article = await makeArticle(db, { slug, headline: `Über ${slug}`, section_id: section.id, topic_ids: [topic.id], bylines: [{ author_id: author.id, role: 'text' }], published_at: lately(), first_published_at: lately() })
  await makeComment(db, { article_id: article.id, reader_id: await makeReader(db), body: `Ein Wort zu ${slug}.` })
  const lists = ['/', `/${section.slug}`, `/topic/${topic.slug}`, `/author/${author.slug}`]
  const feeds = [...lists, commentsUrl(article)].flatMap((page) => Object.values(feedUrls(page)))
  return { article, feeds, sitemaps: [`${paths.sitemap}?part=1`, paths.newsSitemap] }
}

test('a withdrawn article leaves every feed and every sitemap within the same second, though all lay printed', async () => {
  const { article, feeds, sitemaps } = await published('depot')
  await published('rest')
  const everywhere = [...feeds, ...sitemaps]
  for (const path of everywhere) {
    assert.match(String((await read(path)).body), /depot/, path)
    assert.ok(press.get(path), `${path} lies in the press`)
  }
  await withdrawArticle(database.db, { id: article.id, reason: 'Es stimmte nicht.' }, { by: 'test', now: now() })
  const withdrawn = performance.now()
  while (everywhere.some((path) => press.get(path)) && performance.now() - withdrawn < 5_000) await sleep(2)
  assert.ok(performance.now() - withdrawn < 1_000, `it took ${Math.round(performance.now() - withdrawn)} ms`)
  for (const path of everywhere) assert.doesNotMatch(String((await read(path)).body), /depot/, path)
  assert.equal((await read(articleUrl(article))).status, 410)
  assert.match(String((await read('/feed.xml')).body), /rest/, 'the others are still there')
})

test('a correction is in the feeds within a second or so', async () => {
  const { article } = await published('zahl')
  assert.doesNotMatch(String((await read('/feed.json')).body), /Es waren vier/)
  await atomically(database.db, async (tx) => {
    await tx.insertInto('corrections').values({ article_id: article.id, corrected_at: now(), was_wrong: 'Es waren nicht fünf.', is_right: 'Es waren vier.' }).execute()
    await stale(tx, `article:${article.id}`)
  })
  await sleep(1_100)
  assert.match(String((await read('/feed.json')).body), /Es waren vier/)
})

test('feeds are packed, known again by their tag, and carry the reservation, on the short way too', async () => {
  await published('packung')
  for (const path of ['/feed.xml', '/feed.atom', '/feed.json', '/sitemap.xml', '/sitemap-news.xml', '/robots.txt']) {
    await read(path)
    const { headers } = await read(path, { 'accept-encoding': 'gzip', connection: 'keep-alive' })
    assert.deepEqual([headers['content-encoding'], headers.vary, headers['tdm-reservation'], headers['tdm-policy']], ['gzip', 'accept-encoding', '1', 'http://paper.test/licences'], path)
    const known = await read(path, { 'accept-encoding': 'gzip', 'if-none-match': String(headers.etag) })
    assert.deepEqual([known.status, known.body.length, known.headers['tdm-reservation']], [304, 0, '1'], path)
    assert.equal(headers['x-true-for'], undefined)
  }
})
