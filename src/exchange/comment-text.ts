// Comments are plain text here: paragraphs, line breaks, and bare addresses for links.
import { attribute, childrenOf, isElement, ownText, type MarkupElement, type MarkupNode } from '../articles/client/markup/tree.ts'
import { parseHtml } from './html-tree.ts'

/** Only these were ever meant as markup in a comment; a reader's "<3" or "an<gezogen" is text. */
const known = 'a|abbr|acronym|address|b|big|blockquote|br|cite|code|del|div|em|figure|font|h[1-6]|hr|i|img|ins|kbd|li|mark|ol|p|pre|q|s|small|span|strike|strong|sub|sup|table|tbody|td|th|tr|tt|u|ul|var'
const notMarkup = new RegExp(`<(?!/?(?:${known})(?:[\\s/>]|$))`, 'gi')
const paragraphs = /^(p|div|blockquote|pre|ul|ol|table|h[1-6]|address|figure|hr)$/
const lines = /^(br|li|tr)$/
const deepest = 100

export function commentText(html: string): string {
  if (!/[<&]/.test(html)) return tidied(html)
  return tidied(textOf(parseHtml(html.replace(notMarkup, '&lt;')), 0))
}

function textOf(nodes: MarkupNode[], depth: number): string {
  if (depth > deepest) return ''
  return nodes.map((node) => ownText(node) ?? (isElement(node) ? elementText(node, depth) : '')).join('')
}

function elementText(element: MarkupElement, depth: number): string {
  const tag = element.tagName
  if (tag === 'br') return '\n'
  const inner = textOf(childrenOf(element), depth + 1)
  if (tag === 'a') return linkText(inner, attribute(element, 'href')?.trim() ?? '')
  if (tag === 'img') return [attribute(element, 'alt')?.trim(), attribute(element, 'src')?.trim()].filter((part) => part && !part.startsWith('data:')).join(' ')
  if (tag === 'blockquote') return `\n\n${tidied(inner).split('\n').map((line) => (line === '' ? '' : `> ${line}`)).join('\n')}\n\n`
  if (tag === 'li') return `\n– ${inner.trim()}`
  if (paragraphs.test(tag)) return `\n\n${inner}\n\n`
  return lines.test(tag) ? `\n${inner}` : inner
}

function linkText(text: string, href: string): string {
  const words = text.trim()
  if (!/^(https?:\/\/|mailto:)/i.test(href)) return text
  const address = href.replace(/^mailto:/i, '')
  const bare = (value: string) => value.replace(/^https?:\/\/(www\.)?/i, '').replace(/\/$/, '')
  // An address shortened for the eye, or said in other words: the whole one is what leads there.
  if (words === '' || bare(address).startsWith(bare(words).replace(/(\.\.\.|…)$/, ''))) return address
  return `${text} (${address})`
}

function tidied(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/[^\S\n\u00a0]+/g, ' ').replace(/ ?\n ?/g, '\n').replace(/\n{3,}/g, '\n\n').replace(/\p{Cc}/gu, (c) => (c === '\n' ? c : '')).trim()
}
