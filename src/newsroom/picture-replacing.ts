// One picture takes another's place, in what readers see and in what is being written: otherwise the next saving of a draft
// would bring the former one back.
import { mergePictures, replaced, type Merging } from '../articles/picture-merging.ts'
import { pictureNames } from '../articles/document.ts'
import { pictureById } from '../articles/reads/pictures.ts'
import { atomically, type Db } from '../base/db/db.ts'
import type { Act } from '../base/db/journal.ts'
import { writeInto, writtenOf } from './writing.ts'

/** False where one of them is not there or was merged before. */
export function replacePicture(db: Db, merging: Merging, act: Act): Promise<boolean> {
  return atomically(db, async (tx) => {
    const [into, from] = [await pictureById(tx, merging.into_id), await pictureById(tx, merging.from_id)]
    const articles = await mergePictures(tx, merging, act)
    if (!articles || !into || !from) return false
    for (const article_id of articles) {
      const { written } = await writtenOf(tx, article_id)
      const change = {
        ...(written.lead_picture === from.name ? { lead_picture: into.name } : {}),
        ...(pictureNames(written.body).includes(from.name) ? { body: replaced(written.body, { into, from }) } : {}),
      }
      if (Object.keys(change).length > 0) await writeInto(tx, { article_id, written: change }, act)
    }
    return true
  })
}
