// What is read, on its way from one paper to another.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { entriesOf, exported, packed, recordsOf, sameBytes, withRecords, type Entries } from '../../test/archives.ts'
import { countThings, readerNumber, takeIn, viewOf } from '../../test/audience-makers.ts'
import { freshDatabase, type FreshDatabase } from '../../test/database.ts'
import { makeArticle } from '../../test/makers.ts'
import { rollWaiting } from '../audience/archive.ts'
import { statementsAfter } from '../audience/reads/totals.ts'
import { signTotals } from '../audience/totals-statement.ts'
import { verified } from '../audience/totals-verifying.ts'
import { safeOf } from '../base/safe/safe.ts'
import { asRecord } from '../audience/hit.ts'
import { importLog } from '../audience/log-import.ts'
import { readersIn, unpacked } from '../audience/sketch.ts'
import type { Db } from '../base/db/db.ts'
import { folderFiles } from '../base/files/files.ts'
import { openSegmentLog } from '../base/segments/segment-log.ts'
import { createAddresses } from '../base/web/address.ts'
import { anyone } from '../people/guards.ts'
import { routes } from '../routes.ts'
import { importArchive } from './archive-import.ts'
import { openArchive } from './archive-source.ts'
import { isUntouched } from './reads/archive.ts'

const folder = mkdtempSync(join(tmpdir(), 'litfass-figures-'))
const files = folderFiles(join(folder, 'files'))
const now = new Date('2026-03-05T12:00:00Z')
let there: FreshDatabase
let empty: FreshDatabase
let whole: Entries

before(async () => {
  [there, empty] = [await freshDatabase(), await freshDatabase()]
  await makeArticle(there.db)
  await makeArticle(there.db)
  await countThings(there.db, { seed: 1 })
  whole = await entriesOf(await exported(there.db, files))
})
after(async () => {
  await Promise.all([there.drop(), empty.drop()])
  rmSync(folder, { recursive: true })
})

const take = async (db: Db, path: string) => importArchive(db, { source: await openArchive(path), files })

