// A year of a paper that is read 30 million times a month, put into its tables as the rolling and the nightly folding leave it:
// articles that are read for some days and then, for years, by few; hours, sources, links outwards and traits of each.
import { sql } from 'kysely'
import { foldFigures } from '../src/audience/folding.ts'
import { addReader, emptySketch, packed, readersIn } from '../src/audience/sketch.ts'
import type { SourceKind } from '../src/audience/referrer.ts'
import type { Db } from '../src/base/db/db.ts'
import { noonOf } from '../src/base/time.ts'
import { addDays } from '../src/funding/rhythm.ts'
import { articleUrl } from '../src/urls.ts'
import { seeded } from '../test/random.ts'

const random = seeded(7)
const viewsOfDay = 30e6 * 12 / 365
/** Shares of the whole: the front page, pages of sections, all other pages that are no articles, articles of the last seven days; the rest is of older ones. */
const shares = { front: 0.09, sections: 0.05, others: 0.04, fresh: 0.6 }
const decay = [0.45, 0.25, 0.1, 0.06, 0.05, 0.05, 0.04]
const hourShares = [1, 0.6, 0.4, 0.3, 0.4, 1, 2.5, 5, 6, 6, 6, 6, 6.5, 6.5, 5.5, 5, 5, 5.5, 6, 6.5, 7, 6.5, 4.5, 2.5].map((share, _, all) => share / all.reduce((a, b) => a + b, 0))
/** How long hours and names of single pages are kept (audience/folding.ts); what is folded away anyway is not made first, but for some nights. */
const [finelyFor, nightsFolded] = [35, 3]

interface Page { id: number; path: string; published: number; weight: number }
interface Reading { page_id: number; views: number; told: number; readers: number; measured: number }
interface Leaving { page_id: number; host: string; clicks: number }
interface SourceRow { page_id: number; kind: SourceKind; name: string; views: number }

/** Tables that grow with pages and days, and the indexes that are filled at random places there. */
const grown = { page_days: [], page_hours: [], source_days: ['source_days_own_idx'], leaving_days: [] } as const

/**
 * Fills the figures of so many days up to this one, as the owner of the database. Most days are put in without indexes, which are
 * made behind them at 70 % full: as rows that come in at random places leave them. The last nights are lived through.
 */
export async function makeYear(db: Db, { until, days, said }: { until: string; days: number; said: (text: string) => void }) {
  await sql`set session_replication_role = replica; set synchronous_commit = off`.execute(db)
  const [articles, others] = [await countedArticles(db, until), await countedPaths(db)]
  const indexes = await withoutIndexes(db)
  for (let back = days - 1; back >= 0; back--) {
    if (back === nightsFolded) await indexes.make()
    const day = addDays(until, -back)
    await insertDay(db, day, { read: readOn(day, back, { articles, others }), back, articles })
    if (back < nightsFolded) {
      await foldFigures(db, noonOf(day))
      await sql`vacuum (analyze)`.execute(db)
    }
    if (back % 30 === 0 || back < nightsFolded) said(`${days - back} of ${days} days`)
  }
}

async function withoutIndexes(db: Db) {
  const { rows } = await sql<{ table: string; name: string; made: string; is_key: boolean; columns: string }>`select t.relname as table, i.relname as name, pg_get_indexdef(i.oid) as made, x.indisprimary as is_key,
      (select string_agg(quote_ident(a.attname), ', ' order by n) from unnest(x.indkey) with ordinality as k (attnum, n) join pg_attribute as a on a.attrelid = t.oid and a.attnum = k.attnum) as columns
    from pg_index as x join pg_class as i on i.oid = x.indexrelid join pg_class as t on t.oid = x.indrelid where t.relname = any (${Object.keys(grown)})`.execute(db)
  for (const { table, name, is_key } of rows) await sql.raw(is_key ? `alter table ${table} drop constraint ${name}` : `drop index ${name}`).execute(db)
  return {
    async make() {
      await sql`set maintenance_work_mem = '512MB'`.execute(db)
      for (const { table, name, made, is_key, columns } of rows) {
        const isRandom = is_key || Object.values(grown).flat().some((one) => one === name)
        await sql.raw(is_key ? `alter table ${table} add constraint ${name} primary key (${columns}) with (fillfactor = 70)` : isRandom ? made.replace(/( WHERE |$)/, ' WITH (fillfactor = 70)$1') : made).execute(db)
      }
    },
  }
}

