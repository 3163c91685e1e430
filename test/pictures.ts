// Pictures for tests, drawn when they are needed; and the metadata that agencies put into theirs.
import sharp, { type Sharp } from 'sharp'

/** A blue picture with a red field of a tenth of its width in the upper left corner. */
export function drawn(width: number, height: number): Sharp {
  const corner = { create: { width: Math.max(1, Math.ceil(width / 10)), height: Math.max(1, Math.ceil(height / 10)), channels: 3 as const, background: '#d01010' } }
  return sharp({ create: { width, height, channels: 3, background: '#1030c0' } }).composite([{ input: corner, left: 0, top: 0 }])
}

/** The colour in the middle of the corner drawn in. */
export async function cornerColour(bytes: Uint8Array): Promise<'red' | 'blue' | 'white' | 'other'> {
  const { data } = await sharp(bytes).toColourspace('srgb').removeAlpha().resize({ width: 200, height: 200, fit: 'fill' }).raw().toBuffer({ resolveWithObject: true })
  const [r = 0, g = 0, b = 0] = data.subarray((200 * 5 + 5) * 3)
  if (r > 230 && g > 230 && b > 230) return 'white'
  return r > 150 && b < 90 ? 'red' : b > 150 && r < 90 ? 'blue' : 'other'
}

export function iptcField(number: number, text: string, encoding: 'utf8' | 'latin1'): Buffer {
  const value = Buffer.from(text, encoding)
  return Buffer.concat([Buffer.from([0x1c, 2, number, value.length >> 8, value.length & 255]), value])
}

/** As it lies in a JPEG file: fields in a resource of Photoshop's. */
export function iptcSegment(fields: [number, string][], encoding: 'utf8' | 'latin1'): Buffer {
  const data = Buffer.concat(fields.map(([number, text]) => iptcField(number, text, encoding)))
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  return Buffer.concat([Buffer.from('Photoshop 3.0\0' + '8BIM\x04\x04\0\0', 'latin1'), length, data, Buffer.alloc(data.length % 2)])
}

export function withIptc(jpeg: Buffer, fields: [number, string][]): Buffer {
  const segment = iptcSegment(fields, 'utf8')
  return Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xed, (segment.length + 2) >> 8, (segment.length + 2) & 255]), segment, jpeg.subarray(2)])
}
