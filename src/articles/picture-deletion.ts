// A picture can be deleted as long as it stands nowhere. Its files go by a job, since another may have the same.
import { atomically, type Db } from '../base/db/db.ts'
import { record, type Act } from '../base/db/journal.ts'
import { enqueue } from '../base/jobs/enqueue.ts'
import { stale } from '../base/press/stale.ts'
import { isMark, isUsed } from './reads/media.ts'
import { renditionsOf } from './reads/pictures.ts'
import { deletePicture, lockPictures } from './writes/pictures.ts'

/** False where it stands somewhere and so was kept. */
export function deleteUnused(db: Db, picture_id: number, { by, now }: Act): Promise<boolean> {
  return atomically(db, async (tx) => {
    const [picture] = await lockPictures(tx, [picture_id])
    if (!picture || await isUsed(tx, picture.name) || await isMark(tx, picture_id)) return false
    const renditions = (await renditionsOf(tx, picture_id)).map(({ hash, format }) => ({ hash, format }))
    await deletePicture(tx, picture_id)
    await enqueue(tx, 'remove-picture-files', { renditions, original: picture.hash })
    await record(tx, { by, what: 'picture deleted', subject: `picture:${picture.name}`, now })
    await stale(tx, `picture:${picture.name}`)
    return true
  })
}
