// A table of countries by network address, in the MaxMind DB file format, version 2 (a specification free to all): a tree of
// bits, whose leaves point into a section of data. It is read where it lies in memory; nothing is unpacked.
// https://maxmind.github.io/MaxMind-DB/

const marker = Buffer.from('\xab\xcd\xefMaxMind.com', 'latin1')
/** Between the tree and the data. */
const gap = 16
/** Nothing in such tables lies deeper; a file that says so is broken. */
const deepest = 8

export class NotATable extends Error {}

type Value = string | number | Value[] | { [key: string]: Value }
interface Read { value: Value; next: number }

/** The country of an address, as its bytes (4 or 16), in two capital letters. Throws NotATable for a file that is none. */
export function countryTable(file: Buffer): (address: Uint8Array) => string | null {
  const at = file.lastIndexOf(marker)
  if (at < 0) throw new NotATable('no table of countries: the mark of a MaxMind DB is missing')
  const about = reader(file, at + marker.length).read(at + marker.length).value
  const [nodes, bits, version] = [numberAt(about, 'node_count'), numberAt(about, 'record_size'), numberAt(about, 'ip_version')]
  if (![24, 28, 32].includes(bits)) throw new NotATable(`no table of countries: records of ${bits} bits`)
  const data = reader(file, (nodes * bits) / 4 + gap)
  const child = childIn(file, bits)

  return (address) => {
    // In a table for both kinds, the older addresses stand below 96 bits of nought.
    const bytes = version === 6 && address.length === 4 ? Buffer.concat([Buffer.alloc(12), address]) : address
    if (bytes.length * 8 !== (version === 6 ? 128 : 32)) return null
    let node = 0
    for (let n = 0; n < bytes.length * 8 && node < nodes; n++) node = child(node, ((bytes[n >> 3] ?? 0) >> (7 - (n & 7))) & 1)
    return node <= nodes ? null : codeIn(data.read(node - nodes - gap + data.from).value)
  }
}

/** Tables name it as a code, or as a part of what they know of a country. */
function codeIn(value: Value): string | null {
  if (typeof value !== 'object' || Array.isArray(value)) return null
  const code = value.country_code ?? value.country
  const word = typeof code === 'object' && !Array.isArray(code) ? code.iso_code : code
  return typeof word === 'string' && /^[A-Z]{2}$/.test(word) ? word : null
}

function numberAt(about: Value, name: string): number {
  const value = typeof about === 'object' && !Array.isArray(about) ? about[name] : undefined
  if (typeof value !== 'number') throw new NotATable(`no table of countries: it does not say its ${name}`)
  return value
}

/** The left or right child of a node: the next node, or, from the number of nodes on, a place in the data. */
function childIn(file: Buffer, bits: number) {
  const size = bits / 4
  return (node: number, side: number): number => {
    const at = node * size
    if (bits === 24) return file.readUIntBE(at + side * 3, 3)
    if (bits === 32) return file.readUInt32BE(at + side * 4)
    const middle = file.readUInt8(at + 3)
    return side === 0 ? ((middle >> 4) << 24) | file.readUIntBE(at, 3) : ((middle & 15) << 24) | file.readUIntBE(at + 4, 3)
  }
}

/** Reads what lies in a section that begins at `from`; pointers count from there. */
function reader(file: Buffer, from: number) {
  function read(at: number, depth = 0): Read {
    if (depth > deepest) throw new NotATable('no table of countries: it is too deep')
    const control = file.readUInt8(at)
    if (control >> 5 === 1) return pointed(at, control, depth)
    const isMore = control >> 5 === 0
    const type = isMore ? 7 + file.readUInt8(at + 1) : control >> 5
    const { size, next } = sized(control & 31, at + (isMore ? 2 : 1))
    if (type === 7) return entries(next, size, depth)
    if (type === 11) return items(next, size, depth)
    if (type === 2) return { value: file.toString('utf8', next, next + size), next: next + size }
    if (type === 14) return { value: size, next }
    if (type === 5 || type === 6) return { value: size === 0 ? 0 : file.readUIntBE(next, size), next: next + size }
    // Of numbers that are larger or broken only the place matters: no country is one.
    return { value: 0, next: next + size }
  }

  function sized(told: number, at: number) {
    if (told < 29) return { size: told, next: at }
    if (told === 29) return { size: 29 + file.readUInt8(at), next: at + 1 }
    if (told === 30) return { size: 285 + file.readUInt16BE(at), next: at + 2 }
    return { size: 65_821 + file.readUIntBE(at, 3), next: at + 3 }
  }

  function pointed(at: number, control: number, depth: number): Read {
    const size = (control >> 3) & 3
    const [high, told] = [control & 7, file.readUIntBE(at + 1, size + 1)]
    const place = size === 3 ? told : high * 2 ** (8 * (size + 1)) + told + ([0, 2_048, 526_336][size] ?? 0)
    return { value: read(from + place, depth + 1).value, next: at + 2 + size }
  }

  function entries(at: number, size: number, depth: number): Read {
    const value: { [key: string]: Value } = {}
    let next = at
    for (let n = 0; n < size; n++) {
      const key = read(next, depth + 1)
      const held = read(key.next, depth + 1)
      value[String(key.value)] = held.value
      next = held.next
    }
    return { value, next }
  }

  function items(at: number, size: number, depth: number): Read {
    const value: Value[] = []
    let next = at
    for (let n = 0; n < size; n++) {
      const one = read(next, depth + 1)
      value.push(one.value)
      next = one.next
    }
    return { value, next }
  }

  return { from, read }
}
