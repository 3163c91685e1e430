import assert from 'node:assert/strict'
import { test } from 'node:test'
import { paragraphs } from '../../test/wire-makers.ts'
import { paragraphChanges } from './wire-difference.ts'
import { bandsOf, isSameStory } from './wire-story.ts'

const told = (headline: string, ...texts: string[]) => ({ headline, plain_text: texts.join('\n\n') })
const shared = (one: ReturnType<typeof told>, other: ReturnType<typeof told>) => { const bands = new Set(bandsOf(one)); return bandsOf(other).filter((band) => bands.has(band)).length }
const depot = told('Rat will das Depot behalten', ...paragraphs)

test('texts that say the same in mostly the same words are one story, and are found by the parts of their hash', () => {
  const shorter = told('Depot bleibt', paragraphs[0]!, paragraphs[1]!, 'So berichtet es das Hafenblatt.')
  assert.ok(isSameStory(depot, shorter) && shared(depot, shorter) > 0)
  const brief = told('Rat: Depot bleibt', paragraphs[0]!.replace('Donnerstagabend', 'Abend'))
  assert.ok(isSameStory(told('x', paragraphs[0]!), brief))
})

test('texts on the same subject in other words are two, and so are short ones with a few words in common', () => {
  const other = told('Depot: Gegner kündigen Klage an', 'Nach dem Beschluss des Stadtrats zum Straßenbahndepot wollen Anwohner vor Gericht ziehen. Die Initiative hält den geplanten Umbau für zu laut und zu teuer und verweist auf Parkplätze, die wegfielen.')
  assert.ok(!isSameStory(depot, other))
  assert.ok(!isSameStory(told('Eil: Hafenbrücke in Wallstedt gesperrt'), told('Eil: Hafenbrücke in Wallstedt wieder frei')))
  assert.ok(isSameStory(told('Eil: Hafenbrücke in Wallstedt gesperrt'), told('EIL: Hafenbrücke in Wallstedt gesperrt')))
})

test('between two versions it is said which paragraphs came and went', () => {
  assert.deepEqual(paragraphChanges('A\n\nB\n\nC', 'A\n\nX\n\nC\n\nD'), [
    { kind: 'same', text: 'A' }, { kind: 'removed', text: 'B' }, { kind: 'added', text: 'X' }, { kind: 'same', text: 'C' }, { kind: 'added', text: 'D' },
  ])
})
