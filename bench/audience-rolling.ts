// What it costs to take hits into the figures of such a paper, by how many are taken in at once: what PostgreSQL writes to its log for
// a day of them, and the time. Half an hour of readers, each time with the checkpoints such a time has.
import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Hit } from '../src/audience/hit.ts'
import { takeIn } from '../src/audience/rolling.ts'
import { lockRolling } from '../src/audience/writes/rolling.ts'
import { atomically, type Db } from '../src/base/db/db.ts'
import { seeded } from '../test/random.ts'

const random = seeded(11)
const zone = 'Europe/Berlin'
const [minutes, secondsOfDay] = [30, 86_400]

export async function costOfRolling(db: Db, today: string) {
  console.log('\n| hits taken in together | log of the database for a day | time for a day |\n|---|---|---|')
  const pages = await readToday(db, today)
  const all = pages.reduce((sum, { views }) => sum + views, 0)
  for (const seconds of [5, 60, 300]) {
    let took = 0
    let written = 0
    for (let at = 0; at < minutes * 60; at += seconds) {
      if (at % 300 === 0) await sql`checkpoint`.execute(db)
      const hits = hitsOf(pages, Math.round((all / secondsOfDay) * seconds), Math.floor(Date.now() / 60_000) + (at / 60 | 0) - minutes)
      const [before, began] = [await writtenTo(db), performance.now()]
      await atomically(db, async (tx) => {
        await lockRolling(tx, 'a while')
        await takeIn(tx, hits, { zone, isLive: true })
      })
      took += performance.now() - began
      written += (await writtenTo(db)) - before
    }
    const days = secondsOfDay / (minutes * 60)
    console.log(`| of ${seconds} seconds | ${((written * days) / 1e9).toFixed(2)} GB | ${((took * days) / 60_000).toFixed(1)} min |`)
  }
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
