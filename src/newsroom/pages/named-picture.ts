// What the editor asks of a picture that a text names: how it looks, and what is said of it where the text says nothing.
import { picturesByName } from '../../articles/reads/pictures.ts'
import { credit } from '../../articles/views/picture.tsx'
import { json } from '../../base/web/respond.ts'
import { found, type Page } from '../../base/web/route.ts'
import { deskOf } from '../../people/desk.ts'
import type { Staff } from '../../people/guards.ts'
import { paths, renditionName, url } from '../../urls.ts'

/** About as wide as the text is at the desk. */
const wideEnough = 640

export const show: Page<typeof paths.deskPictureNamed, Staff<'write_articles'>> = async ({ db, who, speaks, params }) => {
  const [picture] = await picturesByName(db, [params.name])
  const { id, name, alt, caption, width, height, renditions, ...made } = found(picture)
  const { t } = await deskOf(db, { who, speaks })
  const sizes = { full: renditions.filter(({ crop, format }) => crop === 'full' && format === 'webp'), wide: renditions.filter(({ crop, format }) => crop === 'wide' && format === 'webp') }
  const address = (files: typeof renditions) => { const file = files.find(({ width }) => width >= wideEnough) ?? files.at(-1); return file ? url(paths.picture, { file: renditionName(file) }) : '' }
  return json({ name, alt, caption, width, height, credit: credit(made, t), address: address(sizes.full), wide: address(sizes.wide.length > 0 ? sizes.wide : sizes.full), page: `${paths.deskPictures}/${id}` })
}
