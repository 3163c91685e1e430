// Where the paper takes nothing any more, because the article is gone or somebody may not write it: what stands here is
// offered as text to copy, and nothing is thrown away.
import type { XmlElement, XmlFragment, XmlText } from 'yjs'
import { button } from './dialog.ts'
import { element } from './element.ts'
import type { Say } from './words.ts'
import { textNames, type Writing } from './writing.ts'

export function rescued(into: HTMLElement, { writing, say }: { writing: Writing; say: Say }) {
  offered(into, { text: wholeText(writing), label: say('left_text'), say })
}

/** Text to copy, and to throw away where somebody can. */
export function offered(into: HTMLElement, { text, label, say, discard }: { text: string; label: string; say: Say; discard?: () => void }) {
  const area = element('textarea') as HTMLTextAreaElement
  area.value = text
  area.rows = 12
  area.readOnly = true
  area.setAttribute('aria-label', label)
  const copy = button(say('copy'), 'quiet', () => {
    area.select()
    void navigator.clipboard.writeText(area.value).catch(() => document.execCommand('copy')).then(() => { copy.textContent = say('copied') })
  })
  const field = element('div', 'field')
  const actions = element('p', 'actions')
  actions.append(copy, ...(discard ? [button(say('discard_left'), 'quiet', discard)] : []))
  field.append(Object.assign(element('p', 'hint'), { textContent: label }), area, actions)
  into.replaceChildren(field)
}

/** All texts of a working copy, and its body by paragraphs. */
export function wholeText(writing: Writing): string {
  const texts = textNames.map((name) => writing.text(name).toString()).filter((text) => text.trim() !== '')
  return [...texts, ...paragraphs(writing.body)].join('\n\n')
}

function paragraphs(node: XmlFragment | XmlElement): string[] {
  const made: string[] = []
  let line = ''
  for (const child of node.toArray() as (XmlElement | XmlText)[]) {
    if (!('nodeName' in child)) line += (child.toDelta() as { insert?: unknown }[]).map(({ insert }) => (typeof insert === 'string' ? insert : '')).join('')
    else if (child.nodeName === 'hard_break') line += '\n'
    else if (child.nodeName === 'footnote') line += ` (${paragraphs(child).join(' ')})`
    else {
      const attributes: Record<string, unknown> = child.getAttributes()
      made.push(...['title', 'caption', 'url', 'attribution'].flatMap((name) => (typeof attributes[name] === 'string' && attributes[name] ? [String(attributes[name])] : [])), ...paragraphs(child))
    }
  }
  return line.trim() === '' ? made : [line, ...made]
}
