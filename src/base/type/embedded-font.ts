// A cut of a face as a PDF holds it: of its letters only those that are set, and their outlines as that cut has them. The
// library writes those of a variable font wrongly (fontkit 2.0.4: its encoder knows no restructure 3), so they are written here.
import type { Font, PathCommand } from 'fontkit'
import { openFont, type Cut } from './face.ts'
import { simpleGlyph, type Point } from './glyf.ts'
import type { Repertoire } from './legible.ts'

/** What the library keeps of a subset while it encodes it; not in its types. */
interface Subset {
  _addGlyph(glyph: number): number
  glyf: Uint8Array[]
  loca: { offsets: number[] }
  hmtx: { metrics: { advance: number; bearing: number }[] }
  offset: number
}

/** For pdfkit, which takes a font that is open. */
export function embeddedFont(cut: Cut): PDFKit.Mixins.PDFFontSource & Repertoire {
  const font = openFont(cut)
  // By its name the library tells one font from another, and all cuts of a face bear the same.
  Object.defineProperty(font, 'postscriptName', { value: `${cut.face}-${cut.weight}-${cut.optical}` })
  Object.defineProperty(font, 'has', { value: (character: string) => font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0) })
  const subsetOf = font.createSubset.bind(font)
  font.createSubset = () => {
    const subset = subsetOf()
    const open = subset as unknown as Subset
    open._addGlyph = (glyph) => addGlyph(open, { font, glyph })
    return subset
  }
  return font as never
}

// A letter that is put together from others becomes one outline, so that each part stands where this cut has it.
function addGlyph(subset: Subset, { font, glyph }: { font: Font; glyph: number }): number {
  const { path, advanceWidth } = font.getGlyph(glyph)
  const outline = outlineOf(path.commands)
  const bytes = outline.points.length === 0 ? Buffer.alloc(0) : simpleGlyph(outline)
  const padded = Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3)])
  subset.glyf.push(padded)
  subset.loca.offsets.push(subset.offset)
  subset.hmtx.metrics.push({ advance: Math.round(advanceWidth), bearing: outline.points.length === 0 ? 0 : Math.min(...outline.points.map(({ x }) => x)) })
  subset.offset += padded.length
  return subset.glyf.length - 1
}

function outlineOf(commands: readonly PathCommand[]): { ends: number[]; points: Point[] } {
  const points: Point[] = []
  const ends: number[] = []
  for (const { command, args } of commands) {
    for (let n = 0; n < args.length; n += 2) points.push({ x: Math.round(args[n] ?? 0), y: Math.round(args[n + 1] ?? 0), onCurve: command !== 'quadraticCurveTo' || n > 0 })
    if (command === 'closePath' && points.length > (ends.at(-1) ?? -1) + 1) ends.push(points.length - 1)
  }
  return { ends, points }
}