test('figures that are not what they say are refused, and the line is named', async () => {
  const first = <T>(kind: string) => recordsOf(whole, kind)[0] as T
  const page = first<{ number: number }>('counted_pages')
  const days = recordsOf(whole, 'page_days')
  const at = days.findIndex(({ readers }) => readers !== null) + 1
  const sketch = Buffer.from(String(days[at - 1]?.readers), 'base64')
  const many = Buffer.from(days.map(({ readers }) => String(readers)).find((readers) => readers.length > 9_000) ?? '', 'base64')
  assert.ok(sketch.length > 1 && many.length > 9_000)
  for (const [kind, line, change, why] of [
    ['audience_settings', 1, { mode: 'all' }, /mode/],
    ['counted_pages', 1, { article: 99, path: null }, /Key \(article_id\)=\(99\) is not present/],
    ['counted_pages', 1, { article: null, path: null }, /counted_pages_check/],
    ['counted_pages', 1, { article: null, path: '' }, /Key \(path\)=\(\) already exists/],
    ['counted_pages', 2, { number: page.number }, /already exists/],
    ['page_hours', 1, { page: 999 }, /Key \(page_id\)=\(999\) is not present/],
    ['page_hours', 1, { hours: [[24, 1, null]] }, /page_hours_hour_check/],
    ['page_hours', 1, { hours: [[1, 1, null], [1, 2, null]] }, /second time|already exists/],
    ['page_hours', 1, { hours: [] }, /hours: /],
    ['page_hours', 1, { hours: [[1, 1]] }, /hours.0/],
    ['page_days', 1, { day: '2026-02-30' }, /date/],
    ['page_days', 1, { views: 1, told: 2 }, /page_days_check/],
    ['page_days', 1, { views: 3_000_000_000 }, /out of range/],
    ['page_days', 1, { views: 0.5 }, /views: /],
    ['page_days', 1, { reached: [1] }, /reached: /],
    ['page_days', at, { readers: 'AQ==' }, /readers: it is not a sketch/],
    ['page_days', at, { readers: 'not base64' }, /readers: it is not a sketch/],
    ['page_days', at, { readers: Buffer.concat([sketch, Buffer.from([0])]).toString('base64') }, /readers: it is not a sketch/],
    ['page_days', at, { readers: sketch.subarray(0, -1).toString('base64') }, /readers: it is not a sketch|page_days/],
    ['page_days', at, { readers: many.subarray(0, -1).toString('base64') }, /readers: it is not a sketch/],
    ['page_days', at, { readers: Buffer.concat([many.subarray(0, -3), Buffer.from([255, 255, 255])]).toString('base64') }, /readers: it is not a sketch/],
    ['trait_days', 1, { trait: 'shoe size' }, /trait: /],
    ['trait_days', 1, { values: [['de', 0]] }, /values.0.1/],
    ['source_days', 1, { sources: [['nowhere', 'x', 1]] }, /source_days_kind_check/],
    ['leaving_days', 1, { hosts: [['x', '1']] }, /hosts.0.1/],
    ['machine_days', 1, { machines: [[null, 1]] }, /machines.0.0/],
    ['left_out_days', 1, { reasons: [['forged', -1]] }, /reasons.0.1/],
    ['event_days', 1, { events: [['a', 'b', 1, 2]] }, /events.0/],
    ['imported_days', 1, { figures: [[0, null, null]] }, /imported_days_check/],
    ['log_days', 1, { lines: 'AAAAAAAB' + 'AAAAAAAA' }, /row of marks/],
    ['log_days', 1, { lines: 'AAAA' }, /row of marks/],
    ['appeal_days', 1, { article: 999 }, /Key \(article_id\)=\(999\) is not present/],
    ['slot_clicks', 1, { places: [[5, 'lead', null, 1], [5, 'lead', null, 2]] }, /already exists/],
    ['headline_tests', 1, { outcome: 'decided', winner: null, ended_at: '2026-03-01T12:00:00Z', stands: false }, /headline_tests_check/],
    ['headline_versions', 1, { test: 999 }, /Key \(test_id\)=\(999\) is not present/],
    ['headline_slices', 1, { slices: [[1, 'lead', 'e', 0, 0]] }, /headline_slices_version_check/],
    ['audience_alerts', 1, { kind: 'growth', article: null }, /audience_alerts_check/],
    ['totals_keys', 1, { name: 'x' }, /totals_keys_name_check/],
    ['totals_statements', 1, { text: '{}' }, /no totals statement/],
    ['totals_statements', 2, { key: 99 }, /Key \(key_id\)=\(99\) is not present/],
  ] as const) {
    const path = await packed(withRecords(whole, kind, recordsOf(whole, kind).map((record, n) => (n + 1 === line ? { ...record, ...change } : record))))
    await assert.rejects(take(empty.db, path), (error: Error) => {
      assert.equal(error.constructor.name, 'ArchiveRefused', error.stack)
      assert.match(error.message, new RegExp(`^${kind}.jsonl, line ${line}: .*(${why.source})`), `${kind} ${JSON.stringify(change).slice(0, 80)}`)
      return true
    })
  }
  assert.ok(await isUntouched(empty.db))
})

test('what the paper has signed comes along whole, its chain holds, and the key that moves by hand goes on signing', async () => {
  const { db, drop } = await freshDatabase()
  await take(db, await packed(whole))
  const chain = () => statementsAfter(db, { after: 0, limit: 100 })
  const before = await chain()
  assert.ok(before.length > 3)
  await takeIn(db, [viewOf('2026-03-06T10:00:00Z')], now)
  await signTotals(db, { safe: safeOf([Buffer.alloc(32, 7)]), site: { url: 'http://other.test' }, now: new Date('2026-03-08T12:00:00Z') })
  const after = await chain()
  assert.deepEqual([after.slice(0, before.length), after.length - before.length, verified(after).faults, verified(after).keys.length], [before, 2, [], 1])
  await drop()
})

