// A spelling is nearest to what was typed when the fewest letters must be put in, left out, exchanged or swapped.
export interface Candidate { word: string; folded: string; witnesses: number }

/** The candidate that was most likely meant; undefined when none is near enough. */
export function nearestSpelling<C extends Candidate>(typed: string, candidates: C[]): C | undefined {
  const word = folded(typed)
  const near = candidates.map((candidate) => ({ candidate, mistakes: mistakesBetween(word, candidate.folded) }))
    .filter(({ mistakes }) => mistakes > 0 && mistakes <= mostMistakes(word))
  near.sort((a, b) => a.mistakes - b.mistakes || b.candidate.witnesses - a.candidate.witnesses)
  return near[0]?.candidate
}

/** What was typed, with other words in place of some; a capital stays one. */
export function corrected(typed: string, spellings: Map<string, string>): string {
  return typed.replace(/[\p{L}\p{N}]+/gu, (word) => {
    const other = spellings.get(word)
    if (other === undefined) return word
    return /^\p{Lu}/u.test(word) ? other.charAt(0).toUpperCase() + other.slice(1) : other
  })
}

function folded(word: string): string {
  return word.toLowerCase().replaceAll('ß', 'ss').normalize('NFD').replace(/\p{M}/gu, '')
}

// In a short word every letter counts.
function mostMistakes(word: string): number {
  return word.length < 4 ? 0 : word.length < 6 ? 1 : word.length < 10 ? 2 : 3
}

/** Damerau and Levenshtein's distance, where neighbours that changed places are one mistake. */
export function mistakesBetween(one: string, other: string): number {
  let [before, last]: number[][] = [[], Array.from({ length: other.length + 1 }, (_, n) => n)]
  for (let i = 1; i <= one.length; i++) {
    const row = [i]
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1]
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1] ? at(before, j - 2) + 1 : Infinity
      row.push(Math.min(at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + (same ? 0 : 1), swapped))
    }
    [before, last] = [last, row]
  }
  return at(last, other.length)
}

function at(row: number[] | undefined, n: number): number {
  return row?.[n] ?? Infinity
}
