// Changes of a Yjs document as no editor makes them: piece by piece, beside whatever somebody likes, as whoever means harm would.
import * as encoding from 'lib0/encoding'

type Id = [client: number, clock: number]
export interface Piece { kind: 'words' | 'mark' | 'element' | 'text' | 'value'; left?: Id; right?: Id; /** Where nothing stands beside it. */ parent?: string | Id; key?: string; value?: unknown }

const references = { words: 4, mark: 6, element: 7, text: 7, value: 8 }

/** What each client writes, from which clock on; and what is taken out: from where, and how long. */
export function craftedUpdate(clients: [client: number, clock: number, pieces: Piece[]][], takenOut: [client: number, stretches: [clock: number, length: number][]][] = []): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, clients.length)
    for (const [client, clock, pieces] of clients) {
      for (const number of [pieces.length, client, clock]) encoding.writeVarUint(encoder, number)
      for (const piece of pieces) writePiece(encoder, piece)
    }
    encoding.writeVarUint(encoder, takenOut.length)
    for (const [client, stretches] of takenOut) for (const number of [client, stretches.length, ...stretches.flat()]) encoding.writeVarUint(encoder, number)
  })
}

function writePiece(encoder: encoding.Encoder, { kind, left, right, parent, key, value }: Piece) {
  const isInMap = kind === 'value' && key !== undefined
  encoding.writeUint8(encoder, references[kind] | (left ? 0x80 : 0) | (right ? 0x40 : 0) | (isInMap ? 0x20 : 0))
  for (const number of [...left ?? [], ...right ?? []]) encoding.writeVarUint(encoder, number)
  if (!left && !right) {
    encoding.writeVarUint(encoder, typeof parent === 'string' ? 1 : 0)
    if (typeof parent === 'string') encoding.writeVarString(encoder, parent)
    else for (const number of parent ?? []) encoding.writeVarUint(encoder, number)
    if (isInMap) encoding.writeVarString(encoder, key)
  }
  if (kind === 'words') encoding.writeVarString(encoder, String(value))
  if (kind === 'mark') for (const text of [key ?? '', JSON.stringify(value)]) encoding.writeVarString(encoder, text)
  if (kind === 'element') { encoding.writeVarUint(encoder, 3); encoding.writeVarString(encoder, String(value)) }
  if (kind === 'text') encoding.writeVarUint(encoder, 6)
  if (kind === 'value') {
    const values = Array.isArray(value) ? value : [value]
    encoding.writeVarUint(encoder, values.length)
    for (const one of values) encoding.writeAny(encoder, one as encoding.AnyEncodable)
  }
}
