// A correction puts what a typesetter would have set in the place of what a keyboard has.
import { habitsOf, type Habits } from './habits.ts'

export interface Correction {
  from: number
  to: number
  text: string
  /** It can only be known once another letter stands behind it. */
  isAhead: boolean
}

const [nbsp, nnbsp] = ['\u00a0', '\u202f']

/** What is not for correcting (code) stands in the text as U+FFFC. Corrections come in the order of the text and never overlap. */
export function corrections(line: string, language: string): Correction[] {
  const text = withoutAddresses(line)
  const habits = habitsOf(language)
  const tag = language.toLowerCase().split('-')[0] ?? ''
  const all = [...marks(text, habits), ...signs(text, habits), ...spaces(text, tag), ...(tag === 'de' ? abbreviations(text) : []), ...(habits.isAiry ? airy(text) : [])]
  const sorted = all.filter(({ from, to, text: set }) => text.slice(from, to) !== set).sort((a, b) => a.from - b.from || b.to - a.to)
  const kept: Correction[] = []
  for (const one of sorted) if (one.from >= (kept.at(-1)?.to ?? 0)) kept.push(one)
  return kept
}

/** Addresses are read by machines, which take each letter as it is: of the web, of mail, and of the web without a beginning. */
const address = /(?:https?:\/\/|www\.)[^\s"'„“”‚‘’«»<>]*[^\s"'„“”‚‘’«»<>.,;:!?)\]…]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<![\w.@/-])(?:[a-z0-9-]+\.)+[a-z]{2,}\/[^\s"'„“”‚‘’«»<>]*[^\s"'„“”‚‘’«»<>.,;:!?)\]…]/giu

function withoutAddresses(line: string): string {
  return line.replace(address, (one) => '\ufffc'.repeat(one.length))
}

interface Rule { pattern: RegExp; set: (found: RegExpExecArray) => string; isAhead?: boolean }

function found(text: string, rules: Rule[]): Correction[] {
  return rules.flatMap(({ pattern, set, isAhead = false }) => [...text.matchAll(pattern)].map((one) => ({ from: one.index, to: one.index + one[0].length, text: set(one), isAhead })))
}

/** Before what opens: nothing, a space, a bracket, a dash, another mark. */
const opens = /(^|[\s\u00a0\u202f([{–—/„“«‹‚‘"'-])$/u

function marks(text: string, { quotes, inner }: Habits): Correction[] {
  const all: Correction[] = []
  // What stands in “these”, whatever the language, is set as the language does; so are the «these» of agencies.
  const foreign = quotes[0] === '„' ? /“([^“”„\n]+)”|(?<!\p{L})«([^«»\n]+)»/gu : quotes[0] === '“' ? /„([^„“”\n]+)[“”]|(?<!\p{L})«([^«»\n]+)»/gu : /„([^„“”\n]+)[“”]/gu
  const taken = new Set<number>()
  for (const { 0: whole, index } of text.matchAll(foreign)) {
    const end = index + whole.length - 1
    all.push({ from: index, to: index + 1, text: quotes[0], isAhead: false }, { from: end, to: end + 1, text: quotes[1], isAhead: false })
    taken.add(index).add(end)
  }
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at]
    if ((sign !== '"' && sign !== '\'') || taken.has(at)) continue
    const isOpening = opens.test(text.slice(Math.max(0, at - 1), at))
    if (sign === '"') all.push({ from: at, to: at + 1, text: quotes[isOpening ? 0 : 1], isAhead: false })
    else all.push({ from: at, to: at + 1, text: single(text, at, { inner, isOpening }), isAhead: false })
  }
  return all
}

function single(text: string, at: number, { inner, isOpening }: { inner: readonly [string, string]; isOpening: boolean }): string {
  const [before, after] = [text.slice(0, at), text.slice(at + 1)]
  if (/[\p{L}\p{N}]$/u.test(before) && /^\p{L}/u.test(after)) return '’'
  if (isOpening) return /^(\d0s|(?:tis|twas|em|n|ne|ner|nem|nen|s|sist)(?!\p{L}))/iu.test(after) ? '’' : inner[0]
  const opened = before.lastIndexOf(inner[0])
  const isOpen = opened >= 0 && !before.slice(opened).includes(inner[1]) && inner[0] !== inner[1]
  const pending = /(?:^|[\s\u00a0([–—„“«])'(?=\p{L})[^']*$/u.test(before)
  return isOpen || pending ? inner[1] : '’'
}

function signs(text: string, { dash }: Habits): Correction[] {
  const spaced = dash.startsWith(' ')
  return found(text, [
    { pattern: /(?<![.…])\.\.\.(?!\.)/gu, set: () => '…' },
    { pattern: /(?<=[^\s–—-]) (?:--?) (?=[^-]|$)/gu, set: () => dash },
    { pattern: /(?<=[\p{L}\p{N}»“”’")])--(?=[\p{L}\p{N}„“«"(])/gu, set: () => dash, isAhead: true },
    ...(spaced ? [] : [{ pattern: /(?<=[\p{L}\p{N}”’)]) – (?=[\p{L}\p{N}“‘(])/gu, set: () => '—', isAhead: true }]),
    { pattern: /(?<![\d.,:/–-])([1-9]\d{0,3})-([1-9]\d{0,3})(?=[\s.,;:!?)]|$)(?![.,:/]\d)/gu, set: ([, from, to]) => `${from}–${to}`, isAhead: true },
    { pattern: /(?<=\d)(?<!(?<![\d.,])0)[ \u00a0]?[xX][ \u00a0]?(?=\d)/gu, set: () => `${nnbsp}×${nnbsp}`, isAhead: true },
  ])
}

const units = '%|‰|°C|°F|°|€|\\$|£|km/h|km²|km|m²|m³|m|cm|mm|kg|mg|g|t|l|ml|ha|kWh|MWh|GWh|TWh|kW|MW|GW|Hz|kHz|MHz|GHz|dB|MB|GB|TB'
const words = 'Euro|Franken|Dollar|Prozent|Uhr|Mio\\.|Mrd\\.|Millionen?|Milliarden?|Meter|Kilometer|Grad|million|billion|percent|per cent|euros|pounds|dollars'

function spaces(text: string, tag: string): Correction[] {
  return found(text, [
    { pattern: / {2,}(?=\S)/gu, set: () => ' ', isAhead: true },
    { pattern: /(?<![\d.,])\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?![\d])/gu, set: ([whole]) => whole.replace(/\s/gu, nnbsp), isAhead: true },
    { pattern: new RegExp(`(?<=\\d)[ \\u00a0](?=(?:${units})(?![\\p{L}\\p{N}]).)`, 'gu'), set: () => nnbsp, isAhead: true },
    { pattern: new RegExp(`(?<=\\d) (?=(?:${words})(?![\\p{L}\\p{N}]).)`, 'gu'), set: () => nbsp, isAhead: true },
    ...(tag === 'de' ? [{ pattern: /(?<=\d)[ \u00a0]?%/gu, set: () => `${nnbsp}%` }] : []),
    { pattern: /(?<=§{1,2})[ \u00a0]?(?=\d)/gu, set: () => nnbsp, isAhead: true },
    { pattern: /(?<=(?<!\p{L})(?:Nr\.|Art\.|Abs\.|Bd\.|Kap\.|No\.|pp?\.)) (?=\d)/gu, set: () => nbsp, isAhead: true },
    { pattern: /(?<=(?<!\p{L})(?:Dr\.|Prof\.|St\.|Mr\.|Mrs\.|Ms\.|Frau|Herrn?)) (?=\p{Lu})/gu, set: () => nbsp, isAhead: true },
  ])
}

const short = ['z. B.', 'd. h.', 'u. a.', 'z. T.', 'u. U.', 'v. a.', 'o. Ä.', 'u. Ä.', 's. o.', 's. u.', 'i. d. R.', 'v. Chr.', 'n. Chr.', 'i. A.', 'i. V.', 'm. E.', 'u. v. m.', 'e. V.', 'a. D.', 'o. g.', 'z. Hd.']
const shortened = new RegExp(`(?<![\\p{L}\\p{N}.])(?:${short.map((one) => one.replaceAll('.', '\\.').replaceAll(' ', '[ \\u00a0\\u202f]?')).join('|')})`, 'gu')

/** Two letters that belong together and must not be parted. */
function abbreviations(text: string): Correction[] {
  return found(text, [{ pattern: shortened, set: ([whole]) => whole.replace(/[ \u00a0]/g, nnbsp).replace(/\.(?=\p{L})/gu, `.${nnbsp}`) }])
}

/** French: a narrow space before high signs and within quotation marks. */
function airy(text: string): Correction[] {
  return found(text, [
    { pattern: /(?<=[\p{L}\p{N}”’)])[ \u00a0]?(?=[;!?])/gu, set: () => nnbsp, isAhead: true },
    { pattern: /(?<=[\p{L}\p{N}”’)])[ \u202f]?(?=:(?:\s|$))/gu, set: () => nbsp, isAhead: true },
    { pattern: /«[ \u00a0]?(?=[^\s\u202f])/gu, set: () => `«${nnbsp}`, isAhead: true },
    { pattern: /(?<=[^\s\u202f])[ \u00a0]?»/gu, set: () => `${nnbsp}»` },
  ])
}

/** A text by itself, such as a headline, as it is set. */
export function tidiedText(text: string, language: string): string {
  return corrections(text, language).reduceRight((set, one) => set.slice(0, one.from) + one.text + set.slice(one.to), text)
}
