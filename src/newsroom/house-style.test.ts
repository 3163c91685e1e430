// What house style finds in an article, and what it leaves alone.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DocumentNode } from '../articles/document.ts'
import { checkerOf, type Checked, type PictureFacts } from './client/editor/house-style/checking.ts'
import { blockingFindings, checkNames, defaultChecks, type CheckName, type CheckSettings, type Finding, type StyleRule } from './client/editor/house-style/finding.ts'
import { isNear } from './client/editor/house-style/names.ts'
import { sizeOf } from './client/editor/house-style/stretch.ts'
import { documentSchema } from '../articles/client/document/schema.ts'
import { styleRulesIn } from './house-style-file.ts'
import { ruleRefusal } from './house-style.ts'

const p = (...content: (string | DocumentNode)[]): DocumentNode => ({ type: 'paragraph', content: content.map((one) => (typeof one === 'string' ? { type: 'text', text: one } : one)) })
const marked = (text: string, type: string): DocumentNode => ({ type: 'text', text, marks: [{ type }] })
const doc = (...content: DocumentNode[]): DocumentNode => ({ type: 'doc', content })
const avoid = (what: string, instead = '', more: Partial<StyleRule> = {}): StyleRule => ({ kind: 'avoid', what, instead, reason: '', language: '', blocks: false, ...more })
const name = (what: string): StyleRule => ({ ...avoid(what), kind: 'name' })
const article = (more: Partial<Checked> = {}): Checked => ({
  kicker: '', headline: 'Die Brücke bleibt zu', standfirst: 'Der Rat hat entschieden.', dateline_place: 'Wallstedt', lead_picture: '', lead_alt: '', lead_caption: '', note: '', language: 'de', length_aim: null, body: doc(), ...more,
})

interface Given { rules?: StyleRule[]; checks?: Partial<CheckSettings>; pictures?: PictureFacts }
function findings(given: Partial<Checked>, { rules = [], checks = {}, pictures = () => undefined }: Given = {}): Finding[] {
  return checkerOf({ rules, checks: { ...defaultChecks, ...checks } })(article(given), pictures)
}
const said = (all: Finding[]) => all.map(({ check, words, instead }) => [check, words, ...instead].join(' | '))
const inText = (text: string, given?: Given) => said(findings({ body: doc(p(text)) }, given))

