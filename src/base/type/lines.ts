// Breaks text into lines of nearly one length, in the largest size that fits. No word is parted while there is a size in
// which it has room.
export interface Room { width: number; height: number; /** From large to small. */ sizes: readonly number[]; /** Of a line, in sizes. */ leading: number }
export interface Lines { size: number; lines: string[] }
/** The width of text in size 1. */
export type Measure = (text: string) => number

export function fitted(text: string, room: Room, measure: Measure): Lines {
  const words = wordsOf(text, measure)
  for (const size of room.sizes) {
    const [width, most] = [room.width / size, linesIn(room, size)]
    if (words.some((word) => word.width > width)) continue
    const count = broken(words, width).length
    if (count <= most) return { size, lines: balanced(words, { width, count }) }
  }
  return cutShort(text, room, measure)
}

interface Word { text: string; width: number; /** What stands before it, unless it begins a line. */ gap: string; gapWidth: number }

function linesIn({ height, leading }: Room, size: number): number {
  return Math.max(1, Math.floor(height / (size * leading) + 0.001))
}

// A line may end at a blank, and after a hyphen between words; not at a blank that forbids it, and not before a dash.
function wordsOf(text: string, measure: Measure): Word[] {
  const gapWidth = measure(' ')
  const parts = text.replace(/ (?=[–—] )/g, '\u00a0').split(' ').filter(Boolean)
  return parts.flatMap((part) => part.split(/(?<=\p{L}{2}[-/])(?=\p{L}{3})/u)
    .map((piece, n) => ({ text: piece, width: measure(piece), gap: n === 0 ? ' ' : '', gapWidth: n === 0 ? gapWidth : 0 })))
}

/** As few lines as the width allows. */
function broken(words: Word[], width: number): Word[][] {
  const lines: Word[][] = []
  let used = 0
  for (const word of words) {
    const line = lines.at(-1)
    if (line && used + word.gapWidth + word.width <= width) {
      line.push(word)
      used += word.gapWidth + word.width
    } else {
      lines.push([word])
      used = word.width
    }
  }
  return lines
}

// The narrowest measure that still needs no more lines: twelve halvings find it to a pixel.
function balanced(words: Word[], { width, count }: { width: number; count: number }): string[] {
  let [low, high] = [Math.max(0, ...words.map((word) => word.width)), width]
  for (let n = 0; n < 12; n++) {
    const middle = (low + high) / 2
    if (broken(words, middle).length <= count) high = middle
    else low = middle
  }
  return broken(words, high).map(joined)
}

function joined(line: Word[]): string {
  return line.map((word, n) => (n === 0 ? '' : word.gap) + word.text).join('')
}

// In the smallest size, words that are wider than a line are parted anywhere, and what is too much ends in dots.
function cutShort(text: string, room: Room, measure: Measure): Lines {
  const size = room.sizes.at(-1) ?? 1
  const [width, most] = [room.width / size, linesIn(room, size)]
  const words = wordsOf(text, measure).flatMap((word) => parted(word, width, measure))
  const lines = broken(words, width)
  if (lines.length <= most) return { size, lines: lines.map(joined) }
  const last = [...joined(lines[most - 1] ?? [])]
  while (last.length > 0 && measure(`${last.join('')}…`) > width) last.pop()
  return { size, lines: [...lines.slice(0, most - 1).map(joined), `${last.join('').trimEnd()}…`] }
}

function parted(word: Word, width: number, measure: Measure): Word[] {
  if (word.width <= width) return [word]
  const pieces: Word[] = []
  let text = ''
  for (const character of word.text) {
    if (text && measure(text + character) > width) {
      pieces.push({ ...word, text, width: measure(text) })
      text = ''
    }
    text += character
  }
  return [...pieces, { ...word, text, width: measure(text) }].map((piece, n) => (n === 0 ? piece : { ...piece, gap: '', gapWidth: 0 }))
}
