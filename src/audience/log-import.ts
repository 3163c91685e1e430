// Views that a web server has logged before the paper counted by itself. Each line once, whichever files it stands in and in
// whatever order they come: of each day is kept how often which line was counted, as numbers from which nobody can be read.
import { hash, randomBytes } from 'node:crypto'
import { atomically, type Db } from '../base/db/db.ts'
import { dayOf, secondsAfter } from '../base/time.ts'
import { agentOf } from './agent.ts'
import { hitOf, type CountedPage, type Hit } from './hit.ts'
import { lineIn, type LogLine } from './log-line.ts'
import { articleOr, type MatomoParts } from './matomo.ts'
import { linesCounted, ownDays } from './reads/logs.ts'
import { articlesAt, audienceSettings, paperZone } from './reads/rolling.ts'
import { sourceOf } from './referrer.ts'
import { takeIn } from './rolling.ts'
import { paths } from '../urls.ts'
import { replaceLines } from './writes/logs.ts'
import { lockRolling } from './writes/rolling.ts'

export interface LogReport {
  lines: number; views: number; machines: number
  /** Counted by an earlier import, or by the paper itself on that day. */
  repeated: number; ownDays: number
  /** Pictures, style sheets, forms, errors, pages there are none of. */
  noPages: number
  /** Numbers of lines that cannot be read: the first of them. */
  unreadable: number[]; unreadableCount: number
}
export interface LogRun extends Pick<MatomoParts, 'addresses' | 'isPublic' | 'origin' | 'countryOf'> {
  /** Makes numbers of lines. Kept outside of the database. */
  key: Buffer
  now: Date
  /** One for each day, made here and forgotten with the run. */
  salts: Map<string, Buffer>
  progress: (lines: number) => void
}
interface Read { line: LogLine; day: string; page: CountedPage; mark: number }

const together = 50_000
const longestLine = 32_768
/** What claims to be older, or of a day that has not come, has a time that is wrong. */
const earliest = new Date('2000-01-01T00:00:00Z')
const mostShown = 20

export async function importLog(db: Db, lines: AsyncIterable<string>, run: LogRun): Promise<LogReport> {
  const report: LogReport = { lines: 0, views: 0, machines: 0, repeated: 0, ownDays: 0, noPages: 0, unreadable: [], unreadableCount: 0 }
  const zone = await paperZone(db)
  /** How often this file has said the same line: two of a kind in one second are two. */
  const inFile = new Map<string, Map<number, number>>()
  let waiting: Read[] = []
  for await (const text of lines) {
    report.lines++
    const read = text.trim() === '' ? 'nothing' : readOf(text, zone, run)
    if (read === 'unreadable') noteUnreadable(report)
    else if (read === 'no page') report.noPages++
    else if (read !== 'nothing') waiting.push(read)
    if (waiting.length >= together) {
      await countLines(db, waiting, { run, report, inFile, zone })
      waiting = []
    }
    if (report.lines % 5_000 === 0) run.progress(report.lines)
  }
  await countLines(db, waiting, { run, report, inFile, zone })
  return report
}

function noteUnreadable(report: LogReport) {
  report.unreadableCount++
  if (report.unreadable.length < mostShown) report.unreadable.push(report.lines)
}

function readOf(text: string, zone: string, run: LogRun): Read | 'unreadable' | 'no page' {
  const line = text.length > longestLine ? undefined : lineIn(text)
  if (!line || line.time < earliest || line.time > secondsAfter(run.now, 86_400)) return 'unreadable'
  if (line.method !== 'GET' || (line.status !== 200 && line.status !== 304)) return 'no page'
  const page = pageOf(line.target, run)
  return page ? { line, day: dayOf(line.time, zone), page, mark: markOf(line, run.key) } : 'no page'
}

const noPages: readonly string[] = [paths.health, paths.measured, paths.commentFigures, paths.commentsLive, paths.commentsMine, paths.picture, paths.card, paths.asset]

/** Undefined of all that is not the page of a paper: by its name (a picture, a feed), or since it is somebody's own. */
function pageOf(target: string, { addresses, isPublic, origin }: LogRun): CountedPage | undefined {
  const at = URL.parse(target, origin)
  if (!at || /\.\w{1,12}$|\/(feed|embed|amp)\/?$/.test(at.pathname)) return undefined
  const route = addresses.route('GET', at.pathname)
  if (route && (noPages.includes(route.path) || !isPublic(route))) return undefined
  return articleOr(at, { addresses, isPublic })
}

