// The form by which a test of headlines is begun: up to three besides the article's own, and for how long at most.
import type { T } from '../base/i18n/i18n.ts'
import type { Errors } from '../base/ui/form.tsx'
import { textIn, type Form } from '../base/web/form.ts'

export const fields = ['b', 'c', 'd'] as const
export const hoursOffered = [6, 12, 24, 48, 72] as const
/** As articles' own. */
export const longestHeadline = 500

export type TypedTest = Record<(typeof fields)[number] | 'hours', string>
export const emptyTest: TypedTest = { b: '', c: '', d: '', hours: '24' }

export function typedTest(form: Form): TypedTest {
  const text = (name: string) => textIn(form, name).replace(/\s+/g, ' ').trim()
  return { b: text('b'), c: text('c'), d: text('d'), hours: textIn(form, 'hours') }
}

export function testIn(typed: TypedTest, { own, t }: { own: string; t: T }): { test?: { headlines: string[]; hours: number }; errors: Errors } {
  const errors: Errors = {}
  const given = fields.filter((field) => typed[field] !== '')
  if (given.length === 0) errors.b = t('headline_tests.wrong.none')
  for (const field of given) {
    const isThere = [own, ...given.slice(0, given.indexOf(field)).map((one) => typed[one])].includes(typed[field])
    if (isThere) errors[field] = t('headline_tests.wrong.twice')
    else if (typed[field].length > longestHeadline) errors[field] = t('articles.wrong.headline')
  }
  const hours = hoursOffered.find((one) => String(one) === typed.hours)
  if (hours === undefined) errors.hours = t('headline_tests.wrong.hours')
  return hours === undefined || Object.keys(errors).length > 0 ? { errors } : { test: { headlines: given.map((field) => typed[field]), hours }, errors }
}
