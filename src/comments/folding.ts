// How a text looks to those who want to see through what was done to a word: case, accents, look-alike letters, figures and
// signs for letters, letters repeated.

/** Equal characters in a row, and which letters they may stand for; or a gap between words. */
export interface Glyph {
  /** The character itself first, then what it may stand for; empty of a blank. */
  letters: string
  count: number
  /** A letter or a figure: no word ends beside it. Signs may stand for letters and end words all the same. */
  isSolid: boolean
  isBlank: boolean
  from: number
  to: number
}

const figures: Record<string, string> = { 0: 'o', 1: 'il', 2: 'z', 3: 'e', 4: 'a', 5: 's', 6: 'g', 7: 't', 8: 'b', 9: 'g', '@': 'a', $: 's', '€': 'e', '!': 'i', '|': 'il', '£': 'l', '+': 't' }
const lookAlikes: Record<string, string> = {
  а: 'a', в: 'b', е: 'e', з: 'e', к: 'k', м: 'm', н: 'h', о: 'o', р: 'p', с: 'c', т: 't', у: 'y', х: 'x', і: 'i', ј: 'j', ѕ: 's', ԁ: 'd', ӏ: 'l',
  α: 'a', β: 'b', ε: 'e', η: 'n', ι: 'i', κ: 'k', μ: 'm', ν: 'v', ο: 'o', ρ: 'p', τ: 't', υ: 'u', χ: 'x', ω: 'w', ı: 'i', ł: 'l', ø: 'o', đ: 'd', ð: 'd', þ: 'p', æ: 'ae', œ: 'oe', ß: 'ss',
}

export function glyphsOf(text: string): Glyph[] {
  const glyphs: Glyph[] = []
  let at = 0
  for (const character of text) {
    for (const letter of plain(character)) add(glyphs, letter, { from: at, to: at + character.length })
    at += character.length
  }
  return glyphs
}

// Without accents; nothing of what only joins, hides or stretches.
function plain(character: string): string {
  const bare = character.normalize('NFKD').replace(/[\p{M}\p{Cf}]/gu, '').toLowerCase()
  return [...bare].map((letter) => lookAlikes[letter] ?? letter).join('')
}

function add(glyphs: Glyph[], letter: string, { from, to }: { from: number; to: number }) {
  const last = glyphs.at(-1)
  const isBlank = /\s/.test(letter)
  if (last && (isBlank ? last.isBlank : last.letters.startsWith(letter))) {
    last.count += 1
    last.to = to
  } else {
    glyphs.push({ letters: isBlank ? '' : letter + (figures[letter] ?? ''), count: 1, isSolid: /[\p{L}\p{N}]/u.test(letter), isBlank, from, to })
  }
}
