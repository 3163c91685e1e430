// Hits as the counter writes them, taken into the figures the way a paper does.
import { asRecord, type Hit, type View } from '../src/audience/hit.ts'
import type { Measured } from '../src/audience/measured.ts'
import { rollHits } from '../src/audience/rolling.ts'
import { openSegmentLog } from '../src/base/segments/segment-log.ts'
import type { Db } from '../src/base/db/db.ts'
import { removeFolder, temporaryFolder } from './program.ts'

export const minuteOf = (time: string) => new Date(time).getTime() / 60_000
export const readerNumber = (n: number) => (BigInt.asUintN(64, BigInt(n + 1) * 0x9e3779b97f4a7c15n)).toString(16).padStart(16, '0')

export function viewOf(time: string, given: Partial<View> = {}): View {
  return { kind: 'view', minute: minuteOf(time), page: { path: '/' }, reader: null, device: null, language: null, country: null, campaign: null, ...given }
}
export function measuredOf(time: string, given: Partial<Measured> = {}): Measured {
  return { kind: 'measured', minute: minuteOf(time), page: { path: '/' }, isFirst: true, seconds: 30, from_depth: 0, depth: 5, source: { kind: 'none', name: '' }, leaving: [], ...given }
}

export async function takeIn(db: Db, hits: readonly Hit[], now: Date) {
  const folder = temporaryFolder()
  try {
    const log = openSegmentLog(folder, { mostBytes: 1e9, clock: () => now })
    await Promise.all(hits.map((hit) => log.append(asRecord(hit))))
    await log.close()
    await rollHits(db, { folder, zone: 'Europe/Berlin', now })
  } finally {
    removeFolder(folder)
  }
}
