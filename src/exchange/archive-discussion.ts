// Discussions as an archive holds them: thread after thread, each in the order of reading. What follows from where its
// comments stand (what is visible, how many answers there are) is not in it, and found here.
import type { Row } from '../base/db/rows.ts'
import { hosts, ordinalBytes, pathOf } from '../comments/place.ts'
import { recordRefused, type RecordLine } from './archive-lines.ts'

type CommentLine = RecordLine<'comments'>

/** Lines of one thread at a time: a comment that answers none begins the next. */
export async function* threadsOf(lines: AsyncIterable<CommentLine>): AsyncGenerator<CommentLine[]> {
  let thread: CommentLine[] = []
  for await (const line of lines) {
    if (line.value.parent === null && thread.length > 0) {
      yield thread
      thread = []
    }
    thread.push(line)
  }
  if (thread.length > 0) yield thread
}

interface Spot { at: CommentLine; path: Buffer; visible: boolean; children: number }

/** The rows of a thread. Throws ArchiveRefused where its lines do not make one. */
export function threadRows(thread: CommentLine[]): Row<'comments'>[] {
  const spots = spotsOf(thread)
  showParents(spots)
  const replies = spots.filter(({ visible }, n) => visible && n > 0).length
  const [first] = thread
  return spots.map(({ at: { value: { number, article, parent, reader, place, ...columns } }, path, visible, children }, n) => ({
    id: number, article_id: article, reader_id: reader, parent_id: parent, thread_id: first?.value.number, path: `\\x${path.toString('hex')}`,
    ...columns, visible, children, replies: n === 0 ? replies : 0, recommended: 0,
  }))
}

function spotsOf(thread: CommentLine[]): Spot[] {
  const byNumber = new Map<number, Spot>()
  const byPath = new Map<string, Spot>()
  const spots: Spot[] = []
  for (const at of thread) {
    const path = pathOf(at.value.place)
    if (spots.length > 0 || at.value.parent !== null || path.length > 0) countChild(at, { path, byNumber, byPath, last: spots.at(-1) })
    const spot = { at, path, visible: at.value.state === 'shown', children: 0 }
    byNumber.set(at.value.number, spot)
    byPath.set(path.toString('latin1'), spot)
    spots.push(spot)
  }
  return spots
}

interface Ground { path: Buffer; byNumber: Map<number, Spot>; byPath: Map<string, Spot>; last: Spot | undefined }

function countChild(at: CommentLine, { path, byNumber, byPath, last }: Ground) {
  const { parent, article, place } = at.value
  const answered = byNumber.get(parent ?? 0)
  const ordinal = place.at(-1)
  if (!answered || ordinal === undefined) throw recordRefused(at, parent === null ? 'a comment that answers none has no place below another' : `it answers comment ${parent}, which does not stand above it in its thread`)
  if (answered.at.value.article !== article) throw recordRefused(at, `it stands under article ${article}, but answers a comment under article ${answered.at.value.article}`)
  if (last && Buffer.compare(last.path, path) >= 0) throw recordRefused(at, 'it does not stand in the order of reading, or where another stands')
  const above = path.subarray(0, -ordinalBytes(ordinal).length)
  const host = hosts(answered.path).some((one) => one.equals(above)) ? byPath.get(above.toString('latin1')) : undefined
  if (!host) throw recordRefused(at, `its place does not lie below comment ${parent}`)
  host.children = Math.max(host.children, ordinal)
}

// From the last to the first, so that one made visible shows what it answers in turn.
function showParents(spots: Spot[]) {
  const byNumber = new Map(spots.map((spot) => [spot.at.value.number, spot]))
  for (const { visible, at } of spots.toReversed()) {
    const parent = visible ? byNumber.get(at.value.parent ?? 0) : undefined
    if (parent) parent.visible = true
  }
}
