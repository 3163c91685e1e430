// Reads a WordPress export (WXR) piece by piece: one author, term or item of its channel at a time, however large the file.
import { createReadStream } from 'node:fs'
import { SaxesParser } from 'saxes'

/** Why a file is refused, and where. Lines are counted from 1. */
export class WxrRefused extends Error {
  readonly line: number
  constructor(line: number, reason: string) {
    super(`line ${line}: ${reason}`)
    this.line = line
  }
}

/** One element, with the text directly in it and the elements below it. */
export interface Element {
  name: string
  attributes: Record<string, string>
  text: string
  children: Element[]
  /** Where the channel's element begins that this is, or is part of. */
  line: number
}

/** Nothing a person wrote is larger; it is what one item may take of memory. */
export const itemBytes = 50 * 1024 * 1024
const chunkBytes = 256 * 1024
/** rss, channel, item, comment, its fields, its meta data's fields. */
const deepest = 8
/** What nobody asks for: readers' addresses on the network, their agents and pages, and what plug-ins noted. */
const unread = new Set(['wp:comment_author_IP', 'wp:comment_author_url', 'wp:comment_agent', 'wp:comment_user_id', 'wp:commentmeta'])
/** Between what stands in these is only white space. */
const containers = new Set(['item', 'wp:comment', 'wp:postmeta', 'wp:commentmeta', 'wp:author', 'wp:category', 'wp:tag', 'wp:term'])
// Most elements have no attributes and none below them; an item may have hundreds of thousands of these.
const none: Record<string, string> = {}
const leaf: Element[] = []
const versions = /^1\.[0-2]$/

export interface ReadOptions {
  /** Told after each piece how many bytes have been read. */
  progress?: ((bytes: number) => void) | undefined
  /** Given each comment and its item so far, instead of leaving it on the item: an item may have very many. */
  comment?: ((comment: Element, item: Element) => void) | undefined
}

/**
 * The elements of the export's channel, in the order of the file.
 * Throws WxrRefused for what is not well-formed, not UTF-8, not an export, or larger than can be held.
 */
export async function* readWxr(path: string, { progress, comment }: ReadOptions = {}): AsyncGenerator<Element> {
  const collected = collector(comment)
  const decode = utf8(collected.line)
  let bytes = 0
  for await (const chunk of createReadStream(path, { highWaterMark: chunkBytes })) {
    if (!(chunk instanceof Buffer)) throw new TypeError('a file is read as bytes')
    bytes += chunk.length
    collected.write(decode(chunk))
    yield* collected.taken()
    progress?.(bytes)
  }
  collected.write(decode(undefined))
  collected.end()
  yield* collected.taken()
}

