// Pictures that come along with a text, as in mails, lie aside until somebody takes it over: nobody can be asked for them later.
import { mostBytes } from '../articles/picture.ts'
import { atomically, type Db } from '../base/db/db.ts'
import { contentHash, type FileName, type Files } from '../base/files/files.ts'
import type { WirePicture } from './wire-text.ts'
import { deleteUnusedAttachments, insertAttachment } from './writes/wire-items.ts'
import { holdInbox } from './writes/wires.ts'

/** As the database keeps it: `hash` is that of its file, where one lies aside. */
export type LaidPicture = Omit<WirePicture, 'file'> & { hash?: string }

/** Keeps the files that came along, before their text is committed. */
export async function layAside(tx: Db, pictures: WirePicture[], { files, now }: { files: Files; now: Date }): Promise<LaidPicture[]> {
  const laid: LaidPicture[] = []
  for (const { file, ...picture } of pictures) {
    if (!file || file.length > mostBytes) {
      laid.push(picture)
      continue
    }
    const hash = contentHash(file)
    await files.put(fileOf(hash), file)
    await insertAttachment(tx, { hash, laid_at: now })
    laid.push({ ...picture, hash })
  }
  return laid
}

export function fileAside(files: Files, hash: string): Promise<Buffer | undefined> {
  return files.read(fileOf(hash))
}

/** Removes the files of which no text is left that somebody could take over. */
export function clearAside(db: Db, files: Files): Promise<void> {
  return atomically(db, async (tx) => {
    // Nobody lays one of them aside again meanwhile.
    await holdInbox(tx)
    for (const hash of await deleteUnusedAttachments(tx)) await files.remove(fileOf(hash))
  })
}

function fileOf(hash: string): FileName {
  return `uploads/${hash}`
}
