// Pictures that come along with a text, as in mails, lie aside until somebody takes it over: nobody can be asked for them later.
import { mostBytes } from '../articles/picture.ts'
import { atomically, type Db } from '../base/db/db.ts'
import { contentHash, type FileName, type Files } from '../base/files/files.ts'
import { secondsBefore } from '../base/time.ts'
import { unusedAttachments } from './reads/wire-items.ts'
import type { Wired } from './wired.ts'
import type { WirePicture } from './wire-text.ts'
import { deleteAttachment, layAttachment } from './writes/wire-items.ts'

/** As the database keeps it: `hash` is that of its file, where one lies aside. */
export type LaidPicture = Omit<WirePicture, 'file'> & { hash?: string }

/** A file is named by its text within a moment, or never. */
const graceSeconds = 86_400

/** The hashes of files that lie aside. */
export type Laid = ReadonlyMap<Uint8Array, string>

/** Keeps the files that came along, before the inbox is held: however slow their place is, nobody waits for it but the source. */
export async function layAside(db: Db, items: Wired[], { files, now }: { files: Files; now: Date }): Promise<Laid> {
  const laid = new Map<Uint8Array, string>()
  for (const { file } of items.flatMap(({ pictures }) => pictures)) {
    if (!file || file.length > mostBytes) continue
    const hash = contentHash(file)
    // By its row the file is found and cleared away when its text never comes to be.
    await layAttachment(db, { hash, laid_at: now })
    await files.put(fileOf(hash), file)
    laid.set(file, hash)
  }
  return laid
}

export function asLaid(pictures: WirePicture[], laid: Laid): LaidPicture[] {
  return pictures.map(({ file, ...picture }) => {
    const hash = file && laid.get(file)
    return hash === undefined ? picture : { ...picture, hash }
  })
}

export function fileAside(files: Files, hash: string): Promise<Buffer | undefined> {
  return files.read(fileOf(hash))
}

/** Removes the files of which no text is left that somebody could take over, or never was. */
export async function clearAside(db: Db, files: Files, now: Date) {
  const before = secondsBefore(now, graceSeconds)
  for (const hash of await unusedAttachments(db, before)) {
    await atomically(db, async (tx) => {
      // Whoever lays it aside again waits for its row, and puts it there anew; or was first, and it stays.
      if (await deleteAttachment(tx, { hash, before })) await files.remove(fileOf(hash))
    })
  }
}

function fileOf(hash: string): FileName {
  return `uploads/${hash}`
}
