// Looks at a change of a working copy before it is made. Whatever a browser sends, what it makes of the document must be
// something that every editor can show and that can be read, stored and taken apart again.
import * as Y from 'yjs'
import { isSuggestion } from './authorship.ts'
import { deepest } from './body-fitting.ts'
import { structAt } from './client/editor/carrying.ts'
import { editorSchema } from './client/editor/schema.ts'
import { parts } from './working-copy.ts'
import { writtenTexts } from './written.ts'

const roots = new Set<string>([...writtenTexts, ...Object.values(parts)])
/** Of changes in one update, and of letters counted in one of them: more than anybody has ever written, and few enough to be added up. */
const [mostClock, mostLength] = [2 ** 40, 2 ** 31]

/**
 * A change may have so many pieces, of so many browsers, and take out so many that stood there: each takes its time. An article of a thousand
 * paragraphs with marks and links has ten thousand pieces; a day's corrections without a line are some thousand.
 */
export const mostPieces = 25_000
const [mostClients, mostTakenOut] = [300, 10_000]
/** Notes and suggestions: each is asked whose it is. */
const mostClaims = 2_000
/** Who comes back names all that was ever taken out. */
const mostNamed = 150_000
/** A list in a piece: editors make none of more than one. */
const mostValues = 100

type Decoded = ReturnType<typeof Y.decodeUpdate>

/** What is wrong with it; undefined where nothing is. */
export function updateFault(update: Uint8Array, doc: Y.Doc): string | undefined {
  const decoded = decodedWithin(update)
  if (typeof decoded === 'string') return decoded
  const items = decoded.structs.filter((struct) => struct instanceof Y.Item)
  if (new Set(decoded.structs.map(({ id }) => id.client)).size > mostClients) return 'it is of too many browsers'
  if (items.filter(isClaim).length > mostClaims) return 'it has too many notes and suggestions'
  if (takesOut(decoded.ds, doc) > mostTakenOut) return 'it takes out too many pieces'
  if (decoded.structs.some(({ id, length }) => id.clock > mostClock || length > mostLength)) return 'its numbers are too large'
  return first(items.map(itemFault)) ?? (isTooDeep(items, doc) ? 'it is nested too deeply' : undefined)
}

function decodedWithin(update: Uint8Array): Decoded | string {
  let [pieces, named] = [0, 0]
  const isTooMuch = () => pieces > mostPieces || named > mostNamed
  /** Reads no further than it will be taken. */
  class Decoder extends Y.UpdateDecoderV1 {
    override readInfo() { pieces++; return until(super.readInfo()) }
    override readDsLen() { named++; return until(super.readDsLen()) }
  }
  const until = (read: number) => {
    if (isTooMuch()) throw new RangeError('too much')
    return read
  }
  try {
    return Y.decodeUpdateV2(update, Decoder)
  } catch {
    return isTooMuch() ? 'it has too many pieces' : 'it cannot be read'
  }
}

/** How many of the stretches that it takes out are not out already. */
function takesOut({ clients }: Decoded['ds'], doc: Y.Doc): number {
  let count = 0
  for (const [client, stretches] of clients) {
    for (const { clock, len } of stretches) {
      const struct = structAt(Y.createID(client, clock), doc)
      if (!struct?.deleted || struct.id.clock + struct.length < clock + len) count++
    }
  }
  return count
}

function first(faults: (string | undefined)[]): string | undefined {
  return faults.find((fault) => fault !== undefined)
}

function isClaim({ parent, content }: Y.Item): boolean {
  return content instanceof Y.ContentFormat ? content.value !== null && isSuggestion(content.key) : content instanceof Y.ContentAny && mayBeNotes(parent)
}

/** What stands behind something does not say in what. */
function mayBeNotes(parent: unknown): boolean {
  return parent === parts.notes || parent === null
}

function itemFault({ parent, content }: Y.Item): string | undefined {
  if (typeof parent === 'string' && !roots.has(parent)) return 'it has a part that no article has'
  if (content instanceof Y.ContentAny) return content.arr.length > mostValues ? 'it has too long a list' : undefined
  if (content instanceof Y.ContentString || content instanceof Y.ContentDeleted) return undefined
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
