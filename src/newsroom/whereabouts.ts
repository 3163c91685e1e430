// Where the others are in an article that several write in: whose cursor stands where. It is told to all browsers at once, is
// kept nowhere, and names whom the program knows, whatever a browser says.
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate, removeAwarenessStates } from 'y-protocols/awareness'
import type { Doc } from 'yjs'
import { z } from 'zod'
import { colours, type AwarenessUser } from './client/editor/protocol.ts'

/** One browser of one reader's. It speaks for itself alone: for the first number that it calls itself by. */
export interface Whereabout { reader: { id: number; name: string }; client: number | undefined; /** What its clock is ahead of what it says. */ ahead: number }

export interface Whereabouts {
  hear(from: Whereabout, bytes: Uint8Array): void
  hearElsewhere(bytes: Uint8Array): void
  leave(from: Whereabout): void
  /** All that is known, or what is known of some. */
  all(clients?: Iterable<number>): Uint8Array
  clients(): number[]
  close(): void
}
interface Setting {
  /** To the browsers of this process, but for the one that said it. */
  tell: (states: Uint8Array, from: unknown) => void
  /** Some of this process's own have moved. */
  moved: (clients: readonly number[]) => void
}

/** So that any fits into what processes can tell one another, in whatever letters. */
const mostCursorLetters = 1_500
/** `user` counts only where another process says it. */
const State = z.object({ cursor: z.unknown(), user: z.unknown() }).nullable()
const elsewhere = 'elsewhere'

export function createWhereabouts(doc: Doc, { tell, moved }: Setting): Whereabouts {
  const awareness = new Awareness(doc)
  awareness.setLocalState(null)
  awareness.on('update', ({ added, updated, removed }: Record<'added' | 'updated' | 'removed', number[]>, origin: unknown) => {
    const clients = [...added, ...updated, ...removed]
    tell(encodeAwarenessUpdate(awareness, clients), origin)
    if (origin !== elsewhere) moved(clients)
  })

  function hear(from: Whereabout, bytes: Uint8Array) {
    const said = saidIn(bytes).find(({ client }) => client === (from.client ?? client))
    if (!said || said.client === doc.clientID) return
    const { client, clock, state } = said
    if (from.client === undefined) {
      if (awareness.states.has(client)) return
      from.client = client
      // Who comes back says again what was taken away when they left: it counts as said later.
      from.ahead = Math.max(0, (awareness.meta.get(client)?.clock ?? 0) + 1 - clock)
    }
    const user: AwarenessUser = { ...from.reader, colour: 1 + (from.reader.id % colours) }
    applyAwarenessUpdate(awareness, written(client, clock + from.ahead, state && { user, cursor: state.cursor }), from)
  }

  function hearElsewhere(bytes: Uint8Array) {
    for (const { client, clock, state } of saidIn(bytes)) applyAwarenessUpdate(awareness, written(client, clock, state && { user: state.user, cursor: state.cursor }), elsewhere)
  }

  return {
    hear, hearElsewhere,
    leave: ({ client }) => { if (client !== undefined) removeAwarenessStates(awareness, [client], 'left') },
    all: (clients = awareness.states.keys()) => encodeAwarenessUpdate(awareness, [...clients]),
    clients: () => [...awareness.states.keys()],
    close: () => awareness.destroy(),
  }
}

interface Said { client: number; clock: number; state: z.infer<typeof State> }

/** What cannot be read is as if nothing had been said. */
function saidIn(bytes: Uint8Array): Said[] {
  const said: Said[] = []
  try {
    const decoder = decoding.createDecoder(bytes)
    for (let left = decoding.readVarUint(decoder); left > 0; left--) {
      const [client, clock, text] = [decoding.readVarUint(decoder), decoding.readVarUint(decoder), decoding.readVarString(decoder)]
      const state = text.length > mostCursorLetters ? undefined : State.safeParse(JSON.parse(text)).data
      if (state !== undefined && clock < Number.MAX_SAFE_INTEGER / 2) said.push({ client, clock, state })
    }
  } catch {
    return []
  }
  return said
}

function written(client: number, clock: number, state: object | null): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, 1)
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, clock)
    encoding.writeVarString(encoder, JSON.stringify(state))
  })
}
