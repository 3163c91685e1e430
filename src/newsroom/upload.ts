// An upload is a file on its way into the library, part by part. What it has received is kept for a day, wherever the next
// part arrives: it survives a lost connection, a browser that is closed, and a program that is killed.
import { randomBytes, randomUUID } from 'node:crypto'
import { addPicture, mostBytes, PictureRefused, type PictureRefusal } from '../articles/picture.ts'
import { pictureByHash } from '../articles/reads/pictures.ts'
import { atomically, type Db } from '../base/db/db.ts'
import { contentHash, type FileName, type Files } from '../base/files/files.ts'
import { enqueue } from '../base/jobs/enqueue.ts'
import { secondsAfter } from '../base/time.ts'
import { heldUpload, holdUploader, openUploads, partsOf, uploadsRunOut, type Upload } from './reads/uploads.ts'
import { deleteParts, deleteUpload, insertPart, insertUpload, updateUpload } from './writes/uploads.ts'

/** A part is taken as a whole or not at all. */
export const longestPart = 8 * 1_024 * 1_024
/** What one person may have on its way at once. */
const mostFiles = 200
const mostOpenBytes = 4_000_000_000
const keptSeconds = 86_400

export type UploadRefusal = 'bytes' | 'many'

interface Beginning { reader_id: number; name: string; bytes: number }

export function beginUpload(db: Db, { reader_id, name, bytes }: Beginning, now: Date): Promise<{ id: string; expires_at: Date; refused?: undefined } | { refused: UploadRefusal }> {
  return atomically(db, async (tx) => {
    if (bytes > mostBytes) return { refused: 'bytes' }
    await holdUploader(tx, reader_id)
    const open = await openUploads(tx, { reader_id, now })
    if (open.files >= mostFiles || open.bytes + bytes > mostOpenBytes) return { refused: 'many' }
    const [id, expires_at] = [randomUUID(), secondsAfter(now, keptSeconds)]
    await insertUpload(tx, { id, reader_id, name, bytes, begun_at: now, expires_at })
    return { id, expires_at }
  })
}

interface Part { id: string; begins_at: number; bytes: Uint8Array }

/**
 * Takes a part that follows what has been received, and answers how much that is then; undefined where it does not follow. When
 * this settles, the part would survive a power cut. With the last one a job makes a picture of the whole.
 */
export async function addPart(db: Db, files: Files, { id, begins_at, bytes }: Part): Promise<{ received: number } | undefined> {
  // First the file, then the row that names it: what is named is there.
  const file: FileName = `uploads/${randomBytes(32).toString('hex')}`
  await files.put(file, bytes)
  const received = await atomically(db, async (tx) => {
    const upload = await heldUpload(tx, id)
    if (!upload || upload.received !== begins_at || begins_at + bytes.length > upload.bytes) return undefined
    await insertPart(tx, { upload_id: id, begins_at, bytes: bytes.length, file })
    await updateUpload(tx, id, { received: begins_at + bytes.length })
    if (begins_at + bytes.length === upload.bytes) await enqueue(tx, 'take-upload', { upload_id: id })
    return begins_at + bytes.length
  })
  if (received === undefined) await files.remove(file)
  return received === undefined ? undefined : { received }
}

/** Makes a picture of an upload that has arrived, or says why not; can be ended at any moment and run again. What the paper has already, byte for byte, is not taken twice. */
export async function takeUpload(db: Db, files: Files, { upload_id, now }: { upload_id: string; now: Date }) {
  const upload = await atomically(db, (tx) => heldUpload(tx, upload_id))
  if (!upload || upload.settled_at || upload.received < upload.bytes) return
  await updateUpload(db, upload_id, { ...await taken(db, files, { upload, now }), settled_at: now })
  await removeParts(db, files, upload_id)
}

type Outcome = { picture_id: number; was_there: boolean } | { refused: PictureRefusal | 'lost' }

async function taken(db: Db, files: Files, { upload, now }: { upload: Upload; now: Date }): Promise<Outcome> {
  const bytes = await bytesOf(db, files, upload)
  if (!bytes) return { refused: 'lost' }
  const there = await pictureByHash(db, contentHash(bytes))
  // One that came in since is this one: the work was ended before it could be written down.
  if (there) return { picture_id: there.id, was_there: there.created_at < upload.begun_at }
  try {
    const { id } = await addPicture(db, { files, name: upload.name, bytes, uploaded_by: upload.reader_id }, { by: `staff:${upload.reader_id}`, now })
    return { picture_id: id, was_there: false }
  } catch (error) {
    if (error instanceof PictureRefused) return { refused: error.why }
    throw error
  }
}

/** Undefined where a part is not there, as after the paper was put back from a backup. */
async function bytesOf(db: Db, files: Files, { id, bytes }: Upload): Promise<Uint8Array | undefined> {
  const whole = Buffer.alloc(bytes)
  for (const part of await partsOf(db, id)) {
    const content = await files.read(fileOf(part))
    if (content?.length !== part.bytes) return undefined
    content.copy(whole, part.begins_at)
  }
  return whole
}

function fileOf({ file }: { file: string }): FileName {
  return `uploads/${file.slice('uploads/'.length)}`
}

/** Takes an upload back. */
export async function dropUpload(db: Db, files: Files, id: string) {
  await removeParts(db, files, id)
  await deleteUpload(db, id)
}

/** Removes uploads whose day is over, those that became pictures as well: what they became stays. */
export async function clearUploads(db: Db, files: Files, now: Date) {
  for (;;) {
    const ids = await uploadsRunOut(db, now, 100)
    for (const id of ids) await dropUpload(db, files, id)
    if (ids.length === 0) return
  }
}

// The files first: while a row names them, they can still be found.
async function removeParts(db: Db, files: Files, id: string) {
  for (const part of await partsOf(db, id)) await files.remove(fileOf(part))
  await deleteParts(db, id)
}
