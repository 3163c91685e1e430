// A picture is an image the paper shows, by its name. Its original is kept untouched and never served; what readers
// get are its renditions, which carry its caption and credit and nothing else of what the file knew.
import { readFile, stat } from 'node:fs/promises'
import { atomically, type Db } from '../base/db/db.ts'
import { record, type Act } from '../base/db/journal.ts'
import { CannotRead, formats, inDarkroom, type Format, type Look, type Room, type Unreadable } from '../base/files/darkroom.ts'
import { contentHash, type Files } from '../base/files/files.ts'
import { enqueue } from '../base/jobs/enqueue.ts'
import { stale } from '../base/press/stale.ts'
import { slugOf } from '../base/slug.ts'
import { pictureWords, type PictureWords } from './picture-metadata.ts'
import { creditXmp } from './picture-xmp.ts'
import { pictureById, pictureByName, renditionsOf } from './reads/pictures.ts'
import { firstRenditions, plannedRenditions, type Planned, type Subject } from './renditions.ts'
import { pairAlike } from './picture-likeness.ts'
import { originalFile, removeRenditions, removeReplaced, renditionFile } from './picture-files.ts'
import { deleteRenditions, forgetUploader, insertPicture, insertRendition, updateUploaders, type NewRendition } from './writes/pictures.ts'

export const mostBytes = 60_000_000
const mostPixels = 80_000_000

export type PictureRefusal = Unreadable | 'bytes' | 'tall' | 'another'
const reasons: Record<PictureRefusal, string> = {
  format: 'it is not JPEG, PNG, WebP, GIF, TIFF or AVIF',
  vector: 'it is made of vectors (SVG, PDF), which can hold scripts and other addresses: export it as PNG',
  pixels: `it has more than ${mostPixels / 1_000_000} million pixels`,
  bytes: `it is larger than ${mostBytes / 1_000_000} MB`,
  tall: 'it is too tall for its width',
  broken: 'the file is broken or cut off',
  another: 'the file is not the one its record describes',
}
/** The file is to blame; the message says in what way, for whoever brought it. */
export class PictureRefused extends Error {
  readonly why: PictureRefusal
  constructor(name: string, why: PictureRefusal) {
    super(`the picture ${name} cannot be taken: ${reasons[why]}`)
    this.why = why
  }
}

type Source = { bytes: Uint8Array; path?: undefined } | { path: string; bytes?: undefined }
export type PictureDraft = Source & {
  files: Files
  /** Made a slug, without the ending of a file name, and unique. */
  name: string
  kind?: 'photo' | 'illustration' | 'graphic' | undefined
  /** From 0 (left, top) to 1, of the picture as it is seen. */
  focal_x?: number | undefined
  focal_y?: number | undefined
  /** Who hands it in at the desk, and sees what is read of it: only then the file's own word on when its rights begin and end counts. */
  uploaded_by?: number | undefined
  /** What is not given is read from the file's metadata; '' is given. Person and agency go together. */
} & { [W in keyof PictureWords]?: PictureWords[W] | undefined }

export interface AddedPicture { id: number; name: string }

/**
 * Takes a picture in: it can be shown at once in two widths, a job makes the others. The same file under the same
 * name is there already the second time. Throws PictureRefused.
 */
export async function addPicture(db: Db, draft: PictureDraft, { by, now }: Act): Promise<AddedPicture> {
  const name = pictureSlug(draft.name)
  const bytes = await bytesOf(draft)
  const hash = contentHash(bytes)
  const known = await freeOrSame(db, { name, hash })
  if (known.there) return known.there

  const taken = await refusing(draft.name, () => inDarkroom({ bytes, pixels: mostPixels, isAwaited: true }, (room) => firstPrints(room, draft)))
  await draft.files.put(originalFile(hash), bytes)
  const { kind = 'photo' } = draft
  return atomically(db, async (tx) => {
    const picture = await insertUnderFreeName(tx, { ...taken.columns, name, kind, hash, bytes: bytes.length, created_at: now, looked_at: now })
    for (const rendition of taken.renditions) await insertRendition(tx, { picture_id: picture.id, ...rendition })
    await pairAlike(tx, { id: picture.id, hash, look: taken.columns.look }, now)
    await enqueue(tx, 'picture-renditions', { picture_id: picture.id })
    await record(tx, { by, what: 'picture added', subject: `picture:${picture.name}`, now })
    await stale(tx, `picture:${picture.name}`)
    return picture
  })
}

