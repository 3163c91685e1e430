import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { house, type House } from '../../test/house.ts'
import { makeArticle } from '../../test/makers.ts'
import { makeAccount } from '../../test/people-makers.ts'
import type { Db } from '../base/db/db.ts'
import { secondsAfter, secondsBefore } from '../base/time.ts'
import { turnDone } from './turn.ts'
import { watchAudience } from './watching.ts'

const site = { url: 'http://paper.test' }
const counter = '00000000-0000-4000-8000-000000000001'
const minutes = (now: Date, n: number) => secondsAfter(now, 60 * n)
const watch = (db: Db, now: Date) => watchAudience(db, { site, now })
const alerts = (db: Db) => db.selectFrom('audience_alerts').select(['kind', 'article_id', 'day', 'views', 'furthest', 'usual', 'ended_at']).orderBy('id').execute()

/** Five weeks until now in which each hour had as many views. */
async function ordinaryWeeks(db: Db, now: Date, views = 2_000) {
  await sql`insert into page_days (page_id, day, views, told) select 0, (${now}::date - n), ${24 * views}, 0 from generate_series(0, 36) as n`.execute(db)
  await sql`insert into page_hours (page_id, day, hour, views) select 0, (${now}::date - n), hour, ${views} from generate_series(0, 36) as n cross join generate_series(0, 23) as hour`.execute(db)
}

/** Articles of the last days, each with one view in a hundred of the paper's. */
async function ordinaryArticles(db: Db, now: Date, count = 12) {
  for (let n = 0; n < count; n++) {
    const { id } = await makeArticle(db, { first_published_at: secondsBefore(now, (5 * 24 + n) * 3_600), published_at: secondsBefore(now, (5 * 24 + n) * 3_600) })
    const page = await pageOf(db, id)
    await sql`insert into page_hours (page_id, day, hour, views) select ${page}, at::date, extract(hour from at), 20 from (select (${secondsBefore(now, (5 * 24 + n) * 3_600)}::timestamptz at time zone 'Europe/Berlin') + make_interval(hours => k) as at from generate_series(0, 95) as k) as t`.execute(db)
  }
}
async function pageOf(db: Db, article_id: number) {
  const there = await db.selectFrom('counted_pages').select('id').where('article_id', '=', article_id).executeTakeFirst()
  return there?.id ?? (await db.insertInto('counted_pages').values({ article_id, path: null }).returning('id').executeTakeFirstOrThrow()).id
}

/** What the half hour before now had, of the paper and of pages. */
async function halfHour(db: Db, now: Date, views: Record<number, number>) {
  await db.deleteFrom('live_minutes').execute()
  const minute = Math.floor(now.getTime() / 60_000) - 10
  const rows = Object.entries(views).map(([page, count]) => ({ minute, page_id: Number(page), views: count })).filter((row) => row.views > 0)
  if (rows.length > 0) await db.insertInto('live_minutes').values(rows).execute()
}

/** A counter that has taken in all for a day. */
async function counts(db: Db, now: Date) {
  await db.insertInto('counting_turns').values({ id: counter, since: secondsBefore(now, 86_400), turned_at: now }).onConflict((oc) => oc.column('id').doUpdateSet({ since: secondsBefore(now, 86_400), turned_at: now })).execute()
}

async function paperThatRuns({ db, now }: House) {
  await ordinaryWeeks(db, now)
  await ordinaryArticles(db, now)
  const article = await makeArticle(db, { headline: 'Die Brücke ist zu', first_published_at: secondsBefore(now, 2 * 3_600), published_at: secondsBefore(now, 2 * 3_600) })
  await counts(db, now)
  return { article, page: await pageOf(db, article.id) }
}

