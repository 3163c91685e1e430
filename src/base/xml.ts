// XML, written as text. What no XML may hold, control characters and halves of surrogate pairs, is left out: one such
// character in a headline would make the whole file unreadable.

/** Markup that is ready to be written; a plain string is text, and gets escaped. */
export interface Markup { xml: string }
type Content = Markup | string | number | null

/** XML 1.0, production 2. */
const notXml = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu
const special = /[&<>"]/g
const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

export function escaped(text: string): string {
  return text.replace(notXml, '').replace(special, (character) => entities[character] ?? '')
}

/** Text of a whole document, such as HTML inside a feed. */
export function cdata(text: string): Markup {
  return { xml: `<![CDATA[${text.replace(notXml, '').replaceAll(']]>', ']]]]><![CDATA[>')}]]>` }
}

/** Attributes that are undefined and content that is null are left out; an element without content is closed at once. */
export function element(name: string, attributes: Record<string, string | number | undefined>, ...content: Content[]): Markup {
  const given = Object.entries(attributes).map(([key, value]) => (value === undefined ? '' : ` ${key}="${escaped(String(value))}"`)).join('')
  const inside = content.map(written).join('')
  return { xml: inside ? `<${name}${given}>${inside}</${name}>` : `<${name}${given}/>` }
}

/** An element that holds text alone; null when there is none. */
export function textElement(name: string, text: string): Markup | null {
  return text ? element(name, {}, text) : null
}

export function xmlDocument(root: Markup): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root.xml}\n`
}

function written(content: Content): string {
  if (content === null) return ''
  return typeof content === 'object' ? content.xml : escaped(String(content))
}
