// Which block of a text became which of another: what stayed, what was rewritten, what went, came, or stands elsewhere now.
import { diffArrays } from 'diff'
import { isWord, type Block } from './block.ts'

/** `moved` stands at both places of a block that stands elsewhere now, with one number. */
export type Pairing = { before: Block; after: Block; isSame: boolean } | { before: Block; moved?: number } | { after: Block; moved?: number; movedFrom?: Block }

/** From so much in common on, of two blocks one became the other. */
const alikeFrom = 0.4
/** The same for a block that stands elsewhere: of those there may be many. */
const movedFrom = 0.7
/** A paragraph of fewer words is not followed to another place: there may be many like it. */
const fewestWordsMoved = 5
/** So many pairs are compared at most: of two texts as different as that nobody asks what became what. */
const mostPairs = 60_000

/** In the order of both texts. */
export function alignBlocks(before: Block[], after: Block[]): Pairing[] {
  const numbers = new Map<string, number>()
  const [one, other] = [before, after].map((blocks) => blocks.map((block) => numberOf(contentKey(block), numbers)))
  const rows: Pairing[] = []
  let [at, to, gap]: [number, number, { out: Block[]; into: Block[] }] = [0, 0, { out: [], into: [] }]
  for (const { added, removed, count } of diffArrays(one ?? [], other ?? [])) {
    if (removed) gap.out = before.slice(at, at += count)
    else if (added) gap.into = after.slice(to, to += count)
    else {
      rows.push(...pairsIn(gap.out, gap.into))
      gap = { out: [], into: [] }
      for (let n = 0; n < count; n++, at++, to++) rows.push(sameAt(before[at], after[to]))
    }
  }
  rows.push(...pairsIn(gap.out, gap.into))
  return withMoves(rows)
}

function sameAt(before: Block | undefined, after: Block | undefined): Pairing {
  if (!before || !after) throw new Error('a kept block has two sides')
  return { before, after, isSame: true }
}

/** What is seen of a block: not whether it is the first of its list. */
export function contentKey({ type, attrs, framings, tokens }: Block): string {
  return JSON.stringify([type, attrs, framings.map((framing) => [framing.type, framing.attrs]), tokens.map(({ kind, text, marks }) => [kind, text, marks])])
}

function numberOf(key: string, numbers: Map<string, number>): number {
  const number = numbers.get(key) ?? numbers.size
  numbers.set(key, number)
  return number
}

/** Pairs what is alike between two blocks that were kept, in order, so that as much as can be is in common. */
function pairsIn(out: Block[], into: Block[]): Pairing[] {
  const pairs = out.length * into.length > mostPairs ? [] : bestPairs(out, into)
  const rows: Pairing[] = []
  let [at, to] = [0, 0]
  for (const [n, m] of [...pairs, [out.length, into.length] as const]) {
    while (at < n) rows.push(...out.slice(at, ++at).map((before) => ({ before })))
    while (to < m) rows.push(...into.slice(to, ++to).map((after) => ({ after })))
    const [before, after] = [out[at++], into[to++]]
    if (before && after) rows.push({ before, after, isSame: false })
  }
  return rows
}

function bestPairs(out: Block[], into: Block[]): [number, number][] {
  const bags = [out.map(bagOf), into.map(bagOf)] as const
  // best[n][m]: how much the blocks from n and from m on can have in common.
  const best = Array.from({ length: out.length + 1 }, () => new Float64Array(into.length + 1))
  const alike = out.map((one, n) => into.map((other, m) => likeness(one, other, [bags[0][n], bags[1][m]])))
  const cell = (n: number, m: number) => best[n]?.[m] ?? 0
  for (let n = out.length - 1; n >= 0; n--) {
    for (let m = into.length - 1; m >= 0; m--) {
      const own = alike[n]?.[m] ?? 0
      const row = best[n]
      if (row) row[m] = Math.max(cell(n + 1, m), cell(n, m + 1), own >= alikeFrom ? own + cell(n + 1, m + 1) : 0)
    }
  }
  const pairs: [number, number][] = []
  for (let n = 0, m = 0; n < out.length && m < into.length;) {
    const own = alike[n]?.[m] ?? 0
    if (own >= alikeFrom && cell(n, m) === own + cell(n + 1, m + 1)) pairs.push([n++, m++])
    else if (cell(n, m) === cell(n + 1, m)) n++
    else m++
  }
  return pairs
}

type Bag = Map<string, number>
function bagOf({ tokens }: Block): Bag {
  const bag: Bag = new Map()
  for (const token of tokens) if (isWord(token)) bag.set(token.text, (bag.get(token.text) ?? 0) + 1)
  return bag
}

/** From 0, nothing in common, to 1. */
function likeness(one: Block, other: Block, bags: readonly [Bag | undefined, Bag | undefined]): number {
  const isOfOneKind = one.type === other.type
  if (one.tokens.length === 0 || other.tokens.length === 0) {
    if (!isOfOneKind) return 0
    if (one.type === 'picture') return one.attrs.picture === other.attrs.picture ? 0.9 : 0
    if (one.type === 'embed') return one.attrs.url === other.attrs.url ? 0.9 : 0
    return one.tokens.length === other.tokens.length ? 0.5 : 0
  }
  const [bag, theirs] = [bags[0] ?? new Map(), bags[1] ?? new Map()]
  const shared = [...bag].reduce((sum, [word, count]) => sum + Math.min(count, theirs.get(word) ?? 0), 0)
  const all = sizeOf(bag) + sizeOf(theirs)
  return all === 0 ? 0 : (2 * shared / all) * (isOfOneKind ? 1 : 0.9)
}

function sizeOf(bag: Bag): number {
  return [...bag.values()].reduce((sum, count) => sum + count, 0)
}

/** Finds, of what went and what came, what is the same in another place. */
function withMoves(rows: Pairing[]): Pairing[] {
  const [out, into] = [rows.filter(isGone), rows.filter(isCome)]
  if (out.length * into.length > mostPairs) return rows
  const moves = new Map<Pairing, Pairing>()
  let moved = 0
  for (const come of into) {
    const candidates = out.filter((gone) => !moves.has(gone) && canMove(gone.before)).map((gone) => ({ gone, alike: likeness(gone.before, come.after, [bagOf(gone.before), bagOf(come.after)]) }))
    const best = candidates.reduce<(typeof candidates)[number] | undefined>((one, other) => (other.alike >= movedFrom && other.alike > (one?.alike ?? 0) ? other : one), undefined)
    if (!best) continue
    moved++
    moves.set(best.gone, { before: best.gone.before, moved })
    moves.set(come, { after: come.after, moved, movedFrom: best.gone.before })
  }
  return rows.map((row) => moves.get(row) ?? row)
}

function isGone(row: Pairing): row is { before: Block } {
  return !('after' in row)
}
function isCome(row: Pairing): row is { after: Block } {
  return !('before' in row)
}
function canMove(block: Block): boolean {
  return block.type === 'picture' || sizeOf(bagOf(block)) >= fewestWordsMoved
}