async function countedArticles(db: Db, until: string): Promise<Page[]> {
  await sql`insert into counted_pages (article_id) select id from articles where state = 'published' on conflict do nothing`.execute(db)
  const rows = await db.selectFrom('articles as a').innerJoin('sections as s', 's.id', 'a.section_id').innerJoin('counted_pages as p', 'p.article_id', 'a.id')
    .select(['p.id', 'a.id as article_id', 'a.slug', 's.slug as section_slug', 'a.first_published_at']).orderBy('p.id').execute()
  const end = noonOf(until).getTime()
  return rows.map((row) => ({ id: row.id, path: articleUrl({ ...row, id: row.article_id }), published: Math.round((end - (row.first_published_at?.getTime() ?? 0)) / 86_400_000), weight: Math.exp(2 * normal()) }))
}

async function countedPaths(db: Db): Promise<Page[]> {
  const paths = ['/', ...Array.from({ length: 9 }, (_, n) => `/ressort-${n}`), '/search', '/support', '/archive', '/imprint', ...Array.from({ length: 400 }, (_, n) => `/thema/sache-${n}`), ...Array.from({ length: 150 }, (_, n) => `/autoren/feder-${n}`)]
  await sql`insert into counted_pages (path) select unnest(${paths}::text[]) on conflict do nothing`.execute(db)
  const ids = new Map((await db.selectFrom('counted_pages').select(['id', 'path']).where('path', 'in', paths).execute()).map(({ id, path }) => [path, id]))
  return paths.map((path, n) => ({ id: ids.get(path) ?? 0, path, published: Infinity, weight: n === 0 ? shares.front : n < 10 ? shares.sections / 9 : (shares.others / (n - 8)) / 4.8 }))
}

/** `back`: days before the last one. */
function readOn(day: string, back: number, { articles, others }: { articles: Page[]; others: Page[] }): Reading[] {
  const isWeekend = [0, 6].includes(noonOf(day).getUTCDay())
  const all = viewsOfDay * (isWeekend ? 0.85 : 1.06) * (1 + 0.08 * normal())
  const age = (page: Page) => page.published - back
  const [fresh, old] = [articles.filter((page) => age(page) >= 0 && age(page) < decay.length), articles.filter((page) => age(page) >= decay.length)]
  const weighed: [Page, number][] = [
    ...others.map((page): [Page, number] => [page, all * page.weight]),
    ...shared(fresh, (page) => page.weight ** 0.6 * (decay[age(page)] ?? 0), all * shares.fresh),
    ...shared(old, (page) => page.weight * (age(page) + 30) ** -0.3, all * (1 - shares.front - shares.sections - shares.others - shares.fresh)),
  ]
  return weighed.flatMap(([page, expected], n) => {
    const views = poisson(expected)
    const told = views < 50 ? views - poisson(views * 0.07) : Math.round(views * 0.93)
    return views === 0 ? [] : [{ page_id: page.id, views, told: Math.max(0, told), readers: Math.ceil(Math.max(0, told) * (n === 0 ? 0.45 : 0.94)), measured: Math.min(views, poisson(views * 0.75)) }]
  })
}

function shared(pages: Page[], weight: (page: Page) => number, all: number): [Page, number][] {
  const sum = pages.reduce((so, page) => so + weight(page), 0)
  return pages.map((page) => [page, (all * weight(page)) / sum])
}

async function insertDay(db: Db, day: string, { read, back, articles }: { read: Reading[]; back: number; articles: Page[] }) {
  const whole = { page_id: 0, ...sumOf(read) }
  const isFine = back < finelyFor + nightsFolded
  await insertDays(db, day, [whole, ...read])
  await insertHours(db, day, isFine ? [whole, ...read] : [whole])
  const names = articles.filter((page) => page.published - back >= 0 && page.published - back < 5).map(({ path }) => path)
  const [sources, leaving] = [read.flatMap((page) => sourcesOf(page, { names, hasNames: isFine })), read.flatMap((page) => leavingOf(page, isFine))]
  await insertSources(db, day, [...sourcesOfWhole(whole), ...(isFine ? sources : [])])
  await insertLeaving(db, day, [...Array.from({ length: 300 }, (_, n) => ({ page_id: 0, host: `ausserhalb-${n}.example`, clicks: Math.ceil(4_000 / (n + 1)) })), ...(isFine ? leaving : [])])
  if (!isFine) foldAway({ sources, leaving })
  if (!isFine && (addDays(day, 1).endsWith('-01') || back === finelyFor + nightsFolded)) await insertFolded(db, `${day.slice(0, 7)}-01`)
  await insertTraits(db, day, whole)
}

// What folding has made months of.
const folded = { sources: new Map<string, SourceRow>(), leaving: new Map<number, Leaving>() }

function foldAway({ sources, leaving }: { sources: SourceRow[]; leaving: Leaving[] }) {
  for (const row of sources) {
    const before = folded.sources.get(`${row.page_id} ${row.kind}`)
    folded.sources.set(`${row.page_id} ${row.kind}`, { ...row, views: row.views + (before?.views ?? 0) })
  }
  for (const row of leaving) folded.leaving.set(row.page_id, { ...row, clicks: row.clicks + (folded.leaving.get(row.page_id)?.clicks ?? 0) })
}

