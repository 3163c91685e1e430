// A translation is an article that says in another language what its original says. All translations of an original
// point to it, and none to another translation: so the articles that belong together are found in one step.
import type { Db } from '../base/db/db.ts'
import { standingForTranslation } from './reads/articles.ts'
import { lockArticles, updateArticle } from './writes.ts'

export interface Standing { id: number; translation_of: number | null; has_translations: boolean }
type Refusal = 'itself' | 'missing' | 'a translation itself' | 'an original itself'

/** Why an article cannot be the translation of another one. */
export function translationRefusal(article: Standing, original: Standing | undefined): Refusal | null {
  if (!original) return 'missing'
  if (original.id === article.id) return 'itself'
  if (original.translation_of !== null) return 'a translation itself'
  return article.has_translations ? 'an original itself' : null
}

export class TranslationRefused extends Error {
  readonly why: Refusal
  constructor({ id, translation_of }: Pair, why: Refusal) {
    super(why === 'an original itself' ? `article ${id} cannot be a translation: it is ${why}` : `article ${id} cannot be a translation of article ${translation_of}: that is ${why}`)
    this.why = why
  }
}

interface Pair { id: number; translation_of: number }

/** Lets an article point to its original. Throws TranslationRefused. Both rows stay locked: two that become one another's translation at once would be a chain. */
export async function pointToOriginal(tx: Db, { id, translation_of }: Pair) {
  await lockArticles(tx, [id, translation_of])
  const standings = await standingForTranslation(tx, [id, translation_of])
  const article = standings.find((one) => one.id === id)
  if (!article) throw new Error(`article ${id} is not there`)
  const refused = translationRefusal(article, standings.find((one) => one.id === translation_of))
  if (refused) throw new TranslationRefused({ id, translation_of }, refused)
  await updateArticle(tx, id, { translation_of })
}
