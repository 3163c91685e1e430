// What a room and a browser say to each other, in bytes: the messages of y-protocols, and `kept`; see client/editor/protocol.ts.
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { messageYjsSyncStep1, messageYjsSyncStep2, messageYjsUpdate, writeSyncStep1, writeUpdate } from 'y-protocols/sync'
import * as Y from 'yjs'
import { messages } from './client/editor/protocol.ts'

export type Heard =
  | { kind: 'asked'; vector: Uint8Array }
  | { kind: 'update'; update: Uint8Array }
  | { kind: 'awareness'; bytes: Uint8Array }
  | { kind: 'awareness asked' }

/** Undefined for what nobody understands. */
export function heardIn(bytes: Uint8Array): Heard | undefined {
  try {
    const decoder = decoding.createDecoder(bytes)
    const kind = decoding.readVarUint(decoder)
    if (kind === messages.queryAwareness) return { kind: 'awareness asked' }
    if (kind === messages.awareness) return { kind: 'awareness', bytes: decoding.readVarUint8Array(decoder) }
    if (kind !== messages.sync) return undefined
    const step = decoding.readVarUint(decoder)
    const content = decoding.readVarUint8Array(decoder)
    if (step === messageYjsSyncStep1) return { kind: 'asked', vector: content }
    return step === messageYjsSyncStep2 || step === messageYjsUpdate ? { kind: 'update', update: content } : undefined
  } catch {
    return undefined
  }
}

function message(kind: number, write: (encoder: encoding.Encoder) => void): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, kind)
    write(encoder)
  })
}

export function updateMessage(update: Uint8Array): Uint8Array {
  return message(messages.sync, (encoder) => writeUpdate(encoder, update))
}
/** Asks for what the other side has and we have not. */
export function askingMessage(doc: Y.Doc): Uint8Array {
  return message(messages.sync, (encoder) => writeSyncStep1(encoder, doc))
}
/** What somebody lacks who has this much; undefined where that cannot be read. */
export function answerMessage(doc: Y.Doc, vector: Uint8Array): Uint8Array | undefined {
  try {
    const missing = Y.encodeStateAsUpdate(doc, vector)
    return message(messages.sync, (encoder) => {
      encoding.writeVarUint(encoder, messageYjsSyncStep2)
      encoding.writeVarUint8Array(encoder, missing)
    })
  } catch {
    return undefined
  }
}
export function awarenessMessage(states: Uint8Array): Uint8Array {
  return message(messages.awareness, (encoder) => encoding.writeVarUint8Array(encoder, states))
}
export function keptMessage(count: number): Uint8Array {
  return message(messages.kept, (encoder) => encoding.writeVarUint(encoder, count))
}