/**
 * Gives its original to a picture whose record came in without: it can be shown at once in two widths, a job makes the
 * others. Throws PictureRefused where the file is not what the record says.
 */
export async function supplyOriginal(db: Db, { files, picture_id, bytes }: { files: Files; picture_id: number; bytes: Uint8Array }) {
  const picture = await pictureById(db, picture_id)
  if (!picture) throw new Error(`picture ${picture_id} is not there`)
  const { name, hash } = picture
  if (bytes.length > mostBytes) throw new PictureRefused(name, 'bytes')
  const renditions = await refusing(name, () => inDarkroom({ bytes, pixels: mostPixels, isAwaited: true }, async (room) => {
    const look = await room.look()
    if (contentHash(bytes) !== hash || bytes.length !== picture.bytes || shapeOf(look) !== shapeOf(picture)) throw new PictureRefused(name, 'another')
    return prints(room, { files: picture.taken_off_at ? nowhere : files, format: 'webp', planned: firstRenditions(plannedRenditions(picture)), xmp: creditXmp(picture) })
  }))
  await files.put(originalFile(hash), bytes)
  for (const rendition of renditions) await insertRendition(db, { picture_id, ...rendition })
  await enqueue(db, 'picture-renditions', { picture_id })
}

/** Of what may not be shown any more it is only noted which files there were. */
const nowhere: Pick<Files, 'put'> = { put: async () => {} }

/** Forgets who handed pictures in. */
export async function forgetUploads(db: Db, reader_id: number) {
  await forgetUploader(db, reader_id)
}

/** Says of pictures who handed them in, where the journal knows it. */
export async function recallUploaders(db: Db) {
  await updateUploaders(db)
}

function shapeOf({ width, height, media_type }: Pick<Look, 'width' | 'height' | 'media_type'>): string {
  return `${media_type} ${width} × ${height}`
}

/**
 * Makes the renditions a picture still lacks, or has from before it was changed, one format after the other; of one whose
 * rights are over it takes them away. Can be ended at any moment and run again.
 */
export async function makeRenditions(db: Db, files: Files, { picture_id }: { picture_id: number }) {
  const picture = await pictureById(db, picture_id)
  if (!picture) return
  if (picture.taken_off_at) return removeRenditions(db, files, { picture_id })
  const standing = await renditionsOf(db, picture_id)
  const missing = await missingRenditions(files, { picture, standing })
  if (missing.length > 0) {
    const bytes = await files.read(originalFile(picture.hash))
    if (!bytes) throw new Error(`the original of picture ${picture.name} is not there`)
    await inDarkroom({ bytes, pixels: mostPixels, isAwaited: false }, async (room) => {
      for (const { format, planned } of missing) {
        const renditions = await prints(room, { files, format, planned, xmp: creditXmp(picture) })
        // A format's widths appear together: browsers would take the only small one for all there is.
        await atomically(db, async (tx) => { for (const one of renditions) await insertRendition(tx, { picture_id, ...one, version: picture.version }) })
      }
    })
  }
  const planned = new Set(plannedRenditions(picture).map(({ crop, width }) => `${crop} ${width}`))
  await deleteRenditions(db, picture_id, standing.filter(({ crop, width }) => !planned.has(`${crop} ${width}`)))
  await removeReplaced(db, { picture_id, renditions: standing })
  await stale(db, `picture:${picture.name}`)
  // Its rights may have ended while all this was made.
  if ((await pictureById(db, picture_id))?.taken_off_at) await removeRenditions(db, files, { picture_id })
}

async function bytesOf({ name, bytes, path }: PictureDraft): Promise<Uint8Array> {
  const size = bytes ? bytes.length : (await stat(path)).size
  if (size > mostBytes) throw new PictureRefused(name, 'bytes')
  return bytes ?? readFile(path)
}

