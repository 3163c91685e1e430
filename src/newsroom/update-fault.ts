// Looks at a change of a working copy before it is made. Whatever a browser sends, what it makes of the document must be
// something that every editor can show and that can be read, stored and taken apart again.
import * as Y from 'yjs'
import { deepest } from './body-fitting.ts'
import { editorSchema } from './client/editor/schema.ts'
import { parts } from './working-copy.ts'
import { writtenTexts } from './written.ts'

const roots = new Set<string>([...writtenTexts, ...Object.values(parts)])
/** Of changes in one update, and of letters counted in one of them: more than anybody has ever written, and few enough to be added up. */
const [mostClock, mostLength] = [2 ** 40, 2 ** 31]

/** What is wrong with it; undefined where nothing is. */
export function updateFault(update: Uint8Array, doc: Y.Doc): string | undefined {
  let decoded: ReturnType<typeof Y.decodeUpdate>
  try {
    decoded = Y.decodeUpdate(update)
  } catch {
    return 'it cannot be read'
  }
  const items = decoded.structs.filter((struct) => struct instanceof Y.Item)
  if (decoded.structs.some(({ id, length }) => id.clock > mostClock || length > mostLength)) return 'its numbers are too large'
  return first(items.map(itemFault)) ?? (isTooDeep(items, doc) ? 'it is nested too deeply' : undefined)
}

function first(faults: (string | undefined)[]): string | undefined {
  return faults.find((fault) => fault !== undefined)
}

function itemFault({ parent, content }: Y.Item): string | undefined {
  if (typeof parent === 'string' && !roots.has(parent)) return 'it has a part that no article has'
  if (content instanceof Y.ContentString || content instanceof Y.ContentAny || content instanceof Y.ContentDeleted) return undefined
  if (content instanceof Y.ContentFormat) return formatFault(content)
  if (!(content instanceof Y.ContentType)) return 'it holds what no article holds'
  const { type } = content
  if (type instanceof Y.XmlElement) return Object.hasOwn(editorSchema.nodes, type.nodeName) ? undefined : 'it holds a node that no article has'
  return type instanceof Y.Text || type instanceof Y.Map || type instanceof Y.Array ? undefined : 'it holds what no article holds'
}

function formatFault({ key, value }: Y.ContentFormat): string | undefined {
  const mark = editorSchema.marks[key.replace(/--[A-Za-z0-9+/=]{8}$/, '')]
  if (!mark) return 'it has a mark that no article has'
  if (value === null) return undefined
  try {
    editorSchema.text('-', [mark.create(value)]).check()
    return undefined
  } catch {
    return 'it has a mark that is not as it must be'
  }
}

/** Types in types: whoever deletes one goes through all that is in it, and must come to an end. */
function isTooDeep(items: Y.Item[], doc: Y.Doc): boolean {
  const byClient = Map.groupBy(items, ({ id }) => id.client)
  const depths = new Map<Y.Item, number>()
  const types = items.filter(({ content }) => content instanceof Y.ContentType)
  return types.some((item) => depthOf(item, { byClient, depths, doc }) > deepest)
}

interface Known { byClient: Map<number, Y.Item[]>; depths: Map<Y.Item, number>; doc: Y.Doc }

/** Of an item, by what stands in what; found by its neighbours where it does not say itself. */
function depthOf(item: Y.Item, known: Known): number {
  const way: Y.Item[] = []
  let at: Y.Item | undefined = item
  let depth = 0
  while (at && !known.depths.has(at) && way.length < 100_000) {
    way.push(at)
    const beside: Y.ID | null = at.parent instanceof Y.ID ? null : typeof at.parent === 'string' ? null : at.origin ?? at.rightOrigin
    const above: Y.ID | null = at.parent instanceof Y.ID ? at.parent : null
    const next = beside ?? above
    if (!next) break
    const inUpdate: Y.Item | undefined = itemAt(known.byClient.get(next.client) ?? [], next.clock)
    if (!inUpdate) { depth = depthInDoc(next, known.doc); break }
    at = inUpdate
  }
  depth = (at && known.depths.get(at)) ?? depth
  for (const one of way.reverse()) {
    if (one.parent instanceof Y.ID) depth++
    known.depths.set(one, depth)
  }
  return depth
}

/** Items of one client stand in the order of their clocks. */
function itemAt(items: Y.Item[], clock: number): Y.Item | undefined {
  let [low, high] = [0, items.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((items[middle]?.id.clock ?? 0) <= clock) low = middle + 1
    else high = middle
  }
  const item = items[low - 1]
  return item && clock < item.id.clock + item.length ? item : undefined
}

function depthInDoc(id: Y.ID, doc: Y.Doc): number {
  if (Y.getState(doc.store, id.client) <= id.clock) return 0
  let depth = 0
  let item: unknown = Y.getItem(doc.store, id)
  while (item instanceof Y.Item && item.parent instanceof Y.AbstractType) {
    depth++
    item = item.parent._item
  }
  return depth
}
