import assert from 'node:assert/strict'
import { appendFileSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { blockOf, segmentName } from '../base/segments/segment.ts'
import { openSegmentLog } from '../base/segments/segment-log.ts'
import type { Db } from '../base/db/db.ts'
import { makeArticle } from '../../test/makers.ts'
import { removeFolder, temporaryFolder } from '../../test/program.ts'
import { rolledBack } from '../../test/rolled-back.ts'
import type { Measured } from './measured.ts'
import { asRecord, type Hit, type View } from './hit.ts'
import { pageNumbers } from './counted-page.ts'
import { rollHits } from './rolling.ts'
import { readersIn, unpacked } from './sketch.ts'

const noon = new Date('2026-03-01T12:00:00Z')
const zone = 'Europe/Berlin'
const minute = noon.getTime() / 60_000
const view = (given: Partial<View>): View => ({ kind: 'view', minute, page: { path: '/' }, reader: null, device: null, language: null, country: null, campaign: null, ...given })
const reader = (n: number) => (BigInt.asUintN(64, BigInt(n + 1) * 0x9e3779b97f4a7c15n)).toString(16).padStart(16, '0')

async function withHits(db: Db, hits: Hit[][], work: (folder: string) => Promise<void>) {
  const folder = temporaryFolder()
  try {
    for (const those of hits) {
      const log = openSegmentLog(folder, { mostBytes: 1e9, clock: () => noon })
      await Promise.all(those.map((hit) => log.append(asRecord(hit))))
      await log.close()
    }
    await work(folder)
  } finally {
    removeFolder(folder)
  }
}

test('hits become figures by page, hour and day, each once, and leave the disk', () => rolledBack(async (db) => {
  const article = await makeArticle(db)
  const page = { article_id: article.id }
  const hits: Hit[] = [
    ...Array.from({ length: 30 }, (_, n) => view({ page, reader: reader(n % 10), device: 'phone', language: 'de' })),
    view({ reader: reader(3), minute: minute + 60 }), view({ page: { article_id: 999_999_999 } }),
    { kind: 'machine', minute, page, machine: 'ai_training' }, { kind: 'left_out', minute, why: 'prefetch' },
  ]
  await withHits(db, [hits.slice(0, 17), hits.slice(17)], async (folder) => {
    assert.equal(await rollHits(db, { folder, zone, now: noon }), 34)
    assert.deepEqual(readdirSync(folder), [])
    assert.equal(await rollHits(db, { folder, zone, now: noon }), 0)
  })
  const days = await db.selectFrom('page_days as d').innerJoin('counted_pages as p', 'p.id', 'd.page_id').select(['p.path', 'p.article_id', 'day', 'views', 'told', 'readers']).orderBy('views', 'desc').execute()
  assert.deepEqual(days.map(({ readers, ...row }) => ({ ...row, readers: readersIn(unpacked(readers!)) })), [
    { path: '', article_id: null, day: '2026-03-01', views: 31, told: 31, readers: 10 },
    { path: null, article_id: article.id, day: '2026-03-01', views: 30, told: 30, readers: 10 },
    { path: '/', article_id: null, day: '2026-03-01', views: 1, told: 1, readers: 1 },
  ])
  assert.deepEqual(await db.selectFrom('page_hours').select(['hour', 'views']).where('page_id', '=', 0).orderBy('hour').execute(), [{ hour: 13, views: 30 }, { hour: 14, views: 1 }])
  assert.deepEqual(await db.selectFrom('trait_days').select(['trait', 'value', 'views']).orderBy('trait').execute(), [{ trait: 'device', value: 'phone', views: 30 }, { trait: 'language', value: 'de', views: 30 }])
  assert.deepEqual(await db.selectFrom('machine_days').select(['machine', 'hits']).execute(), [{ machine: 'ai_training', hits: 1 }])
  assert.deepEqual(await db.selectFrom('left_out_days').select(['why', 'hits']).orderBy('why').execute(), [{ why: 'forged', hits: 1 }, { why: 'prefetch', hits: 1 }])
}))

test('what scripts tell is added to the page and to the paper', () => rolledBack(async (db) => {
  const page = { path: '/support' }
  const told: Measured = { kind: 'measured', minute, page, isFirst: true, seconds: 30, from_depth: 0, depth: 3, source: { kind: 'search', name: 'google' }, leaving: ['elsewhere.example'] }
  const hits: Hit[] = [view({ page }), { ...told }, { ...told, isFirst: false, from_depth: 3, depth: 10, source: null, leaving: [] }, { ...told, depth: 1 }]
  for (const those of [hits.slice(0, 2), hits.slice(2)]) await withHits(db, [those], async (folder) => { await rollHits(db, { folder, zone, now: noon }) })
  for (const path of ['/support', '']) {
    const { id, ...row } = await db.selectFrom('page_days as d').innerJoin('counted_pages as p', 'p.id', 'd.page_id').select(['p.id', 'views', 'measured', 'seconds', 'reached']).where('path', '=', path).executeTakeFirstOrThrow()
    assert.deepEqual(row, { views: 1, measured: 2, seconds: 90, reached: [2, 1, 1, 1, 1, 1, 1, 1, 1, 1] })
    assert.deepEqual(await db.selectFrom('source_days').select(['kind', 'name', 'views']).where('page_id', '=', id).execute(), [{ kind: 'search', name: 'google', views: 2 }])
    assert.deepEqual(await db.selectFrom('leaving_days').select(['host', 'clicks']).where('page_id', '=', id).execute(), [{ host: 'elsewhere.example', clicks: 2 }])
  }
}))

test('later hits of the same day join the earlier ones, and the same reader is one', () => rolledBack(async (db) => {
  for (const from of [0, 5, 9]) {
    await withHits(db, [Array.from({ length: 10 }, (_, n) => view({ reader: reader(from + n) }))], async (folder) => { await rollHits(db, { folder, zone, now: noon }) })
  }
  const { views, readers } = await db.selectFrom('page_days').select(['views', 'readers']).where('page_id', '=', 0).executeTakeFirstOrThrow()
  assert.deepEqual([views, readersIn(unpacked(readers!))], [30, 19])
  const live = await db.selectFrom('live_minutes').select(['views', 'readers']).where('page_id', '=', 0).executeTakeFirstOrThrow()
  assert.deepEqual([live.views, readersIn(unpacked(live.readers!))], [30, 19])
}))

test('more addresses than a paper has are one', () => rolledBack(async (db) => {
  const first = await pageNumbers(db, ['/a', '/b'].map((path) => ({ path })), { isChecked: false, most: 3 })
  const numberOf = await pageNumbers(db, ['/b', '/c', '/d'].map((path) => ({ path })), { isChecked: false, most: 4 })
  assert.equal(numberOf({ path: '/b' }), first({ path: '/b' }))
  assert.equal(numberOf({ path: '/d' }), numberOf({ path: 'other' }))
  assert.notEqual(first({ path: '/a' }), first({ path: '/b' }))
}))

test('a former address is its article, and what is no article is its kind', () => rolledBack(async (db) => {
  const article = await makeArticle(db)
  await db.insertInto('article_addresses').values({ address: '/2015/03/alter-titel/', article_id: article.id, since: noon }).execute()
  const page = (address: string) => view({ page: { path: 'unknown', address } })
  const event = (action: string): Hit => ({ kind: 'event', minute, category: 'Video', action })
  await withHits(db, [[page('/2015/03/alter-titel/'), page('/2015/03/alter-titel/'), page('/2015/03/nie/'), event('Play'), event('Play')]], async (folder) => { await rollHits(db, { folder, zone, now: noon }) })
  const days = await db.selectFrom('page_days as d').innerJoin('counted_pages as p', 'p.id', 'd.page_id').select(['path', 'article_id', 'views']).where('p.id', '<>', 0).orderBy('views', 'desc').execute()
  assert.deepEqual(days, [{ path: null, article_id: article.id, views: 2 }, { path: 'unknown', article_id: null, views: 1 }])
  assert.deepEqual(await db.selectFrom('event_days').select(['category', 'action', 'hits']).execute(), [{ category: 'Video', action: 'Play', hits: 2 }])
}))

const totals = (db: Db) => db.selectFrom('page_days').select(['views', 'told']).where('page_id', '=', 0).executeTakeFirst()

test('a hit that the figures cannot take, or that is none, is left out, and those around it are not', () => rolledBack(async (db) => {
  const wrong = [
    view({ page: { path: `/privacy/${Array.from({ length: 9_000 }, (_, n) => reader(n)).join('').slice(0, 9_000)}` } }), view({ language: 'a\u0000b', reader: reader(1) }), view({ page: { article_id: 1e25 } }), view({ minute: 9e14 }),
    { ...view({}), page: undefined } as unknown as View, { kind: 'unheard_of', minute } as unknown as Hit, 'no hit' as unknown as Hit, { ...view({}), page: { article_id: 'x' } } as unknown as View,
  ]
  const hits = Array.from({ length: 40 }, (_, n) => view({ reader: reader(n) })).flatMap((hit, n) => (n % 5 === 0 && wrong[n / 5] ? [hit, wrong[n / 5]!] : [hit]))
  await withHits(db, [hits], async (folder) => {
    assert.equal(await rollHits(db, { folder, zone, now: noon }), 48)
    assert.deepEqual(readdirSync(folder), [])
  })
  assert.deepEqual(await totals(db), { views: 40, told: 40 })
  assert.deepEqual(await db.selectFrom('left_out_days').select(['why', 'hits']).execute(), [{ why: 'malformed', hits: 8 }])
}))

test('a segment whose writer was killed is read to its last whole block, and removed when nobody can be writing it', () => rolledBack(async (db) => {
  const folder = temporaryFolder()
  const write = (name: string, hits: Hit[]) => appendFileSync(join(folder, name), blockOf(hits.map(asRecord)))
  const name = segmentName(noon, '11111111-1111-4111-8111-111111111111')
  const roll = (minutes: number) => rollHits(db, { folder, zone, now: new Date(noon.getTime() + minutes * 60_000) })
  write(name, [view({}), view({})])
  appendFileSync(join(folder, name), blockOf([asRecord(view({}))]).subarray(0, 40))
  assert.deepEqual([await roll(0), await roll(5), readdirSync(folder)], [2, 0, [name]])
  assert.deepEqual([await roll(61), readdirSync(folder)], [0, [`${name}.sealed`]])
  assert.deepEqual([await roll(62), readdirSync(folder)], [0, []])
  // One begun by a clock that was a year ahead.
  const ahead = segmentName(new Date('2027-03-01T12:00:00Z'), '22222222-2222-4222-8222-222222222222')
  write(ahead, [view({})])
  assert.deepEqual([await roll(0), await roll(1), readdirSync(folder)], [1, 0, []])
  assert.equal((await totals(db))?.views, 3)
  removeFolder(folder)
}))

test('what was sealed too early is read to its end, and a file that comes back is not counted again', () => rolledBack(async (db) => {
  const folder = temporaryFolder()
  const name = segmentName(noon, '11111111-1111-4111-8111-111111111111')
  const fill = (to: string) => appendFileSync(join(folder, to), blockOf([asRecord(view({}))]))
  const roll = (days: number) => rollHits(db, { folder, zone, now: new Date(noon.getTime() + days * 86_400_000) })
  fill(name)
  await roll(1)
  fill(`${name}.sealed`)
  assert.deepEqual([await roll(1), readdirSync(folder), (await totals(db))?.views], [1, [], 2])
  fill(name)
  await roll(39)
  assert.equal((await totals(db))?.views, 2)
  removeFolder(folder)
}))

test('a row of a segment that is still there outlives any clock', () => rolledBack(async (db) => {
  const folder = temporaryFolder()
  const name = segmentName(noon, '11111111-1111-4111-8111-111111111111')
  appendFileSync(join(folder, name), blockOf([asRecord(view({}))]))
  await rollHits(db, { folder, zone, now: noon })
  const other = temporaryFolder()
  // Another node, whose clock is years ahead, clears what is old.
  await rollHits(db, { folder: other, zone, now: new Date('2036-01-01T00:00:00Z') })
  await rollHits(db, { folder, zone, now: noon })
  assert.equal((await totals(db))?.views, 1)
  for (const one of [folder, other]) removeFolder(one)
}))

test('a segment that cannot be read holds up no other', () => rolledBack(async (db) => {
  const folder = temporaryFolder()
  mkdirSync(join(folder, segmentName(noon, '11111111-1111-4111-8111-111111111111')))
  appendFileSync(join(folder, segmentName(noon, '22222222-2222-4222-8222-222222222222')), blockOf([asRecord(view({}))]))
  await assert.rejects(rollHits(db, { folder, zone, now: noon }), /cannot be read/)
  assert.equal((await totals(db))?.views, 1)
  removeFolder(folder)
}))
