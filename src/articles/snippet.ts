// A snippet is the one or two places in a text that show best how what was looked for stands in it. Words are found by
// their stems, so which of them are meant the database says; here it is only seen which may be.

/** A stretch of text; marked where it is what was looked for. */
export interface Piece { text: string; marked: boolean }
/** A word in a text that may be meant. */
export interface Likely { word: string; from: number }

const lettersBefore = 50
/** The beginning of the sentence is worth some letters more. */
const lettersToItsBeginning = 90
const lettersAfter = 130
/** A text that has it more often shows it well enough in the first of these places. */
const mostLookedAt = 50

/** Finds in any text the words that begin as one of the stems does: no ending is cut off that near to the beginning. */
export function likelyFinder(stems: string[]): (text: string) => Likely[] {
  const beginnings = [...new Set(stems.map((stem) => [...stem].slice(0, 2).map(anyAccent).join('')))]
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${beginnings.join('|')})[\\p{L}\\p{N}\\u00ad]*`, 'giu')
  return (text) => (beginnings.length === 0 ? [] : Array.from(text.matchAll(pattern), ({ 0: word, index }) => ({ word, from: index })))
}

/** The whole text with its marks. */
export function markedText(text: string, meant: Likely[]): Piece[] {
  return pieces(text, { from: 0, to: text.length }, meant)
}

/** Undefined where nothing that was looked for stands in the text. */
export function snippetOf(text: string, meant: Likely[]): Piece[] | undefined {
  const stretches = meant.slice(0, mostLookedAt).map(({ from }) => stretchAround(text, from, meant))
  const best = most(stretches, ({ shows }) => shows.size)
  if (!best) return undefined
  const apart = stretches.filter(({ from, to }) => to < best.from || from > best.to)
  const second = most(apart, ({ shows }) => [...shows].filter((one) => !best.shows.has(one)).length)
  return joined(text, [best, ...(second ? [second] : [])].sort((a, b) => a.from - b.from), meant)
}

interface Stretch { from: number; to: number; shows: Set<string> }

function stretchAround(text: string, at: number, meant: Likely[]): Stretch {
  const [from, to] = [beginningOf(text, at), endOf(text, at)]
  return { from, to, shows: new Set(meant.flatMap((one) => (one.from >= from && one.from < to ? [one.word.toLowerCase()] : []))) }
}

function beginningOf(text: string, at: number): number {
  const earliest = Math.max(0, at - lettersToItsBeginning)
  const before = text.slice(earliest, at)
  const sentence = /^[^]*(?:[.!?:]\s+|\n)/.exec(before)
  if (sentence) return earliest + sentence[0].length
  if (earliest === 0) return 0
  const cut = before.slice(-lettersBefore)
  const blank = cut.search(/\s\S/)
  return blank < 0 ? at : at - cut.length + blank + 1
}

function endOf(text: string, at: number): number {
  const after = text.slice(at, at + lettersAfter)
  if (at + after.length >= text.length) return text.trimEnd().length
  return at + Math.max(after.search(/\s\S*$/), after.search(/\s|$/))
}

/** The first of those that have the most. */
function most(stretches: Stretch[], count: (one: Stretch) => number): Stretch | undefined {
  return stretches.reduce<Stretch | undefined>((best, one) => (best && count(best) >= count(one) ? best : one), undefined)
}

function joined(text: string, stretches: Stretch[], meant: Likely[]): Piece[] {
  const said = stretches.flatMap((one, n) => [...(n > 0 ? [{ text: ' … ', marked: false }] : []), ...pieces(text, one, meant)])
  const [begins, ends] = [text.slice(0, stretches[0]?.from).trim() === '', text.slice(stretches.at(-1)?.to).trim() === '']
  return [...(begins ? [] : [{ text: '… ', marked: false }]), ...said, ...(ends ? [] : [{ text: ' …', marked: false }])]
}

function pieces(text: string, { from, to }: { from: number; to: number }, meant: Likely[]): Piece[] {
  const all: Piece[] = []
  let at = from
  for (const one of meant) {
    if (one.from < from || one.from + one.word.length > to) continue
    all.push({ text: text.slice(at, one.from), marked: false }, { text: one.word, marked: true })
    at = one.from + one.word.length
  }
  return [...all, { text: text.slice(at, to), marked: false }].filter((piece) => piece.text !== '')
}

/** A letter of a stem, which has no accents, with all it may have had in the text. */
function anyAccent(letter: string): string {
  const plain = /[\p{L}\p{N}]/u.test(letter) ? letter : `\\u{${letter.codePointAt(0)?.toString(16)}}`
  return `[${plain}${accented.get(letter.toLowerCase()) ?? ''}]`
}

// Latin letters with accents, up to the end of Latin Extended-B.
const accented = new Map<string, string>([['s', 'ß']])
for (let code = 0xc0; code < 0x250; code++) {
  const letter = String.fromCodePoint(code)
  const base = letter.normalize('NFD').charAt(0).toLowerCase()
  if (base !== letter.toLowerCase()) accented.set(base, `${accented.get(base) ?? ''}${letter}`)
}
