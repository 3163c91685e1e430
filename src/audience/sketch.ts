// How many different readers there were, from a hash of each, without keeping who: a HyperLogLog sketch. Sketches of
// several hours, pages or processes merge into what one that had seen everything would be, byte for byte.
//
// 2^14 registers: a standard error of 0.81 %. Few readers are counted nearly exactly, by their hashes' places among 2^25.
// Estimate: O. Ertl, New cardinality estimation algorithms for HyperLogLog sketches (2017), section 2, algorithm 6.

/** 64 bits, as two halves of 32. */
export interface Hash { high: number; low: number }

export interface Sketch {
  /** Place among 2^25 and the greatest rank seen there, while they are few. */
  few: Map<number, number> | undefined
  /** A rank for each of 2^14 registers, as soon as they are many. */
  registers: Uint8Array | undefined
}

const precision = 14
const size = 2 ** precision
const fineBits = 25
const between = fineBits - precision
/** Beyond it the registers take no more room. */
const mostFew = 2_500
const kinds = { few: 1, many: 2 } as const

export function emptySketch(): Sketch {
  return { few: new Map(), registers: undefined }
}

export function addReader(sketch: Sketch, { high, low }: Hash) {
  const place = high >>> (32 - fineBits)
  // The 39 bits behind the place: seven of the high half, then the low one.
  const rest = (high << fineBits) >>> 0
  noteRank(sketch, place, rest !== 0 ? Math.clz32(rest) + 1 : 32 - fineBits + Math.clz32(low) + 1)
}

function noteRank(sketch: Sketch, place: number, rank: number) {
  const { few, registers } = sketch
  if (registers) return noteCoarse(registers, place, rank)
  if (!few || (few.get(place) ?? 0) >= rank) return
  few.set(place, rank)
  if (few.size > mostFew) becomeMany(sketch, few)
}

function becomeMany(sketch: Sketch, few: Map<number, number>) {
  const registers = new Uint8Array(size)
  for (const [place, rank] of few) noteCoarse(registers, place, rank)
  Object.assign(sketch, { few: undefined, registers })
}

/** What the fine place has beyond the coarse one are the first bits that count for the rank. */
function noteCoarse(registers: Uint8Array, place: number, rank: number) {
  const behind = place & (2 ** between - 1)
  const coarse = behind === 0 ? between + rank : Math.clz32(behind) - (32 - between) + 1
  const register = place >>> between
  if (coarse > (registers[register] ?? 0)) registers[register] = coarse
}

/** Brings what `other` has seen into `sketch`. */
export function mergeInto(sketch: Sketch, other: Sketch) {
  if (other.few) {
    for (const [place, rank] of other.few) noteRank(sketch, place, rank)
    return
  }
  if (sketch.few) becomeMany(sketch, sketch.few)
  const { registers } = sketch
  if (registers) other.registers?.forEach((rank, at) => { if (rank > (registers[at] ?? 0)) registers[at] = rank })
}

/** How many different readers, about. */
export function readersIn({ few, registers }: Sketch): number {
  if (few) return Math.round(2 ** fineBits * Math.log(2 ** fineBits / (2 ** fineBits - few.size)))
  const longest = 64 - precision
  const counts = new Array<number>(longest + 2).fill(0)
  for (const rank of registers ?? []) counts[rank] = (counts[rank] ?? 0) + 1
  let z = size * tau(1 - (counts[longest + 1] ?? 0) / size)
  for (let rank = longest; rank >= 1; rank--) z = (z + (counts[rank] ?? 0)) / 2
  z += size * sigma((counts[0] ?? 0) / size)
  return Math.round((size / (2 * Math.LN2)) * (size / z))
}

function sigma(x: number): number {
  if (x === 1) return Infinity
  let [z, power, weight, before] = [x, x, 1, NaN]
  while (z !== before) {
    before = z
    power *= power
    z += power * weight
    weight *= 2
  }
  return z
}

