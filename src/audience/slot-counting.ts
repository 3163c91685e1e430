// Clicks by slot, and what slices of tested headlines brought, on their way into the figures.
import type { Db } from '../base/db/db.ts'
import { bounded, other } from './bounding.ts'
import { versionOf } from './headline-slice.ts'
import { runningTests } from './reads/headlines.ts'
import { clickedPlaces } from './reads/slots.ts'
import type { SlotClicks, Tally } from './tally.ts'
import { addHeadlineSlices } from './writes/headlines.ts'
import { addSlotClicks, addSlotViews } from './writes/slots.ts'

/** Articles by slot in one day: a front page has some sixty slots, and changes. */
const mostPlaces = 1_000
/** Slots in which one test is counted: an article moves a few times. */
const mostSlots = 12

export async function addSlots(tx: Db, tally: Tally) {
  await addSlotViews(tx, [...tally.slotViews.values()])
  await addSlotClicks(tx, await boundedClicks(tx, tally))
  await addHeadlineSlices(tx, await slicesOf(tx, tally))
}

function boundedClicks(tx: Db, { slotClicks }: Tally): Promise<SlotClicks[]> {
  return bounded(slotClicks.values(), {
    listOf: ({ page_id, day }) => `${page_id} ${day}`, nameOf: ({ slot, article_id }) => `${slot} ${article_id ?? ''}`, known: (row) => clickedPlaces(tx, row), most: mostPlaces,
    renamed: (row) => ({ ...row, slot: other, article_id: null }), keyOf: ({ page_id, day, hour, slot, article_id }) => `${page_id} ${day} ${hour} ${slot} ${article_id ?? ''}`, added: (a, b) => ({ ...a, clicks: a.clicks + b.clicks }),
  })
}

/** Of tests that run, on their own article: anybody can send any number. Which version a slice showed is known here. */
async function slicesOf(tx: Db, { headlines }: Tally) {
  if (headlines.size === 0) return []
  const tests = new Map((await runningTests(tx)).map((test) => [test.id, test]))
  const slots = new Map<number, Set<string>>([...tests].map(([id, test]) => [id, new Set(test.slots)]))
  return [...headlines.values()].flatMap(({ article_id, ...row }) => {
    const [test, known] = [tests.get(row.test_id), slots.get(row.test_id)]
    const version = test?.article_id === article_id ? versionOf(row.slice, { test_id: row.test_id, versions: test.versions.map((one) => one.version) }) : undefined
    if (!version || !known || (!known.has(row.slot) && known.size >= mostSlots)) return []
    known.add(row.slot)
    return [{ ...row, version }]
  })
}
