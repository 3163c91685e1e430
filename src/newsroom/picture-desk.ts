// All that the desk's page of one picture shows.
import { hindrancesOf } from '../articles/picture-use.ts'
import { articlesShowing, isMark, isUsed, mediaSettings, pagesShowing, topicsShowing } from '../articles/reads/media.ts'
import { libraryPictures, pairedPictures, type LibraryPicture } from '../articles/reads/pictures.ts'
import { squareCut, wideCut } from '../articles/renditions.ts'
import type { Reads } from '../base/db/db.ts'
import { readerNamed } from './reads/library.ts'

const mostUses = 100

export type PictureDesk = Awaited<ReturnType<typeof pictureDesk>>

export async function pictureDesk(db: Reads, picture: LibraryPicture, now: Date) {
  const { name, id } = picture
  const [settings, articles, pages, topics, is_mark, is_used, pairs] = await Promise.all([
    mediaSettings(db), articlesShowing(db, name, mostUses), pagesShowing(db, name), topicsShowing(db, id), isMark(db, id), isUsed(db, name), pairedPictures(db, id),
  ])
  return {
    hindrances: hindrancesOf(picture, { settings, now }), articles, pages, topics, is_mark, may_delete: !is_used && !is_mark,
    alike: await libraryPictures(db, pairs), uploader: picture.uploaded_by === null ? undefined : await readerNamed(db, picture.uploaded_by),
    cuts: { wide: wideCut(picture), square: squareCut(picture) },
  }
}
