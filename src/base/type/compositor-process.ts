// The compositor itself: an order comes in, the drawing goes out, and the process ends with whoever started it.
import sharp from 'sharp'
import type { Composed, Letter, Order, Part, Text } from './compositor.ts'
import { openFace, type Cut, type Face } from './face.ts'
import { legible } from './legible.ts'
import { fitted } from './lines.ts'

sharp.cache(false)
sharp.concurrency(1)
// It draws what it has set itself, and reads nothing else.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({ operation: ['VipsForeignLoadSvg'] })

const faces = new Map<string, Face>()

process.on('disconnect', () => process.exit())
process.on('message', (order: Order) => {
  void compose(order).then((composed) => process.send?.(composed), (error: unknown) => process.send?.({ failed: String(error) }))
})

async function compose({ width, height, parts, prints }: Order): Promise<Composed> {
  const drawn = parts.map(draw)
  const inner = drawn.join('')
  const svg = (size: { width: number; height: number }) =>
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}" viewBox="0 0 ${width} ${height}">${inner}</svg>`
  const files = []
  // Few colours and their mixtures: a small palette says the same in half the bytes.
  for (const size of prints) files.push(await sharp(Buffer.from(svg(size))).flatten().png({ palette: true, colours: 32, effort: 3, dither: 0 }).toBuffer())
  return { drawing: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}">${inner}</svg>`, prints: files, isSet: drawn.every((part) => part !== '') }
}

function draw(part: Part): string {
  if (part.kind === 'rect') return `<path fill="${part.colour}" d="M${part.x} ${part.y}h${part.width}v${part.height}h${-part.width}z"/>`
  if (part.kind === 'drawing') return `<g transform="translate(${part.x} ${part.y}) scale(${part.scale})">${part.markup}</g>`
  const face = faceOf(part)
  const text = part.texts.map((one) => legible(one, face)).find(Boolean)
  if (text === undefined) return ''
  return `<path fill="${part.colour}" d="${part.kind === 'letter' ? letter(text, part, face) : lines(text, part, face)}"/>`
}

function faceOf(cut: Cut): Face {
  const key = `${cut.face} ${cut.weight} ${cut.optical}`
  const face = faces.get(key) ?? openFace(cut)
  faces.set(key, face)
  return face
}

function lines(text: string, { x, y, width, height, sizes, leading }: Text, face: Face): string {
  const set = fitted(text, { width, height, sizes, leading }, face.width)
  const step = set.size * leading
  const first = y + face.capHeight * set.size
  return set.lines.map((line, n) => face.outline(line, { x, y: first + n * step, size: set.size })).join('')
}

// As large as the box allows, its ink in the middle of it.
function letter(text: string, { x, y, width, height }: Letter, face: Face): string {
  const ink = face.ink(text)
  const size = Math.min(width / ink.width, height / ink.height)
  const left = x + (width - ink.width * size) / 2 - ink.x * size
  return face.outline(text, { x: left, y: y + (height - ink.height * size) / 2 - ink.y * size, size })
}
