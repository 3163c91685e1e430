// A list of words, one a line, that a text is looked through for. A word is found whole, however it is dressed up
// (Beispiel, BEISPIEL, b3ispiel, beeeispiel, b e i s p i e l, bei-spiel), and never inside another one; `beispiel*` also
// where more follows, `*beispiel` also where something stands before it.
import { glyphsOf, type Glyph } from './folding.ts'

interface Run { letter: string; least: number }
interface Word { runs: Run[]; opensAnywhere: boolean; endsAnywhere: boolean }

/** Answers where words of the list stand: pairs of from and up to. The time it takes grows with the text's length alone. */
export type Finder = (text: string) => number[]

export function wordFinder(list: string): Finder {
  const words = list.split('\n').flatMap((line) => variantsOf(line.trim()))
  const [all, open] = [treeOf(words), treeOf(words.filter(({ opensAnywhere }) => opensAnywhere))]
  const bySpelling = Map.groupBy(words.flatMap(spelled), (letters) => letters[0] ?? '')
  return (text) => {
    const glyphs = glyphsOf(text)
    const found: number[] = []
    for (let at = 0; at < glyphs.length; at += 1) {
      const isInside = at > 0 && glyphs[at - 1]?.isSolid && glyphs[at]?.isSolid
      const end = together(glyphs, at, isInside ? open : all) ?? (isInside ? undefined : spaced(glyphs, at, bySpelling))
      if (end === undefined) continue
      found.push(glyphs[at]?.from ?? 0, glyphs[end]?.to ?? 0)
      at = end
    }
    return found
  }
}

// German vowels with two dots are written with an e behind them, too.
function variantsOf(line: string): Word[] {
  const spellings = [...new Set([line, line.replace(/[äöü]/gi, (vowel) => `${vowel.normalize('NFKD')[0]}e`)])]
  return spellings.flatMap((spelling) => wordOf(spelling) ?? [])
}

function wordOf(line: string): Word | undefined {
  const bare = line.replace(/^\*+|\*+$/g, '').trim()
  const runs = glyphsOf(bare).map(({ letters, isBlank, count }): Run => ({ letter: isBlank ? ' ' : letters[0] ?? '', least: isBlank ? 1 : count }))
  return runs.length === 0 ? undefined : { runs, opensAnywhere: line.startsWith('*'), endsAnywhere: line.endsWith('*') }
}

/** Words that begin alike share their beginning, so that a long list costs little more than a short one. */
interface Node extends Run { depth: number; ends: 'here' | 'anywhere' | null; children: Node[] }

function treeOf(words: Word[]): Node {
  const root: Node = { letter: '', least: 0, depth: 0, ends: null, children: [] }
  for (const { runs, endsAnywhere } of words) {
    let node = root
    for (const { letter, least } of runs) {
      let child = node.children.find((one) => one.letter === letter && one.least === least)
      if (!child) node.children.push(child = { letter, least, depth: node.depth + 1, ends: null, children: [] })
      node = child
    }
    node.ends = endsAnywhere ? 'anywhere' : node.ends ?? 'here'
  }
  return root
}

/** More signs in a row than this part words. */
const mostSigns = 2

/** One way to read what came so far: how many letters stood there plainly, and how many signs were just passed. */
interface Way { plainly: number; signs: number }

// In one piece, perhaps with signs among the letters. What may be read in several ways is read in all of them at once.
function together(glyphs: Glyph[], at: number, root: Node): number | undefined {
  let longest: number | undefined
  let ways = new Map<Node, Way>([[root, { plainly: 0, signs: 0 }]])
  for (let here = at; ways.size > 0; here += 1) {
    const glyph = glyphs[here]
    if (!glyph) return longest
    const next = new Map<Node, Way>()
    const go = (node: Node, way: Way) => { if (way.signs <= mostSigns && way.plainly >= (next.get(node)?.plainly ?? 0)) next.set(node, way) }
    for (const [node, { plainly, signs }] of ways) {
      for (const child of node.children) {
        if (!stands(glyph, child)) continue
        const shown = plainly + Number(child.letter === ' ' || glyph.letters[0] === child.letter)
        // Mostly figures is a number.
        if (child.ends && shown * 2 >= child.depth && (child.ends === 'anywhere' || !glyphs[here + 1]?.isSolid)) longest = here
        go(child, { plainly: shown, signs: 0 })
      }
      if (node === root) continue
      // A sign among the letters, or the same letter once more in another guise.
      if (!glyph.isSolid && !glyph.isBlank) go(node, { plainly, signs: signs + glyph.count })
      else if (glyph.letters.includes(node.letter)) go(node, { plainly, signs: signs + 1 })
    }
    ways = next
  }
  return longest
}

function stands(glyph: Glyph, { letter, least }: Run): boolean {
  return letter === ' ' ? !glyph.isSolid : glyph.letters.includes(letter) && glyph.count >= least
}

/** Shorter words are too often just letters that follow each other. */
const shortestSpaced = 4

function spelled({ runs }: Word): string[][] {
  const letters = runs.flatMap(({ letter, least }) => (letter === ' ' ? [] : Array<string>(least).fill(letter)))
  return letters.length < shortestSpaced ? [] : [letters]
}

// Letter by letter, with the same between any two of them: words that merely follow each other are not taken for one.
function spaced(glyphs: Glyph[], at: number, bySpelling: Map<string, string[][]>): number | undefined {
  const gap = gapAt(glyphs, at + 1)
  if (gap === '') return undefined
  for (const first of glyphs[at]?.letters ?? '') {
    for (const letters of bySpelling.get(first) ?? []) {
      const end = spelledAt(glyphs, at, { letters, gap })
      if (end !== undefined) return end
    }
  }
  return undefined
}

function spelledAt(glyphs: Glyph[], at: number, { letters, gap }: { letters: string[]; gap: string }): number | undefined {
  const step = [...gap].length + 1
  for (const [n, letter] of letters.entries()) {
    const here = at + n * step
    if (!glyphs[here]?.letters.includes(letter)) return undefined
    if (n === letters.length - 1) return glyphs[here + 1]?.isSolid ? undefined : here
    if (gapAt(glyphs, here + 1) !== gap) return undefined
  }
  return undefined
}

// What stands between two letters that are spelled out: a blank, a sign, or a sign between blanks.
function gapAt(glyphs: Glyph[], at: number): string {
  let gap = ''
  for (let here = at; here < at + 3; here += 1) {
    const glyph = glyphs[here]
    if (!glyph || glyph.isSolid || glyph.count > 3) break
    gap += glyph.isBlank ? ' ' : glyph.letters[0] ?? ''
  }
  return gap
}
