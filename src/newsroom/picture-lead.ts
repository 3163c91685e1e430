// What an article leads with, chosen from the library: it stands in the working copy, and is public once that is published.
import { pictureByName } from '../articles/reads/pictures.ts'
import { atomically, type Db } from '../base/db/db.ts'
import type { Act } from '../base/db/journal.ts'
import { settle } from './settling.ts'
import { writeInto } from './writing.ts'

/** False where there is no such picture. Whether it may be shown is asked when the article is published. */
export function leadArticleWith(db: Db, { article_id, name }: { article_id: number; name: string }, act: Act): Promise<boolean> {
  return atomically(db, async (tx) => {
    if (!(await pictureByName(tx, name))) return false
    await writeInto(tx, { article_id, written: { lead_picture: name, lead_alt: '', lead_caption: '' } }, act)
    await settle(tx, { article_id }, act)
    return true
  })
}
