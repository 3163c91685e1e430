// The line to the paper: what is written here goes there at once, and what others write comes in. What the paper has not said
// to be kept lies on the shelf, and is sent again when the line is back.
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import * as awarenessProtocol from 'y-protocols/awareness'
import * as syncProtocol from 'y-protocols/sync'
import * as Y from 'yjs'
import type { Shelf } from './shelf.ts'

/** How it stands: `saving` says that something is on its way; of the last three nothing comes back by itself. */
export type Standing = 'opening' | 'saved' | 'saving' | 'away' | 'ended' | 'refused' | 'gone'

export interface Line {
  standing(): Standing
  /** How many changes the paper does not have yet. */
  unkept(): number
  close(): void
}
interface Given {
  /** Of the socket. */
  address: string
  doc: Y.Doc
  awareness: awarenessProtocol.Awareness
  shelf: Shelf
  /** The first time that everything is here. */
  ready: () => void
  changed: (standing: Standing) => void
}
interface Pending { key: Promise<IDBValidKey | undefined>; /** The number of the message it went with on this connection. */ sent: number | undefined }

// As y-websocket numbers them, and one of the paper's own.
const [messageSync, messageAwareness, messageAskAwareness, messageKept] = [0, 1, 3, 4]
const closings: Record<number, Standing> = { 4401: 'ended', 4403: 'refused', 4404: 'gone', 4409: 'refused' }
/** A line on which nothing is confirmed for so long is taken for dead. */
const patienceMs = 8_000
const [soonestMs, latestMs] = [400, 15_000]

