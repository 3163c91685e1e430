// Puts a body that somebody has written without seeing suggestions into one that holds some.
import { Fragment, type Node } from 'prosemirror-model'
import { keptDocument } from '../articles/document.ts'
import { fitted } from './body-fitting.ts'
import { withoutSuggestions } from './suggestion.ts'

/** `to`, in which each block that says the same as one of `now` is that one, with its suggestions. */
export function merged(now: Node, to: Node): Node {
  const kept = now.children.map((block) => ({ block, told: toldOf(now, block) }))
  const wanted = to.children.map((block) => ({ block, told: toldOf(to, block) }))
  const pairs = inOrder(kept.map(({ told }) => told), wanted.map(({ told }) => told))
  const blocks: Node[] = []
  let from = 0
  // A block that is not there yet for readers stays where it is: behind the one before it.
  const keepSuggested = (end: number) => {
    for (const { block, told } of kept.slice(from, end)) if (told === undefined) blocks.push(block)
    from = Math.max(from, end)
  }
  const nextTold = () => { const next = kept.findIndex(({ told }, n) => n >= from && told !== undefined); return next < 0 ? kept.length : next }
  wanted.forEach(({ block }, n) => {
    const at = pairs.get(n)
    if (at === undefined) return blocks.push(block)
    keepSuggested(at)
    blocks.push(kept[at]?.block ?? block)
    from = at + 1
    keepSuggested(nextTold())
  })
  keepSuggested(kept.length)
  return to.type.create(null, Fragment.fromArray(blocks))
}

/** What a block says without suggestions; nothing where it is one itself. */
function toldOf(doc: Node, block: Node): string | undefined {
  const bare = withoutSuggestions(keptDocument(doc.type.create(null, block).toJSON()))
  return bare.content?.length ? JSON.stringify(fitted(doc.type.schema, bare).toJSON()) : undefined
}

/** Which of `wanted` is which of `had`, as many as possible in their order: the longest common subsequence. */
function inOrder(had: (string | undefined)[], wanted: (string | undefined)[]): Map<number, number> {
  const pairs = new Map<number, number>()
  let start = 0
  for (; start < had.length && start < wanted.length && had[start] !== undefined && had[start] === wanted[start]; start++) pairs.set(start, start)
  let [hadEnd, wantedEnd] = [had.length, wanted.length]
  for (; hadEnd > start && wantedEnd > start && had[hadEnd - 1] !== undefined && had[hadEnd - 1] === wanted[wantedEnd - 1]; hadEnd--, wantedEnd--) pairs.set(wantedEnd - 1, hadEnd - 1)
  const [rows, columns] = [hadEnd - start, wantedEnd - start]
  const longest = Array.from({ length: rows + 1 }, () => new Int32Array(columns + 1))
  const at = (row: number, column: number) => longest[row]?.[column] ?? 0
  const same = (row: number, column: number) => had[start + row] !== undefined && had[start + row] === wanted[start + column]
  for (let row = rows - 1; row >= 0; row--) {
    for (let column = columns - 1; column >= 0; column--) longest[row]?.fill(same(row, column) ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1)), column, column + 1)
  }
  for (let row = 0, column = 0; row < rows && column < columns;) {
    if (same(row, column)) pairs.set(start + column++, start + row++)
    else if (at(row + 1, column) >= at(row, column + 1)) row++
    else column++
  }
  return pairs
}
