// A deed is a line of the journal: who did what to what, and when. It is kept in plain English, for whoever reads the
// database; the desk says it in the language of whoever reads the desk.
import type { Reads } from '../base/db/db.ts'
import { isKey, type T } from '../base/i18n/i18n.ts'
import { isPermitted } from '../people/permissions.ts'
import type { Reader } from '../people/session.ts'
import { numberIn, paths, url } from '../urls.ts'
import { articlesHeaded, readersNamed, type Deed } from './reads/journal.ts'

/** What was done: `article created`, or `3 readers added`, which stands in the locales as `n readers added`. */
export function saidOf(what: string, t: T): string {
  const n = /^\d+ /.exec(what)?.[0] ?? ''
  const key = keyOf(n ? `n ${what.slice(n.length)}` : what)
  return isKey(key) ? t(key, { n: Number(n) }) : what
}

export function keyOf(what: string): string {
  return `deed.${what.toLowerCase().replace(/[^a-z0-9]+/g, '_')}`
}

/** The kinds that are called so, by the journal or in the language of the desk. */
export function called(kinds: string[], words: string, t: T): string[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean)
  return kinds.filter((what) => {
    const said = `${what} ${saidOf(what, t)}`.toLowerCase()
    return wanted.every((word) => said.includes(word))
  })
}

/** Somebody or something that a deed names, and where the desk shows it. */
export interface Named { text: string; path?: string }
export interface ToldDeed { id: number; happened_at: Date; actor: Named; what: string; subject: Named; subject_id: string }

/** Deeds with the names of those they name, and ways to what whoever asks may see of them. */
export async function told(db: Reads, deeds: Deed[], { t, who }: { t: T; who: Reader }): Promise<ToldDeed[]> {
  const both = deeds.flatMap(({ actor, subject }) => [actor, subject])
  const [readers, articles] = await Promise.all([readersNamed(db, numbers(both, 'staff', 'reader')), articlesHeaded(db, numbers(both, 'article'))])
  const named = (text: string): Named => {
    const [kind, number = ''] = text.split(':')
    const id = numberIn(number) ?? 0
    if (kind === 'comment') return isPermitted(who.roles, 'pick_comments') ? { text: t('moderation.title.comment', { id }), path: url(paths.deskComment, { id: number }) } : { text: t('moderation.title.comment', { id }) }
    const name = kind === 'article' ? articles.get(id) : kind === 'staff' || kind === 'reader' ? readers.get(id) : undefined
    if (name === undefined) return { text }
    const path = kind === 'article' ? paths.deskArticle : paths.deskPerson
    return isPermitted(who.roles, kind === 'article' ? 'write_articles' : 'manage_people') ? { text: name, path: url(path, { id: number }) } : { text: name }
  }
  return deeds.map(({ id, happened_at, actor, what, subject }) => ({ id, happened_at, actor: named(actor), what: saidOf(what, t), subject: named(subject), subject_id: subject }))
}

/** The numbers of all things of some kinds: 7 of `staff:7`. */
function numbers(texts: string[], ...kinds: string[]): number[] {
  return [...new Set(texts.flatMap((text) => {
    const [kind = '', number = ''] = text.split(':')
    return kinds.includes(kind) ? numberIn(number) ?? [] : []
  }))]
}
