// What a year of a paper with 30 million views a month takes in the database, and how long the desk's reports of it take:
// `npm run bench:audience`, or `npm run bench:audience -- FOLDER` with a data folder that holds one, or an empty paper's. Without a
// folder a paper of 40,000 articles is generated first; that takes some minutes, and the year (DAYS=365) as long again.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { foldFigures } from '../src/audience/folding.ts'
import { dayOf } from '../src/base/time.ts'
import { connect, type Db } from '../src/base/db/db.ts'
import { address, places } from '../src/base/db/embedded-files.ts'
import { addDays } from '../src/funding/rhythm.ts'
import { nameKey } from '../src/people/name.ts'
import { openSession } from '../src/people/session.ts'
import { paths, url, withQuery } from '../src/urls.ts'
import { costOfRolling } from './audience-rolling.ts'
import { makeYear } from './audience-year.ts'
import { generatedPaper, median, processorSeconds, startPaper, type Server } from './servers.ts'

const rounds = 5
const folder = mkdtempSync(join(tmpdir(), 'litfass-bench-'))
const [given] = process.argv.slice(2)
const today = dayOf(new Date(), 'Europe/Berlin')
const data = given ?? generatedPaper(join(folder, 'data'), { articles: 40_000, comments: 0, years: 2, until: today })
const paper = await startPaper(data)
const { db } = connect({ connectionString: address(places(data), 'litfass'), max: 1 })
try {
  if (!(await db.selectFrom('page_days').select('day').limit(1).executeTakeFirst())) await make()
  // What the night before would have made.
  await foldFigures(db, new Date())
  await sql`vacuum (analyze) page_sums`.execute(db)
  await size(db)
  await quiet(db)
  if (process.env.ONLY !== 'rolling') await reports(paper, db)
  if (process.env.ONLY !== 'reports') await costOfRolling(db, today)
} finally {
  await db.destroy()
  await paper.stop()
  rmSync(folder, { recursive: true })
}

/** The pictures of the paper are being made: that work is not what is measured. */
async function quiet(db: Db) {
  while ((await sql`select from graphile_worker.jobs`.execute(db)).rows.length > 0) await wait(2_000)
}

async function make() {
  const owner = connect({ connectionString: address(places(data), 'litfass'), max: 1 })
  await makeYear(owner.db, { until: today, days: Number(process.env.DAYS ?? 365), said: console.error }).finally(() => owner.db.destroy())
}

async function size(db: Db) {
  const tables = ['counted_pages', 'page_hours', 'page_days', 'page_sums', 'trait_days', 'source_days', 'leaving_days', 'machine_days', 'left_out_days', 'event_days', 'live_minutes', 'live_sources', 'hit_segments', 'log_days']
  const { rows } = await sql<{ name: string; rows: number; heap: number; apart: number; indexes: number }>`select relname as name, greatest(reltuples, 0)::bigint as rows, pg_relation_size(oid)::bigint as heap,
    (pg_table_size(oid) - pg_relation_size(oid))::bigint as apart, pg_indexes_size(oid)::bigint as indexes from pg_class where relname = any (${tables}) and relkind = 'r' order by pg_total_relation_size(oid) desc`.execute(db)
  const { rows: [views] } = await sql<{ views: number; days: number; pages: number }>`select sum(views)::bigint as views, count(*)::int as days, ((select reltuples from pg_class where relname = 'page_days') / count(*))::int as pages from page_days where page_id = 0`.execute(db)
  console.log(`${(views?.views ?? 0).toLocaleString('en')} views of ${views?.days} days, ${views?.pages.toLocaleString('en')} pages a day\n\n| | rows | rows themselves | sketches | indexes | together |\n|---|---|---|---|---|---|`)
  const all = [...rows, rows.reduce((sum, row) => ({ name: 'all', rows: sum.rows + row.rows, heap: sum.heap + row.heap, apart: sum.apart + row.apart, indexes: sum.indexes + row.indexes }))]
  for (const { name, rows: n, heap, apart, indexes } of all) if (heap > 1e6) console.log(`| ${name} | ${n.toLocaleString('en')} | ${[heap, apart, indexes, heap + apart + indexes].map(megabytes).join(' | ')} |`)
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`
}

/** Each asked for over HTTP, as the desk does, with the time of the page around it. */
async function reports({ address: at, pid }: Server, db: Db) {
  const cookie = await signedIn(db)
  console.log('\n| report | processor, with the database | median | worst | size |\n|---|---|---|---|---|')
  for (const [name, path] of await addresses(db)) {
    const took: number[] = []
    let [bytes, before] = [0, 0]
    for (let n = -2; n < rounds; n++) {
      if (n === 0) before = processorSeconds(pid)
      const began = performance.now()
      const answer = await fetch(at + path, { headers: { cookie } })
      bytes = (await answer.arrayBuffer()).byteLength
      if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`)
      if (n >= 0) took.push(performance.now() - began)
    }
    console.log(`| ${name} | ${(((processorSeconds(pid) - before) * 1_000) / rounds).toFixed(0)} ms | ${median(took).toFixed(0)} ms | ${Math.max(...took).toFixed(0)} ms | ${(bytes / 1_024).toFixed(0)} KB |`)
  }
}

