import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seeded } from '../../test/random.ts'
import { blockOf, compareHeadlines, mistaken, noEvidence, ratioOf, settledAt, winnerOf, withBlock, type Compared, type SliceCounts } from './headline-comparing.ts'
import { headlineSecondsLeft, headlineSliceOf, isRecent, sliceBegins, versionNames, versionOf, type Version } from './headline-slice.ts'

interface World { test_id: number; hours: number; /** How often each version is followed, for each time the own one is. */ effects: number[]; viewsAnHour: number; rate: number }

/** What a front page brings in a day: more by day than by night, news that come and go, slices that differ for no reason, an article that moves down. */
function* slicesOf({ test_id, hours, effects, viewsAnHour, rate }: World): Generator<SliceCounts[]> {
  const chance = seeded(test_id * 7_919)
  const normal = () => Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance())
  const poisson = (mean: number) => { let [n, left] = [0, Math.exp(-mean)]; for (let p = chance(); p > left; p *= chance()) n++; return n }
  const versions = versionNames.slice(0, effects.length)
  const begins = 5_900_000 - (5_900_000 % effects.length) + effects.length * Math.floor(chance() * 288)
  const moves = Math.floor(hours * 12 * (0.2 + 0.8 * chance()))
  let news = 0.4 * normal()
  for (let n = 0; n < hours * 12; n++) {
    news = 0.95 * news + 0.4 * Math.sqrt(1 - 0.95 ** 2) * normal()
    const slice = begins + n
    const version = versionOf(slice, { test_id, versions })!
    const views = Math.round((viewsAnHour / 12) * (1 - 0.7 * Math.cos((2 * Math.PI * slice) / 288)) * Math.exp(0.2 * normal())) + 1
    const followed = rate * Math.exp(news + 0.25 * normal()) * (effects[versions.indexOf(version)] ?? 1)
    // In the slice in which it moves it has stood in both.
    const slots: [string, number][] = n < moves ? [['lead', 1]] : n > moves ? [['main-1', 1]] : [['lead', 0.5], ['main-1', 0.5]]
    yield slots.map(([slot, part]) => {
      const own = Math.max(1, Math.round(views * part))
      return { slice, slot, version, views: own, clicks: Math.min(own, poisson(own * followed * (slot === 'lead' ? 1 : 0.4))) }
    })
  }
}

/** Looks after each block, and stops when it is decided. `missed`: the interval once left out what is true. */
function runTest(world: World): { winner: Version | undefined; blocks: number; missed: boolean } {
  const { effects } = world
  const size = effects.length
  const versions = versionNames.slice(0, size)
  const evidence = new Map(versions.slice(1).map((version) => [version, noEvidence]))
  let [block, blocks, missed]: [SliceCounts[], number, boolean] = [[], 0, false]
  for (const rows of slicesOf(world)) {
    block.push(...rows)
    if ((rows[0]!.slice + 1) % size !== 0) continue
    for (const [version, before] of evidence) {
      const counts = blockOf(block, { version, own: 'a' })
      if (counts) evidence.set(version, withBlock(before, counts))
    }
    block = []
    blocks++
    const compared = versions.map((version, n): Compared => {
      const more = version === 'a' ? null : ratioOf(evidence.get(version)!, mistaken / (size - 1))
      missed ||= more !== null && (more.from > effects[n]! || (more.to ?? Infinity) < effects[n]!)
      return { version, views: 0, clicks: 0, more }
    })
    const winner = winnerOf(compared)
    if (winner) return { winner, blocks, missed }
  }
  return { winner: undefined, blocks, missed }
}

const front = { viewsAnHour: 3_600, rate: 0.06 }

test('of a thousand tests in which versions make no difference, looked at after every block for a day, five in a hundred are decided at most', () => {
  for (const [effects, tests] of [[[1, 1], 1_000], [[1, 1, 1], 200]] as const) {
    const all = Array.from({ length: tests }, (_, n) => runTest({ test_id: n + 1, effects: [...effects], hours: 24, ...front }))
    const decided = all.filter(({ winner }) => winner !== undefined).length
    assert.ok(decided / tests <= mistaken && decided <= all.filter(({ missed }) => missed).length, `${decided} of ${tests} with ${effects.length} versions`)
  }
})

test('a version that is followed a fifth more often is found, most often within a day; no other one is, and the interval has the true value in it', () => {
  for (const [effects, best, hours, least] of [[[1, 1.2], 'b', 24, 0.6], [[1, 1.2], 'b', 72, 0.95], [[1, 0.8], 'a', 24, 0.8], [[1, 1, 1.2], 'c', 72, 0.85]] as const) {
    const all = Array.from({ length: 150 }, (_, n) => runTest({ test_id: 10_000 + n, effects: [...effects], hours, ...front }))
    const share = (is: (one: (typeof all)[number]) => boolean) => all.filter(is).length / all.length
    assert.ok(share(({ winner }) => winner === best) >= least, `${effects.join()} in ${hours} hours: ${share(({ winner }) => winner === best)}`)
    assert.ok(share(({ winner }) => winner !== undefined && winner !== best) <= 0.02 && share(({ missed }) => missed) <= mistaken)
  }
})

test('each version is shown once in each block, in an order that is drawn anew, five minutes each', () => {
  const versions: Version[] = ['a', 'b', 'c']
  const orders = new Set(Array.from({ length: 60 }, (_, block) => {
    const shown = versions.map((_, n) => versionOf(block * 3 + n, { test_id: 7, versions }))
    assert.deepEqual(shown.toSorted(), versions)
    return shown.join('')
  }))
  assert.equal(orders.size, 6)
  const time = new Date('2026-03-01T12:04:01Z')
  assert.deepEqual([headlineSecondsLeft(time), sliceBegins(headlineSliceOf(time) + 1).toISOString()], [59, '2026-03-01T12:05:00.000Z'])
  const minute = time.getTime() / 60_000
  assert.deepEqual([0, 11, 12, -1].map((ago) => isRecent(headlineSliceOf(time) - ago, minute)), [true, true, false, false])
})

test('versions are compared in one slot, over blocks that are whole and have been heard of', () => {
  const versions: Version[] = ['a', 'b']
  const rows: SliceCounts[] = Array.from({ length: 60 }, (_, n) => ({ slice: 1_000 + n, slot: 'lead', version: versionOf(1_000 + n, { test_id: 7, versions })!, views: 100, clicks: 10 + (n % 3) }))
  const doubled = rows.map((row) => (row.version === 'b' ? { ...row, clicks: row.clicks * 2 } : row))
  const { blocks, compared: [own, other] } = compareHeadlines(doubled, { versions, before: 1_051 })
  assert.deepEqual([blocks, own?.views, own?.more], [25, 2_500, null])
  assert.ok(other?.more && other.more.ratio > 1.9 && other.more.ratio < 2.1 && other.more.from > 1 && (other.more.to ?? 99) < 3, JSON.stringify(other))
  assert.equal(winnerOf([own!, other!]), 'b')
  // The better slot is no better headline.
  const moved = rows.map((row) => (row.version === 'b' ? { ...row, slot: 'main-1', clicks: 1 } : row))
  assert.equal(compareHeadlines(moved, { versions, before: 1_060 }).compared[1]?.more, null)
  assert.equal(compareHeadlines(rows.slice(0, 22), { versions, before: 1_060 }).compared[1]?.more, null)
  assert.equal(compareHeadlines([], { versions, before: 1_060 }).compared[1]?.more, null)
  assert.equal(settledAt(sliceBegins(1_003)), 1_000)
})
