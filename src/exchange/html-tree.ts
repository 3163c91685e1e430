// Reading markup with parse5.
import { parseFragment, type DefaultTreeAdapterTypes } from 'parse5'
import { lineOf } from '../articles/client/markup/tree.ts'

export function parseHtml(html: string): DefaultTreeAdapterTypes.ChildNode[] {
  return parseFragment(html).childNodes
}

/** Markup as one line of plain text: for headlines, captions and standfirsts. */
export function plainLine(html: string): string {
  return printable(/[<&]/.test(html) ? lineOf(parseHtml(html)) : html.replace(/\s+/g, ' ').trim())
}

/** Without what percent signs and backslashes can smuggle in, and no database keeps: control characters, halves of surrogate pairs. */
export function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, '\ufffd').toWellFormed()
}
