// A sheet of paper (A4) set in the paper's own faces, as PDF: tagged, so that it is read out in order.
import type PdfDocument from 'pdfkit'
import type * as Embedded from './embedded-font.ts'
import type { Cut } from './face.ts'
import { legible } from './legible.ts'

export interface Setting { title: string; author: string; language: string; made_at: Date; /** What stands at the foot of each page; `n` counts from 1. */ foot: (n: number, of: number) => string }

const cuts = {
  serif: { face: 'newsreader', weight: 400, optical: 14 },
  'serif-bold': { face: 'newsreader', weight: 600, optical: 24 },
  sans: { face: 'libre-franklin', weight: 400, optical: 14 },
  'sans-bold': { face: 'libre-franklin', weight: 600, optical: 14 },
} as const satisfies Record<string, Cut>

/** Lines set one below the other. Places and sizes in points, as all measures of PDF are; `y` is where the last one ended if it is not given. */
export interface Said {
  cut: keyof typeof cuts
  size: number
  x?: number
  y?: number
  width?: number
  align?: 'left' | 'right'
  isSoft?: boolean
}
export interface Sheet {
  /** What follows is a part of this kind, for those who have it read out: H1, P and so on. */
  part(tag: 'H1' | 'H2' | 'P', set: () => void): void
  say(lines: string | readonly string[], said: Said): void
  /** Puts a picture (PNG or JPEG) where the last line ended, as large as fits; `alt` says what it shows. */
  picture(bytes: Buffer, shown: { width: number; height: number; alt: string }): void
  /** Begins a new page. */
  turn(): void
  /** Which page it is, from 1. */
  readonly page: number
  /** How much is left of the page. */
  readonly room: number
  /** Across the text, at the height where the last line ended. */
  rule(weight: 'hair' | 'bold'): void
  /** Where the next line begins. */
  y: number
  readonly left: number
  readonly width: number
}

const margins = { left: 71, right: 57, top: 57, bottom: 71 }
const colours = { ink: '#171a18', soft: '#585d59', rule: '#d3d2cb' }

/** The library and the faces are loaded with the first sheet. What a face has no letter for is set as what comes nearest. */
export async function sheetOfPaper(setting: Setting, draw: (sheet: Sheet) => void): Promise<Buffer> {
  const { pdf, say } = await openPdf(setting)
  const chunks: Buffer[] = []
  pdf.on('data', (chunk: Buffer) => chunks.push(chunk))
  const ended = new Promise((resolve, reject) => { pdf.once('end', resolve); pdf.once('error', reject) })
  const whole = pdf.struct('Document')
  pdf.addStructure(whole)
  const width = pdf.page.width - margins.left - margins.right
  draw({
    part: (tag, set) => { whole.add(pdf.struct(tag, {}, set)) },
    say, rule: (weight) => rule(pdf, { weight, width }),
    picture: (bytes, { width: most, height, alt }) => {
      const { y } = pdf
      whole.add(pdf.struct('Figure', { alt }, () => { pdf.image(bytes, margins.left, y, { fit: [most, height] }) }))
      pdf.y = y + height
    },
    turn: () => { pdf.addPage() },
    get page() { return pdf.bufferedPageRange().count },
    get room() { return pdf.page.height - margins.bottom - pdf.y },
    get y() { return pdf.y },
    set y(value) { pdf.y = value },
    left: margins.left, width,
  })
  whole.end()
  addFoot(pdf, { setting, say })
  pdf.end()
  await ended
  return Buffer.concat(chunks)
}

async function openPdf({ title, author, language, made_at }: Setting) {
  const [{ default: Document }, { embeddedFont }]: [{ default: typeof PdfDocument }, typeof Embedded] = await Promise.all([import('pdfkit'), import('./embedded-font.ts')])
  const fonts = new Map(Object.entries(cuts).map(([name, cut]) => [name, embeddedFont(cut)]))
  const pdf = new Document({
    size: 'A4', margins, bufferPages: true, pdfVersion: '1.7', tagged: true, lang: language, displayTitle: true, ...(fonts.get('sans') ? { font: fonts.get('sans') } : {}),
    info: { Title: title, Author: author, CreationDate: made_at, Creator: 'Litfass', Producer: 'Litfass' },
  } as PDFKit.PDFDocumentOptions)
  for (const [name, font] of fonts) pdf.registerFont(name, font)
  const say: Sheet['say'] = (lines, { cut, size, x = margins.left, y = pdf.y, isSoft = false, ...how }) => {
    const font = fonts.get(cut)
    const text = [lines].flat().map((line) => (font ? legible(line, font) : line)).filter((line) => line !== '').join('\n')
    pdf.font(cut).fontSize(size).fillColor(isSoft ? colours.soft : colours.ink).text(text, x, y, { ...how, lineGap: size / 6, features: ['lnum', 'tnum', 'kern'] })
  }
  return { pdf, say }
}

function rule(pdf: PDFKit.PDFDocument, { weight, width }: { weight: 'hair' | 'bold'; width: number }) {
  const set = () => pdf.moveTo(margins.left, pdf.y).lineTo(margins.left + width, pdf.y).lineWidth(weight === 'bold' ? 2 : 0.5).strokeColor(weight === 'bold' ? colours.ink : colours.rule).stroke()
  // No part of the text: nothing to be read out.
  pdf.markContent('Artifact', { type: 'Layout' })
  set()
  pdf.endMarkedContent()
}

function addFoot(pdf: PDFKit.PDFDocument, { setting: { foot }, say }: { setting: Setting; say: Sheet['say'] }) {
  const { start, count } = pdf.bufferedPageRange()
  for (let n = 0; n < count; n++) {
    pdf.switchToPage(start + n)
    // Below the margin a text would begin a page of its own.
    pdf.page.margins.bottom = 0
    pdf.markContent('Artifact', { type: 'Pagination' })
    say(foot(n + 1, count), { cut: 'sans', size: 8, y: pdf.page.height - 48, isSoft: true })
    pdf.endMarkedContent()
  }
}
