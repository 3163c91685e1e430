// The pictures of a wire, fetched when its text is taken over: before that, what nobody uses need not be kept. Caption, credit
// and rights come from the wire, or else from the file.
import { z } from 'zod'
import { splitCredit } from '../articles/picture-metadata.ts'
import { addPicture, mostBytes, PictureRefused, type AddedPicture } from '../articles/picture.ts'
import type { WireConfig } from '../base/config.ts'
import type { Db } from '../base/db/db.ts'
import type { Act } from '../base/db/journal.ts'
import type { Files } from '../base/files/files.ts'
import { guardedFetch, NotFetched } from '../base/net/guarded-fetch.ts'
import type { Resolver } from '../base/net/public-address.ts'
import { createTurns } from '../base/turns.ts'
import { fileName } from './html-media.ts'
import type { WireItem } from './reads/wire-items.ts'
import { folderOf } from './wire-asking.ts'
import { fileAside } from './wire-attachments.ts'
import { folderPicture } from './wire-folder.ts'

/** As the database keeps them. */
const Kept = z.array(z.object({ address: z.string(), alt: z.string(), caption: z.string(), credit: z.string(), rights: z.string(), place: z.number().nullable(), hash: z.string().optional(), wrong: z.string().optional() })).catch([])
export type KeptPicture = z.infer<typeof Kept>[number]
export function keptPictures(json: unknown): KeptPicture[] {
  return Kept.parse(json)
}

export interface FetchedPicture { picture: KeptPicture; added?: AddedPicture; wrong?: string }
export interface Fetching { files: Files; wires: WireConfig | undefined; resolver?: Resolver }

/** Somebody waits for it before a screen. */
const patience = 15_000
const atOnce = 3

/** Each picture, taken in or with what was wrong. */
export async function fetchPictures(db: Db, { item, pictures }: { item: WireItem; pictures: KeptPicture[] }, { act, ...fetching }: Fetching & { act: Act }): Promise<FetchedPicture[]> {
  const turns = createTurns({ atOnce, waiting: pictures.length })
  const files = await Promise.all(pictures.map((picture) => turns.take(() => fetched(item, picture, fetching))))
  const all: FetchedPicture[] = []
  // One after the other: each is worked on with all there is.
  for (const [n, picture] of pictures.entries()) {
    const file = files[n] ?? { wrong: 'it took too long' }
    all.push('wrong' in file ? { picture, wrong: file.wrong } : await takenIn(db, { item, picture, bytes: file.bytes }, { files: fetching.files, act }))
  }
  return all
}

async function fetched(item: WireItem, { address, hash }: KeptPicture, { files, wires, resolver }: Fetching): Promise<{ bytes: Buffer } | { wrong: string }> {
  try {
    if (hash !== undefined || (item.way === 'folder' && !/^https?:/i.test(address))) {
      const bytes = hash === undefined ? await folderPicture(folderOf({ address: item.wire_address }, wires), address) : await fileAside(files, hash)
      return bytes ? { bytes } : { wrong: `there is no file ${fileName(address)}` }
    }
    const { status, bytes } = await guardedFetch(address, { ms: patience, mostBytes, hosts: wires?.hosts ?? [], ...(resolver ? { resolver } : {}) })
    return status === 200 ? { bytes } : { wrong: `the answer is ${status}` }
  } catch (error) {
    if (error instanceof NotFetched) return { wrong: error.message }
    throw error
  }
}

interface Taking { item: WireItem; picture: KeptPicture; bytes: Buffer }

async function takenIn(db: Db, { item, picture, bytes }: Taking, { files, act }: { files: Files; act: Act }): Promise<FetchedPicture> {
  const name = fileName(picture.address).replace(/\.\w+$/, '')
  // A number alone says nothing to whoever looks for it in the library.
  const called = /\p{L}{3}/u.test(name) ? name : `${item.headline.split(/\s+/).slice(0, 6).join(' ')} ${name}`
  const said = (text: string) => text || undefined
  const credit = picture.credit ? splitCredit([], picture.credit) : { credit_person: undefined, credit_agency: undefined }
  try {
    return { picture, added: await addPicture(db, { files, bytes, name: called, alt: said(picture.alt), caption: said(picture.caption), rights: said(picture.rights), ...credit }, act) }
  } catch (error) {
    if (error instanceof PictureRefused) return { picture, wrong: error.why }
    throw error
  }
}
