// The paper's mark, as browsers and telephones ask for it.
import { iconDrawing, iconPrints, sides, type Icon } from '../../articles/mark.ts'
import { paper as paperRow } from '../../articles/reads/paper.ts'
import { pictureById } from '../../articles/reads/pictures.ts'
import type { Tag } from '../../base/press/stale.ts'
import { printedBytes, printedText } from '../../base/web/respond.ts'
import { found, type Page } from '../../base/web/route.ts'
import type { paths } from '../../urls.ts'
import { drawn } from '../drawn.ts'
import { ico } from '../ico.ts'

type IconPath = typeof paths.favicon | typeof paths.touchIcon | typeof paths.icon192 | typeof paths.icon512 | typeof paths.maskableIcon

export const favicon = show('favicon')
export const touch = show('touch')
export const icon192 = show('icon192')
export const icon512 = show('icon512')
export const maskable = show('maskable')

/** A mark that is a picture has no drawing. */
export const drawing: Page<typeof paths.icon, 'anyone'> = async ({ db }) => {
  const paper = await paperRow(db)
  found(paper.mark_picture_id === null ? paper : undefined)
  return drawn(async () => printedText(await iconDrawing(paper), { contentType: 'image/svg+xml', tags: ['paper'] }))
}

function show(icon: Icon): Page<IconPath, 'anyone'> {
  return ({ db, files }) => drawn(async () => {
    const paper = await paperRow(db)
    const picture = paper.mark_picture_id === null ? undefined : await pictureById(db, paper.mark_picture_id)
    const prints = await iconPrints({ paper, picture, files }, icon)
    const tags: Tag[] = ['paper', ...(picture ? [`picture:${picture.name}` as const] : [])]
    if (icon === 'favicon') return printedBytes(ico(prints.map((bytes, n) => ({ side: sides[icon][n] ?? 0, bytes }))), { contentType: 'image/x-icon', tags })
    return printedBytes(found(prints[0]), { contentType: 'image/png', tags })
  })
}
