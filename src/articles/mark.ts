// The mark is the paper's sign where its name has no room: in a browser's tab, on a telephone's screen. It is a picture
// of the paper's own, or the first letter of its name, set in its face on its accent colour.
import { readFileSync } from 'node:fs'
import { inDarkroom } from '../base/files/darkroom.ts'
import type { Files } from '../base/files/files.ts'
import { compose, type Composed, type Part } from '../base/type/compositor.ts'
import { colours } from '../base/ui/colours.ts'
import { originalFile } from './picture-files.ts'
import { creditXmp } from './picture-xmp.ts'
import type { pictureById } from './reads/pictures.ts'
import { squareCut } from './renditions.ts'

export type Icon = 'favicon' | 'touch' | 'icon192' | 'icon512' | 'maskable'
/** The sides of the PNG files an icon consists of. */
export const sides: Record<Icon, readonly number[]> = { favicon: [16, 32, 48], touch: [180], icon192: [192], icon512: [512], maskable: [512] }

/** What of a maskable icon no mask may cut off: a circle of four fifths of its width (W3C, Web App Manifest). */
const safe = 0.8
const side = 512

type Original = NonNullable<Awaited<ReturnType<typeof pictureById>>>
interface Marked { paper: { name: string }; picture: Original | undefined; files: Files }

/** The PNG files of an icon. */
export async function iconPrints({ paper, picture, files }: Marked, icon: Icon): Promise<Uint8Array[]> {
  const bytes = picture && (await files.read(originalFile(picture.hash)))
  if (picture && bytes) return picturePrints(bytes, picture, sides[icon])
  return (await drawn(paper, { share: icon === 'maskable' ? safe : 1, sides: sides[icon] })).prints
}

/** The mark as SVG, which is sharp in any size; for a paper that has no picture for it. */
export async function iconDrawing(paper: { name: string }): Promise<string> {
  return (await drawn(paper, { share: 1, sides: [] })).drawing
}

// A name of which the face has no letter: the program's own sign stands for it.
async function drawn({ name }: { name: string }, { share, sides }: { share: number; sides: readonly number[] }): Promise<Composed> {
  const order = { width: side, height: side, prints: sides.map((each) => ({ width: each, height: each })) }
  const composed = await compose({ ...order, parts: letterMark(name, share) })
  return composed.isSet ? composed : compose({ ...order, parts: pillarMark(share) })
}

/** Of a paper called “Der Bote” the B: what stands before a name in many languages tells papers apart by nothing. */
function markLetters(name: string): string[] {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter(Boolean)
  const telling = words.length > 1 ? words.filter((word) => !articles.has(word.toLowerCase())) : words
  return [...telling, ...words].map((word) => [...word][0]?.toUpperCase() ?? '').filter(Boolean)
}
const articles = new Set(['der', 'die', 'das', 'the', 'a', 'an', 'le', 'la', 'les', 'el', 'los', 'las', 'il', 'lo', 'de', 'het'])

// Drawn sturdy, as for small type: it must be told apart at 16 pixels, a wide letter too.
function letterMark(name: string, share: number): Part[] {
  const [width, height] = [side * share * 0.84, side * share * 0.68]
  return [
    { kind: 'rect', x: 0, y: 0, width: side, height: side, colour: colours.light.accent },
    {
      kind: 'letter', face: 'newsreader', weight: 700, optical: 18, texts: markLetters(name), colour: colours.light.paper,
      x: (side - width) / 2, y: (side - height) / 2, width, height,
    },
  ]
}

function pillarMark(share: number): Part[] {
  const room = side * share
  const markup = readFileSync(new URL('../../public/icon.svg', import.meta.url), 'utf8').replace(/^<svg[^>]*>|<\/svg>\s*$/g, '')
  return [
    { kind: 'rect', x: 0, y: 0, width: side, height: side, colour: colours.light.paper },
    { kind: 'drawing', markup, scale: room / 32, x: (side - room) / 2, y: (side - room) / 2 },
  ]
}

function picturePrints(bytes: Uint8Array, picture: Original, widths: readonly number[]): Promise<Uint8Array[]> {
  return inDarkroom({ bytes, pixels: picture.width * picture.height, isAwaited: true }, async (room) => {
    const prints: Uint8Array[] = []
    for (const width of widths) prints.push((await room.print({ cut: squareCut(picture), width, format: 'png', xmp: creditXmp(picture) })).bytes)
    return prints
  })
}
