// Whether one version of a headline is followed more than the article's own. The unit is the block: as many slices of time as
// there are versions, each shown once, in an order drawn by lot. If versions made no difference, what a block says for one of them would as
// likely have been said against it: so much is certain by the lot alone, whatever readers, news and hours do. The interval
// rests on nothing else, and holds however often it is looked at (decision 0089).
import { headlineSliceOf, type Version } from './headline-slice.ts'
import { secondsBefore } from '../base/time.ts'

export interface SliceCounts { slice: number; slot: string; version: Version; views: number; clicks: number }

/** The sums of what blocks say of a version, beside the own one: clicks of each as far as they can be compared. */
export interface Evidence { blocks: number; theirs: number; own: number; theirs2: number; both: number; own2: number; /** The squares of the first blocks, by which the interval is scaled. */ first: { theirs2: number; both: number; own2: number } }
export interface BlockCounts { theirs: number; own: number }

/** With fewer nothing is said. */
export const fewestBlocks = 12
/** In so many of a hundred tests of versions that make no difference at most, one is found. */
export const mistaken = 0.05
/** Who has a page open is heard of when they leave it: a slice is looked at only so long after its end. */
export const settlingSeconds = 900

export const noEvidence: Evidence = { blocks: 0, theirs: 0, own: 0, theirs2: 0, both: 0, own2: 0, first: { theirs2: 0, both: 0, own2: 0 } }

export function withBlock(evidence: Evidence, { theirs, own }: BlockCounts): Evidence {
  const squares = { theirs2: evidence.theirs2 + theirs ** 2, both: evidence.both + theirs * own, own2: evidence.own2 + own ** 2 }
  return { blocks: evidence.blocks + 1, theirs: evidence.theirs + theirs, own: evidence.own + own, ...squares, first: evidence.blocks < fewestBlocks ? squares : evidence.first }
}

/** How often a version is followed for each time that the own one is, with the interval for the true value; `to` is null where it has no end. */
export interface Ratio { ratio: number; from: number; to: number | null }

/** Null before there are blocks and clicks enough. `alpha`: how likely the true value may ever be outside. */
export function ratioOf(evidence: Evidence, alpha: number): Ratio | null {
  const { blocks, theirs, own } = evidence
  if (blocks < fewestBlocks || own === 0 || theirs === 0) return null
  const ratio = theirs / own
  const isOut = (value: number) => isExcluded(evidence, value, alpha)
  let above = ratio * 2
  while (!isOut(above) && above < ratio * 1_024) above *= 2
  return { ratio, from: isOut(0) ? edge(isOut, { out: 0, within: ratio }) : 0, to: isOut(above) ? edge(isOut, { out: above, within: ratio }) : null }
}

// If a version were followed `value` times as often, each block would say as much for it as against it: the sum is a fair game.
// Robbins' boundary for such sums, by the squares of what was said (de la Peña's for symmetric ones), is crossed once in 1/alpha games, in all time.
function isExcluded({ theirs, own, theirs2, both, own2, first }: Evidence, value: number, alpha: number): boolean {
  const squares = (of: { theirs2: number; both: number; own2: number }) => of.theirs2 - 2 * value * of.both + value ** 2 * of.own2
  const [all, scale] = [squares({ theirs2, both, own2 }), squares(first)]
  return scale > 0 && (theirs - value * own) ** 2 > (all + scale) * (Math.log((all + scale) / scale) + 2 * Math.log(1 / alpha))
}

/** Where the interval ends, to a thousandth of its width. */
function edge(isOut: (value: number) => boolean, { out, within }: { out: number; within: number }): number {
  let [outside, inside] = [out, within]
  for (let step = 0; step < 30; step++) {
    const middle = (outside + inside) / 2
    if (isOut(middle)) outside = middle
    else inside = middle
  }
  return inside
}

export interface Compared { version: Version; views: number; clicks: number; /** Of the own headline there is none. */ more: Ratio | null }

/** The slices that are over and heard of at a moment are those before this one. */
export function settledAt(time: Date): number {
  return headlineSliceOf(secondsBefore(time, settlingSeconds))
}

/** All versions, the own one first. */
export function compareHeadlines(counted: readonly SliceCounts[], { versions, before }: { versions: readonly Version[]; before: number }): { blocks: number; compared: Compared[] } {
  const size = versions.length
  const last = Math.floor(before / size)
  const blocks = [...Map.groupBy(counted.filter(({ slice }) => Math.floor(slice / size) < last), ({ slice }) => Math.floor(slice / size))].sort(([a], [b]) => a - b).map(([, rows]) => rows)
  const [own = 'a'] = versions
  const all = blocks.flat()
  const sum = (version: Version, what: 'views' | 'clicks') => all.reduce((total, row) => (row.version === version ? total + row[what] : total), 0)
  const compared = versions.map((version) => ({
    version, views: sum(version, 'views'), clicks: sum(version, 'clicks'),
    more: version === own ? null : ratioOf(blocks.flatMap((rows) => blockOf(rows, { version, own }) ?? []).reduce(withBlock, noEvidence), mistaken / (size - 1)),
  }))
  return { blocks: blocks.length, compared }
}

/** Within each slot that both stood in: an article that moved is compared with itself in the same place. Undefined where there is none. */
export function blockOf(rows: readonly SliceCounts[], { version, own }: { version: Version; own: Version }): BlockCounts | undefined {
  const slots = [...Map.groupBy(rows, ({ slot }) => slot).values()].flatMap((those) => {
    const [a, b] = [own, version].map((one) => those.find((row) => row.version === one))
    return a && b && a.views > 0 && b.views > 0 ? [{ theirs: (b.clicks * a.views) / (a.views + b.views), own: (a.clicks * b.views) / (a.views + b.views) }] : []
  })
  if (slots.length === 0) return undefined
  return slots.reduce((all, one) => ({ theirs: all.theirs + one.theirs, own: all.own + one.own }), { theirs: 0, own: 0 })
}

/** The version that is followed more than the own one, the own one where all others are followed less; undefined while neither is certain. */
export function winnerOf(compared: readonly Compared[]): Version | undefined {
  const others = compared.filter(({ more }) => more !== null)
  const better = others.filter(({ more }) => more && more.from > 1).sort((a, b) => (b.more?.ratio ?? 0) - (a.more?.ratio ?? 0))
  if (better[0]) return better[0].version
  const areWorse = compared.length > 1 && others.length === compared.length - 1 && others.every(({ more }) => more && more.to !== null && more.to < 1)
  return areWorse ? compared[0]?.version : undefined
}