test('words to avoid are found whole, in any case, with what could stand there in the same case', () => {
  const rules = [avoid('sozial schwach*', 'arm; von Armut betroffen'), avoid('Asylant*', 'Asylbewerber')]
  assert.deepEqual(inText('Sozial schwache Familien und asylanten, kein Asyl.', { rules }), ['avoid | Sozial schwache | Arm | Von Armut betroffen', 'avoid | asylanten | Asylbewerber'])
  assert.deepEqual(inText('Unsozial schwach, der Antasylant.', { rules }), [])
})
test('a word is found over a no-break space and a soft hyphen, and never in code', () => {
  assert.deepEqual(inText('Sie gelten als sozial\u00a0schw\u00adach.', { rules: [avoid('sozial schwach')] }), ['avoid | sozial\u00a0schwach'])
  assert.deepEqual(said(findings({ body: doc(p('Ein ', marked('Asylant', 'code'), ' und ', marked('Asylant', 'deletion'))) }, { rules: [avoid('asylant')] })), [])
})
test('a rule of one language leaves texts of another alone', () => {
  const rules = [avoid('illegal', 'irregular', { language: 'en' })]
  assert.deepEqual(said(findings({ language: 'de-AT', headline: 'Illegal' }, { rules })), [])
  assert.deepEqual(said(findings({ language: 'en-GB', headline: 'Illegal' }, { rules })), ['avoid | Illegal | Irregular'])
})
test('a finding says where it stands, as ProseMirror counts', () => {
  const body = doc({ type: 'bullet_list', content: [{ type: 'list_item', content: [p('Eins')] }] }, { type: 'picture', attrs: { picture: 'a', alt: 'b', caption: null, missing: null } }, p('Vor', { type: 'footnote', content: [{ type: 'text', text: 'dem' }] }, { type: 'hard_break' }, 'Asylant\u00aden'))
  const [found] = findings({ body }, { rules: [avoid('Asylanten')] })
  const parsed = documentSchema.nodeFromJSON(body)
  assert.equal(parsed.textBetween(found!.place.from, found!.place.to), 'Asylant\u00aden')
  assert.equal(sizeOf(body), parsed.nodeSize)
})
test('a name nearly right is found, its endings kept, and a name that is itself on the list is right', () => {
  assert.deepEqual(inText('In Wallstädt und Walstedts Kirche.', { rules: [name('Wallstedt')] }), ['name | Wallstädt | Wallstedt', 'name | Walstedts | Wallstedts'])
  assert.deepEqual(inText('Wallstedt, Wallstedts Rat, die Wallstedter und Wallstedter.', { rules: [name('Wallstedt')] }), [])
  assert.deepEqual(inText('Frau Meyer und Herr Meier.', { rules: [name('Meier'), name('Meyer')] }), [])
  assert.deepEqual(inText('Ein Meter vor Meyers Haus.', { rules: [name('Meier')] }), ['name | Meyers | Meiers'])
})
test('of a full name one part may be wrong; two wrong parts are somebody else', () => {
  const rules = [name('Katharina Schmidt')]
  assert.deepEqual(inText('Katarina Schmidt kam.', { rules }), ['name | Katarina Schmidt | Katharina Schmidt'])
  assert.deepEqual(inText('Katharina Schmitt kam.', { rules }), ['name | Katharina Schmitt | Katharina Schmidt'])
  assert.deepEqual(inText('Katarina Schmitt und Frau Schmitt.', { rules }), [])
})
test('names that are far enough apart are left alone', () => {
  for (const [a, b] of [['Loch', 'Koch'], ['Berge', 'Berger'], ['Hausen', 'Hansen'], ['Neustadt', 'Altstadt']] satisfies [string, string][]) assert.equal(isNear(a, b), false, `${a} ${b}`)
  for (const [a, b] of [['Mueller', 'Müller'], ['Schmid', 'Schmidt'], ['Maier', 'Meyer'], ['Philip', 'Philipp'], ['Wallstdet', 'Wallstedt']] satisfies [string, string][]) assert.equal(isNear(a, b), true, `${a} ${b}`)
})
test('pictures without credit or alternative text are found, the one it leads with among them', () => {
  const pictures: PictureFacts = (one) => ({ bruecke: { has_credit: false, alt: '' }, rat: { has_credit: true, alt: 'Der Rat' } })[one]
  const body = doc({ type: 'picture', attrs: { picture: 'rat', alt: '', caption: null, missing: null } }, { type: 'picture', attrs: { picture: 'neu', alt: '', caption: 'Neu', missing: null } })
  assert.deepEqual(findings({ lead_picture: 'bruecke', body }, { pictures }).map(({ check, words, place }) => [check, words, place.field]), [['credit', 'bruecke', 'lead_picture'], ['alt', 'bruecke', 'lead_alt'], ['alt', 'Neu', 'body']])
})