test('what an empty paper has counted of itself goes when a paper comes, and counting goes on in what came', async () => {
  const { db, drop } = await freshDatabase()
  await takeIn(db, [viewOf('2026-03-05T10:00:00Z'), viewOf('2026-03-05T10:00:00Z', { page: { path: '/search' } })], now)
  assert.ok(await isUntouched(db))
  const archive = await packed(whole)
  await take(db, archive)
  assert.deepEqual(recordsOf(await entriesOf(await exported(db, files)), 'page_days'), recordsOf(whole, 'page_days'))
  const counts = (of: Db) => of.selectFrom('page_days').select(['page_id', 'day', 'reader_count']).orderBy('page_id').orderBy('day').execute()
  assert.deepEqual(await counts(db), await counts(there.db))
  const [{ id }] = await db.selectFrom('articles').select('id').execute() as [{ id: number }]
  await takeIn(db, [viewOf('2026-03-05T10:00:00Z', { page: { path: '/feeds' } }), viewOf('2026-03-01T10:00:00Z', { page: { article_id: id } })], now)
  const highest = Math.max(...recordsOf(whole, 'counted_pages').map(({ number }) => Number(number)))
  const { id: fresh } = await db.selectFrom('counted_pages').select('id').where('path', '=', '/feeds').executeTakeFirstOrThrow()
  assert.ok(fresh > highest)
  await drop()
})

test('figures that others have counted are no empty paper', async () => {
  const { db, drop } = await freshDatabase()
  await db.insertInto('imported_days').values({ source: 'umami', page_id: 0, day: '2026-01-01', views: 1, visitors: null }).execute()
  await assert.rejects(take(db, await packed(whole)), /not empty: it holds imported_days/)
  await drop()
})

test('hits that wait are taken in before a paper leaves, once, while its log is being written', async () => {
  const [from, to] = [await freshDatabase(), await freshDatabase()]
  const data = join(folder, 'data')
  const log = openSegmentLog(join(data, 'hits'), { mostBytes: 1e9, clock: () => now })
  for (let n = 0; n < 3; n++) {
    await log.append(asRecord(viewOf('2026-03-05T11:00:00Z', { reader: readerNumber(n) })))
    await rollWaiting(from.db, { data, now })
  }
  await log.close()
  const archive = await exported(from.db, files)
  await take(to.db, archive)
  const { views, readers } = await to.db.selectFrom('page_days').select(['views', 'readers']).where('page_id', '=', 0).executeTakeFirstOrThrow()
  assert.deepEqual([views, readersIn(unpacked(readers ?? Buffer.alloc(0)))], [3, 3])
  assert.ok(sameBytes(archive, await exported(to.db, files)))
  await Promise.all([from.drop(), to.drop()])
})

test('lines of logs that were counted are known again where the paper moved to, and new ones of the same day are counted', async () => {
  const [from, to] = [await freshDatabase(), await freshDatabase()]
  const line = (second: number) => `198.51.100.${second} - - [20/Feb/2026:12:59:${second} +0100] "GET / HTTP/1.1" 200 4711 "-" "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"`
  async function* lines(seconds: number[]) { yield* seconds.map(line) }
  const read = (db: Db, seconds: number[]) => importLog(db, lines(seconds), {
    addresses: createAddresses(routes), isPublic: ({ guard }) => guard === anyone, origin: 'https://paper.test', countryOf: () => null, key: Buffer.alloc(32, 7), salts: new Map(), now, progress: () => {},
  })
  await read(from.db, [10, 11, 12])
  await take(to.db, await exported(from.db, files))
  const { views, repeated, ownDays } = await read(to.db, [11, 12, 13, 10])
  assert.deepEqual([views, repeated, ownDays], [1, 3, 0])
  assert.equal((await to.db.selectFrom('page_days').select('views').where('page_id', '=', 0).executeTakeFirstOrThrow()).views, 4)
  await Promise.all([from.drop(), to.drop()])
})
