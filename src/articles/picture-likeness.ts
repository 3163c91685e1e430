// Pictures are alike where their bytes are the same, or where they look so much the same that one of them may be enough.
// Whether they are one is for people to say.
import { atomically, type Db } from '../base/db/db.ts'
import { CannotRead, inDarkroom } from '../base/files/darkroom.ts'
import type { Files } from '../base/files/files.ts'
import { originalFile, renditionFile } from './picture-files.ts'
import { unseenPictures } from './reads/media.ts'
import { picturesAlike, renditionsOf } from './reads/pictures.ts'
import { insertPairs, updatePicture } from './writes/pictures.ts'

/** More are no help to anybody. */
const mostAlike = 20

export interface Looking { id: number; hash: string; look: string | null }

/** Notes which pictures one is like. */
export async function pairAlike(db: Db, picture: Looking, now: Date) {
  const alike = await picturesAlike(db, picture, mostAlike)
  await insertPairs(db, alike.map(({ id, distance }) => ({ one_id: Math.min(id, picture.id), other_id: Math.max(id, picture.id), distance, found_at: now })))
}

const atOnce = 200

/** Looks at pictures that nobody has looked at, some at a time. A small file of each is enough. */
export async function lookAtSome(db: Db, files: Files, now: Date) {
  for (const { id, hash } of await unseenPictures(db, atOnce)) {
    const small = (await renditionsOf(db, id)).filter(({ crop }) => crop === 'full').sort((a, b) => a.width - b.width)[0]
    const bytes = (small && await files.read(renditionFile(small))) ?? await files.read(originalFile(hash))
    const look = bytes ? await lookOf(bytes) : null
    await atomically(db, async (tx) => {
      await updatePicture(tx, id, { look, looked_at: now })
      await pairAlike(tx, { id, hash, look }, now)
    })
  }
}

async function lookOf(bytes: Uint8Array): Promise<string | null> {
  try {
    return await inDarkroom({ bytes, pixels: Number.MAX_SAFE_INTEGER, isAwaited: false }, (room) => room.glance())
  } catch (error) {
    if (error instanceof CannotRead) return null
    throw error
  }
}
