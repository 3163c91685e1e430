// WordPress writes some things into a text in square brackets. The known ones become markup that the
// conversion understands; what else looks like one is kept as the text it is, and named.
import { note, type Notes } from './notes.ts'

interface Tag { start: number; end: number; name: string; closing: boolean; escaped: boolean; attributes: Record<string, string> }

// The bounds keep a text full of opening brackets from taking time that grows with its square.
const pattern = /(\[?)\[(\/?)([a-z][\w-]{0,60})((?:=|\s)(?:[^\]"'[]|"[^"]{0,4000}"|'[^']{0,4000}'){0,4000})?\s?\/?\](\]?)/gi
const attributePattern = /([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))|"([^"]*)"|'([^']*)'|(\S+)/g

const mediaSources = ['src', 'url', 'mp4', 'm4v', 'webm', 'ogv', 'flv', 'mp3', 'm4a', 'ogg', 'wav', 'wma']

type Convert = (attributes: Record<string, string>, inner: string) => string | undefined

/** Those that stand around something: they need their end. */
const around: Record<string, Convert> = {
  caption: captioned,
  wp_caption: captioned,
  embed: (_, inner) => embed(inner),
}
const alone: Record<string, Convert> = {
  gallery: ({ ids, include, exclude }) => `<div data-shortcode="gallery" data-ids="${quoted(ids ?? include ?? '')}" data-exclude="${quoted(exclude ?? '')}"></div>`,
  embed: (attributes) => embed(firstSource(attributes)),
  audio: (attributes) => embed(firstSource(attributes)),
  video: (attributes) => embed(firstSource(attributes)),
  soundcloud: (attributes) => embed(firstSource(attributes)),
  youtube: (attributes) => embed(onSite(firstSource(attributes) ?? attributes.id, 'https://www.youtube.com/watch?v=')),
  vimeo: (attributes) => embed(onSite(firstSource(attributes) ?? attributes.id, 'https://vimeo.com/')),
}

/** The text with its known shortcodes as markup. Unknown ones are noted and stay. */
export function expandShortcodes(text: string, notes: Notes): string {
  if (!text.includes('[')) return text
  const tags = tagsIn(text)
  const closed = new Set(tags.flatMap((tag) => (tag.closing ? [tag.name] : [])))
  let out = ''
  let reached = 0
  for (const [index, tag] of tags.entries()) {
    if (tag.start < reached) continue
    out += text.slice(reached, tag.start)
    reached = tag.end
    const end = tags.slice(index + 1, index + 50).find((other) => other.closing && other.name === tag.name)
    const markup = tag.escaped || tag.closing ? undefined : converted(text, tag, end)
    if (markup !== undefined) {
      out += markup
      if (end) reached = end.end
    } else {
      out += tag.escaped ? text.slice(tag.start + 1, tag.end - 1) : text.slice(tag.start, tag.end)
      if (!tag.escaped && !tag.closing && looksUnknown(text, tag, closed)) note(notes, `shortcode [${tag.name}] kept as text`)
    }
  }
  return out + text.slice(reached)
}

function converted(text: string, tag: Tag, end: Tag | undefined): string | undefined {
  if (end && Object.hasOwn(around, tag.name)) return around[tag.name]?.(tag.attributes, text.slice(tag.end, end.start))
  return Object.hasOwn(alone, tag.name) ? alone[tag.name]?.(tag.attributes, '') : undefined
}

function tagsIn(text: string): Tag[] {
  return [...text.matchAll(pattern)].map((match) => {
    const [whole, before = '', slash = '', name = '', rest = '', after = ''] = match
    const escaped = before === '[' && after === ']'
    // One bracket more on one side only belongs to the text around it.
    const start = match.index + (before && !escaped ? 1 : 0)
    const end = match.index + whole.length - (after && !escaped ? 1 : 0)
    return { start, end, name: name.toLowerCase(), closing: slash === '/', escaped, attributes: attributesOf(rest) }
  })
}

function attributesOf(text: string): Record<string, string> {
  const attributes: Record<string, string> = {}
  // [youtube=https://…] gives its address like this.
  for (const match of text.replace(/^=/, ' ').matchAll(attributePattern)) {
    const [, name, double, single, bare, ...positional] = match
    const value = double ?? single ?? bare
    if (name !== undefined && value !== undefined && !/^https?$/i.test(name)) attributes[name.toLowerCase()] = value
    else attributes[''] ??= positional.find((given) => given !== undefined) ?? match[0]
  }
  return attributes
}

function firstSource(attributes: Record<string, string>): string | undefined {
  return mediaSources.map((name) => attributes[name]).find(Boolean) ?? attributes['']
}
function onSite(id: string | undefined, site: string): string | undefined {
  return id && /^[\w-]+$/.test(id) ? site + id : id
}
function embed(address: string | undefined): string | undefined {
  const url = address?.replaceAll('&amp;', '&').trim()
  return url && /^(https?:)?\/\//i.test(url) ? `<div data-shortcode="embed" data-url="${quoted(url)}"></div>` : undefined
}
function captioned({ id = '', caption = '' }: Record<string, string>, inner: string): string {
  return `<figure data-shortcode="caption" data-attachment="${quoted(id)}" data-caption="${quoted(caption)}">${inner}</figure>`
}

function quoted(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
}

// "[sic]" is a word in brackets; what has attributes, an end, an underscore or a line to itself is not.
function looksUnknown(text: string, tag: Tag, closed: Set<string>): boolean {
  if (Object.keys(tag.attributes).some((name) => name !== '') || closed.has(tag.name) || /[_-]/.test(tag.name)) return true
  return /(^|\n|>)[ \t]*$/.test(text.slice(Math.max(0, tag.start - 200), tag.start)) && /^[ \t]*(\n|<|$)/.test(text.slice(tag.end, tag.end + 200))
}
