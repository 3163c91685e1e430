// What the paper asks of each picture before an article that shows it is published.
import { atomically, type Db } from '../base/db/db.ts'
import { record, type Act } from '../base/db/journal.ts'
import type { MediaSettings } from './reads/media.ts'
import { updateMediaSettings } from './writes/pictures.ts'

export const demands = ['off', 'warn', 'block'] as const satisfies MediaSettings['need_credit'][]

export function setMedia(db: Db, settings: MediaSettings, { by, now }: Act): Promise<void> {
  return atomically(db, async (tx) => {
    await updateMediaSettings(tx, settings)
    await record(tx, { by, what: 'pictures set', subject: 'paper', now })
  })
}
