// A face as outlines: its letters in one weight and one optical size, kerned, as browsers set them.
import { readFileSync } from 'node:fs'
import { create, type Font, type FontCollection, type GlyphRun } from 'fontkit'
import type { Repertoire } from './legible.ts'
import { unpackWoff2 } from './woff2.ts'

export interface Cut { face: 'newsreader' | 'libre-franklin'; weight: number; /** For which size of type it was drawn. */ optical: number }
export interface Box { x: number; y: number; width: number; height: number }

export interface Face extends Repertoire {
  /** In size 1. */
  width(text: string): number
  /** The outline as SVG path data, the baseline beginning at x, y. */
  outline(text: string, at: { x: number; y: number; size: number }): string
  /** Where the ink of a text is, in size 1, above the baseline counted downwards from it. */
  ink(text: string): Box
  /** Of capitals, in size 1. */
  capHeight: number
}

export function openFace(cut: Cut): Face {
  const font = openFont(cut)
  const unit = 1 / font.unitsPerEm
  return {
    has: (character) => font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0),
    width: (text) => font.layout(text).advanceWidth * unit,
    outline: (text, { x, y, size }) => outline(font.layout(text), { x, y, scale: size * unit }),
    ink(text) {
      const { minX, maxX, minY, maxY } = font.layout(text).bbox
      return { x: minX * unit, y: -maxY * unit, width: (maxX - minX) * unit, height: (maxY - minY) * unit }
    },
    capHeight: font.capHeight * unit,
  }
}

/** For what sets text itself, as a writer of PDF does. */
export function openFont({ face, weight, optical }: Cut): Font {
  return variation(create(unpackWoff2(readFileSync(new URL(`../../../public/fonts/${face}.woff2`, import.meta.url)))), { wght: weight, opsz: optical })
}

function variation(font: Font | FontCollection, axes: Record<string, number>): Font {
  if (!('getVariation' in font)) throw new TypeError('a collection of fonts is no face')
  return font.getVariation(axes)
}

// Two decimals are a hundredth of a pixel.
function outline({ glyphs, positions }: GlyphRun, { x, y, scale }: { x: number; y: number; scale: number }): string {
  let [data, pen] = ['', x]
  for (const [n, glyph] of glyphs.entries()) {
    const at = positions[n]
    if (!at) continue
    const [left, base] = [pen + at.xOffset * scale, y - at.yOffset * scale]
    for (const { command, args } of glyph.path.commands) {
      data += letters[command] + args.map((value, i) => +(i % 2 ? base - value * scale : left + value * scale).toFixed(2)).join(' ')
    }
    pen += at.xAdvance * scale
  }
  return data
}

const letters = { moveTo: 'M', lineTo: 'L', quadraticCurveTo: 'Q', bezierCurveTo: 'C', closePath: 'Z' } as const
