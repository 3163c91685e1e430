// Uploads by tus 1.0 (https://tus.io/protocols/resumable-upload): the core and the extensions creation and expiration. What
// is sent is of the sender alone; who asks for another's is told that there is none.
import { credit } from '../../articles/views/picture.tsx'
import { hindrancesOf } from '../../articles/picture-use.ts'
import { mediaSettings } from '../../articles/reads/media.ts'
import { libraryPictures, pairedPictures, type LibraryPicture } from '../../articles/reads/pictures.ts'
import type { Reads } from '../../base/db/db.ts'
import { isKey, translator, type T } from '../../base/i18n/i18n.ts'
import { found, type Call, type Hook, type Page } from '../../base/web/route.ts'
import { deskOf } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { paths, renditionName, url } from '../../urls.ts'
import { hindranceInWords } from '../library.ts'
import { uploadOf, type Upload } from '../reads/uploads.ts'
import { addPart, beginUpload, dropUpload, longestPart } from '../upload.ts'

type Who = Staff<'write_articles'>
const version = '1.0.0'
const always = { 'tus-resumable': version, 'cache-control': 'no-store' }

export const begin: Hook<typeof paths.deskPictureUploads, Who> = async ({ db, who, speaks, headers, now }) => {
  const [bytes, name] = [lengthIn(headers.get('upload-length')), nameIn(headers.get('upload-metadata') ?? '')]
  if (headers.get('tus-resumable') !== version) return otherVersion()
  if (!bytes) return said(400, 'Upload-Length is missing.')
  const begun = await beginUpload(db, { reader_id: who.id, name, bytes }, now)
  if (begun.refused) return said(413, translator(who.language ?? speaks ?? 'en')(`pictures.upload.refused.${begun.refused}`))
  return new Response(null, { status: 201, headers: { ...always, location: url(paths.deskPictureUpload, { id: begun.id }), 'upload-expires': begun.expires_at.toUTCString() } })
}

/** How much has arrived, and what became of it: to HEAD in the headers alone, as the protocol has it. */
export const show: Page<typeof paths.deskPictureUpload, Who> = async ({ db, who, speaks, params, now }) => {
  const upload = found(await own(db, { who, params, now }))
  const { t, facts } = await deskOf(db, { who, speaks })
  return Response.json(await told(db, upload, { t, zone: facts.paper.time_zone, now }), { headers: standing(upload) })
}

/** A part, or the wish to take the upload back. */
export const append: Hook<typeof paths.deskPictureUpload, Who> = async ({ db, files, who, params, bytes, method, headers, now }) => {
  const upload = found(await own(db, { who, params, now }))
  const meant = headers.get('x-http-method-override') ?? method
  if (headers.get('tus-resumable') !== version) return otherVersion()
  if (meant === 'DELETE') {
    await dropUpload(db, files, upload.id)
    return new Response(null, { status: 204, headers: always })
  }
  if (meant !== 'PATCH') return said(400, 'Send a part by PATCH.')
  if (headers.get('content-type') !== 'application/offset+octet-stream') return said(415, 'Send it as application/offset+octet-stream.')
  const begins_at = lengthIn(headers.get('upload-offset'))
  if (begins_at === undefined || begins_at !== upload.received) return said(409, 'The part does not begin where the others end.')
  if (bytes.length > longestPart || begins_at + bytes.length > upload.bytes) return said(413, 'The part is too long.')
  const taken = bytes.length === 0 ? { received: upload.received } : await addPart(db, files, { id: upload.id, begins_at, bytes })
  if (!taken) return said(409, 'The part does not begin where the others end.')
  return new Response(null, { status: 204, headers: { ...standing({ ...upload, ...taken }) } })
}

function own(db: Reads, { who, params, now }: Pick<Call<typeof paths.deskPictureUpload, Who>, 'who' | 'params' | 'now'>) {
  // The database takes nothing else for an id.
  const isId = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(params.id)
  return isId ? uploadOf(db, { id: params.id, reader_id: who.id, now }) : Promise.resolve(undefined)
}

function standing({ received, bytes, expires_at }: Upload): Record<string, string> {
  return { ...always, 'upload-offset': String(received), 'upload-length': String(bytes), 'upload-expires': expires_at.toUTCString() }
}

interface Telling { t: T; zone: string; now: Date }

async function told(db: Reads, upload: Upload, telling: Telling) {
  const { received: offset, bytes, refused, settled_at } = upload
  const [picture] = upload.picture_id === null ? [] : await libraryPictures(db, [upload.picture_id])
  if (picture) return { state: 'taken', offset, picture: { ...await toldPicture(db, picture, telling), was_there: upload.was_there } }
  if (settled_at) return { state: 'refused', offset, why: inWords(refused ?? 'lost', telling.t) }
  return { state: offset < bytes ? 'receiving' : 'taking', offset }
}

function inWords(refused: string, t: T): string {
  const key = refused === 'lost' ? 'pictures.upload.refused.lost' : `pictures.wrong.${refused}`
  return isKey(key) ? t(key) : refused
}

async function toldPicture(db: Reads, picture: LibraryPicture, { t, zone, now }: Telling) {
  const { id, name, alt, caption, width, height, renditions } = picture
  const settings = await mediaSettings(db)
  const small = renditions.find(({ crop }) => crop === 'full') ?? renditions[0]
  return {
    id, name, alt, caption, credit: credit(picture, t), width, height,
    src: small ? url(paths.picture, { file: renditionName(small) }) : '', page: url(paths.deskPicture, { id: String(id) }),
    alike: (await libraryPictures(db, await pairedPictures(db, id))).map((one) => one.name), hindrances: hindrancesOf(picture, { settings, now }).map((one) => hindranceInWords(one, picture, { t, zone })),
  }
}

function said(status: 400 | 409 | 413 | 415, text: string): Response {
  return new Response(`${text}\n`, { status, headers: { ...always, 'content-type': 'text/plain; charset=utf-8' } })
}
function otherVersion(): Response {
  return new Response(null, { status: 412, headers: { ...always, 'tus-version': version } })
}

function lengthIn(text: string | null): number | undefined {
  return text !== null && /^\d{1,12}$/.test(text) ? Number(text) : undefined
}

/** `filename ZWluLmpwZw==,filetype aW1hZ2UvanBlZw==`: the name, without folders that some put before it. */
function nameIn(metadata: string): string {
  const [, value = ''] = metadata.split(',').map((pair) => pair.trim().split(' ')).find(([key]) => key === 'filename') ?? []
  return Buffer.from(value, 'base64').toString('utf8').toWellFormed().replaceAll('\0', '').split(/[\\/]/).at(-1)?.slice(0, 200) ?? ''
}
