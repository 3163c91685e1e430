// Two wires tell the same story when they say much of it in the same words: agencies pass on each other's texts, and a feed
// repeats what a wire said. What is likely the same is found by hashes, and then compared word by word.

export interface Told { headline: string; plain_text: string }

const bandCount = 32
const rowsInBand = 2
/** Three words in a row, since single ones are everybody's. */
const shingleWords = 3
/** Of very long texts the beginning is enough to know them by. */
const mostWords = 1_500

function wordsOf(text: string): string[] {
  return text.normalize('NFKC').toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}

/** The rows of three words of a text; of a short one, and of a headline alone, its words. */
export function shinglesOf({ headline, plain_text }: Told): Set<string> {
  const words = wordsOf(plain_text).slice(0, mostWords)
  if (words.length < 12) return new Set([...wordsOf(headline), ...words])
  return new Set(words.slice(0, 1 - shingleWords).map((_, n) => words.slice(n, n + shingleWords).join(' ')))
}

/** Of two sets, how much of both is in common: from 0 to 1. */
export function likeness(one: Set<string>, other: Set<string>): number {
  if (one.size === 0 || other.size === 0) return 0
  const [small, large] = one.size < other.size ? [one, other] : [other, one]
  let common = 0
  for (const shingle of small) if (large.has(shingle)) common++
  return common / (one.size + other.size - common)
}

/** The same, but measured by the smaller: a short report that stands whole in a long one. */
function within(one: Set<string>, other: Set<string>): number {
  const common = likeness(one, other)
  return common === 0 ? 0 : (common * (one.size + other.size)) / (1 + common) / Math.min(one.size, other.size)
}

export function isSameStory(one: Told, other: Told): boolean {
  const [mine, theirs] = [shinglesOf(one), shinglesOf(other)]
  // Short texts, flashes above all, have too few words to tell them apart by less.
  const least = Math.min(mine.size, theirs.size)
  const text = likeness(mine, theirs)
  if (least < 12) return text >= 0.75
  const headlines = likeness(new Set(wordsOf(one.headline)), new Set(wordsOf(other.headline)))
  return text >= 0.4 || (text >= 0.2 && headlines >= 0.5) || (least >= 25 && within(mine, theirs) >= 0.8)
}

/**
 * Parts of the text's MinHash, two rows each: texts with half their shingles in common share a part in all but one of
 * ten thousand cases, texts with a tenth in one of four, texts with nothing in common hardly ever.
 */
export function bandsOf(told: Told): number[] {
  const signature = signatureOf(shinglesOf(told))
  return Array.from({ length: bandCount }, (_, band) => mixed(signature.slice(band * rowsInBand, (band + 1) * rowsInBand).reduce((sum, row) => mixed(sum ^ row), band + 1)))
}

function signatureOf(shingles: Set<string>): number[] {
  const least = Array.from({ length: bandCount * rowsInBand }, () => 0xffff_ffff)
  for (const shingle of shingles) {
    const hash = hashOf(shingle)
    for (let row = 0; row < least.length; row++) {
      const value = mixed(hash ^ Math.imul(row + 1, 0x9e37_79b1)) >>> 0
      if (value < (least[row] ?? 0)) least[row] = value
    }
  }
  return least
}

/** FNV-1a. */
function hashOf(text: string): number {
  let hash = 0x811c_9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x0100_0193)
  return hash
}
/** Spreads a number of 32 bits over all of them. */
function mixed(number: number): number {
  let x = number | 0
  x = Math.imul(x ^ (x >>> 16), 0x85eb_ca6b)
  x = Math.imul(x ^ (x >>> 13), 0xc2b2_ae35)
  return x ^ (x >>> 16)
}
