// Looks an article over for what house style has to say: everywhere the same, while it is written and before it is published.
import type { PlainNode } from '../../../../articles/client/document/node.ts'
import type { CheckName, CheckSettings, Finding, Place, StyleRule } from './finding.ts'
import { nameFinder } from './names.ts'
import { isIntroduced, unattributed } from './quotations.ts'
import { bodyStretches, fieldStretch, placed, placeIn, sizeOf, type Stretch } from './stretch.ts'
import { avoidFinder } from './words.ts'

/** What is checked of an article. */
export interface Checked {
  kicker: string
  headline: string
  standfirst: string
  dateline_place: string
  lead_picture: string
  lead_alt: string
  lead_caption: string
  note: string
  language: string
  length_aim: number | null
  body: PlainNode
}

export interface HouseStyle { rules: StyleRule[]; checks: CheckSettings }

/** Of a picture of the paper, by its name; undefined where nothing is known of it. */
export type PictureFacts = (name: string) => { has_credit: boolean; alt: string } | undefined

export type Checker = (article: Checked, pictures: PictureFacts) => Finding[]

const readFields = ['kicker', 'headline', 'standfirst', 'lead_alt', 'lead_caption', 'note'] as const

/** Rules are made ready once: whoever checks after each word keeps the checker. */
export function checkerOf({ rules, checks }: HouseStyle): Checker {
  const byLanguage = new Map<string, (stretch: Stretch) => Finding[]>()
  return (article, pictures) => {
    const language = article.language.split('-')[0]?.toLowerCase() ?? ''
    const listed = byLanguage.get(language) ?? listChecker(rules.filter((rule) => rule.language === '' || rule.language === language), checks)
    byLanguage.set(language, listed)
    const fields = readFields.map((name) => fieldStretch(name, article[name]))
    const body = bodyStretches(article.body)
    const found = [
      ...[...fields, ...body].flatMap((stretch) => [...listed(stretch), ...writingFindings(stretch, language, checks)]),
      ...quotationFindings(article.body, body, checks), ...pictureFindings(article, pictures, checks), ...fieldFindings(article, body, checks),
    ]
    return found.filter(({ check }) => checks[check].weight !== 'off')
  }
}

function listChecker(rules: StyleRule[], checks: CheckSettings): (stretch: Stretch) => Finding[] {
  const of = (kind: StyleRule['kind'], check: CheckName) => (checks[check].weight === 'off' ? [] : rules.filter((rule) => rule.kind === kind))
  const [avoided, misspelt] = [avoidFinder(of('avoid', 'avoid')), nameFinder(of('name', 'name'))]
  return (stretch) => {
    const words = avoided(stretch.text).map(({ from, to, rule, instead }) => foundIn(stretch, { check: 'avoid', from, to, checks, rule, instead }))
    const names = misspelt(stretch.text).map(({ from, to, rule, instead }) => foundIn(stretch, { check: 'name', from, to, checks, rule, instead: [instead] }))
    return [...words, ...names]
  }
}

// Said twice on purpose, in good German and English.
const mayRepeat = new Set(['der', 'die', 'das', 'den', 'dem', 'sie', 'ihr', 'that', 'had', 'bye', 'ha', 'blah', 'bla', 'sehr', 'very', 'nein', 'ja', 'no', 'yes', 'baden'])

function writingFindings(stretch: Stretch, language: string, checks: CheckSettings): Finding[] {
  const twice = [...stretch.text.matchAll(/(?<![\p{L}\p{N}'’-])(\p{L}{2,})[ \u00a0\n]+(\1)(?![\p{L}\p{N}'’-])/giu)].filter(({ 1: word = '' }) => !mayRepeat.has(word.toLocaleLowerCase(language || undefined)))
  const spaces = [...stretch.text.matchAll(/(?<=\S) {2,}(?=\S)/g)]
  return [
    ...twice.map(({ 0: words, 1: word = '', index }) => foundIn(stretch, { check: 'double_word', from: index, to: index + words.length, checks, instead: [word] })),
    ...spaces.map(({ 0: words, index }) => foundIn(stretch, { check: 'double_space', from: index, to: index + words.length, checks, instead: [' '] })),
  ]
}

