// A wire that is taken over is set as the paper sets its texts: quotation marks, dashes and spaces, and not a word of it. What
// the source quotes in a block of its own stays letter for letter, and the inbox shows everything as it came.
import { keptDocument, type DocumentNode } from '../articles/document.ts'
import { tidiedText } from '../newsroom/client/editor/typography/corrections.ts'
import { tidied } from '../newsroom/client/editor/typography/tidied.ts'
import type { WireItem } from './reads/wire-items.ts'

export interface SetWire { kicker: string; headline: string; standfirst: string; body: DocumentNode }

export function setWire({ kicker, headline, standfirst, body, language }: Pick<WireItem, 'kicker' | 'headline' | 'standfirst' | 'body' | 'language'>): SetWire {
  const line = (text: string) => tidiedText(text, language)
  const quoted = ({ type }: { type: string }) => type === 'quotation' || type === 'pull_quote'
  return { kicker: line(kicker), headline: line(headline), standfirst: line(standfirst), body: tidied(keptDocument(body), language, quoted) }
}
