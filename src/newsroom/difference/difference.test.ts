// What a difference says can be read from either side: applied to one state it gives the other.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DocumentNode } from '../../articles/document.ts'
import type { Written } from '../written.ts'
import { contentKey } from './alignment.ts'
import { blocksOf, textOfTokens, tokensOfText, type Block } from './block.ts'
import { correctionWords } from './correction-words.ts'
import { differenceOf, isNone, sizeOf } from './difference.ts'
import { sideOf, wordDifference } from './words.ts'

const paragraph = (text: string, marks: string[] = []): DocumentNode => ({ type: 'paragraph', content: text === '' ? [] : [{ type: 'text', text, ...(marks.length > 0 ? { marks: marks.map((type) => ({ type })) } : {}) }] })
const picture = (name: string, caption: string | null = null): DocumentNode => ({ type: 'picture', attrs: { picture: name, alt: '', caption, missing: null } })
const written = (blocks: (string | DocumentNode)[], over: Partial<Written> = {}): Written => ({
  kicker: '', headline: 'Depot', standfirst: '', dateline_place: '', dateline_source: '', slug: 'depot', lead_alt: '', lead_caption: '', note: '', section: 'stadt', language: 'de', topics: [], lead_picture: '',
  bylines: [], comment_mode: 'open', sensitive: false, translation_of: null, length_aim: null, body: { type: 'doc', content: blocks.map((block) => (typeof block === 'string' ? paragraph(block) : block)) }, ...over,
})
const marked = (before: string, after: string) => wordDifference(tokensOfText(before, 'de'), tokensOfText(after, 'de')).map(({ kind, tokens }) => `${{ same: '', out: '-', in: '+' }[kind]}${textOfTokens(tokens)}`)

test('a changed word is marked, and what stands around it is not', () => {
  assert.deepEqual(marked('Es waren drei Leute da.', 'Es waren vier Leute da.'), ['Es waren ', '-drei', '+vier', ' Leute da.'])
})
test('words beside one another that changed are one change, not several with a blank between', () => {
  assert.deepEqual(marked('Der alte Kran steht.', 'Der neue Bagger steht.'), ['Der ', '-alte Kran', '+neue Bagger', ' steht.'])
})
test('a single small word between much that changed is not picked out as kept', () => {
  const spans = marked('Sie kauften das Depot nach langer Beratung und feierten danach ausgiebig im Ratskeller.', 'Am Freitag entschied der Stadtrat anders und vertagte seine Sitzung auf kommende Woche.')
  assert.equal(spans.length, 3)
})

test('applied to one side, the difference of words gives the other, letter by letter', () => {
  const random = chance(7)
  for (let n = 0; n < 400; n++) {
    const [before, after] = [someText(random), someText(random)].map((text) => tokensOfText(text, 'de'))
    const spans = wordDifference(before!, after!)
    assert.equal(textOfTokens(sideOf(spans, 'before')), textOfTokens(before!))
    assert.equal(textOfTokens(sideOf(spans, 'after')), textOfTokens(after!))
  }
})

test('both states can be read from the difference of two texts, block by block and in order', () => {
  const random = chance(11)
  for (let n = 0; n < 150; n++) {
    const before = someBlocks(random)
    const after = random() < 0.8 ? edited(before, random) : someBlocks(random)
    const { rows } = differenceOf(written(before), written(after))
    const keys = (blocks: Block[]) => blocks.map(contentKey)
    assert.deepEqual(keys(rows.flatMap((row) => (row.kind === 'in' ? [] : [row.before]))), keys(blocksOf(written(before).body, 'de')))
    assert.deepEqual(keys(rows.flatMap((row) => (row.kind === 'out' ? [] : [row.after]))), keys(blocksOf(written(after).body, 'de')))
    for (const row of rows) {
      if (row.kind !== 'changed') continue
      assert.equal(textOfTokens(sideOf(row.spans, 'before')), textOfTokens(row.before.tokens))
      assert.equal(textOfTokens(sideOf(row.spans, 'after')), textOfTokens(row.after.tokens))
    }
  }
})

test('where two texts differ in anything, the difference is not empty, and with itself each has none', () => {
  const random = chance(13)
  for (let n = 0; n < 100; n++) {
    const before = someBlocks(random)
    const after = edited(before, random)
    assert.ok(isNone(differenceOf(written(before), written(before))))
    if (JSON.stringify(before) !== JSON.stringify(after)) assert.ok(!isNone(differenceOf(written(before), written(after))), JSON.stringify([before, after]))
  }
})

