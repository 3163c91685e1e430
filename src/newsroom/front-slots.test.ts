import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seeded } from '../../test/random.ts'
import { hidden, paperBlocks, placed, roomIn, slotCalled, slotIn, standing, type Place } from './front-slots.ts'

const sections = [{ id: 3, style: 'news' as const }, { id: 4, style: 'opinion' as const }]
const at = (article_id: number, block: string, position: number, until: Date | null = null): Place => ({ article_id, block, position, until })
const inBlock = (places: Place[], block: string) => places.filter((place) => place.block === block).sort((a, b) => a.position - b.position).map(({ article_id, position }) => [article_id, position])

test('what is put where something stands moves that down to the next free slot, and no further', () => {
  const places = [at(1, 'main', 1), at(2, 'main', 2), at(4, 'main', 4)]
  assert.deepEqual(inBlock(placed(places, 9, { block: 'main', position: 1 }, 7), 'main'), [[9, 1], [1, 2], [2, 3], [4, 4]])
})
test('what finds no room any more is placed no longer', () => {
  assert.deepEqual(placed([at(1, 'lead', 1)], 2, { block: 'lead', position: 1 }, 1), [at(2, 'lead', 1)])
  assert.deepEqual(inBlock(placed([at(1, 'also', 1), at(2, 'also', 2)], 3, { block: 'also', position: 1 }, 2), 'also'), [[3, 1], [1, 2]])
})
test('an article that is moved within its block changes places with what stands between', () => {
  const places = [at(1, 'main', 1), at(2, 'main', 2), at(3, 'main', 3)]
  assert.deepEqual(inBlock(placed(places, 1, { block: 'main', position: 3 }, 7), 'main'), [[2, 1], [3, 2], [1, 3]])
  assert.deepEqual(inBlock(placed(places, 3, { block: 'main', position: 1 }, 7), 'main'), [[3, 1], [1, 2], [2, 3]])
})
test('a pin goes along within a block, and ends where an article goes elsewhere', () => {
  const until = new Date('2026-03-01T18:00:00Z')
  assert.equal(placed([at(1, 'main', 1, until)], 1, { block: 'main', position: 2 }, 7)[0]?.until, until)
  assert.equal(placed([at(1, 'main', 1, until)], 1, { block: 'lead', position: 1 }, 1)[0]?.until, null)
})
test('however articles are placed, each stands once, each slot holds one, and the one placed last stands where it was put', () => {
  const chance = seeded(7)
  const whole = (least: number, most: number) => least + Math.floor(chance() * (most - least + 1))
  const blocks = [...paperBlocks(sections), hidden]
  for (let run = 0; run < 200; run++) {
    let places: Place[] = []
    for (let step = 0; step < 30; step++) {
      const block = blocks[whole(0, blocks.length - 1)]!
      const slot = { block, position: block === hidden ? 1 : whole(1, roomIn(block, sections)) }
      const article_id = whole(1, 14)
      if (chance() < 0.15) { places = places.filter((place) => place.article_id !== article_id); continue }
      const before = places
      places = placed(places, article_id, slot, roomIn(block, sections))
      const own = places.find((place) => place.article_id === article_id)
      assert.deepEqual([own?.block, own?.position], [slot.block, slot.position])
      assert.equal(new Set(places.map((place) => place.article_id)).size, places.length)
      const held = places.filter((place) => place.block !== hidden).map((place) => `${place.block} ${place.position}`)
      assert.equal(new Set(held).size, held.length)
      assert.ok(places.every((place) => place.position >= 1 && place.position <= roomIn(place.block, sections)))
      // Elsewhere nothing moves.
      const others = (all: Place[]) => all.filter((place) => place.block !== block && place.article_id !== article_id)
      assert.deepEqual(others(places), others(before))
    }
  }
})
test('slots are called as they are counted', () => {
  const front = { blocks: paperBlocks(sections), sections }
  for (const name of ['lead', 'also-2', 'main-7', 's3-3', 's4-5', 'feature']) assert.equal(slotCalled(slotIn(name, front)!), name)
  for (const name of ['also-3', 's3-4', 's9-1', 'lead-2', 'main-0', 'main-x', 'top-1', '']) assert.equal(slotIn(name, front), undefined, name)
})
test('a pin stands until its time, and not at it', () => {
  const until = new Date('2026-03-01T18:00:00Z')
  assert.equal(standing([{ until }], new Date(until.getTime() - 1)).length, 1)
  assert.equal(standing([{ until }], until).length, 0)
})
