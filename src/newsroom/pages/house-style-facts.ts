// What the editor needs to check house style while somebody writes: the list, the checks, and what is known of pictures.
import { picturesByName } from '../../articles/reads/pictures.ts'
import { json } from '../../base/web/respond.ts'
import type { Page } from '../../base/web/route.ts'
import type { Staff } from '../../people/guards.ts'
import type { paths } from '../../urls.ts'
import { houseStyle } from '../house-style.ts'

const mostPictures = 200

export const show: Page<typeof paths.deskHouseStyleFacts, Staff<'write_articles'>, 'pictures'> = async ({ db, query }) => {
  const names = (query.pictures ?? '').split(',').filter((name) => /^[a-z0-9-]{1,200}$/.test(name)).slice(0, mostPictures)
  const known = names.length > 0 ? await picturesByName(db, names) : []
  const pictures = Object.fromEntries(known.map(({ name, credit_person, credit_agency, alt }) => [name, { has_credit: credit_person !== '' || credit_agency !== '', alt }]))
  return json({ ...await houseStyle(db), pictures })
}
