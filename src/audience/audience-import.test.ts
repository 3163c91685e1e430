import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ZipFile } from 'yazl'
import { unzipped } from '../base/files/unzip.ts'
import type { Db } from '../base/db/db.ts'
import { createAddresses } from '../base/web/address.ts'
import { anyone } from '../people/guards.ts'
import { routes } from '../routes.ts'
import { makeArticle } from '../../test/makers.ts'
import { rolledBack } from '../../test/rolled-back.ts'
import { figuresIn, importFigures } from './audience-import.ts'

const where = { addresses: createAddresses(routes), isPublic: ({ guard }: (typeof routes)[number]) => guard === anyone, origin: 'https://paper.test' }
const taken = (db: Db, csv: string) => importFigures(db, figuresIn(csv), where)
const all = (db: Db) => db.selectFrom('imported_days as d').innerJoin('counted_pages as p', 'p.id', 'd.page_id').select(['source', 'path', 'article_id', 'day', 'views', 'visitors']).orderBy('day').orderBy('page_id').execute()

test('figures of Plausible are of the paper and of its pages, however often they are imported', () => rolledBack(async (db) => {
  const article = await makeArticle(db)
  const visitors = '"date","visitors","pageviews","bounces","visits","visit_duration"\n2026-02-19,100,250,40,120,9000\n2026-02-20,110,260,41,130,9100\n'
  const pages = `"date","hostname","page","visits","visitors","pageviews","exits","total_time_on_page"\n2026-02-20,paper.test,/stadt/depot-${article.id},30,28,40,5,60\n2026-02-20,paper.test,/stadt/alter-titel-${article.id},2,2,2,1,6\n2026-02-20,paper.test,/stadt/keiner-999999999,1,1,1,1,1\n`
  for (let n = 0; n < 2; n++) {
    assert.deepEqual(await taken(db, visitors), { source: 'plausible', days: 2, from: '2026-02-19', to: '2026-02-20', ofPages: false, leftOut: 0 })
    assert.deepEqual(await taken(db, pages), { source: 'plausible', days: 1, from: '2026-02-20', to: '2026-02-20', ofPages: true, leftOut: 1 })
  }
  assert.deepEqual(await all(db), [
    { source: 'plausible', path: '', article_id: null, day: '2026-02-19', views: 250, visitors: 100 },
    { source: 'plausible', path: '', article_id: null, day: '2026-02-20', views: 260, visitors: 110 },
    { source: 'plausible', path: null, article_id: article.id, day: '2026-02-20', views: 42, visitors: 30 },
  ])
  assert.deepEqual(await db.selectFrom('page_days').selectAll().execute(), [])
}))

test('two tables of Matomo complete each other, and Umami’s is known by its names', () => rolledBack(async (db) => {
  await taken(db, 'date,nb_uniq_visitors,nb_users,nb_visits,nb_actions\n2026-02-20,110,0,130,400\n')
  await taken(db, 'date,nb_pageviews,nb_uniq_pageviews,nb_downloads\n2026-02-20,260,200,3\n')
  await taken(db, 'date,label,nb_visits,nb_hits,sum_time_spent\n2026-02-20,/search,5,9,30\n')
  await taken(db, 'date,pageviews,visitors\n2026-02-20,255,108\n')
  assert.deepEqual(await all(db), [
    { source: 'matomo', path: '', article_id: null, day: '2026-02-20', views: 260, visitors: 110 }, { source: 'umami', path: '', article_id: null, day: '2026-02-20', views: 255, visitors: 108 },
    { source: 'matomo', path: '/search', article_id: null, day: '2026-02-20', views: 9, visitors: null },
  ].toSorted((a, b) => Number(a.path !== '') - Number(b.path !== '')))
}))

test('Umami’s raw export is added up by the paper’s days, its views alone, and whoever was there twice is one visitor', () => rolledBack(async (db) => {
  const article = await makeArticle(db)
  const head = 'website_id,session_id,visit_id,event_id,hostname,browser,os,device,country,url_path,url_query,referrer_domain,page_title,event_type,event_name,created_at\n'
  const row = (session: string, path: string, created: string, type = '1') => `w,${session},v,e,paper.test,firefox,Linux,desktop,DE,${path},,elsewhere.example,"Ein Titel, mit Komma",${type},,${created}\n`
  const csv = head + row('s1', '/', '2026-02-19 22:30:00') + row('s1', '/', '2026-02-19 23:30:00') + row('s1', `/stadt/depot-${article.id}`, '2026-02-20T10:00:00.000Z') + row('s2', `/stadt/depot-${article.id}`, '2026-02-20 10:00:00') + row('s3', '/', '2026-02-20 10:00:00', '2') + row('s1', '', '2026-02-19 22:40:00')
  for (let n = 0; n < 2; n++) assert.deepEqual(await importFigures(db, figuresIn(csv, 'Europe/Berlin'), where), { source: 'umami', days: 2, from: '2026-02-19', to: '2026-02-20', ofPages: true, leftOut: 0 })
  assert.deepEqual((await all(db)).map(({ path, article_id, day, views, visitors }) => [path ?? article_id, day, views, visitors]), [
    ['', '2026-02-19', 2, 1], ['/', '2026-02-19', 1, 1], ['', '2026-02-20', 3, 2], [article.id, '2026-02-20', 2, 2], ['/', '2026-02-20', 1, 1],
  ])
  assert.throws(() => figuresIn(head + row('s1', '/', 'yesterday')), /line 2 has no time/)
}))

test('a table that is none says why, and nothing of it is taken', () => {
  for (const [csv, why] of [['', /no column with the day/], ['date,country\n', /no column with views/], ['date,visitors\n20.02.2026,5\n', /line 2 has no day/], ['date,visitors\n2026-02-20,5\n2026-02-21,many\n', /line 3 has a figure/]] as const) assert.throws(() => figuresIn(csv), why)
})

test('an archive is read file by file, and a damaged one is not', async () => {
  const zip = new ZipFile()
  for (const [name, text] of [['imported_visitors_20260219_20260220.csv', 'date,visitors\n'.repeat(50)], ['a/ü.txt', 'x']] as const) zip.addBuffer(Buffer.from(text), name)
  zip.end()
  const chunks: Buffer[] = []
  for await (const chunk of zip.outputStream) chunks.push(Buffer.from(chunk))
  const archive = Buffer.concat(chunks)
  assert.deepEqual(unzipped(archive).map(({ name, content }) => [name, content.length]), [['imported_visitors_20260219_20260220.csv', 700], ['a/ü.txt', 1]])
  archive[90] = (archive[90] ?? 0) ^ 0xff
  assert.throws(() => unzipped(archive))
  assert.throws(() => unzipped(Buffer.from('PK')), RangeError)
})
