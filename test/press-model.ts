// A world in memory for the press: commits that notify late, prints that take their time, a clock that stands still
// between events. It plays any history and finds every page that was served though it should not have been.
import fc from 'fast-check'
import { graceMs } from '../src/base/press/flights.ts'
import { createPress } from '../src/base/press/press.ts'
import type { Sheet } from '../src/base/press/sheet.ts'

export type Event =
  | { do: 'commit'; tag: number; at_once: boolean; noticeAfter: number }
  | { do: 'rollback'; tag: number }
  | { do: 'request'; page: number; readAfter: number; answerAfter: number }
  | { do: 'pass'; ms: number }
  | { do: 'lose' }
  | { do: 'return' }

/** What each page is printed from. */
const pages = [[0], [0, 1], [1, 2]]
interface Commit { tag: number; version: number; at_once: boolean; noticed_at: number | null }
export interface Outcome { wrong: string[]; served: number; printBegan: number[][]; last: Map<number, boolean> }

const ms = fc.integer({ min: 0, max: 1_500 })
const short = fc.integer({ min: 0, max: 400 })
const tag = fc.integer({ min: 0, max: 2 })

export const events = (kinds: { at_once: boolean; losing: boolean }) => fc.array(fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('request' as const), page: tag, readAfter: short, answerAfter: fc.oneof(short, fc.integer({ min: 0, max: 3_000 })) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('commit' as const), tag, at_once: kinds.at_once ? fc.boolean() : fc.constant(false), noticeAfter: short }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('rollback' as const), tag }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('pass' as const), ms: fc.oneof(short, ms) }) },
  ...(kinds.losing ? [{ weight: 1, arbitrary: fc.constant<Event>({ do: 'lose' }) }, { weight: 1, arbitrary: fc.constant<Event>({ do: 'return' }) }] : []),
), { maxLength: 60 })

export async function play(history: readonly Event[]): Promise<Outcome> {
  const clock = createClock()
  const press = createPress({ maxBytes: 1e6, cdnSeconds: 0, now: clock.now })
  const versions = [0, 0, 0]
  const commits: Commit[] = []
  const outcome: Outcome = { wrong: [], served: 0, printBegan: pages.map(() => []), last: new Map() }
  let isLost = false
  press.back()

  async function print(page: number, { readAfter, answerAfter }: { readAfter: number; answerAfter: number }) {
    outcome.printBegan[page]?.push(clock.now())
    await clock.sleep(readAfter)
    const seen = pages[page]!.map((one) => versions[one])
    await clock.sleep(answerAfter)
    return new Response(JSON.stringify(seen), { headers: { 'content-type': 'application/octet-stream', 'surrogate-key': pages[page]!.map((one) => `article:${one}`).join(' ') } })
  }

  async function request(page: number, delays: { readAfter: number; answerAfter: number }) {
    const result = press.get(`/${page}`) ?? (await press.print(`/${page}`, () => print(page, delays)).catch(() => undefined))
    if (result) judge(page, result as Sheet)
  }

  function judge(page: number, sheet: Sheet) {
    outcome.served++
    const seen = JSON.parse(String(sheet.copies.identity!.body)) as number[]
    outcome.last.set(page, pages[page]!.every((one, i) => seen[i] === versions[one]))
    if (isLost) return
    for (const { tag, version, at_once, noticed_at } of commits) {
      const index = pages[page]!.indexOf(tag)
      if (index < 0 || seen[index]! >= version || noticed_at === null) continue
      const late = clock.now() - noticed_at
      if (at_once || late > graceMs) outcome.wrong.push(`page ${page} lacked version ${version} of ${tag} ${late} ms after its notice${at_once ? ' (at once)' : ''}`)
    }
  }

  function commit({ tag, at_once, noticeAfter }: { tag: number; at_once: boolean; noticeAfter: number }) {
    const one: Commit = { tag, version: ++versions[tag]!, at_once, noticed_at: null }
    commits.push(one)
    void clock.sleep(noticeAfter).then(() => {
      if (isLost || one.noticed_at !== null) return
      one.noticed_at = clock.now()
      press.notice(`${at_once ? '!' : ''}article:${tag}`)
    })
  }

  function comeBack() {
    isLost = false
    // Whatever was missed meanwhile is thrown away with everything else: as if noticed at once.
    for (const one of commits) if (one.noticed_at === null) Object.assign(one, { noticed_at: clock.now(), at_once: true })
    press.back()
  }

  for (const event of history) {
    if (event.do === 'commit') commit(event)
    else if (event.do === 'request') void request(event.page, event)
    else if (event.do === 'pass') await clock.pass(event.ms)
    else if (event.do === 'lose') { isLost = true; press.lost() }
    else if (event.do === 'return') comeBack()
    await settled()
  }
  if (isLost) comeBack()
  await clock.pass(20_000)
  for (const page of pages.keys()) void request(page, { readAfter: 0, answerAfter: 0 })
  await clock.pass(1)
  return outcome
}

function createClock() {
  let time = 10_000
  const sleepers: { due: number; wake(): void }[] = []
  return {
    now: () => time,
    sleep: (ms: number) => new Promise<void>((wake) => sleepers.push({ due: time + ms, wake })),
    async pass(ms: number) {
      const end = time + ms
      for (;;) {
        await settled()
        const next = sleepers.sort((a, b) => a.due - b.due)[0]
        if (!next || next.due > end) break
        time = Math.max(time, next.due)
        sleepers.shift()
        next.wake()
      }
      time = end
      await settled()
    },
  }
}

/** Lets everything run that waits for no clock. */
async function settled() {
  for (let i = 0; i < 3; i++) await new Promise((resolve) => setImmediate(resolve))
}