test('an article that runs at five times the usual is told once, to those who want it, and ends when it is over', house(async (t) => {
  const { db, now } = t
  const { article, page } = await paperThatRuns(t)
  const [wants, not, gone] = [await makeAccount(db, { roles: ['editor'] }), await makeAccount(db, { roles: ['editor'] }), await makeAccount(db)]
  await db.updateTable('readers').set({ language: 'en' }).where('id', '=', wants.id).execute()
  await db.insertInto('audience_mails').values([{ reader_id: wants.id, alerts: true, told_until: '2026-02-28' }, { reader_id: not.id, daily_at: 6, told_until: '2026-02-28' }, { reader_id: gone.id, alerts: true, told_until: '2026-02-28' }]).execute()
  await halfHour(db, now, { 0: 1_060, [page]: 60 })
  for (let n = 0; n < 2; n++) await watch(db, now)
  const begun = { kind: 'growth', article_id: article.id, day: '2026-03-01', views: 60, usual: 10 }
  assert.deepEqual(await alerts(db), [{ ...begun, furthest: 60, ended_at: null }])
  const mails = await db.selectFrom('mails').select(['to_address', 'subject', 'text']).execute()
  assert.deepEqual(mails.map(({ to_address, subject }) => [to_address, subject]), [[wants.mail_address, 'Running: Die Brücke ist zu']])
  assert.match(mails[0]!.text, /60 views in the last half hour\. At this age and this time about 10 would be usual\.[^]*\/desk\/audience\/articles\/\d+[^]*\/desk\/audience\/mails/)
  assert.match((await t.open('/desk/audience', wants.cookie)).html, /One alert<\/h2>[^]*Die Brücke ist zu<\/a><\/strong> is running: at 13:00 it had 60 views in half an hour, where 10 are usual\./)

  await halfHour(db, minutes(now, 10), { 0: 1_300, [page]: 300 })
  await counts(db, minutes(now, 10))
  await watch(db, minutes(now, 10))
  await halfHour(db, minutes(now, 60), { 0: 1_000, [page]: 20 })
  await counts(db, minutes(now, 60))
  await watch(db, minutes(now, 60))
  assert.deepEqual(await alerts(db), [{ ...begun, furthest: 300, ended_at: minutes(now, 60) }])
  await halfHour(db, minutes(now, 120), { 0: 1_300, [page]: 300 })
  await counts(db, minutes(now, 120))
  await watch(db, minutes(now, 120))
  assert.equal((await alerts(db)).length, 1, 'once a day')
  const { html } = await t.open('/desk/audience/alerts', not.cookie)
  assert.match(html, /Die Brücke ist zu[^]*<td[^>]*>60<\/td>[^]*>10<\/td>[^]*>300<\/td>/)
  assert.doesNotMatch((await t.open('/desk/audience', wants.cookie)).html, /open-alerts/)
}))

test('an article that runs over midnight is told once, and on another day again', house(async (t) => {
  const { db } = t
  const late = new Date('2026-03-01T22:55:00Z')
  const { page } = await paperThatRuns({ ...t, now: late })
  const at = async (now: Date, views: number) => {
    await halfHour(db, now, { 0: 1_000 + views, [page]: views })
    await counts(db, now)
    await watch(db, now)
  }
  await at(late, 200)
  await at(minutes(late, 10), 200)
  assert.deepEqual((await alerts(db)).map(({ day }) => day), ['2026-03-01'])
  await at(minutes(late, 70), 10)
  // What the article had yesterday would be its own measure: here it had next to nothing.
  await at(minutes(late, 600), 200)
  assert.deepEqual((await alerts(db)).map(({ day, ended_at }) => [day, ended_at !== null]), [['2026-03-01', true], ['2026-03-02', false]])
}))

test('a paper that has not counted for three weeks knows no usual', house(async (t) => {
  const { db, now } = t
  await ordinaryArticles(db, now)
  const { id } = await makeArticle(db, { first_published_at: secondsBefore(now, 3_600), published_at: secondsBefore(now, 3_600) })
  await sql`insert into page_days (page_id, day, views, told) select 0, (${now}::date - n), 1000, 0 from generate_series(0, 15) as n`.execute(db)
  await halfHour(db, now, { 0: 900, [await pageOf(db, id)]: 900 })
  await counts(db, now)
  await watch(db, now)
  assert.deepEqual(await alerts(db), [])
}))