function collector(comment: ReadOptions['comment']) {
  const parser = new SaxesParser({ xmlns: false })
  const lines = lineCounter(parser)
  const open: Element[] = []
  let done: Element[] = []
  let began = 0
  let sawVersion = false
  const refuse = (reason: string, line = lines.now()): never => { throw new WxrRefused(line, reason) }

  parser.on('error', (error) => refuse(plainReason(error.message)))
  parser.on('doctype', () => refuse('a document type is declared, which no export of WordPress does'))
  parser.on('xmldecl', ({ encoding }) => { if (encoding && !/^utf-?8$/i.test(encoding)) refuse(`the encoding is ${encoding}; an export is UTF-8`) })
  parser.on('opentag', (tag) => {
    if (open.length === 0 && tag.name !== 'rss') refuse(`this begins with <${tag.name}>; an export of WordPress begins with <rss>`)
    if (open.length >= deepest) refuse(`<${tag.name}> is nested ${deepest + 1} levels deep; an export is at most ${deepest}`)
    const element = elementOf(tag, open.length === 2 ? lines.now() : (open[2]?.line ?? 1))
    // What ends a channel's element is handed out and forgotten; nothing gathers on the channel itself.
    if (open.length >= 3 && !unread.has(element.name) && !(comment && element.name === 'wp:comment')) adopt(open.at(-1), element)
    if (open.length === 2 && element.name === 'item' && !sawVersion) refuse('there is no wp:wxr_version before the first item: this is a feed, not an export of WordPress')
    open.push(element)
  })
  const text = (part: string) => { const element = open.at(-1); if (element && open.length > 2 && !containers.has(element.name)) element.text += part }
  parser.on('text', text)
  parser.on('cdata', text)
  parser.on('closetag', () => {
    const element = open.pop()
    const item = open[2]
    if (comment && element?.name === 'wp:comment' && item) comment(element, item)
    if (!element || open.length !== 2) return
    began = parser.position
    if (element.name === 'wp:wxr_version') {
      sawVersion = true
      if (!versions.test(element.text.trim())) refuse(`this is version ${element.text.trim()} of the export format; 1.0 to 1.2 are known`)
    }
    done.push(element)
  })

  return {
    line: lines.now,
    write(part: string) {
      lines.begin(part)
      parser.write(part)
      if (parser.position - began > itemBytes) refuse(`what begins here is larger than ${itemBytes / 1024 / 1024} MB`, open[2]?.line)
    },
    end() {
      parser.close()
      if (!sawVersion) refuse('there is no wp:wxr_version: this is not an export of WordPress')
    },
    taken() {
      const out = done
      done = []
      return out
    },
  }
}

// The parser counts a carriage return alone as a line, as XML has it; editors and other tools do not.
function lineCounter(parser: { position: number; line: number }) {
  let part = ''
  let partBegins = 0
  let counted = 0
  let returns = 0
  const now = () => {
    // Between two pieces the parser's position runs ahead by the length of the last one.
    const reached = Math.min(parser.position - partBegins, part.length)
    returns += part.slice(counted, reached).match(/\r(?!\n)/g)?.length ?? 0
    counted = Math.max(counted, reached)
    return parser.line - returns
  }
  const begin = (next: string) => {
    now()
    if (part.endsWith('\r') && next.startsWith('\n')) returns -= 1
    partBegins += part.length
    part = next
    counted = 0
  }
  return { now, begin }
}

function elementOf({ name, attributes }: { name: string; attributes: Record<string, string> }, line: number): Element {
  for (const _ in attributes) return { name, attributes, text: '', children: leaf, line }
  return { name, attributes: none, text: '', children: leaf, line }
}
function adopt(parent: Element | undefined, element: Element) {
  if (!parent) return
  if (parent.children === leaf) parent.children = [element]
  else parent.children.push(element)
}

// The parser begins its message with line and column; the line is said already.
function plainReason(message: string): string {
  return message.replace(/^\d+:\d+: /, '')
}

/** Decodes piece by piece; refuses bytes that are not UTF-8 with the line they stand in. */
function utf8(line: () => number) {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let before = 0
  return (chunk: Buffer | undefined): string => {
    try {
      const text = decoder.decode(chunk, { stream: chunk !== undefined })
      before += chunk?.length ?? 0
      return text
    } catch {
      const at = chunk ? firstInvalid(chunk) : 0
      const lines = chunk ? chunk.subarray(0, at).filter((byte) => byte === 0x0a).length : 0
      throw new WxrRefused(line() + lines, `the byte at position ${before + at} is not UTF-8`)
    }
  }
}

// A character may be cut by the piece's beginning, so what continues one there is passed over.
function firstInvalid(chunk: Buffer): number {
  let at = 0
  while (at < 3 && isContinuation(chunk[at])) at += 1
  while (at < chunk.length) {
    const length = characterLength(chunk, at)
    if (length === 0) return at
    at += length
  }
  return 0
}

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80
}

function characterLength(bytes: Buffer, at: number): number {
  const lead = bytes[at] ?? 0
  const length = lead < 0x80 ? 1 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 0
  if (lead >= 0xf5) return 0
  for (let more = 1; more < length && at + more < bytes.length; more += 1) if (!isContinuation(bytes[at + more])) return 0
  return length
}