async function insertFolded(db: Db, month: string) {
  await insertSources(db, month, [...folded.sources.values()])
  await insertLeaving(db, month, [...folded.leaving.values()])
  for (const rows of [folded.sources, folded.leaving]) rows.clear()
}

function sumOf(read: Reading[]) {
  const sum = (of: (page: Reading) => number) => read.reduce((all, page) => all + of(page), 0)
  return { views: sum(({ views }) => views), told: sum(({ told }) => told), readers: Math.round(sum(({ told }) => told) * 0.4), measured: sum(({ measured }) => measured) }
}

async function insertDays(db: Db, day: string, rows: Reading[]) {
  const reached = (measured: number) => `{${Array.from({ length: 10 }, (_, n) => Math.round(measured * (0.95 - 0.07 * n))).join(',')}}`
  for (const some of parts(rows)) {
    const sketches = some.map(({ readers }) => sketchOf(readers))
    await sql`insert into page_days (page_id, day, views, told, readers, reader_count, measured, seconds, reached)
      select g.page_id, ${day}::date, g.views, g.told, g.readers, g.reader_count, g.measured, g.measured * 47, g.reached::int[] from unnest(${some.map((r) => r.page_id)}::bigint[], ${some.map((r) => r.views)}::int[], ${some.map((r) => r.told)}::int[],
        ${sketches}::bytea[], ${some.map((r) => r.readers || null)}::int[], ${some.map((r) => r.measured)}::int[], ${some.map((r) => reached(r.measured))}::text[]) as g (page_id, views, told, readers, reader_count, measured, reached)`.execute(db)
  }
}

async function insertHours(db: Db, day: string, rows: Reading[]) {
  const hours = rows.flatMap(({ page_id, views }) => hoursOf(views).flatMap((n, hour) => (n > 0 ? [{ page_id, hour, views: n, readers: page_id === 0 ? sketchOf(Math.ceil(n * 0.7)) : null }] : [])))
  for (const some of parts(hours)) {
    await sql`insert into page_hours (page_id, day, hour, views, readers) select g.page_id, ${day}::date, g.hour, g.views, g.readers
      from unnest(${some.map((r) => r.page_id)}::bigint[], ${some.map((r) => r.hour)}::smallint[], ${some.map((r) => r.views)}::int[], ${some.map((r) => r.readers)}::bytea[]) as g (page_id, hour, views, readers)`.execute(db)
  }
}

function hoursOf(views: number): number[] {
  if (views > 100) return hourShares.map((share) => Math.round(views * share))
  const hours = Array<number>(24).fill(0)
  for (let n = 0; n < views; n++) {
    const hour = chosen(hourShares)
    hours[hour] = (hours[hour] ?? 0) + 1
  }
  return hours
}

const kindShares: readonly [SourceKind, number][] = [['own', 0.45], ['none', 0.22], ['search', 0.18], ['social', 0.09], ['site', 0.03], ['mail', 0.01], ['paper', 0.01], ['assistant', 0.01]]
const onlyShares = kindShares.map(([, share]) => share)
const hostsOf: Partial<Record<SourceKind, number>> = { search: 5, social: 10, site: 600, mail: 4, paper: 20, assistant: 6 }
const mostNames = 50

function sourcesOf({ page_id, measured }: Reading, { names, hasNames }: { names: string[]; hasNames: boolean }): SourceRow[] {
  if (!hasNames) return kindShares.map(([kind, share]): SourceRow => ({ page_id, kind, name: '', views: poisson(measured * share) })).filter(({ views }) => views > 0)
  const drawn = Math.min(measured, 400)
  const found = new Map<string, SourceRow>()
  for (let n = 0; n < drawn; n++) {
    const kind = kindShares[chosen(onlyShares)]?.[0] ?? 'none'
    const name = kind === 'none' ? '' : nameOf(kind, names)
    const known = found.get(`${kind} ${name}`) ?? { page_id, kind, name: found.size < mostNames ? name : 'other', views: 0 }
    const key = `${kind} ${known.name}`
    const row = found.get(key) ?? known
    row.views += 1
    found.set(key, row)
  }
  return [...found.values()].map((row) => ({ ...row, views: Math.ceil((row.views * measured) / drawn) }))
}

function nameOf(kind: SourceKind, names: string[]): string {
  if (kind !== 'own') return `${kind}-${Math.floor((hostsOf[kind] ?? 1) * random() ** 3)}.example`
  const part = random()
  return part < 0.45 ? '/' : part < 0.65 ? `/ressort-${Math.floor(random() * 9)}` : part < 0.75 ? `/thema/sache-${Math.floor(400 * random() ** 2)}` : names[Math.floor(names.length * random() ** 2)] ?? '/'
}

