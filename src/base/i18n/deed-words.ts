// A deed of the journal, which is kept in plain English, in words of a language.
import { isKey, type T } from './i18n.ts'

/** What was done: `article created`, or `3 readers added`, which stands in the locales as `n readers added`. */
export function deedInWords(what: string, t: T): string {
  const n = /^\d+ /.exec(what)?.[0] ?? ''
  const key = deedKey(n ? `n ${what.slice(n.length)}` : what)
  return isKey(key) ? t(key, { n: Number(n) }) : what
}

export function deedKey(what: string): string {
  return `deed.${what.toLowerCase().replace(/[^a-z0-9]+/g, '_')}`
}