test('a rewritten paragraph stands beside what it was, not as one that went and another that came', () => {
  const { rows } = differenceOf(written(['Erster Absatz bleibt stehen.', 'Der Rat hat am Montag einstimmig beschlossen.', 'Schluss.']), written(['Erster Absatz bleibt stehen.', 'Neu dazu: ein Satz.', 'Der Rat hat am Montag mit vier Gegenstimmen beschlossen.', 'Schluss.']))
  assert.deepEqual(rows.map(({ kind }) => kind), ['same', 'in', 'changed', 'same'])
})

test('a paragraph that was moved is known again at its new place, also where a word in it was changed', () => {
  const [a, b, c] = ['Der erste Absatz erzählt vom Hafen.', 'Der zweite Absatz handelt von der alten Werft am Fluss.', 'Am Ende steht noch etwas ganz anderes.']
  const { rows } = differenceOf(written([a!, b!, c!]), written([b!.replace('alten', 'neuen'), a!, c!]))
  const moved = rows.filter((row) => 'moved' in row && row.moved !== undefined)
  assert.deepEqual(moved.map(({ kind }) => kind).sort(), ['in', 'out'])
  assert.equal(sizeOf({ fields: [], rows }).words_in <= 7, true)
})

test('bold, a link and a caption are differences, too', () => {
  assert.ok(!isNone(differenceOf(written(['Fett']), written([paragraph('Fett', ['strong'])]))))
  const { rows } = differenceOf(written([picture('kran', 'Ein Kran')]), written([picture('kran', 'Ein alter Kran')]))
  assert.ok(rows[0]?.kind === 'changed' && rows[0].attributes.some(({ name }) => name === 'caption'))
  assert.deepEqual(sizeOf(differenceOf(written([picture('kran')]), written([picture('werft')]))), { words_in: 0, words_out: 0, pictures_in: 1, pictures_out: 1 })
})

test('fields are told apart: words of a headline, topics one by one, people with their roles', () => {
  const { fields } = differenceOf(written([], { topics: ['Hafen', 'Rat'], bylines: [{ name: 'Eva Roth', role: 'text' }] }), written([], { headline: 'Das Depot', topics: ['Rat', 'Werft'], bylines: [{ name: 'Eva Roth', role: 'text' }, { name: 'Jan Kahl', role: 'photo' }], sensitive: true }))
  assert.deepEqual(fields.map(({ name }) => name), ['headline', 'bylines', 'topics', 'sensitive'])
  const topics = fields.find((field) => field.name === 'topics')
  assert.deepEqual(topics && 'entries' in topics && [topics.entries.out, topics.entries.into], [['Hafen'], ['Werft']])
})

test('a correction is proposed from the first sentence that was changed, in the language of the article', () => {
  const said = correctionWords(differenceOf(written(['Es regnete. Der Rat beschloss einstimmig. Dann war Schluss.']), written(['Es regnete. Der Rat beschloss mit vier Gegenstimmen. Dann war Schluss.'])), 'de')
  assert.deepEqual(said, { was_wrong: 'In einer früheren Fassung hieß es: „Der Rat beschloss einstimmig.“', is_right: 'Richtig ist: „Der Rat beschloss mit vier Gegenstimmen.“' })
})

function chance(seed: number) {
  let state = seed
  return () => { state = (state * 1_103_515_245 + 12_345) % 2_147_483_648; return state / 2_147_483_648 }
}
function someText(random: () => number): string {
  const words = ['der', 'Rat', 'kauft', 'das', 'Depot', 'und', 'vier', 'Gegenstimmen,', 'sagt', '„Nein“.', 'U-Bahn', 'am', '15.', 'Mai']
  return Array.from({ length: Math.floor(random() * 14) }, () => words[Math.floor(random() * words.length)]).join(' ')
}
function someBlocks(random: () => number): DocumentNode[] {
  return Array.from({ length: 1 + Math.floor(random() * 8) }, () => {
    const kind = random()
    const text = `${someText(random)} x`
    if (kind < 0.1) return picture(['kran', 'werft'][Math.floor(random() * 2)]!, someText(random))
    if (kind < 0.2) return { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text }] }
    if (kind < 0.35) return { type: 'bullet_list', content: [text, `${someText(random)} y`].map((one) => ({ type: 'list_item', content: [paragraph(one)] })) }
    return paragraph(text)
  })
}
function edited(blocks: DocumentNode[], random: () => number): DocumentNode[] {
  const after = structuredClone(blocks)
  const at = Math.floor(random() * after.length)
  const deed = random()
  if (deed < 0.25) after.splice(at, 1)
  else if (deed < 0.5) after.splice(at, 0, paragraph(`${someText(random)} z`))
  else if (deed < 0.7) after.push(...after.splice(at, 1))
  else after[at] = paragraph(`${someText(random)} w`)
  return after
}
