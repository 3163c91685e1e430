// Renditions are the smaller files made of a picture, as the layout uses them: in its own shape, and cut to 3:2.
import type { Cut } from '../base/files/darkroom.ts'

export const widths = [320, 480, 720, 960, 1280, 1920]
/** WebP and its kin hold no side longer than this. */
const longestSide = 16_383
const wideShape = 3 / 2

export type Crop = 'full' | 'wide'
export interface Subject { width: number; height: number; focal_x: number; focal_y: number; /** How close cuts go: 1 is as much as there is. */ zoom?: number }
export interface Planned { crop: Crop; cut: Cut; width: number }

/** What is made of a picture in each format; nothing is enlarged. Empty where it is too tall for its width. */
export function plannedRenditions(picture: Subject): Planned[] {
  const planned = cutsOf(picture).flatMap(({ crop, cut }) => widthsOf(cut).map((width) => ({ crop, cut, width })))
  return planned.some(({ crop }) => crop === 'full') ? planned : []
}

/** Of each crop what a page can show for now; the rest is made in the background. */
export function firstRenditions(planned: Planned[]): Planned[] {
  return (['full', 'wide'] as const).flatMap((crop) => {
    const all = planned.filter((one) => one.crop === crop)
    const soon = all.filter(({ width }) => width === 720 || width === 1280)
    return soon.length > 0 ? soon : all.slice(-1)
  })
}

function cutsOf(picture: Subject): { crop: Crop; cut: Cut }[] {
  const { width, height } = picture
  const full = { crop: 'full' as const, cut: { left: 0, top: 0, width, height, whole: true } }
  const cut = wideCut(picture)
  const sameShape = (picture.zoom ?? 1) === 1 && Math.abs(width / height / wideShape - 1) <= 0.01
  return sameShape || (cut.width === width && cut.height === height) ? [full] : [full, { crop: 'wide', cut }]
}

/** The largest part in the shape 3:2, or one so many times smaller as it is zoomed, as near to the middle of which the focal point lies as the edges let it. */
export function wideCut({ width, height, focal_x, focal_y, zoom = 1 }: Subject): Cut {
  const cutWidth = Math.max(1, Math.round(Math.min(width, Math.max(1, Math.round(height * wideShape))) / zoom))
  const cutHeight = Math.max(1, Math.round(Math.min(height, Math.max(1, Math.round(width / wideShape))) / zoom))
  return { left: start(width, cutWidth, focal_x), top: start(height, cutHeight, focal_y), width: cutWidth, height: cutHeight, whole: false }
}

/** The largest square, by the same rule. */
export function squareCut({ width, height, focal_x, focal_y, zoom = 1 }: Subject): Cut {
  const side = Math.max(1, Math.round(Math.min(width, height) / zoom))
  return { left: start(width, side, focal_x), top: start(height, side, focal_y), width: side, height: side, whole: false }
}

function start(side: number, cut: number, focal: number): number {
  return Math.min(side - cut, Math.max(0, Math.round(side * focal - cut / 2)))
}

function widthsOf({ width, height }: Cut): number[] {
  const own = Math.min(width, widths.at(-1) ?? width)
  return [...widths.filter((step) => step < own), own].filter((step) => Math.round(step * height / width) <= longestSide)
}
