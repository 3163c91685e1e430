// Comparing lays two states of an article beside one another: revisions by their numbers, what readers see now (`public`), and
// what is being written (`working`).
import { pictureNames } from '../articles/document.ts'
import type { FullArticle } from '../articles/reads/articles.ts'
import { picturesByName, type ShownPicture } from '../articles/reads/pictures.ts'
import type { Reads } from '../base/db/db.ts'
import { numberIn } from '../urls.ts'
import { differenceOf, type Difference } from './difference/difference.ts'
import { revisionOf, type Revision } from './reads/revisions.ts'
import { tidied } from './revised.ts'
import { writtenFrom, writtenOf } from './writing.ts'
import type { Written } from './written.ts'

export type State = { name: 'public' | 'working'; written: Written; revision?: undefined } | { name: 'revision'; written: Written; revision: Revision }

/** Undefined where there is no such state: of a draft readers see nothing. */
export async function stateNamed(db: Reads, article: FullArticle, name: string): Promise<State | undefined> {
  if (name === 'working') return { name, written: (await writtenOf(db, article.id)).written }
  if (name === 'public') return article.state === 'draft' ? undefined : { name, written: await writtenFrom(db, article) }
  const number = numberIn(name)
  const revision = number === undefined ? undefined : await revisionOf(db, { article_id: article.id, number })
  return revision && { name: 'revision', written: revision.written, revision }
}

export interface Compared { difference: Difference; pictures: Map<string, ShownPicture> }

export async function compared(db: Reads, before: Written, after: Written): Promise<Compared> {
  const names = [before, after].flatMap(({ body, lead_picture }) => [...pictureNames(body), lead_picture]).filter(Boolean)
  const pictures = names.length === 0 ? [] : await picturesByName(db, [...new Set(names)])
  return { difference: differenceOf(tidied(before), tidied(after)), pictures: new Map(pictures.map((picture) => [picture.name, picture])) }
}
