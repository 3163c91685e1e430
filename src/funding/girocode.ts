// A GiroCode is a transfer to be read by a camera: account, amount and reference in a QR code that banks' programs know
// (EPC069-12, version 002, UTF-8).
import { digitsOf } from './amount.ts'
import { sepaCurrency } from './currency.ts'

export interface Transfer {
  holder: string
  iban: string
  /** Minor units of euros, from 0.01 to 999,999,999.99. */
  amount: number
  /** Structured creditor reference (ISO 11649). */
  reference: string
}

const mostBytes = 331
const mostInName = 70
const largest = 999_999_999_99

/** What the code says, line by line. The name is cut where it is too long, never within a character. */
export function giroText({ holder, iban, amount, reference }: Transfer): string {
  if (!Number.isSafeInteger(amount) || amount < 1 || amount > largest) throw new RangeError(`${amount} cannot be transferred`)
  // The BIC may be empty in version 002; neither purpose nor free text stands beside a reference, and nothing behind the last element.
  const lines = (name: string) => ['BCD', '002', '1', 'SCT', '', name, iban, `${sepaCurrency}${(amount / 10 ** digitsOf(sepaCurrency)).toFixed(2)}`, '', reference].join('\n')
  return lines(cut(holder.replace(/\s+/g, ' ').trim(), mostBytes - Buffer.byteLength(lines(''))))
}

const characters = new Intl.Segmenter('und', { granularity: 'grapheme' })

function cut(name: string, bytes: number): string {
  let kept = ''
  for (const { segment } of characters.segment(name)) {
    if (kept.length + segment.length > mostInName || Buffer.byteLength(kept + segment) > bytes) break
    kept += segment
  }
  return kept.trimEnd()
}

export interface Drawn {
  /** Modules on each side, without the quiet zone. */
  size: number
  /** The dark ones, as SVG path data in units of a module. */
  path: string
  version: number
}

/** For a picture in the page itself. */
export async function giroCode(transfer: Transfer): Promise<Drawn> {
  const { default: qrcode } = await import('qrcode')
  const { modules: { size, data }, version } = qrcode.create(segments(transfer), correction)
  let path = ''
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      let run = 0
      while (column + run < size && data[row * size + column + run]) run++
      if (run > 0) path += `M${column} ${row}h${run}v1h-${run}z`
      column += run
    }
  }
  return { size, path, version }
}

/** As a PNG file, for a mail. */
export async function giroPicture(transfer: Transfer): Promise<Buffer> {
  const { default: qrcode } = await import('qrcode')
  return qrcode.toBuffer(segments(transfer), { ...correction, type: 'png', margin: 4, scale: 5 })
}

const correction = { errorCorrectionLevel: 'M' } as const

/** Bytes of our own making: the library would count characters. */
function segments(transfer: Transfer) {
  return [{ data: new Uint8ClampedArray(Buffer.from(giroText(transfer))), mode: 'byte' as const }]
}