const quoted = '„Wir haben sehr lange gewartet, und nun ist das Geld doch nicht da“'
test('a long quotation needs somebody who says it: a colon, a word of saying, or the paragraph before', () => {
  assert.deepEqual(inText(`Das Geld fehlt. ${quoted}.`), [`attribution | ${quoted}`])
  for (const text of [`${quoted}, sagt Eva Roth.`, `Eva Roth: ${quoted}`, `Laut Rat ${quoted}.`, `Kurz „so ist es“.`, `${quoted.replace('sehr lange', 'lange')}, so der Rat.`]) assert.deepEqual(inText(text), [], text)
  assert.deepEqual(said(findings({ body: doc(p('Eva Roth sagt:'), p(quoted), p('„Noch einmal: Wir haben lange gewartet, und nun fehlt das Geld für alles“')) })), [])
})
test('a quotation on its own needs a name or an introduction', () => {
  const quotation = (attribution: string | null): DocumentNode => ({ type: 'quotation', attrs: { attribution }, content: [p('Es reicht.')] })
  assert.deepEqual(said(findings({ body: doc(p('Es regnet.'), quotation(null)) })), ['attribution | Es reicht.'])
  assert.deepEqual(said(findings({ body: doc(p('Es regnet.'), quotation('Eva Roth'), p('Im Brief heißt es:'), quotation(null)) })), [])
})
test('headline, standfirst, dateline and length are measured by the paper’s limits', () => {
  const checks = { headline_length: { weight: 'blocks', limit: 10 }, dateline: { weight: 'hint', limit: null }, length: { weight: 'hint', limit: 10 } } satisfies Partial<CheckSettings>
  const found = findings({ headline: 'Viel zu lang ist das', standfirst: '', dateline_place: '', length_aim: 10, body: doc(p('Genau zwölf Z')) }, { checks })
  assert.deepEqual(found.map(({ check, length, limit, blocks }) => [check, length, limit, blocks]), [['headline_length', 20, 10, true], ['standfirst_missing', null, null, false], ['dateline', null, null, false], ['length', 13, 10, false]])
  assert.deepEqual(findings({ length_aim: 12, body: doc(p('Genau zwölf Z')) }, { checks: { length: { weight: 'hint', limit: 10 } } }), [])
})
test('a word twice and several spaces are found, what is said twice on purpose is not', () => {
  assert.deepEqual(inText('Er er kam  und und ging, die die blieben.'), ['double_word | Er er | Er', 'double_word | und und | und', 'double_space |    |  '])
})
test('a check that is off says nothing, and what blocks is told apart', () => {
  const off = Object.fromEntries(checkNames.map((one) => [one, { weight: 'off', limit: defaultChecks[one].limit }])) as Record<CheckName, { weight: 'off'; limit: number | null }>
  assert.deepEqual(inText('Er er kam.', { rules: [avoid('kam')], checks: off }), [])
  const rules = [avoid('kam', '', { blocks: true }), avoid('ging')]
  assert.deepEqual(said(blockingFindings(findings({ body: doc(p('Kam und ging.')) }, { rules }))), ['avoid | Kam'])
  assert.equal(blockingFindings(findings({ headline: 'Ging' }, { rules, checks: { avoid: { weight: 'blocks', limit: null } } })).length, 1)
})
test('what would find everything is no rule', () => {
  assert.deepEqual(ruleRefusal(avoid('**')), { what: 'everything' })
  assert.deepEqual(ruleRefusal(avoid('')), { what: 'empty' })
  assert.deepEqual(ruleRefusal(name('wallstedt')), { what: 'no_name' })
  assert.deepEqual(ruleRefusal(avoid('gut', '', { language: 'deutsch' })), { language: 'language' })
})
test('a file says which line is none, and is read with semicolons as with commas', () => {
  assert.deepEqual(styleRulesIn('kind;what;instead;blocks\nname;Wallstedt;;\navoid;"sozial; schwach";arm;ja\n'), { rules: [name('Wallstedt'), avoid('sozial; schwach', 'arm', { blocks: true })] })
  assert.deepEqual(styleRulesIn('kind,what\nname,Wallstedt\nverboten,x'), { wrong: { line: 3, why: 'rule' } })
  assert.deepEqual(styleRulesIn('was,wie\n'), { wrong: { line: 1, why: 'columns' } })
})
test('of five hundred rules each finds its own words and no other’s', () => {
  const rules = Array.from({ length: 500 }, (_, n) => avoid(`vermeidung${n}`, `besser${n}`))
  const found = inText(rules.map(({ what }) => what).join(', '), { rules })
  assert.deepEqual(found, rules.map(({ what, instead }) => `avoid | ${what} | ${instead}`))
})
