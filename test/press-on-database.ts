// Writers, readers and two presses at work on a real database for a while, by seeded chance. Each page shows the versions
// of the rows it was printed from, so that whoever is served one can tell what it lacks.
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Db } from '../src/base/db/db.ts'
import { paperRole } from '../src/base/db/embedded-files.ts'
import { listenForStale } from '../src/base/press/listen-for-stale.ts'
import { graceMs } from '../src/base/press/flights.ts'
import { createPress, type Press } from '../src/base/press/press.ts'
import { stale, staleAtOnce, type Tag } from '../src/base/press/stale.ts'
import type { FreshDatabase } from './database.ts'
import { seeded } from './random.ts'

const rows = 5
/** Page n is printed from rows n and n + 1. */
const pageRows = (page: number) => [page, (page + 1) % rows]
interface Notice { version: number; at: number; at_once: boolean }
interface Node { press: Press; heard: Notice[][]; close(): Promise<void> }
export interface Campaign { seed: number; forMs: number }
export interface Found { wrong: string[]; served: number; commits: number; rollbacks: number }

export async function playOnDatabase({ db, owner, url }: FreshDatabase, { seed, forMs }: Campaign): Promise<Found> {
  await owner.query('create table if not exists shown (row integer primary key, version integer not null, at_once boolean not null)')
  await owner.query(`grant select, insert, update on shown to ${paperRole}`)
  await sql`insert into shown select n, 0, false from generate_series(0, ${sql.lit(rows - 1)}) n on conflict (row) do update set version = 0`.execute(db)
  const chance = seeded(seed)
  const found: Found = { wrong: [], served: 0, commits: 0, rollbacks: 0 }
  const kinds: boolean[][] = Array.from({ length: rows }, () => [])
  const nodes = await Promise.all([openNode(url, kinds), openNode(url, kinds)])
  const end = performance.now() + forMs

  async function write() {
    while (performance.now() < end) {
      await wait(chance() * 150)
      const row = Math.floor(chance() * rows)
      const at_once = chance() < 0.3
      const commits = chance() < 0.75
      await change(db, { row, at_once, commits, kinds: kinds[row]!, dwellMs: chance() * 30 })
      found[commits ? 'commits' : 'rollbacks']++
    }
  }
  async function read({ press, heard }: Node) {
    while (performance.now() < end) {
      await wait(chance() * 20)
      const page = Math.floor(chance() * rows)
      const made = press.get(`/${page}`) ?? (await press.print(`/${page}`, () => print(db, page, chance() * 60)))
      if (made instanceof Response) throw new Error('a page was not printed')
      found.served++
      const seen = JSON.parse(String(made.copies.identity?.body)) as Record<string, number>
      found.wrong.push(...lacking(seen, heard))
    }
  }
  await Promise.all([write(), write(), ...nodes.flatMap((node) => [read(node), read(node), read(node)])])
  await Promise.all(nodes.map((node) => node.close()))
  return found
}

async function openNode(url: string, kinds: boolean[][]): Promise<Node> {
  const press = createPress({ maxBytes: 1e6, cdnSeconds: 0, now: () => performance.now() })
  const heard: Notice[][] = Array.from({ length: rows }, () => [])
  // Writers of one row wait for each other, so its n-th notice is that of its n-th version.
  const notice = (payload: string) => {
    const row = Number(payload.split(':')[1])
    const list = heard[row]
    if (list) list.push({ version: list.length + 1, at: performance.now(), at_once: kinds[row]?.[list.length] ?? false })
    press.notice(payload)
  }
  const quiet = () => {}
  const wire = listenForStale({ connection: { connectionString: url }, press: { notice, lost: press.lost, back: press.back }, log: { info: quiet, warn: quiet } })
  await wire.ready
  return { press, heard, close: wire.close }
}

interface Change { row: number; at_once: boolean; commits: boolean; kinds: boolean[]; dwellMs: number }

async function change(db: Db, { row, at_once, commits, kinds, dwellMs }: Change) {
  const tx = await db.startTransaction().execute()
  await sql`update shown set version = version + 1 where row = ${row}`.execute(tx)
  const tag: Tag = `article:${row}`
  await (at_once ? staleAtOnce(tx, tag) : stale(tx, tag))
  await wait(dwellMs)
  if (!commits) return tx.rollback().execute()
  // The row is still locked: the order of this list is the order of the commits.
  kinds.push(at_once)
  await tx.commit().execute()
}

async function print(db: Db, page: number, dwellMs: number): Promise<Response> {
  const { rows: found } = await sql<{ row: number; version: number }>`select row, version from shown where row in (${sql.join(pageRows(page))})`.execute(db)
  await wait(dwellMs)
  const tags = pageRows(page).map((row) => `article:${row}`).join(' ')
  return new Response(JSON.stringify(Object.fromEntries(found.map(({ row, version }) => [row, version]))), { headers: { 'content-type': 'application/octet-stream', 'surrogate-key': tags } })
}

function lacking(seen: Record<string, number>, heard: Notice[][]): string[] {
  const now = performance.now()
  return Object.entries(seen).flatMap(([row, version]) =>
    (heard[Number(row)] ?? []).filter((one) => one.version > version && (one.at_once || now - one.at > graceMs + clockSlackMs))
      .map((one) => `row ${row} was shown in version ${version}, ${Math.round(now - one.at)} ms after the notice of ${one.version}${one.at_once ? ', at once' : ''}`))
}
/** Between the press's look at the clock and ours. */
const clockSlackMs = 20
