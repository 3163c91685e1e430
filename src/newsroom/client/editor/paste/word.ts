// What word processors write as paragraphs of a certain look: lists, headings, quotations.
import { attribute, childrenOf, elementsBelow, hasClass, isElement, lineOf, ownText, type MarkupElement, type MarkupNode } from '../../../../articles/client/markup/tree.ts'
import { made, withChildren } from './building.ts'
import { styleOf } from './looks.ts'

/** What the class or the role of a paragraph says it is. */
export function paragraphTag(element: MarkupElement): string | undefined {
  if (attribute(element, 'role') === 'heading') return `h${Math.min(6, Math.max(1, Number(attribute(element, 'aria-level') ?? 2) || 2))}`
  if (hasClass(element, /^MsoTitle$/)) return 'h1'
  if (hasClass(element, /^MsoSubtitle$/)) return 'h2'
  const level = /^MsoHeading([1-6])$/.exec(attribute(element, 'class') ?? '')?.[1]
  if (level) return `h${level}`
  return hasClass(element, /^Mso(Intense)?Quote/) ? 'blockquote' : undefined
}

interface Item { level: number; marker: string; content: MarkupNode[] }

/** Neighbours that are points of a list become one; everything else stays. */
export function withLists(nodes: MarkupNode[]): MarkupNode[] {
  const out: MarkupNode[] = []
  let items: Item[] = []
  const flush = () => {
    if (items.length > 0) out.push(...nested(items, 1))
    items = []
  }
  for (const node of nodes) {
    const found = itemsOf(node)
    if (found) items.push(...found)
    else if (items.length > 0 && isBlank(node)) continue
    else {
      flush()
      out.push(node)
    }
  }
  flush()
  return out
}

function isBlank(node: MarkupNode): boolean {
  return !isElement(node) && (ownText(node) ?? '').trim() === ''
}

function itemsOf(node: MarkupNode): Item[] | undefined {
  if (!isElement(node)) return undefined
  if (node.tagName === 'p') return paragraphItem(node)
  if (hasClass(node, /^ListContainerWrapper$/)) return childrenOf(node).flatMap((child) => itemsOf(child) ?? [])
  // On the web Word puts each point into a list of its own, and says beside it how deep it stands.
  if (node.tagName !== 'ul' && node.tagName !== 'ol') return undefined
  const points = childrenOf(node).filter(isElement)
  if (points.length === 0 || !points.every((point) => attribute(point, 'data-aria-level') !== undefined)) return undefined
  const marker = node.tagName === 'ol' ? `${attribute(node, 'start') ?? 1}.` : '•'
  return points.map((point) => ({ level: Number(attribute(point, 'data-aria-level')) || 1, marker, content: childrenOf(point) }))
}

function paragraphItem(element: MarkupElement): Item[] | undefined {
  const list = /\blevel(\d)\b/.exec(styleOf(element).get('mso-list') ?? '')
  if (!list) return undefined
  const marker = [...elementsBelow([element])].find((one) => /^ignore/.test(styleOf(one).get('mso-list') ?? ''))
  return [{ level: Number(list[1]), marker: marker ? lineOf([marker]) : '', content: [made('p', without(childrenOf(element), marker))] }]
}

/** Copies only what stands around it: the others stay themselves, by which footnotes know them. */
function without(nodes: MarkupNode[], marker: MarkupElement | undefined): MarkupNode[] {
  if (!marker) return nodes
  return nodes.filter((node) => node !== marker).map((node) => (isElement(node) && [...elementsBelow([node])].includes(marker) ? withChildren(node, without(childrenOf(node), marker)) : node))
}

function nested(items: Item[], level: number): MarkupElement[] {
  const lists: MarkupElement[] = []
  for (let n = 0; n < items.length;) {
    const end = items.findIndex((item, at) => at > n && item.level <= level)
    const [first, deeper] = [items[n], items.slice(n + 1, end === -1 ? items.length : end)]
    if (!first) break
    const point = made('li', [...first.content, ...(deeper.length > 0 ? nested(deeper, Math.min(...deeper.map((one) => one.level))) : [])])
    const number = /^\(?(\d+|[a-z]|[ivxlc]+)[.)]/i.exec(first.marker)?.[1]
    const tag = number === undefined ? 'ul' : 'ol'
    const last = lists.at(-1)
    if (last?.tagName === tag) {
      point.parentNode = last
      last.childNodes.push(point)
    } else lists.push(made(tag, [point], tag === 'ol' && /^\d+$/.test(number ?? '') ? { start: String(Number(number)) } : {}))
    n = end === -1 ? items.length : end
  }
  return lists
}
