// The background work of articles.
import type { Db } from '../base/db/db.ts'
import type { Files } from '../base/files/files.ts'
import type { JobPayloads } from '../job-names.ts'
import { catchUp } from './catching-up.ts'
import { makeRenditions } from './picture.ts'

export function pictureRenditions({ picture_id }: JobPayloads['picture-renditions'], { db, files }: { db: Db; files: Files }) {
  return makeRenditions(db, files, { picture_id })
}

export async function catchUpWithArticles({ db }: { db: Db }) {
  await catchUp(db)
}
