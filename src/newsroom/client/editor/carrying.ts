// Nothing typed is lost. Whoever makes a heading of a paragraph, puts it into a list, joins it to another one or moves it, makes
// new parts of the document and takes the old ones out: with whatever somebody else types into them before either hears of the
// other. Such words are carried over to where the rest of their text has gone, or stay in a paragraph of their own.
import * as Y from 'yjs'

export interface Carrying {
  body: Y.XmlFragment
  /** What somebody took out on purpose; everything else in a text that is gone went without their knowing of it. */
  named: () => ReturnType<typeof Y.decodeUpdate>['ds']
  /** By whose browser it was written that is to be looked after here. */
  of: (client: number) => boolean
  /** Whether it is asked where those texts are now of which nothing is lost: a caret may have stood there. */
  asksAll: boolean
}

/** Words that are carried over: where they stand in what was their text, and how they are marked. */
interface Run { at: number; words: string; attributes: Record<string, unknown> }
interface Gone { text: Y.XmlText; /** What stood in it, and what of that is not carried over. */ whole: string; rest: string; lost: Run[] }
/** A text that was made or written in, and what stands in it. */
interface Fresh { text: Y.XmlText; words: string }
/** A text that is gone, and the place in another one at which all of it stands now. */
export interface Home { gone: Y.XmlText; text: Y.XmlText; at: number }

/** So many letters are gone through for where texts are now; the words of those for which nobody has looked then stand at the end. A call counts as so many. */
const [mostSought, lettersOfCall] = [20_000_000, 100]

/** The origin of what is carried over. */
export const carried = 'carried'

/** To be asked while a transaction is still known, for what it took out is forgotten after it. Answers where texts are now. */
export function carryOver(transaction: Y.Transaction, { body, asksAll, ...carrying }: Carrying): Home[] {
  const all = goneIn(transaction, carrying).filter(({ lost }) => asksAll || lost.length > 0)
  if (all.length === 0) return []
  const touched = new Set<unknown>(transaction.changed.keys())
  // Their words are put together once: of a long text that is replaced each part is looked for in each.
  const fresh = textsIn(body).filter((text) => touched.has(text) || isMade(text, transaction)).map((text) => ({ text, words: wordsOf(text) }))
  const most = Math.ceil(mostSought / fresh.reduce((sum, { words }) => sum + words.length + lettersOfCall, 1))
  return transaction.doc.transact(() => {
    const homes = all.slice(0, most).flatMap((gone) => homeOf(gone, { fresh, body }))
    const others = all.slice(most).map(({ lost }) => lost.map(({ words }) => words).join('')).filter((words) => words !== '')
    if (others.length > 0) body.push(others.map((words) => paragraphOf(words).paragraph))
    return homes
  }, carried)
}

function goneIn(transaction: Y.Transaction, { named, of }: Pick<Carrying, 'named' | 'of'>): Gone[] {
  const texts: Y.XmlText[] = []
  Y.iterateDeletedStructs(transaction, transaction.deleteSet, (struct) => {
    if (struct instanceof Y.Item && struct.content instanceof Y.ContentType && struct.content.type instanceof Y.XmlText) texts.push(struct.content.type)
  })
  if (texts.length === 0) return []
  const onPurpose = named()
  return texts.map((text) => goneOf(text, { ds: transaction.deleteSet, isLost: ({ id }) => of(id.client) && !Y.isDeleted(onPurpose, id) }))
}

function goneOf(text: Y.XmlText, { ds, isLost }: { ds: Y.Transaction['deleteSet']; isLost: (item: Y.Item) => boolean }): Gone {
  const gone: Gone = { text, whole: '', rest: '', lost: [] }
  let attributes: Record<string, unknown> = {}
  for (const item of itemsOf(text)) {
    const { content } = item
    // What went before is none of this.
    if (!Y.isDeleted(ds, item.id)) continue
    if (content instanceof Y.ContentFormat) attributes = { ...attributes, [content.key]: content.value as unknown }
    if (!(content instanceof Y.ContentString)) continue
    gone.whole += content.str
    if (isLost(item)) gone.lost.push({ at: gone.rest.length, words: content.str, attributes })
    else gone.rest += content.str
  }
  return gone
}