function sourcesOfWhole({ measured }: { measured: number }): SourceRow[] {
  const of = (kind: SourceKind, n: number, share: number): SourceRow => ({ page_id: 0, kind, name: kind === 'none' ? '' : `${kind}-${n}.example`, views: Math.ceil((measured * share) / (n + 1)) })
  return kindShares.flatMap(([kind, share]) => Array.from({ length: kind === 'none' ? 1 : Math.min(120, hostsOf[kind] ?? 120) }, (_, n) => of(kind, n, share))).slice(0, 300)
}

async function insertSources(db: Db, day: string, rows: SourceRow[]) {
  for (const some of parts(rows)) {
    await sql`insert into source_days (page_id, day, kind, name, views) select g.page_id, ${day}::date, g.kind, g.name, g.views
      from unnest(${some.map((r) => r.page_id)}::bigint[], ${some.map((r) => r.kind)}::text[], ${some.map((r) => r.name)}::text[], ${some.map((r) => r.views)}::int[]) as g (page_id, kind, name, views)`.execute(db)
  }
}

function leavingOf({ page_id, measured }: Reading, hasNames: boolean) {
  const hosts = new Map<string, number>()
  for (let n = poisson(measured * 0.02); n > 0; n--) {
    const host = hasNames ? `ausserhalb-${Math.floor(300 * random() ** 2)}.example` : 'other'
    hosts.set(host, (hosts.get(host) ?? 0) + 1)
  }
  return [...hosts].map(([host, clicks]) => ({ page_id, host, clicks }))
}

async function insertLeaving(db: Db, day: string, rows: Leaving[]) {
  for (const some of parts(rows)) {
    await sql`insert into leaving_days (page_id, day, host, clicks) select g.page_id, ${day}::date, g.host, g.clicks
      from unnest(${some.map((r) => r.page_id)}::bigint[], ${some.map((r) => r.host)}::text[], ${some.map((r) => r.clicks)}::int[]) as g (page_id, host, clicks)`.execute(db)
  }
}

/** As many values of each trait as a day may have, where readers of the world have so many. */
const valuesOf = { device: 4, language: 60, country: 140, source: 40, medium: 10, campaign: 80 }

async function insertTraits(db: Db, day: string, { views }: { views: number }) {
  for (const [trait, most] of Object.entries(valuesOf)) {
    await sql`insert into trait_days (day, trait, value, views) select ${day}::date, ${trait}, 'w' || n, ceil(${views}::float8 / 4 / n) from generate_series(1, ${most}::int) as n`.execute(db)
  }
  await sql`insert into machine_days (day, machine, hits) select ${day}::date, unnest('{search,training,assistant,preview,feed,monitor,other}'::text[]), 20000`.execute(db)
  await sql`insert into left_out_days (day, why, hits) select ${day}::date, unnest('{prefetch,forged,malformed,repeated,too_many}'::text[]), 900`.execute(db)
}

// Sketches of so many readers: a few of each size, since it is their size that matters.
const sketches = new Map<number, Buffer[]>()

function sketchOf(readers: number): Buffer | null {
  if (readers === 0) return null
  const size = readers < 20 ? readers : Math.round(1.05 ** Math.round(Math.log(readers) / Math.log(1.05)))
  const kept = sketches.get(size) ?? []
  sketches.set(size, kept)
  if (kept.length < (size < 20 ? 64 : size < 3_000 ? 6 : 2)) kept.push(freshSketch(size))
  return kept[Math.floor(random() * kept.length)] ?? null
}

function freshSketch(readers: number): Buffer {
  const sketch = emptySketch()
  for (let n = 0; n < readers; n++) addReader(sketch, { high: Math.floor(random() * 2 ** 32), low: Math.floor(random() * 2 ** 32) })
  if (Math.abs(readersIn(sketch) - readers) > 5 + readers / 20) throw new Error(`a sketch of ${readers} tells ${readersIn(sketch)}`)
  return packed(sketch)
}

function* parts<Row>(rows: Row[]): Generator<Row[]> {
  for (let from = 0; from < rows.length; from += 20_000) yield rows.slice(from, from + 20_000)
}

function normal(): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}

function poisson(expected: number): number {
  if (expected > 30) return Math.max(0, Math.round(expected + Math.sqrt(expected) * normal()))
  let n = 0
  for (let left = Math.exp(-expected), p = random(); p > left; p *= random()) n++
  return n
}

function chosen(all: readonly number[]): number {
  let left = random()
  const at = all.findIndex((share) => (left -= share) < 0)
  return at < 0 ? 0 : at
}
