// XML as a strict reader finds it: throws where a document is not well-formed.
import { SaxesParser } from 'saxes'

export interface XmlNode { name: string; attributes: Record<string, string>; text: string; children: XmlNode[] }

export function tree(xml: string): XmlNode {
  const outside: XmlNode = { name: '', attributes: {}, text: '', children: [] }
  const open = [outside]
  const parser = new SaxesParser({ xmlns: true })
  const heard = (text: string) => { open.at(-1)!.text += text }
  parser.on('error', (error) => { throw error })
  parser.on('opentag', ({ name, attributes }) => {
    const node = { name, attributes: Object.fromEntries(Object.entries(attributes).map(([key, { value }]) => [key, value])), text: '', children: [] }
    open.at(-1)!.children.push(node)
    open.push(node)
  })
  parser.on('closetag', () => { open.pop() })
  parser.on('text', heard)
  parser.on('cdata', heard)
  parser.write(xml).close()
  return outside.children[0]!
}

export function all(node: XmlNode, name: string): XmlNode[] {
  return node.children.filter((child) => child.name === name)
}
/** The one child of that name; throws when there is none, or more than one. */
export function one(node: XmlNode, name: string): XmlNode {
  const [only, second] = all(node, name)
  if (!only || second) throw new Error(`${node.name} has ${second ? 'more than one' : 'no'} ${name}`)
  return only
}