export function openLine({ address, doc, awareness, shelf, ready, changed }: Given): Line {
  let [standing, socket, tries, sent, isReady]: [Standing, WebSocket | undefined, number, number, boolean] = ['opening', undefined, 0, 0, false]
  let pending: Pending[] = []
  let [again, watch] = [0, 0]
  // Nothing is sent before the other side has said what it has.
  let mayType = false
  const own = {}

  function stand(next?: Standing) {
    const now = next ?? (!mayType ? standing : pending.length > 0 ? 'saving' : 'saved')
    if (now === standing) return
    standing = now
    changed(now)
  }
  function send(write: (encoder: encoding.Encoder) => void) {
    const encoder = encoding.createEncoder()
    write(encoder)
    if (socket?.readyState === WebSocket.OPEN) socket.send(encoding.toUint8Array(encoder))
  }
  function sendUpdate(update: Uint8Array): number {
    send((encoder) => { encoding.writeVarUint(encoder, messageSync); syncProtocol.writeUpdate(encoder, update) })
    window.clearTimeout(watch)
    watch = window.setTimeout(() => lost(1006), patienceMs)
    return ++sent
  }

  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin === own) return
    pending.push({ key: shelf.put(update), sent: mayType ? sendUpdate(update) : undefined })
    stand()
  })
  awareness.on('update', ({ added, updated, removed }: Record<'added' | 'updated' | 'removed', number[]>, origin: unknown) => {
    if (origin === own) return
    const ids = [...added, ...updated, ...removed].filter((id) => id === doc.clientID)
    if (ids.length > 0) send((encoder) => writeAwareness(encoder, ids))
  })
  function writeAwareness(encoder: encoding.Encoder, ids: number[]) {
    encoding.writeVarUint(encoder, messageAwareness)
    encoding.writeVarUint8Array(encoder, awarenessProtocol.encodeAwarenessUpdate(awareness, ids))
  }

  function open() {
    window.clearTimeout(again)
    const opened = new WebSocket(address)
    opened.binaryType = 'arraybuffer'
    socket = opened
    sent = 0
    let wasOpen = false
    opened.onopen = () => {
      wasOpen = true
      send((encoder) => { encoding.writeVarUint(encoder, messageSync); syncProtocol.writeSyncStep1(encoder, doc) })
      if (awareness.getLocalState()) send((encoder) => writeAwareness(encoder, [doc.clientID]))
    }
    opened.onmessage = ({ data }) => { if (socket === opened) hear(decoding.createDecoder(new Uint8Array(data as ArrayBuffer))) }
    opened.onclose = ({ code }) => { if (socket === opened) lost(code, wasOpen) }
  }

  function hear(decoder: decoding.Decoder) {
    switch (decoding.readVarUint(decoder)) {
      case messageSync: return hearSync(decoder)
      case messageAwareness: return awarenessProtocol.applyAwarenessUpdate(awareness, decoding.readVarUint8Array(decoder), own)
      case messageAskAwareness: return send((encoder) => writeAwareness(encoder, [doc.clientID]))
      case messageKept: return hearKept(decoding.readVarUint(decoder))
    }
  }
  function hearSync(decoder: decoding.Decoder) {
    const kind = decoding.readVarUint(decoder)
    const bytes = decoding.readVarUint8Array(decoder)
    if (kind !== syncProtocol.messageYjsSyncStep1) {
      Y.applyUpdate(doc, bytes, own)
      if (kind === syncProtocol.messageYjsSyncStep2 && !isReady) { isReady = true; ready() }
      return
    }
    mayType = true
    tries = 0
    if (pending.length > 0) {
      const number = sendUpdate(Y.encodeStateAsUpdate(doc, bytes))
      for (const one of pending) one.sent = number
    }
    stand()
  }
  function hearKept(count: number) {
    window.clearTimeout(watch)
    const isKept = (one: Pending) => one.sent !== undefined && one.sent <= count
    shelf.drop(pending.filter(isKept).map(({ key }) => key))
    pending = pending.filter((one) => !isKept(one))
    if (pending.length > 0) watch = window.setTimeout(() => lost(1006), patienceMs)
    stand()
  }

  function lost(code: number, wasOpen = true) {
    window.clearTimeout(watch)
    const gone = socket
    socket = undefined
    gone?.close()
    mayType = false
    for (const one of pending) one.sent = undefined
    awarenessProtocol.removeAwarenessStates(awareness, [...awareness.getStates().keys()].filter((id) => id !== doc.clientID), own)
    const final = closings[code]
    stand(final ?? 'away')
    // Whether the line is down or the paper does not want it, the socket does not say.
    if (!final && !wasOpen) void refusal(location.pathname).then((why) => { if (why && !mayType) stand(why) })
    later()
  }
  function later() {
    window.clearTimeout(again)
    const wait = Math.min(latestMs, soonestMs * 2 ** tries++) * (0.75 + Math.random() / 2)
    again = window.setTimeout(open, standing === 'ended' || standing === 'refused' || standing === 'gone' ? latestMs * 2 : wait)
  }
  const hurry = () => { if (!socket && !document.hidden) { tries = 0; open() } }
  addEventListener('online', hurry)
  addEventListener('offline', () => { if (socket) lost(1006) })
  document.addEventListener('visibilitychange', hurry)

  void shelf.left().then((left) => {
    for (const { key, update } of left) {
      Y.applyUpdate(doc, update, own)
      pending.push({ key: Promise.resolve(key), sent: undefined })
    }
    open()
  })
  return { standing: () => standing, unkept: () => pending.length, close: () => { removeEventListener('online', hurry); document.removeEventListener('visibilitychange', hurry); window.clearTimeout(again); const last = socket; socket = undefined; last?.close() } }
}

/** Why the paper does not let anybody write here, as far as its page says. */
async function refusal(page: string): Promise<Standing | undefined> {
  try {
    const { status, type } = await fetch(page, { method: 'HEAD', redirect: 'manual', cache: 'no-store' })
    if (type === 'opaqueredirect' || status === 401) return 'ended'
    return status === 403 ? 'refused' : status === 404 || status === 410 ? 'gone' : undefined
  } catch {
    return undefined
  }
}