test('readers have gone when far fewer come than in the same hour of other weeks, and come back', house(async (t) => {
  const { db, now } = t
  await ordinaryWeeks(db, now)
  await counts(db, now)
  await halfHour(db, now, { 0: 500 })
  await watch(db, now)
  assert.deepEqual(await alerts(db), [])
  await halfHour(db, now, { 0: 100 })
  await watch(db, now)
  assert.deepEqual(await alerts(db), [{ kind: 'gone', article_id: null, day: '2026-03-01', views: 100, furthest: 100, usual: 1_000, ended_at: null }])
  await halfHour(db, minutes(now, 30), { 0: 0 })
  await counts(db, minutes(now, 30))
  await watch(db, minutes(now, 30))
  await halfHour(db, minutes(now, 60), { 0: 700 })
  await counts(db, minutes(now, 60))
  await watch(db, minutes(now, 60))
  assert.deepEqual((await alerts(db)).map(({ furthest, ended_at }) => [furthest, ended_at]), [[0, minutes(now, 60)]])
}))

test('while hits wait, and until a counter has been there for the whole half hour, nobody says that readers have gone', house(async ({ db, now }) => {
  await ordinaryWeeks(db, now)
  await halfHour(db, now, { 0: 0 })
  await watch(db, now)
  assert.deepEqual(await alerts(db), [], 'nobody counts')
  const other = '00000000-0000-4000-8000-000000000002'
  await counts(db, now)
  await db.insertInto('counting_turns').values({ id: other, since: secondsBefore(now, 86_400), turned_at: secondsBefore(now, 600) }).execute()
  await watch(db, now)
  assert.deepEqual(await alerts(db), [], 'one of two has hits that wait')
  // It died long ago: what it took has been taken in by others.
  await db.updateTable('counting_turns').set({ turned_at: secondsBefore(now, 3_600) }).where('id', '=', other).execute()
  await db.updateTable('counting_turns').set({ turned_at: secondsBefore(now, 300) }).where('id', '=', counter).execute()
  await turnDone(db, { id: counter, now })
  await watch(db, now)
  assert.deepEqual(await alerts(db), [], 'the database was away until a moment ago')
  for (let n = 1; n <= 32; n++) await turnDone(db, { id: counter, now: minutes(now, n) })
  await watch(db, minutes(now, 32))
  assert.equal((await alerts(db)).length, 1)
}))

test('what is usual at midnight and when clocks change is that of the paper’s hours', house(async ({ db }) => {
  const [monday, spring, autumn] = [new Date('2026-03-01T23:15:00Z'), new Date('2026-03-29T01:15:00Z'), new Date('2026-10-25T01:20:00Z')]
  const [quiet, loud] = [40, 400]
  for (const now of [monday, spring, autumn]) {
    await db.deleteFrom('page_hours').execute()
    await db.deleteFrom('page_days').execute()
    await db.deleteFrom('audience_alerts').execute()
    await ordinaryWeeks(db, now, quiet)
    // Of the half hour 16 minutes lie in one hour and 14 in another one that is loud: midnight of Monday, and 3 o'clock after 1 o'clock.
    if (now === monday) await db.updateTable('page_hours').set({ views: loud }).where('hour', '=', 0).where(sql<boolean>`extract(dow from day) = 1`).execute()
    else await db.updateTable('page_hours').set({ views: loud }).where('hour', '=', now === spring ? 3 : 2).where(sql<boolean>`extract(dow from day) = 0`).execute()
    await halfHour(db, now, { 0: 5 })
    await counts(db, now)
    await watch(db, now)
    // In autumn the whole half hour lies in the second 2 o'clock.
    const usual = now === autumn ? loud / 2 : Math.round((16 * quiet + 14 * loud) / 60)
    assert.deepEqual((await alerts(db)).map((alert) => [alert.kind, alert.usual]), [['gone', usual]], now.toISOString())
  }
}))
