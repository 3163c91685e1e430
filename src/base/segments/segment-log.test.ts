import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, statSync, truncateSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { removeFolder, temporaryFolder } from '../../../test/program.ts'
import { recordsFrom, seal, segmentsIn } from './segment.ts'
import { LogIsFull, openSegmentLog, writtenForMs } from './segment-log.ts'

async function withFolder(work: (folder: string) => Promise<void>) {
  const folder = temporaryFolder()
  await work(folder).finally(() => removeFolder(folder))
}

const clock = () => new Date('2026-03-01T12:00:00Z')

async function all(folder: string): Promise<string[]> {
  const parts = []
  for (const { name } of await segmentsIn(folder)) {
    for (let from = 0, part; part === undefined || part.records.length > 0; from = part.end) {
      part = await recordsFrom(join(folder, name), from, 3)
      parts.push(...part.records)
      if (part.isEnded) break
    }
  }
  return parts
}

test('what is appended is read back, in order, and the log knows its end', () => withFolder(async (folder) => {
  const log = openSegmentLog(folder, { mostBytes: 1e9, clock })
  const records = Array.from({ length: 500 }, (_, n) => `Nr. ${n} „ä“`)
  await Promise.all(records.map((record) => log.append(record)))
  await log.append('zuletzt')
  assert.deepEqual(await all(folder), [...records, 'zuletzt'])
  const [segment] = await segmentsIn(folder)
  const open = await recordsFrom(join(folder, segment!.name), 0)
  assert.equal(open.isEnded, false)
  await log.close()
  assert.equal((await recordsFrom(join(folder, segment!.name), 0)).isEnded, true)
  await assert.rejects(log.append('zu spät'), /closed/)
}))

test('who comes while the disk is busy shares its next write', () => withFolder(async (folder) => {
  const log = openSegmentLog(folder, { mostBytes: 1e9, clock })
  await Promise.all(Array.from({ length: 1_000 }, (_, n) => log.append(String(n))))
  await log.close()
  const bytes = readFileSync(join(folder, readdirSync(folder)[0]!))
  let blocks = 0
  for (let at = 0; at + 8 < bytes.length; at += 8 + bytes.readUInt32LE(at)) blocks++
  assert.ok(blocks <= 3, `${blocks} blocks`)
}))

test('a segment that was cut off anywhere yields what was whole before, and nothing else', () => withFolder(async (folder) => {
  const log = openSegmentLog(folder, { mostBytes: 1e9, clock })
  const records = Array.from({ length: 40 }, (_, n) => `${n}`.repeat(1 + (n % 7)))
  const ends: number[] = []
  const path = () => join(folder, readdirSync(folder)[0]!)
  for (const record of records) {
    await log.append(record)
    ends.push(statSync(path()).size)
  }
  await log.close()
  const whole = readFileSync(path())
  await fc.assert(fc.asyncProperty(fc.nat(whole.length), fc.option(fc.nat(whole.length - 1)), async (cut, flipped) => {
    const bytes = Buffer.from(whole)
    if (flipped !== null) bytes[flipped] = bytes[flipped]! ^ 0x10
    const file = openSync(path(), 'w')
    writeSync(file, bytes)
    closeSync(file)
    truncateSync(path(), cut)
    const { records: read } = await recordsFrom(path(), 0)
    const until = flipped === null ? cut : Math.min(cut, flipped)
    assert.deepEqual(read, records.slice(0, ends.filter((end) => end <= until).length))
  }), { numRuns: 200 })
}))

test('a full log refuses, and takes again once there is room', () => withFolder(async (folder) => {
  const log = openSegmentLog(folder, { mostBytes: 40, clock })
  await log.append('x'.repeat(40))
  await assert.rejects(log.append('y'), LogIsFull)
  await log.close()
  removeFolder(folder)
  const other = openSegmentLog(folder, { mostBytes: 40, clock })
  await other.append('y')
  await other.close()
}))

test('a segment is not written to for longer than it may be', () => withFolder(async (folder) => {
  let time = clock().getTime()
  const log = openSegmentLog(folder, { mostBytes: 1e9, clock: () => new Date(time) })
  await log.append('a')
  time += writtenForMs
  await log.append('b')
  const [first, second] = await segmentsIn(folder)
  assert.deepEqual(await recordsFrom(join(folder, first!.name), 0), { records: ['a'], end: 9, isEnded: true })
  assert.deepEqual(await recordsFrom(join(folder, second!.name), 0), { records: ['b'], end: 9, isEnded: false })
  await log.close()
}))

test('where the disk fails, those who wait are told, and what comes after is kept in a new segment', () => withFolder(async (folder) => {
  let time = clock().getTime()
  const log = openSegmentLog(folder, { mostBytes: 1e9, clock: () => new Date(time) })
  await log.append('a')
  removeFolder(folder)
  time += writtenForMs
  const waiting = await Promise.allSettled([log.append('b'), log.append('c')])
  assert.deepEqual(waiting.map(({ status }) => status), ['rejected', 'rejected'])
  mkdirSync(folder)
  await log.append('d')
  assert.deepEqual(await all(folder), ['d'])
  await log.close()
}))

test('a disk that fails in the middle of a block loses nothing that was kept, and is not filled with segments that hold nothing', () => withFolder(async (folder) => {
  // No file may be longer than four kilobytes, as on a disk that is full.
  const script = `
    const { openSegmentLog } = await import('./src/base/segments/segment-log.ts')
    const log = openSegmentLog(${JSON.stringify(folder)}, { mostBytes: 1e9, clock: () => new Date(0) })
    const kept = []
    for (const [n, length] of [3000, 3000, 3000, 5000, 5000, 5000, 100].entries()) await log.append(String(n).repeat(length)).then(() => kept.push(n), () => {})
    await log.close()
    console.log(kept.join())`
  const { stdout } = spawnSync('sh', ['-c', `trap '' XFSZ; ulimit -f 8; exec "$0" --input-type=module -e "$1"`, process.execPath, script], { encoding: 'utf8' })
  assert.equal(stdout.trim(), '0,2,6')
  assert.deepEqual((await all(folder)).map((record) => record[0]).toSorted(), ['0', '2', '6'])
  assert.equal(readdirSync(folder).length, 3)
}))

test('a writer whose segment was held for dead does not say of anything behind that it is kept', () => withFolder(async (folder) => {
  const log = openSegmentLog(folder, { mostBytes: 1e9, clock })
  await log.append('a')
  const [segment] = await segmentsIn(folder)
  await seal(join(folder, segment!.name))
  await assert.rejects(log.append('b'), /taken from under/)
  await log.append('c')
  const those = await segmentsIn(folder)
  assert.deepEqual(those.map(({ isSealed }) => isSealed).toSorted(), [false, true])
  assert.ok((await all(folder)).includes('c'))
  await log.close()
}))

test('a clock that is set back does not make a segment older than it may be', () => withFolder(async (folder) => {
  let time = clock().getTime()
  const log = openSegmentLog(folder, { mostBytes: 1e9, clock: () => new Date(time) })
  await log.append('a')
  time -= 24 * 3_600_000
  await log.append('b')
  assert.equal((await segmentsIn(folder)).length, 2)
  await log.close()
}))

test('what waits in memory is bounded as what lies on the disk is', () => withFolder(async (folder) => {
  const log = openSegmentLog(folder, { mostBytes: 100, clock })
  const all = await Promise.allSettled(Array.from({ length: 50 }, () => log.append('x'.repeat(10))))
  assert.equal(all.filter(({ status }) => status === 'fulfilled').length, 10)
  await assert.rejects(log.append(''), RangeError)
  await log.close()
}))
