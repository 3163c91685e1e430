// Reads big-endian numbers one after the other, as font files hold them.
export interface Reader {
  u8(): number
  u16(): number
  i16(): number
  u32(): number
  take(length: number): Buffer
  /** A number of one to three bytes (WOFF2, 255UInt16). */
  short(): number
  /** A number of one to five bytes (WOFF2, UIntBase128). */
  long(): number
  readonly at: number
}

export function reader(bytes: Buffer, start = 0): Reader {
  let at = start
  const next = (length: number) => (at += length) - length
  const u8 = () => bytes.readUInt8(next(1))
  const u16 = () => bytes.readUInt16BE(next(2))
  return {
    u8, u16,
    i16: () => bytes.readInt16BE(next(2)),
    u32: () => bytes.readUInt32BE(next(4)),
    take: (length) => bytes.subarray(next(length), at),
    short() {
      const code = u8()
      return code === 253 ? u16() : code === 254 ? u8() + 506 : code === 255 ? u8() + 253 : code
    },
    long() {
      let value = 0
      for (let n = 0; n < 5; n++) {
        const byte = u8()
        value = value * 128 + (byte & 0x7f)
        if (byte < 0x80) return value
      }
      throw new RangeError('a number has more than five bytes')
    },
    get at() { return at },
  }
}
