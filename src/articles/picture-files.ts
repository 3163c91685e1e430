// The files of pictures: what they are called, and when they may go. One file can be several pictures' at once, since files
// are called by what is in them.
import type { Db } from '../base/db/db.ts'
import type { FileName, Files } from '../base/files/files.ts'
import { enqueue, enqueueIn } from '../base/jobs/enqueue.ts'
import { renditionName } from '../urls.ts'
import { namedOriginals, namedRenditions, pictureById, renditionsOf, wasShown, type RenditionFile } from './reads/pictures.ts'

export function renditionFile(rendition: RenditionFile): FileName {
  return `renditions/${renditionName(rendition)}`
}
export function originalFile(hash: string): FileName {
  return `originals/${hash}`
}

/** For so long pages that were printed with the former addresses find what stood there. */
const graceSeconds = 3_600

/** Files that a picture may name no more are removed once nobody can have their address from a page of ours: at once, where no page ever had it. */
export async function removeReplaced(db: Db, { picture_id, renditions }: { picture_id: number; renditions: readonly RenditionFile[] }) {
  const still = await namedRenditions(db, renditions)
  const replaced = renditions.filter(({ hash, format }) => !still.has(`${hash} ${format}`)).map(({ hash, format }) => ({ hash, format }))
  if (replaced.length > 0) await enqueueIn(db, await wasShown(db, picture_id) ? graceSeconds : 0, { name: 'remove-picture-files', payload: { renditions: replaced } })
}

/** Removes files that no picture names, at once. What another names stays. */
export async function removeFiles(db: Db, files: Files, { renditions, original }: { renditions: readonly RenditionFile[]; original?: string | undefined }) {
  const still = await namedRenditions(db, renditions)
  for (const one of renditions) if (!still.has(`${one.hash} ${one.format}`)) await files.remove(renditionFile(one))
  if (original !== undefined && !(await namedOriginals(db, [original])).has(original)) await files.remove(originalFile(original))
}

/**
 * Takes the files of a picture away whose rights are over: then its addresses lead nowhere, whoever may know them. The
 * rows stay, from which it is known that the files were there; if the picture comes back, they are made again.
 */
export async function removeRenditions(db: Db, files: Files, { picture_id }: { picture_id: number }) {
  const picture = await pictureById(db, picture_id)
  if (!picture?.taken_off_at) return
  await removeFiles(db, files, { renditions: await renditionsOf(db, picture_id) })
  if (!(await pictureById(db, picture_id))?.taken_off_at) await enqueue(db, 'picture-renditions', { picture_id })
}
