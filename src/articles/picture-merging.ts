// Two pictures that are one: the other takes its place wherever it stands. The row of the former stays, with its files, out of
// the library: earlier revisions and working copies may still name it.
import { atomically, type Db } from '../base/db/db.ts'
import { record, type Act } from '../base/db/journal.ts'
import { stale } from '../base/press/stale.ts'
import { tagsOf } from './article.ts'
import { keptDocument, type DocumentNode } from './document.ts'
import { articleById } from './reads/articles.ts'
import { articlesShowing } from './reads/media.ts'
import { indexArticles } from './search.ts'
import { lockArticles, updateArticle } from './writes.ts'
import { deletePairsOf, lockPictures, replaceElsewhere, updatePair, updatePicture } from './writes/pictures.ts'

export interface Merging { /** It stays. */ into_id: number; /** It gives way. */ from_id: number }

/** Answers the articles in which the picture was replaced; undefined where one of them is not there or was merged before. */
export function mergePictures(db: Db, { into_id, from_id }: Merging, { by, now }: Act): Promise<number[] | undefined> {
  return atomically(db, async (tx) => {
    const pictures = await lockPictures(tx, [into_id, from_id])
    const [into, from] = [pictures.find(({ id }) => id === into_id), pictures.find(({ id }) => id === from_id)]
    if (!into || !from || into === from || into.merged_into !== null || from.merged_into !== null) return undefined
    const ids = (await articlesShowing(tx, from.name, 100_000)).map(({ id }) => id).sort((a, b) => a - b)
    if (ids.length > 0) await lockArticles(tx, ids)
    for (const id of ids) await replaceIn(tx, id, { into, from })
    if (ids.length > 0) await indexArticles(tx, ids)
    await replaceElsewhere(tx, { into_id, from_id })
    await updatePicture(tx, from_id, { merged_into: into_id })
    await deletePairsOf(tx, from_id)
    await record(tx, { by, what: 'picture merged', subject: `picture:${from.name}`, now })
    await stale(tx, `picture:${from.name}`, `picture:${into.name}`)
    return ids
  })
}

/** Says of two pictures that they are not the same: they are not proposed again. */
export function keepApart(db: Db, { one_id, other_id }: { one_id: number; other_id: number }, now: Date): Promise<void> {
  return updatePair(db, { one_id: Math.min(one_id, other_id), other_id: Math.max(one_id, other_id) }, now)
}

type Named = { id: number; name: string }

async function replaceIn(tx: Db, id: number, { into, from }: { into: Named; from: Named }) {
  const article = await articleById(tx, id)
  if (!article) return
  const lead_picture_id = article.lead_picture_id === from.id ? into.id : article.lead_picture_id
  await updateArticle(tx, id, { lead_picture_id, body: JSON.stringify(replaced(keptDocument(article.body), { into, from })) })
  await stale(tx, ...tagsOf(article))
}

export function replaced(node: DocumentNode, { into, from }: { into: Pick<Named, 'name'>; from: Pick<Named, 'name'> }): DocumentNode {
  const isIt = node.type === 'picture' && node.attrs?.picture === from.name
  return {
    ...node, ...(isIt ? { attrs: { ...node.attrs, picture: into.name } } : {}),
    ...(node.content ? { content: node.content.map((child) => replaced(child, { into, from })) } : {}),
  }
}
