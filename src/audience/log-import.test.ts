import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Db } from '../base/db/db.ts'
import { createAddresses } from '../base/web/address.ts'
import { anyone } from '../people/guards.ts'
import { routes } from '../routes.ts'
import { makeArticle } from '../../test/makers.ts'
import { rolledBack } from '../../test/rolled-back.ts'
import { importLog } from './log-import.ts'
import { lineIn } from './log-line.ts'
import { readersIn, unpacked } from './sketch.ts'

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
interface Given { address?: string; time?: string; asked?: string; status?: number; bytes?: number; referrer?: string; agent?: string }
const line = ({ address = '198.51.100.7', time = '20/Feb/2026:12:59:30 +0100', asked = 'GET / HTTP/1.1', status = 200, bytes = 4711, referrer = '-', agent = firefox }: Given = {}) =>
  `${address} - - [${time}] "${asked}" ${status} ${bytes} "${referrer}" "${agent}"`

async function* each(lines: string[]) { yield* lines }
const run = (db: Db, lines: string[]) => importLog(db, each(lines), {
  addresses: createAddresses(routes), isPublic: ({ guard }) => guard === anyone, origin: 'https://paper.test', countryOf: () => null, key: Buffer.alloc(32, 7), salts: new Map(), now: new Date('2026-03-01T12:00:00Z'), progress: () => {},
})
const whole = (db: Db) => db.selectFrom('page_days').select(['day', 'views', 'told', 'readers']).where('page_id', '=', 0).orderBy('day').execute()

test('a line is read as nginx, Apache and Caddy write it', () => {
  const read = { time: new Date('2026-02-20T11:59:30Z'), method: 'GET', target: '/stadt/depot-42?x=1', status: 200, bytes: '4711', address: '198.51.100.7', agent: firefox, referrer: 'https://elsewhere.example/', languages: '', isPrivate: false }
  const asked = { asked: 'GET /stadt/depot-42?x=1 HTTP/2.0', referrer: 'https://elsewhere.example/' }
  assert.deepEqual(lineIn(line(asked)), read)
  assert.deepEqual(lineIn(`paper.test:443 ${line(asked)} "0.003" extra`), read)
  assert.deepEqual(lineIn(JSON.stringify({ time_iso8601: '2026-02-20T12:59:30+01:00', remote_addr: '198.51.100.7', request: 'GET /stadt/depot-42?x=1 HTTP/2.0', status: '200', body_bytes_sent: '4711', http_referer: 'https://elsewhere.example/', http_user_agent: firefox })), read)
  assert.deepEqual(lineIn(JSON.stringify({ time: '[20/Feb/2026:12:59:30 +0100]', remoteIP: '198.51.100.7', method: 'GET', request_uri: '/stadt/depot-42?x=1', status: 200, bytes: 4711, referer: 'https://elsewhere.example/', userAgent: firefox })), read)
  const caddy = { level: 'info', ts: 1771588770, logger: 'http.log.access', msg: 'handled request', request: { remote_ip: '10.0.0.1', client_ip: '198.51.100.7', proto: 'HTTP/2.0', method: 'GET', host: 'paper.test', uri: '/stadt/depot-42?x=1', headers: { 'User-Agent': [firefox], Referer: ['https://elsewhere.example/'], 'Sec-Gpc': ['1'] } }, duration: 0.001, size: 4711, status: 200 }
  assert.deepEqual(lineIn(JSON.stringify(caddy)), { ...read, isPrivate: true })
  assert.equal(lineIn(line({ agent: 'a \\"quoted\\" one' }))?.agent, 'a \\"quoted\\" one')
  for (const none of ['', 'words', '{', '{}', line({ time: '20/Foo/2026:12:59:30 +0100' }), '198.51.100.7 - - [20/Feb/2026:12:59:30 +0100] "GET / HTTP/1.1" 200 4711']) assert.equal(lineIn(none), undefined, none)
})

