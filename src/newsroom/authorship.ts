// Notes and suggestions bear the name of whoever made them. What a browser brings in under another name, and did not stand there
// before, is put under the name of who sent it: nobody speaks for another, and whoever honestly brings back what another once
// suggested, or pastes it from elsewhere, is not sent away for it.
import { randomUUID } from 'node:crypto'
import * as Y from 'yjs'
import { z } from 'zod'
import { structAt } from './client/editor/carrying.ts'
import { parts } from './working-copy.ts'

export interface Author { id: number; name: string }
export interface Authorship {
  /** What of a change that has been made stands there now counts as said by whom it names. */
  learn(update: Uint8Array): void
  /** A change that somebody has made: what it claims falsely is put right. */
  setRight(update: Uint8Array, author: Author): void
}

/** As the marks of suggestions hold it; and what says in a note whose it is. What editors take for a number is one here, too: also what counts nothing. */
const anyNumber = z.custom<number>((value) => typeof value === 'number')
const Suggested = z.object({ id: z.string(), by: anyNumber, name: z.string(), at: z.string() })
const Said = z.looseObject({ by: anyNumber, name: z.unknown().optional() })
const Pieces = z.array(z.object({ insert: z.unknown(), attributes: z.record(z.string(), z.unknown()).optional() }))
type Suggested = z.infer<typeof Suggested>

/** The origin of what is put right. */
const putRight = 'authorship'

export function createAuthorship(doc: Y.Doc): Authorship {
  const notes = doc.getMap(parts.notes)
  /** By its id: that belongs to whoever brought it first. */
  const suggestions = new Map<string, Suggested>()
  const said = new Set<string>()

  const isKnown = (one: Suggested) => { const known = suggestions.get(one.id); return known !== undefined && known.by === one.by && known.name === one.name && known.at === one.at }
  const isBy = ({ by, name }: { by: number; name?: unknown }, author: Author) => by === author.id && name === author.name

  function learn(update: Uint8Array) {
    for (const item of standing(update, doc)) {
      const suggested = suggestedIn(item)
      if (suggested && !suggestions.has(suggested.id)) suggestions.set(suggested.id, suggested)
      const note = noteIn(item)
      if (note) said.add(note.whole)
    }
  }

  function setRight(update: Uint8Array, author: Author) {
    const items = standing(update, doc)
    if (items.length === 0) return
    const texts = new Set<Y.Text>()
    const wrong: NonNullable<ReturnType<typeof noteIn>>[] = []
    for (const item of items) {
      const [suggested, note] = [suggestedIn(item), noteIn(item)]
      if (suggested && !suggestions.has(suggested.id) && isBy(suggested, author)) suggestions.set(suggested.id, suggested)
      if (suggested && !isKnown(suggested) && item.parent instanceof Y.Text) texts.add(item.parent)
      if (note && isBy(note.value, author)) said.add(note.whole)
      if (note && !said.has(note.whole)) wrong.push(note)
    }
    doc.transact(() => {
      for (const text of texts) setTextRight(text, author)
      for (const { key, value } of wrong) notes.set(key, { ...value, by: author.id, name: author.name })
    }, putRight)
  }

  function setTextRight(text: Y.Text, author: Author) {
    // In one go through the text: piece by piece each would be looked for from its beginning.
    text.applyDelta(Pieces.parse(text.toDelta()).map(({ insert, attributes = {} }) => {
      const wrong = Object.entries(attributes).flatMap(([key, value]) => { const one = isSuggestion(key) ? Suggested.safeParse(value).data : undefined; return one && !isKnown(one) ? [[key, ownOf(one, author)]] : [] })
      return { retain: typeof insert === 'string' ? insert.length : 1, ...(wrong.length > 0 ? { attributes: Object.fromEntries(wrong) } : {}) }
    }))
  }

  /** The same suggestion as the author's own. */
  function ownOf({ id, at }: Suggested, author: Author): Suggested {
    const known = suggestions.get(id)
    if (known && isBy(known, author)) return known
    const own = { id: known ? randomUUID() : id, by: author.id, name: author.name, at }
    suggestions.set(own.id, own)
    return own
  }

  function noteIn({ parent, parentSub, content }: Y.Item) {
    if (parent !== notes || parentSub === null || !(content instanceof Y.ContentAny)) return undefined
    const { data: value } = Said.safeParse(content.arr.at(-1))
    return value && { key: parentSub, value, whole: `${parentSub} ${JSON.stringify(value)}` }
  }
  return { learn, setRight }
}

/** What of a change may say whose it is, and stands in the document. */
function standing(update: Uint8Array, doc: Y.Doc): Y.Item[] {
  return Y.decodeUpdate(update).structs.flatMap((struct) => {
    if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentAny || struct.content instanceof Y.ContentFormat)) return []
    const item = structAt(struct.id, doc)
    return item instanceof Y.Item && !item.deleted ? [item] : []
  })
}

function suggestedIn({ content }: Y.Item): Suggested | undefined {
  return content instanceof Y.ContentFormat && isSuggestion(content.key) ? Suggested.safeParse(content.value).data : undefined
}

/** Of a mark, by its name. */
export function isSuggestion(key: string): boolean {
  return /^(insertion|deletion)(--[A-Za-z0-9+/=]{8})?$/.test(key)
}