async function addresses(db: Db): Promise<[string, string][]> {
  const year = { from: addDays(today, -364), to: today }
  const { rows: [article] } = await sql<{ id: string }>`select p.article_id::text as id from page_days d join counted_pages p on p.id = d.page_id where p.article_id is not null and d.day = ${addDays(today, -200)}::date order by d.views desc limit 1`.execute(db)
  const periods: [string, Record<string, string>][] = [['today', {}], ['7 days', { days: '7' }], ['30 days', { days: '30' }], ['90 days', { days: '90' }], ['a year', year]]
  const group = async (kind: 'authors' | 'topics' | 'sections' | 'desks') => {
    const { rows: [row] } = await sql<{ id: string }>`select ${sql.raw({ authors: 'author_id::text as id from bylines', topics: 'topic_id::text as id from article_topics', sections: 'section_id::text as id from articles', desks: `dateline_source as id from articles where dateline_source <> ''` }[kind])} group by 1 order by count(*) desc limit 1`.execute(db)
    return row?.id
  }
  const found: [string, string][] = periods.map(([name, query]) => [`overview, ${name}`, withQuery(paths.deskAudience, query)])
  for (const [name, query] of periods) for (const table of ['pages', 'sources', 'countries', 'days']) if (name === '30 days' || name === 'a year') found.push([`CSV of ${table}, ${name}`, withQuery(url(paths.deskAudienceCsv, { table: `${table}.csv` }), query)])
  found.push(['an article, since it was published', url(paths.deskAudienceArticle, { id: article?.id ?? '1' })], ['an article, a year', withQuery(url(paths.deskAudienceArticle, { id: article?.id ?? '1' }), year)])
  for (const kind of ['sections', 'authors', 'topics', 'desks'] as const) {
    for (const [name, query] of periods) found.push([`all ${kind}, ${name}`, withQuery(url(paths.deskAudienceGroups, { kind }), query)])
    const id = await group(kind)
    if (id) for (const [name, query] of periods) found.push([`largest of ${kind}, ${name}`, withQuery(url(paths.deskAudienceGroup, { kind, id }), query)])
  }
  return [...found, ['live', paths.deskAudienceLive]]
}

async function signedIn(db: Db): Promise<string> {
  const now = new Date()
  const name = `Bench ${now.getTime()}`
  const { id: reader_id } = await db.insertInto('readers').values({ name, name_key: nameKey(name), mail_address: `bench-${now.getTime()}@mail.test`, created_at: now, confirmed_at: now }).returning('id').executeTakeFirstOrThrow()
  await db.insertInto('staff_roles').values({ reader_id, role: 'editor', since: now }).execute()
  return `litfass=${(await openSession(db, { reader_id, factors: ['link', 'totp'], is_staff: true }, now)).token}`
}