async function refusing<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof CannotRead) throw new PictureRefused(name, error.why)
    throw error
  }
}

async function firstPrints(room: Room, draft: PictureDraft) {
  const look = await room.look()
  const { width, height, media_type } = look
  const { files, focal_x = 0.5, focal_y = 0.5, uploaded_by = null } = draft
  const columns = { width, height, media_type, focal_x, focal_y, uploaded_by, look: await room.glance(), ...await wordsOf(draft, look) }
  const planned = firstRenditions(plannedRenditions(columns))
  if (planned.length === 0) throw new PictureRefused(draft.name, 'tall')
  return { columns, renditions: await prints(room, { files, format: 'webp', planned, xmp: creditXmp(columns) }) }
}

async function wordsOf(draft: PictureDraft, look: Look): Promise<PictureWords> {
  const read = await pictureWords(look)
  const said = draft.uploaded_by === undefined ? { ...read, rights_from: null, rights_until: null } : read
  const { credit_person, credit_agency } = draft
  const credited = credit_person === undefined && credit_agency === undefined ? {} : { credit_person: credit_person ?? '', credit_agency: credit_agency ?? '' }
  return {
    alt: draft.alt ?? said.alt, title: draft.title ?? said.title, caption: draft.caption ?? said.caption, rights: draft.rights ?? said.rights, usage_terms: draft.usage_terms ?? said.usage_terms,
    place: draft.place ?? said.place, keywords: draft.keywords ?? said.keywords, taken_at: draft.taken_at ?? said.taken_at, rights_from: draft.rights_from ?? said.rights_from, rights_until: draft.rights_until ?? said.rights_until,
    credit_person: said.credit_person, credit_agency: said.credit_agency, ...credited,
  }
}

type Rendition = Omit<NewRendition, 'picture_id'>
interface Printing { files: Pick<Files, 'put'>; format: Format; planned: Planned[]; xmp: string }

async function prints(room: Room, { files, format, planned, xmp }: Printing): Promise<Rendition[]> {
  const made: Rendition[] = []
  for (const { crop, cut, width } of planned) {
    const { bytes, height } = await room.print({ cut, width, format, xmp })
    const hash = contentHash(bytes)
    await files.put(renditionFile({ hash, format }), bytes)
    made.push({ crop, format, width, height, hash, bytes: bytes.length })
  }
  return made
}

interface Lacking { picture: Subject & { version: number }; standing: Awaited<ReturnType<typeof renditionsOf>> }

async function missingRenditions(files: Files, { picture, standing }: Lacking) {
  const made = new Set<string>()
  for (const one of standing) {
    if (one.version === picture.version && await files.has(renditionFile(one))) made.add(`${one.crop} ${one.format} ${one.width}`)
  }
  const planned = plannedRenditions(picture)
  // AVIF takes longest; what all browsers know comes first.
  return [...formats].reverse()
    .map((format) => ({ format, planned: planned.filter(({ crop, width }) => !made.has(`${crop} ${format} ${width}`)) }))
    .filter(({ planned }) => planned.length > 0)
}

/** The picture itself if it is there, or else the first free name. */
async function freeOrSame(db: Db, { name, hash }: { name: string; hash: string }): Promise<{ there?: AddedPicture; free: string }> {
  for (let n = 1; ; n++) {
    const free = n === 1 ? name : `${name}-${n}`
    const there = await pictureByName(db, free)
    if (!there) return { free }
    if (there.hash === hash) return { there: { id: there.id, name: there.name }, free }
  }
}

async function insertUnderFreeName(tx: Db, picture: Parameters<typeof insertPicture>[1]): Promise<AddedPicture> {
  for (;;) {
    const { there, free } = await freeOrSame(tx, picture)
    const inserted = there ?? await insertPicture(tx, { ...picture, name: free })
    if (inserted) return inserted
  }
}

/** As the reader types it: `Brücke_Süd.JPG` becomes `bruecke-sued`. */
export function pictureSlug(name: string): string {
  return slugOf(name.replace(/\.(jpe?g|png|webp|gif|tiff?|avif)$/i, '')) || 'picture'
}