function quotationFindings(doc: PlainNode, body: Stretch[], checks: CheckSettings): Finding[] {
  const said = body.flatMap((stretch, n) => unattributed(stretch, body[n - 1], checks.attribution.limit ?? 0).map(([from, to]) => foundIn(stretch, { check: 'attribution', from, to, checks })))
  const blocks = [...placed(doc)].filter(({ node }) => node.type === 'quotation' || node.type === 'pull_quote').flatMap(({ node, from }) => {
    const inside = body.findIndex(({ at }) => (at[0] ?? 0) > from)
    const own = body[inside]
    if (!own || own.attribution !== null || own.text.trim() === '' || isIntroduced(body[inside - 1])) return []
    return [finding('attribution', { field: 'body', from, to: from + sizeOf(node) }, checks, { words: own.text.slice(0, 80) })]
  })
  return [...said, ...blocks]
}

function pictureFindings({ body, lead_picture, lead_alt, lead_caption }: Checked, pictures: PictureFacts, checks: CheckSettings): Finding[] {
  const inText = [...placed(body)].filter(({ node }) => node.type === 'picture').map(({ node, from }) => ({ name: text(node.attrs?.picture), alt: text(node.attrs?.alt), caption: text(node.attrs?.caption), place: { field: 'body', from, to: from + 1 } }))
  const lead = lead_picture === '' ? [] : [{ name: lead_picture, alt: lead_alt, caption: lead_caption, place: { field: 'lead_picture', from: 0, to: lead_picture.length } }]
  return [...lead, ...inText].flatMap(({ name, alt, caption, place }): Finding[] => {
    const facts = pictures(name)
    const words = caption || name
    return [
      ...(facts && !facts.has_credit ? [finding('credit', place, checks, { words })] : []),
      // What a place of its own says of the picture goes before what the picture says of itself.
      ...(name !== '' && alt.trim() === '' && (facts?.alt ?? '').trim() === '' ? [finding('alt', place.field === 'body' ? place : { field: 'lead_alt', from: 0, to: 0 }, checks, { words })] : []),
    ]
  })
}
function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function fieldFindings({ headline, standfirst, dateline_place, length_aim }: Checked, body: Stretch[], checks: CheckSettings): Finding[] {
  const whole = (field: string, value: string): Place => ({ field, from: 0, to: value.length })
  const long = (check: CheckName, field: string, value: string): Finding[] => {
    const { limit } = checks[check]
    return limit !== null && value.length > limit ? [finding(check, { field, from: limit, to: value.length }, checks, { words: value.slice(limit), length: value.length })] : []
  }
  const length = bodyLength(body)
  const most = length_aim === null ? null : Math.round(length_aim * (1 + (checks.length.limit ?? 0) / 100))
  return [
    ...long('headline_length', 'headline', headline), ...long('standfirst_length', 'standfirst', standfirst),
    ...(standfirst.trim() === '' ? [finding('standfirst_missing', whole('standfirst', ''), checks)] : []),
    ...(dateline_place.trim() === '' ? [finding('dateline', whole('dateline_place', ''), checks)] : []),
    ...(most !== null && length > most ? [{ ...finding('length', { field: 'body', from: 0, to: 0 }, checks, { length }), limit: length_aim }] : []),
  ]
}

/** How many letters a body has, spaces among them. */
export function bodyLength(body: Stretch[]): number {
  return body.reduce((sum, { text: { length } }) => sum + length, 0)
}

interface Part { check: CheckName; from: number; to: number; checks: CheckSettings; rule?: StyleRule; instead?: string[] }

const around = 40

function foundIn(stretch: Stretch, { check, from, to, checks, rule, instead = [] }: Part): Finding {
  const made = finding(check, placeIn(stretch, from, to), checks, { words: stretch.text.slice(from, to), before: stretch.text.slice(Math.max(0, from - around), from), after: stretch.text.slice(to, to + around) })
  return { ...made, instead, reason: rule?.reason ?? '', blocks: made.blocks || rule?.blocks === true }
}

function finding(check: CheckName, place: Place, checks: CheckSettings, more: Partial<Finding> = {}): Finding {
  return { check, blocks: checks[check].weight === 'blocks', place, words: '', before: '', after: '', instead: [], reason: '', length: null, limit: checks[check].limit, ...more }
}