function homeOf({ text: gone, whole, rest, lost }: Gone, { fresh, body }: { fresh: Fresh[]; body: Y.XmlFragment }): Home[] {
  const placeOf = (words: string) => {
    const one = rest === '' ? undefined : fresh.find((text) => text.words.includes(words))
    return one && { one, text: one.text, at: one.words.indexOf(words) }
  }
  // What is undone again brings them back itself.
  const there = placeOf(whole)
  if (there) return [{ gone, text: there.text, at: there.at }]
  const found = placeOf(rest)
  if (!found && lost.length === 0) return []
  const { text, at } = found ?? { text: ownParagraph(gone, body), at: 0 }
  let before = 0
  for (const run of lost) {
    text.insert(at + (found ? run.at : 0) + before, run.words, bare(run.attributes))
    before += run.words.length
  }
  if (found) found.one.words = wordsOf(text)
  return [{ gone, text, at }]
}

/** Where the text stood, right below the document. */
function ownParagraph(gone: Y.XmlText, body: Y.XmlFragment): Y.XmlText {
  let top = gone._item
  while (top?.parent instanceof Y.AbstractType && top.parent !== body) top = top.parent._item
  while (top?.deleted) top = top.left
  const { paragraph, text } = paragraphOf('')
  body.insert(top ? body.toArray().findIndex(({ _item }) => _item === top) + 1 : 0, [paragraph])
  return text
}

/** Words that come too late: their text is gone, and nobody knows where it was. They stand at the end then. */
export function keepStray({ doc, beforeState }: Y.Transaction, { body, told, of }: Pick<Carrying, 'body' | 'of'> & { told: () => ReturnType<typeof Y.decodeUpdate> }) {
  const { structs, ds } = told()
  const lines: string[] = ['']
  for (const struct of structs) {
    if (!(struct instanceof Y.Item) || !of(struct.id.client) || struct.id.clock < (beforeState.get(struct.id.client) ?? 0)) continue
    if (struct.content instanceof Y.ContentType) lines.push('')
    else if (struct.content instanceof Y.ContentString && !Y.isDeleted(ds, struct.id) && isForgotten(struct.id, doc)) lines.push((lines.pop() ?? '') + struct.content.str)
  }
  const words = lines.filter((line) => line.trim() !== '')
  if (words.length > 0) doc.transact(() => body.push(words.map((line) => paragraphOf(line).paragraph)), carried)
}

function isForgotten(id: Y.ID, doc: Y.Doc): boolean {
  return structAt(id, doc) instanceof Y.GC
}

/** What the document has under a number: an item, what is left of one, or nothing yet. */
export function structAt(id: Y.ID, { store }: Y.Doc): Y.Item | Y.GC | undefined {
  return Y.getState(store, id.client) > id.clock ? Y.getItem(store, id) : undefined
}

function paragraphOf(words: string) {
  const [paragraph, text] = [new Y.XmlElement('paragraph'), new Y.XmlText(words)]
  paragraph.insert(0, [text])
  return { paragraph, text }
}

/** How many letters stand before a place in a text that is gone, as far as they stood there until then; `item` is behind it, none at the end. */
export function lettersBefore(gone: Y.XmlText, item: Y.ID | null, ds: Y.Transaction['deleteSet']): number {
  let letters = 0
  for (const { id, length, content } of itemsOf(gone)) {
    const isHere = item !== null && id.client === item.client && id.clock <= item.clock && item.clock < id.clock + length
    const counts = content instanceof Y.ContentString && Y.isDeleted(ds, id)
    if (isHere) return letters + (counts ? item.clock - id.clock : 0)
    if (counts) letters += length
  }
  return letters
}

/** All texts of the document that stand there. */
function textsIn(node: Y.XmlFragment): Y.XmlText[] {
  return node.toArray().flatMap((child) => (child instanceof Y.XmlText ? [child] : child instanceof Y.XmlElement ? textsIn(child) : []))
}
function isMade({ _item }: Y.XmlText, { beforeState }: Y.Transaction): boolean {
  return _item !== null && _item.id.clock >= (beforeState.get(_item.id.client) ?? 0)
}
function* itemsOf(text: Y.XmlText): Generator<Y.Item> {
  for (let item = text._start; item; item = item.right) yield item
}
/** As one counts in it: what is no letter is one. */
function wordsOf(text: Y.XmlText): string {
  return (text.toDelta() as { insert: unknown }[]).map(({ insert }) => (typeof insert === 'string' ? insert : '\ufffc')).join('')
}
function bare(attributes: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== null))
}
