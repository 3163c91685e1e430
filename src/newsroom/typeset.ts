// Typography of the plain form: what somebody has written there is set when it is saved as the editor sets it while they write.
// What stood there before stays as it is, for somebody may have wanted it so.
import { everyNode, textOf } from '../articles/document.ts'
import { tidiedText } from './client/editor/typography/corrections.ts'
import { tidied } from './client/editor/typography/tidied.ts'
import type { Written } from './written.ts'

/** The texts that readers see beside the body. */
const texts = ['kicker', 'headline', 'standfirst', 'lead_caption'] as const

/** `before`: none of a new article. */
export function typeset(written: Written, before: Written | undefined): Written {
  const { language } = written
  const stood = new Set(before ? [...everyNode(before.body)].map(textOf) : [])
  const set = Object.fromEntries(texts.map((name) => [name, before?.[name] === written[name] ? written[name] : tidiedText(written[name], language)]))
  return { ...written, ...set, body: tidied(written.body, language, (node) => node.type !== 'doc' && stood.has(textOf(node))) }
}