function tau(x: number): number {
  if (x === 0 || x === 1) return 0
  let [z, root, weight, before] = [1 - x, x, 1, NaN]
  while (z !== before) {
    before = z
    root = Math.sqrt(root)
    weight /= 2
    z -= (1 - root) ** 2 * weight
  }
  return z / 3
}

/** The sketch as it lies in the database: the same for the same readers, whoever counted them and in which order. */
export function packed({ few, registers }: Sketch): Buffer {
  if (registers) return Buffer.concat([Buffer.from([kinds.many]), sixBits(registers)])
  const bytes: number[] = [kinds.few]
  let before = 0
  for (const value of [...few ?? []].map(([place, rank]) => place * 64 + rank).toSorted((a, b) => a - b)) {
    let step = value - before
    before = value
    for (; step >= 128; step = Math.floor(step / 128)) bytes.push((step % 128) + 128)
    bytes.push(step)
  }
  return Buffer.from(bytes)
}

export function unpacked(bytes: Uint8Array): Sketch {
  if (bytes[0] === kinds.many) return { few: undefined, registers: fromSixBits(bytes.subarray(1)) }
  const few = new Map<number, number>()
  eachOfFew(bytes, (place, rank) => few.set(place, rank))
  return { few, registers: undefined }
}

/** Brings what a sketch from the database has seen into `sketch`; quicker than to unpack it first. */
export function mergePacked(sketch: Sketch, bytes: Uint8Array) {
  if (bytes[0] === kinds.many) mergeInto(sketch, unpacked(bytes))
  else eachOfFew(bytes, (place, rank) => noteRank(sketch, place, rank))
}

/** The same with many, one after the other, each behind its length in four bytes. */
export function mergeFramed(sketch: Sketch, bytes: Buffer) {
  for (let at = 0; at < bytes.length;) {
    const begins = at + 4
    at = begins + bytes.readUInt32BE(at)
    mergePacked(sketch, bytes.subarray(begins, at))
  }
}

function eachOfFew(bytes: Uint8Array, note: (place: number, rank: number) => void) {
  let [value, step, weight] = [0, 0, 1]
  for (let at = 1; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0
    step += (byte % 128) * weight
    weight *= 128
    if (byte >= 128) continue
    value += step
    note(Math.floor(value / 64), value % 64)
    step = 0
    weight = 1
  }
}

/** Whether bytes are a sketch, as `packed` writes it. */
export function isSketch(bytes: Uint8Array): boolean {
  const [kind] = bytes
  if (kind === kinds.many ? bytes.length !== 1 + (size * 3) / 4 : kind !== kinds.few) return false
  const { few, registers } = unpacked(bytes)
  if (registers) return registers.every((rank) => rank <= 64 - precision + 1)
  return few !== undefined && few.size > 0 && few.size <= mostFew && [...few].every(([place, rank]) => place < 2 ** fineBits && rank > 0 && rank <= 64 - fineBits + 1)
    && packed({ few, registers: undefined }).equals(bytes)
}

/** Four ranks in three bytes. */
function sixBits(registers: Uint8Array): Buffer {
  const bytes = Buffer.alloc((registers.length * 3) / 4)
  for (let at = 0, to = 0; at < registers.length; at += 4, to += 3) {
    const [a = 0, b = 0, c = 0, d = 0] = registers.subarray(at, at + 4)
    bytes.writeUIntBE((a << 18) | (b << 12) | (c << 6) | d, to, 3)
  }
  return bytes
}

function fromSixBits(bytes: Uint8Array): Uint8Array {
  const registers = new Uint8Array(size)
  for (let at = 0, from = 0; at < size; at += 4, from += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(from, from + 3)
    registers.set([a >> 2, ((a & 3) << 4) | (b >> 4), ((b & 15) << 2) | (c >> 6), c & 63], at)
  }
  return registers
}
