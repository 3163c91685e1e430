// Footnotes as word processors and web pages have them: a raised number that leads to a note, and a note that leads back.
import { attribute, elementsBelow, isElement, lineOf, type MarkupElement, type MarkupNode } from '../../../../articles/client/markup/tree.ts'

export interface Footnotes {
  /** The text of a note, by the element whose place it stands in. */
  texts: Map<MarkupElement, string>
  /** The notes themselves, which stand nowhere else. */
  notes: Set<MarkupElement>
}

const numbered = /^[[(]?(\d{1,3}|[ivx]{1,5}|[a-z]|[*†‡]{1,3})[\])]?$/i
const holders = /^(p|li|div|aside|dd)$/

export function footnotesIn(nodes: MarkupNode[]): Footnotes {
  const all = [...elementsBelow(nodes)]
  const byName = new Map(all.flatMap((element) => namesOf(element).map((name): [string, MarkupElement] => [name, element])))
  const found: Footnotes = { texts: new Map(), notes: new Set() }
  for (const anchor of all) {
    const target = anchor.tagName === 'a' ? byName.get(aimOf(anchor)) : undefined
    if (!target || !numbered.test(lineOf([anchor])) || isWithin(anchor, found.notes)) continue
    const note = noteOf(target)
    const back = note && [...elementsBelow([note])].filter((one) => one.tagName === 'a' && around(anchor).includes(aimOf(one)))
    if (!note || !back || back.length === 0 || isWithin(anchor, new Set([note]))) continue
    found.texts.set(raised(anchor), textOf(note, back))
    found.notes.add(note)
  }
  return found
}

function namesOf(element: MarkupElement): string[] {
  return [attribute(element, 'id'), attribute(element, 'name')].flatMap((name) => name || [])
}
/** The name that a link on the page leads to. */
function aimOf(element: MarkupElement): string {
  return /#([^#]+)$/.exec(attribute(element, 'href') ?? '')?.[1] ?? ''
}
/** The names by which a note can lead back to its number: its own, and those of what stands right around it. */
function around(anchor: MarkupElement): string[] {
  const names: string[] = []
  let at: MarkupElement | undefined = anchor
  for (let n = 0; n < 3 && at; n += 1) {
    names.push(...namesOf(at))
    at = parentOf(at)
  }
  return names
}
function parentOf(element: MarkupElement): MarkupElement | undefined {
  const parent = element.parentNode
  return parent && 'tagName' in parent ? parent : undefined
}
function noteOf(target: MarkupElement): MarkupElement | undefined {
  let at: MarkupElement | undefined = target
  while (at && !holders.test(at.tagName)) at = parentOf(at)
  return at
}
function isWithin(element: MarkupElement, some: Set<MarkupElement>): boolean {
  for (let at: MarkupElement | undefined = element; at; at = parentOf(at)) if (some.has(at)) return true
  return false
}
/** The number with what raises it, where that holds nothing else. */
function raised(anchor: MarkupElement): MarkupElement {
  const parent = parentOf(anchor)
  return parent && parent.tagName === 'sup' && lineOf([parent]) === lineOf([anchor]) ? parent : anchor
}
function textOf(note: MarkupElement, back: MarkupElement[]): string {
  const without = (nodes: MarkupNode[]): MarkupNode[] => nodes.filter((node) => !isElement(node) || !back.includes(node)).map((node) => (isElement(node) ? { ...node, childNodes: without(node.childNodes) } : node))
  return lineOf(without(note.childNodes)).replace(/^([\d*†‡.)\]↑^]+\s+)/, '')
}
