// How long a text is, in the words of the line below the editor, for whoever writes without it.
import type { T } from '../base/i18n/i18n.ts'
import { countsOf, distance, paragraphsOf, summed } from './client/editor/counts.ts'
import type { Written } from './written.ts'

export function countsTold({ body, length_aim }: Pick<Written, 'body' | 'length_aim'>, t: T): string[] {
  const counts = summed(paragraphsOf(body).map(countsOf))
  const told = (['characters', 'letters', 'words', 'lines', 'minutes'] as const).map((name) => t(`editor.counts.${name}`, { n: t.number(counts[name]) }))
  if (!length_aim) return told
  const { isMet, by } = distance(counts.characters, length_aim)
  return [...told, t(`editor.counts.${isMet ? 'met' : by < 0 ? 'missing' : 'over'}`, { goal: t.number(length_aim), n: t.number(Math.abs(by)) })]
}
