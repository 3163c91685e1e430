// Where a picture stands in what is being written is noted whenever a working copy is settled; and before a picture is deleted, of
// all that was written in since. So none is taken from under somebody's hands.
import { pictureNames } from '../articles/document.ts'
import { deleteUnused } from '../articles/picture-deletion.ts'
import { noteWriting } from '../articles/picture-use.ts'
import { atomically, type Db } from '../base/db/db.ts'
import type { Act } from '../base/db/journal.ts'
import { namedInWritings } from './reads/revisions.ts'
import { openWritings } from './reads/writings.ts'
import { writtenOf } from './writing.ts'
import type { Written } from './written.ts'

export function noteWritten(db: Db, { article_id, written }: { article_id: number; written: Pick<Written, 'lead_picture' | 'body'> }): Promise<void> {
  return noteWriting(db, { article_id, names: [written.lead_picture, ...pictureNames(written.body)].filter(Boolean) })
}

/** False where it stands somewhere and so was kept; what it stands in is known from then on. */
export function deletePicture(db: Db, picture_id: number, act: Act): Promise<boolean> {
  return atomically(db, async (tx) => {
    for (const article_id of await openWritings(tx)) await noteWritten(tx, { article_id, written: (await writtenOf(tx, article_id)).written })
    return deleteUnused(tx, picture_id, act)
  })
}

/** The same for a paper that was put back from an archive. */
export async function recallWritten(db: Db) {
  for (const one of await namedInWritings(db)) await noteWriting(db, one)
}
