// XML of others as a tree, by local names: which prefix stands for which namespace is for whoever writes it to choose.
// Nothing is expanded that a file declares itself, and nothing is followed.
import { SaxesParser } from 'saxes'
import { escaped, WireRefused } from './wired.ts'

export interface XmlElement { name: string; attributes: Record<string, string>; nodes: (XmlElement | string)[] }

const deepest = 100
const mostElements = 300_000

/** The root. Throws WireRefused. */
export function xmlTree(text: string): XmlElement {
  const parser = new SaxesParser({ xmlns: false })
  const open: XmlElement[] = []
  let root: XmlElement | undefined
  let elements = 0
  const refuse = (reason: string): never => { throw new WireRefused(`line ${parser.line}: ${reason}`) }
  parser.on('error', (error) => refuse(error.message.replace(/^\d+:\d+: /, '')))
  // A name of a document type is harmless, and NITF often has one; what is declared within is not.
  parser.on('doctype', (doctype) => { if (doctype.includes('[')) refuse('a document type is declared within the file') })
  parser.on('opentag', ({ name, attributes }) => {
    if (open.length >= deepest) refuse(`nested more than ${deepest} levels deep`)
    if (++elements > mostElements) refuse(`more than ${mostElements} elements`)
    const element: XmlElement = { name: localName(name), attributes: Object.fromEntries(Object.entries(attributes).map(([key, value]) => [localName(key), value])), nodes: [] }
    open.at(-1)?.nodes.push(element)
    root ??= element
    open.push(element)
  })
  const keep = (part: string) => { open.at(-1)?.nodes.push(part) }
  parser.on('text', keep)
  parser.on('cdata', keep)
  parser.on('closetag', () => { open.pop() })
  parser.write(text).close()
  return root ?? refuse('there is no element')
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

export function elementsIn(element: XmlElement | undefined, ...names: string[]): XmlElement[] {
  return (element?.nodes ?? []).filter((node) => typeof node !== 'string').filter(({ name }) => names.length === 0 || names.includes(name))
}
/** The first element at the end of a path. */
export function at(element: XmlElement | undefined, ...path: string[]): XmlElement | undefined {
  return path.reduce<XmlElement | undefined>((here, name) => elementsIn(here, name)[0], element)
}
export function textIn(element: XmlElement | undefined): string {
  return (element?.nodes ?? []).map((node) => (typeof node === 'string' ? node : textIn(node))).join('')
}

/** Every element below of such a name, in the order of the text. */
export function below(element: XmlElement | undefined, name: string): XmlElement[] {
  return elementsIn(element).flatMap((child) => [...(child.name === name ? [child] : []), ...below(child, name)])
}

const empty = new Set(['br', 'hr', 'img'])

/** As HTML; what XML writes as `<p/>` is not left open. `named` says what an element is called there. */
export function htmlOf(nodes: XmlElement['nodes'], named: (name: string) => string = (name) => name): string {
  return nodes.map((node): string => {
    if (typeof node === 'string') return escaped(node)
    const name = named(node.name)
    const attributes = Object.entries(node.attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`).join('')
    return empty.has(name) ? `<${name}${attributes}>` : `<${name}${attributes}>${htmlOf(node.nodes, named)}</${name}>`
  }).join('')
}

/** Bytes of XML as text, in the encoding that they say. Throws WireRefused. */
export function xmlText(bytes: Uint8Array): string {
  const head = Buffer.from(bytes.subarray(0, 200))
  const byMark = head[0] === 0xff && head[1] === 0xfe ? 'utf-16le' : head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : undefined
  const said = byMark ?? /^\s*<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)["']/.exec(head.toString('latin1').replace('\u00ef\u00bb\u00bf', ''))?.[1] ?? 'utf-8'
  try {
    return new TextDecoder(said, { fatal: true }).decode(bytes)
  } catch {
    throw new WireRefused(`it is not written in ${said}`)
  }
}
