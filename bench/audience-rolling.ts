// What it costs to take hits into the figures of such a paper, by how many are taken in at once: what PostgreSQL writes to its log for
// a day of them, and the processor's time. A quarter of an hour of readers, each time with the checkpoints such a time has.
import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Hit } from '../src/audience/hit.ts'
import { takeIn } from '../src/audience/rolling.ts'
import { lockRolling } from '../src/audience/writes/rolling.ts'
import { atomically, type Db } from '../src/base/db/db.ts'
import { seeded } from '../test/random.ts'
import { processorSeconds } from './servers.ts'

const random = seeded(11)
const zone = 'Europe/Berlin'
const [minutes, secondsOfDay] = [15, 86_400]
/** Seconds of readers that are taken in at once; seconds from a checkpoint to the next; whether whole pages are written to the log compressed. */
const ways = [[5, 300, false], [5, 900, false], [5, 900, true], [20, 900, true], [60, 900, true]] as const

export async function costOfRolling(db: Db, today: string) {
  console.log('\n| hits taken in together | checkpoint after | whole pages | log of the database for a day | of it whole pages | processor for a day, program and database |\n|---|---|---|---|---|---|')
  const pages = await readToday(db, today)
  const all = pages.reduce((sum, { views }) => sum + views, 0)
  for (const [seconds, checkpoint, isCompressed] of ways) {
    await sql`set wal_compression = ${sql.lit(isCompressed ? 'on' : 'off')}`.execute(db)
    const pid = (await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db)).rows[0]?.pid ?? 0
    const used = () => process.cpuUsage().user / 1e6 + process.cpuUsage().system / 1e6 + processorSeconds(pid)
    const before = { written: await writtenTo(db), used: used(), whole: await wholePages(db) }
    for (let at = 0; at < minutes * 60; at += seconds) {
      if (at % checkpoint === 0) await sql`checkpoint`.execute(db)
      const hits = hitsOf(pages, Math.round((all / secondsOfDay) * seconds), Math.floor(Date.now() / 60_000) + Math.floor(at / 60) - minutes)
      await atomically(db, async (tx) => {
        await lockRolling(tx, 'a while')
        await takeIn(tx, hits, { zone, isLive: true })
      })
    }
    const days = secondsOfDay / (minutes * 60)
    const gigabytes = (bytes: number) => `${((bytes * days) / 1e9).toFixed(2)} GB`
    const whole = (await wholePages(db)) - before.whole
    console.log(`| of ${seconds} seconds | ${checkpoint / 60} min | ${isCompressed ? 'compressed' : 'as they are'} | ${gigabytes((await writtenTo(db)) - before.written)} | ${Math.round(whole * days).toLocaleString('en')} | ${(((used() - before.used) * days) / 60).toFixed(1)} min |`)
  }
}

async function wholePages(db: Db): Promise<number> {
  await sql`select pg_stat_force_next_flush()`.execute(db)
  return (await sql<{ n: number }>`select wal_fpi::float8 as n from pg_stat_wal`.execute(db)).rows[0]?.n ?? NaN
}

async function writtenTo(db: Db): Promise<number> {
  const { rows: [row] } = await sql<{ at: number }>`select (pg_current_wal_insert_lsn() - '0/0'::pg_lsn)::float8 as at`.execute(db)
  return row?.at ?? NaN
}

interface Page { article_id: number | null; path: string | null; views: number }

async function readToday(db: Db, today: string): Promise<Page[]> {
  const { rows } = await sql<Page>`select p.article_id, p.path, d.views from page_days as d join counted_pages as p on p.id = d.page_id where d.day = ${today}::date and d.page_id <> 0`.execute(db)
  return rows
}

function hitsOf(pages: Page[], count: number, minute: number): Hit[] {
  const upTo: number[] = []
  pages.reduce((sum, { views }, n) => (upTo[n] = sum + views), 0)
  return Array.from({ length: count }).flatMap((): Hit[] => {
    const { article_id, path } = pages[place(upTo, random() * (upTo.at(-1) ?? 0))] ?? { article_id: null, path: '/' }
    const page = article_id === null ? { path: path ?? '/' } : { article_id }
    const view: Hit = { kind: 'view', minute, page, reader: randomBytes(8).toString('hex'), device: 'phone', language: 'de', country: 'DE', campaign: null }
    const source = random() < 0.5 ? { kind: 'own', name: '/' } as const : { kind: 'search', name: 'google' } as const
    return random() < 0.75 ? [view, { kind: 'measured', minute, page, isFirst: true, seconds: 47, from_depth: 0, depth: 7, source, leaving: [] }] : [view]
  })
}

function place(upTo: readonly number[], value: number): number {
  let [low, high] = [0, upTo.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((upTo[middle] ?? 0) > value) high = middle
    else low = middle + 1
  }
  return low
}