/** The second, what was asked and answered, and one of 256 parts of the world: enough to know a line again, too little to know anybody. */
function markOf({ time, target, status, bytes, address, agent }: LogLine, key: Buffer): number {
  const part = hash('sha256', Buffer.concat([key, Buffer.from(`who\0${address}\0${agent}`)]), 'buffer')[0]
  return hash('sha256', Buffer.concat([key, Buffer.from(`${Math.floor(time.getTime() / 1_000)}\0${target}\0${status}\0${bytes}\0${part}`)]), 'buffer').readUIntBE(0, 6)
}

interface Counting { run: LogRun; report: LogReport; inFile: Map<string, Map<number, number>>; zone: string }

/** In one transaction what is counted and that it was: cut off anywhere, the next import goes on from there. */
async function countLines(db: Db, reads: Read[], { run, report, inFile, zone }: Counting) {
  if (reads.length === 0) return
  const counted = await atomically(db, async (tx) => {
    await lockRolling(tx, 'for good')
    const those = await withPages(tx, reads)
    const { mode } = await audienceSettings(tx)
    const own = await ownDays(tx, [...new Set(those.map(({ day }) => day))])
    const hits: Hit[] = []
    const sums = { repeated: 0, ownDays: 0, hits, noPages: reads.length - those.length }
    for (const [day, list] of Map.groupBy(those, (read) => read.day)) {
      if (own.has(day)) { sums.ownDays += list.length; continue }
      const fresh = await freshOf(tx, list, { day, inFile })
      sums.repeated += list.length - fresh.length
      for (const read of fresh) hits.push(...hitsOf(read, { run, mode }))
    }
    await takeIn(tx, hits, { zone, isLive: false })
    return sums
  })
  report.noPages += counted.noPages
  report.repeated += counted.repeated
  report.ownDays += counted.ownDays
  for (const { kind } of counted.hits) {
    if (kind === 'view') report.views++
    if (kind === 'machine') report.machines++
  }
}

/** Pages of a former site are pages if they have become articles. */
async function withPages(tx: Db, reads: Read[]): Promise<Read[]> {
  const asked = [...new Set(reads.flatMap(({ page }) => ('path' in page && page.path === 'unknown' && page.address ? [page.address] : [])))]
  const known = new Set(asked.length === 0 ? [] : (await articlesAt(tx, asked)).map(({ address }) => address))
  return reads.filter(({ page }) => 'article_id' in page || page.path !== 'unknown' || known.has(page.address ?? ''))
}

async function freshOf(tx: Db, reads: Read[], { day, inFile }: { day: string; inFile: Counting['inFile'] }): Promise<Read[]> {
  const before = unpackedMarks(await linesCounted(tx, day))
  const here = inFile.get(day) ?? new Map<number, number>()
  inFile.set(day, here)
  const fresh = reads.filter(({ mark }) => {
    const nth = (here.get(mark) ?? 0) + 1
    here.set(mark, nth)
    if (nth <= (before.get(mark) ?? 0)) return false
    before.set(mark, nth)
    return true
  })
  if (fresh.length > 0) await replaceLines(tx, { day, lines: packedMarks(before) })
  return fresh
}

function hitsOf({ line, day, page }: Read, { run: { salts, origin, countryOf }, mode }: { run: LogRun; mode: 'count' | 'visit' | 'full' }): Hit[] {
  const salt = salts.get(day) ?? randomBytes(32)
  salts.set(day, salt)
  const { address, agent, languages, isPrivate, time, referrer } = line
  const query = URL.parse(line.target, origin)?.search.slice(1) ?? ''
  const hit = hitOf({ page, query, address, agent, languages, isPrivate, isAhead: false }, { mode, salt, site: origin, now: time, countryOf })
  if (hit.kind !== 'view' || isPrivate || agentOf(agent).machine) return [hit]
  return [hit, { kind: 'measured', minute: hit.minute, page, isFirst: false, seconds: 0, from_depth: 0, depth: 0, source: sourceOf(referrer, new URL(origin).host), leaving: [] }]
}

const markBytes = 6

function unpackedMarks(packed: Buffer | undefined): Map<number, number> {
  const marks = new Map<number, number>()
  for (let at = 0; packed && at < packed.length; at += markBytes) {
    const mark = packed.readUIntBE(at, markBytes)
    marks.set(mark, (marks.get(mark) ?? 0) + 1)
  }
  return marks
}

/** Sorted, so that nothing is left of the order in which lines came. */
function packedMarks(marks: Map<number, number>): Buffer {
  const sorted = [...marks].flatMap(([mark, times]) => Array<number>(times).fill(mark)).sort((a, b) => a - b)
  const packed = Buffer.alloc(sorted.length * markBytes)
  sorted.forEach((mark, n) => packed.writeUIntBE(mark, n * markBytes, markBytes))
  return packed
}
