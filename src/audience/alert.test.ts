import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seeded } from '../../test/random.ts'
import { ageOf, isBack, isGone, isOver, isRunning, middleOf, poissonAtMost, usualOf } from './alert.ts'

const running = { views: 400, paper: 1_400, expected: 1_000, peers: 0.01, own: 0 }

test('an article runs at five times what is usual at its age, or what it had itself', () => {
  assert.ok(isRunning(running))
  assert.ok(!isRunning({ ...running, peers: 0.081 }) && isRunning({ ...running, peers: 0.079 }))
  assert.ok(!isRunning({ ...running, own: 0.081 }), 'it is read like that every day')
  assert.ok(!isRunning({ ...running, paper: 9_000 }), 'everything is read more than ever')
  assert.ok(!isRunning({ ...running, peers: null }), 'nobody knows what is usual')
  assert.equal(usualOf(running), 10)
})

test('a small paper is not told of ten views, nor a large one of fifty', () => {
  const small = { views: 49, paper: 60, expected: 12, peers: 0, own: 0 }
  assert.ok(!isRunning(small) && isRunning({ ...small, views: 50 }))
  assert.ok(!isRunning({ views: 399, paper: 20_000, expected: 20_000, peers: 0, own: 0 }))
})

test('it is over at half of what it took', () => {
  assert.ok(!isOver({ views: 100, usual: 40 }) && isOver({ views: 99, usual: 40 }))
  assert.ok(!isOver({ views: 25, usual: 0 }) && isOver({ views: 24, usual: 0 }))
})

test('readers have gone when hardly any are left, and not where few were to be expected', () => {
  assert.ok(isGone({ views: 0, expected: 40 }) && isGone({ views: 5, expected: 40 }) && !isGone({ views: 6, expected: 40 }))
  assert.ok(!isGone({ views: 0, expected: 39 }))
  assert.ok(isGone({ views: 2_000, expected: 10_000 }) && !isGone({ views: 2_001, expected: 10_000 }))
  assert.ok(isBack({ views: 500, expected: 1_000 }) && !isBack({ views: 499, expected: 1_000 }) && isBack({ views: 0, expected: 10 }))
})

test('chances are those of Poisson', () => {
  for (const [most, mean, chance] of [[0, 1, 0.36788], [3, 2, 0.85712], [5, 20, 0.00007191], [100, 100, 0.52656]] as const) assert.ok(Math.abs(poissonAtMost(most, mean) / chance - 1) < 1e-3, `${most} ${mean}`)
})

test('one odd week moves nothing, and too few say nothing', () => {
  assert.equal(middleOf([100, 110, 0, 105]), 102.5)
  assert.equal(middleOf([100, 240, 90]), 100)
  assert.equal(middleOf([100, 110]), undefined)
  assert.deepEqual([ageOf(0), ageOf(5), ageOf(24), ageOf(9_000)], [[0, 1], [4, 7], [24, 71], [72, 95]])
})

// Sixty days of a paper with ten articles a day, whose days differ by a sixth and whose articles are worth more or less as they are in
// life (a lognormal of 0.8), looked at each five minutes: what is usual is reckoned from the weeks before as the paper reckons it.
test('sixty ordinary days bring no word that readers have gone, and few that an article runs', () => {
  const random = seeded(20_260_301)
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  const poisson = (mean: number) => {
    if (mean > 50) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()))
    let [n, left] = [0, Math.exp(-mean)]
    for (let drawn = random(); drawn > left && n < 400; n++) { drawn -= left; left *= mean / (n + 1) }
    return n
  }
  const profile = (hour: number) => 60 + 540 * Math.sin((Math.PI * ((hour + 18) % 24)) / 24) ** 2
  const [days, perDay] = [88, 10]
  const dayWorth = Array.from({ length: days }, (_, day) => Math.exp(0.16 * normal()) * (day % 7 > 4 ? 0.8 : 1))
  const articles = Array.from({ length: days * perDay }, (_, n) => ({ hour: Math.floor(n / perDay) * 24 + 7 + (n % perDay), worth: Math.exp(0.8 * normal()) }))
  const shareAt = (worth: number, age: number) => 0.02 * worth * Math.exp(-age / 14)
  const atHour = Array.from({ length: days * 24 }, (_, hour) => poisson(dayWorth[Math.floor(hour / 24)]! * profile(hour % 24)))
  const quartile = (age: readonly [number, number]) => {
    const shares = articles.slice(0, 280).map(({ worth }) => (shareAt(worth, age[0]) + shareAt(worth, age[1])) / 2).sort((a, b) => a - b)
    return shares[Math.floor(shares.length * 0.75)]!
  }
  const usual = new Map<string, number>()
  const [told, gone] = [new Set<string>(), new Set<number>()]
  for (let slot = 28 * 288; slot < days * 288; slot++) {
    const hour = Math.floor(slot / 12)
    const expected = middleOf([1, 2, 3, 4].map((week) => atHour[hour - week * 168]!))! / 2
    const level = dayWorth[Math.floor(hour / 24)]! * profile(hour % 24) / 2
    const recent = articles.slice(Math.max(0, Math.floor(hour / 24) * perDay - 30), (Math.floor(hour / 24) + 1) * perDay).filter((article) => article.hour <= hour)
    const views = recent.map((article) => poisson(level * shareAt(article.worth, hour - article.hour)))
    const paper = poisson(level)
    if (isGone({ views: paper, expected })) gone.add(Math.floor(slot / 288))
    for (const [n, article] of recent.entries()) {
      const age = ageOf(hour - article.hour)
      const peers = usual.get(String(age)) ?? quartile(age)
      usual.set(String(age), peers)
      if (isRunning({ views: views[n]!, paper, expected, peers, own: hour - article.hour > 2 ? shareAt(article.worth, (hour - article.hour - 1) / 2) : 0 })) told.add(`${article.hour} ${Math.floor(slot / 288)}`)
    }
  }
  assert.equal(gone.size, 0)
  assert.ok(told.size <= 3, `${told.size} alerts of growth in sixty days`)
})
