// Draws cards: words on paper, as the front page would set them.
import { compose, type Part, type Text } from '../base/type/compositor.ts'
import { cardSize, type CardWords } from '../base/ui/card.ts'
import { colours } from '../base/ui/colours.ts'

/** As PNG. Throws Overworked when too many are asked for at once. */
export async function drawCard(words: CardWords): Promise<Uint8Array> {
  const { prints: [print] } = await compose({ ...cardSize, parts: partsOf(words), prints: [cardSize] })
  if (!print) throw new Error('the compositor brought no card')
  return print
}

const { paper: ground, ink, soft, accent } = colours.light
const margin = 64
const inner = cardSize.width - 2 * margin
const serif = { face: 'newsreader', weight: 600, optical: 72 } as const
const sans = { face: 'libre-franklin', weight: 600, optical: 14 } as const
const line = { kind: 'text', x: margin, width: inner, leading: 1.2 } as const

function partsOf({ paper, kicker, headline, foot }: CardWords): Part[] {
  const text = (part: Omit<Text, keyof typeof line> & Partial<Text>): Part[] => (part.texts.some(Boolean) ? [{ ...line, ...part }] : [])
  const top = paper === '' ? 64 : 158
  const below = kicker === '' ? top : top + 62
  const end = foot === '' ? 566 : 522
  return [
    { kind: 'rect', x: 0, y: 0, ...cardSize, colour: ground },
    ...(paper === '' ? [] : [{ kind: 'rect' as const, x: margin, y: 120, width: inner, height: 3, colour: ink }]),
    ...text({ ...serif, texts: [paper], y: 58, height: 40, sizes: [44, 40, 36, 32, 28, 24], colour: ink }),
    ...text({ ...sans, texts: [kicker], y: top, height: 30, sizes: [30], colour: accent }),
    ...text({ ...serif, texts: [headline, paper], y: below, height: end - below, sizes: headlineSizes, leading: 1.14, colour: ink }),
    ...text({ ...sans, weight: 400, texts: [foot], y: 548, height: 30, sizes: [28, 26, 24], colour: soft }),
  ]
}

const headlineSizes = [180, 168, 156, 144, 136, 128, 120, 112, 104, 96, 90, 84, 78, 72, 68, 64, 60, 56, 52, 48, 45, 42, 39, 36, 33, 30]
