import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Reads } from '../../base/db/db.ts'

export type ShownPicture = Awaited<ReturnType<typeof picturesByName>>[number]
export type Rendition = ShownPicture['renditions'][number]

/** Pictures with what pages need to show them; those whose smaller files are still being made have few renditions or none. */
export function picturesByName(db: Reads, names: string[]) {
  return shownPictures(db).where('pictures.name', 'in', ['', ...names]).execute()
}

export function picturesById(db: Reads, ids: number[]) {
  return shownPictures(db).where('pictures.id', 'in', [-1, ...ids]).execute()
}

/** Those that an article's text names and those that it and the teasers beside it lead with, in one query. */
export function picturesOf(db: Reads, { names, ids }: { names: string[]; ids: number[] }) {
  return shownPictures(db).where((eb) => eb.or([eb('pictures.name', 'in', ['', ...names]), eb('pictures.id', 'in', [-1, ...ids])])).execute()
}

function shownPictures(db: Reads) {
  return db.selectFrom('pictures').select((eb) => [
    'pictures.id', 'pictures.name', 'pictures.kind', 'pictures.width', 'pictures.height',
    'pictures.alt', 'pictures.caption', 'pictures.credit_person', 'pictures.credit_agency', 'pictures.rights',
    jsonArrayFrom(eb.selectFrom('renditions').select(['crop', 'format', 'renditions.width', 'renditions.height', 'renditions.hash', 'renditions.bytes'])
      .whereRef('picture_id', '=', 'pictures.id').orderBy('renditions.width')).as('renditions'),
  ])
}

export function pictureById(db: Reads, id: number) {
  return db.selectFrom('pictures').selectAll().where('id', '=', id).executeTakeFirst()
}
export function pictureByName(db: Reads, name: string) {
  return db.selectFrom('pictures').selectAll().where('name', '=', name).executeTakeFirst()
}
export function renditionsOf(db: Reads, picture_id: number) {
  return db.selectFrom('renditions').select(['crop', 'format', 'width', 'hash']).where('picture_id', '=', picture_id).execute()
}