test('views of pages are counted with their readers, machines by class, and nothing else', () => rolledBack(async (db) => {
  const article = await makeArticle(db)
  await db.insertInto('article_addresses').values({ address: '/2015/03/alter-titel/', article_id: article.id, since: new Date('2015-03-01') }).execute()
  const report = await run(db, [
    line(), line({ asked: 'GET /?utm_source=x HTTP/1.1' }), line({ address: '198.51.100.8', asked: `GET /stadt/depot-${article.id} HTTP/1.1`, referrer: 'https://www.google.de/' }),
    line({ asked: 'GET /2015/03/alter-titel/ HTTP/1.1', status: 304 }), line({ agent: 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' }),
    line({ asked: 'GET /assets/x.css HTTP/1.1' }), line({ asked: 'POST / HTTP/1.1' }), line({ status: 404 }), line({ asked: 'GET /wp-json/ HTTP/1.1' }), line({ asked: 'GET /desk HTTP/1.1' }), line({ asked: '\\x16\\x03', status: 400 }), line({ asked: 'GET /feed.xml HTTP/1.1' }),
    'no line', '',
  ])
  assert.deepEqual(report, { lines: 14, views: 4, machines: 1, repeated: 0, ownDays: 0, noPages: 7, unreadable: [13], unreadableCount: 1 })
  const [day] = await whole(db)
  assert.deepEqual([day?.day, day?.views, day?.told, readersIn(unpacked(day!.readers!))], ['2026-02-20', 4, 4, 2])
  const pages = await db.selectFrom('page_days as d').innerJoin('counted_pages as p', 'p.id', 'd.page_id').select(['path', 'article_id', 'views']).where('p.id', '<>', 0).orderBy('views').orderBy('path').execute()
  assert.deepEqual(pages, [{ path: '/', article_id: null, views: 2 }, { path: null, article_id: article.id, views: 2 }])
  assert.deepEqual(await db.selectFrom('source_days').select(['kind', 'views']).where('page_id', '=', 0).orderBy('kind').execute(), [{ kind: 'none', views: 3 }, { kind: 'search', views: 1 }])
  assert.deepEqual(await db.selectFrom('live_minutes').selectAll().execute(), [])
  assert.doesNotMatch(JSON.stringify([await db.selectFrom('log_days').selectAll().execute(), await db.selectFrom('source_days').selectAll().execute()]), /198\.51|Firefox|alter-titel/)
}))

// Seconds, pages and readers repeat, and one line stands there three times.
const long = Array.from({ length: 400 }, (_, n) => line({ address: `198.51.100.${n % 40}`, time: `20/Feb/2026:12:${String(Math.floor(n / 20)).padStart(2, '0')}:${String(Math.floor((n % 20) / 4)).padStart(2, '0')} +0100`, asked: `GET ${n % 3 === 0 ? '/' : '/search'} HTTP/1.1` }))
const three = Array<string>(3).fill(line({ time: '20/Feb/2026:13:30:00 +0100' }))

test('each line counts once: the same file twice, parts of it that overlap, in any order', () => rolledBack(async (db) => {
  const log = [...long, ...three]
  for (const part of [log.slice(150, 300), log.slice(250), log.slice(0, 200), log, log.toReversed()]) await run(db, part)
  const [day] = await whole(db)
  assert.equal(day?.views, 403)
  assert.equal((await run(db, log)).repeated, 403)
  assert.equal((await run(db, [...log, line({ time: '20/Feb/2026:13:30:01 +0100' })])).views, 1)
}))

test('who asks not to be followed, and all in the mode count, are views and nothing else', () => rolledBack(async (db) => {
  const json = (given: object) => JSON.stringify({ time_iso8601: '2026-02-20T12:59:30+01:00', remote_addr: '198.51.100.7', request: 'GET / HTTP/2.0', status: '200', body_bytes_sent: '1', http_user_agent: firefox, http_referer: 'https://elsewhere.example/', ...given })
  await run(db, [json({ http_dnt: '1' })])
  await db.updateTable('audience_settings').set({ mode: 'count' }).execute()
  await run(db, [json({ body_bytes_sent: '2' })])
  assert.deepEqual((await whole(db)).map(({ views, told, readers }) => [views, told, readers]), [[2, 0, null]])
}))

test('a day on which the paper counted by itself is left alone', () => rolledBack(async (db) => {
  await db.insertInto('page_days').values({ page_id: 0, day: '2026-02-20', views: 5, told: 0 }).execute()
  const report = await run(db, [line(), line({ time: '19/Feb/2026:12:00:00 +0100' })])
  assert.deepEqual([report.views, report.ownDays], [1, 1])
  assert.deepEqual((await whole(db)).map(({ day, views }) => [day, views]), [['2026-02-19', 1], ['2026-02-20', 5]])
}))
