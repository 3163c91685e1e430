// The line to the paper: what is written here goes there at once, and what others write comes in. What the paper has not said
// to be kept lies on the shelf, and is sent again when the line is back.
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { applyAwarenessUpdate, encodeAwarenessUpdate, removeAwarenessStates, type Awareness } from 'y-protocols/awareness'
import * as syncProtocol from 'y-protocols/sync'
import * as Y from 'yjs'
import { closes, messages, said } from './protocol.ts'
import { tellSelection } from './selection.ts'
import type { Shelf } from './shelf.ts'

/** How it stands: `saving` says that something is on its way; of the last four nothing comes back by itself. */
export type Standing = 'opening' | 'saved' | 'saving' | 'away' | 'ended' | 'refused' | 'gone' | 'untaken'

export interface Line {
  standing(): Standing
  /** How many changes the paper does not have yet. */
  unkept(): number
}
interface Given {
  /** Of the socket. */
  address: string
  /** One that was opened before, in this turn: nothing can have come on it yet. */
  opened: WebSocket | undefined
  doc: Y.Doc
  awareness: Awareness
  shelf: Shelf
  /** The first time that everything is here. */
  ready: () => void
  changed: (standing: Standing) => void
}
interface Pending { key: Promise<IDBValidKey | undefined>; /** The number of the message it went with on this connection. */ sent: number | undefined }

const standings: Record<number, Standing> = { [closes.signedOut]: 'ended', [closes.notPermitted]: 'refused', [closes.gone]: 'gone', [closes.refused]: 'untaken', [closes.tooLarge]: 'untaken' }
/** A line on which nothing is confirmed for so long is taken for dead. */
const patienceMs = 8_000
const [soonestMs, latestMs, hopelessMs] = [300, 10_000, 30_000]

interface State {
  given: Given
  standing: Standing
  socket: WebSocket | undefined
  /** How many messages with changes went out on this connection. */
  sent: number
  /** Whether the other side has said what it has: nothing is sent before. */
  isMet: boolean
  isReady: boolean
  pending: Pending[]
  tries: number
  again: number
  watch: number
}

export function openLine(given: Given): Line {
  const state: State = { given, standing: 'opening', socket: undefined, sent: 0, isMet: false, isReady: false, pending: [], tries: 0, again: 0, watch: 0 }
  const { doc, awareness } = given
  awareness.on('update', ({ added, updated, removed }: Record<'added' | 'updated' | 'removed', number[]>) => {
    if ([...added, ...updated, ...removed].includes(doc.clientID)) sendAwareness(state)
  })
  const hurry = () => {
    if (state.socket || document.hidden) return
    state.tries = 0
    connect(state)
  }
  addEventListener('online', hurry)
  addEventListener('focus', hurry)
  document.addEventListener('visibilitychange', hurry)
  addEventListener('offline', () => { if (state.socket) lost(state, 1006) })
  connect(state, given.opened)
  void takeLeft(state)
  return { standing: () => state.standing, unkept: () => state.pending.length }
}

/** A browser may take its time to open its store, and nobody waits for it who wants to write. */
async function takeLeft(state: State) {
  const { doc, shelf, changed } = state.given
  const left = await shelf.left()
  if (left.length === 0) return
  for (const { key, update } of left) {
    Y.applyUpdate(doc, update, state)
    state.pending.push({ key: Promise.resolve(key), sent: state.isMet ? sendUpdate(state, update) : undefined })
  }
  stand(state)
  // It may stand as it did, but now there is something to be lost.
  changed(state.standing)
}

/** From now on what is written here is kept. Until then nobody can write, and what comes from the paper need not be packed again. */
function keep(state: State) {
  const { doc, shelf } = state.given
  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin === state) return
    state.pending.push({ key: shelf.put(update), sent: state.isMet ? sendUpdate(state, update) : undefined })
    stand(state)
  })
}

function stand(state: State, next?: Standing) {
  const now = next ?? (!state.isMet ? state.standing : state.pending.length > 0 ? 'saving' : 'saved')
  if (now === state.standing) return
  state.standing = now
  state.given.changed(now)
}

function connect(state: State, opened = new WebSocket(state.given.address)) {
  const { doc, awareness } = state.given
  window.clearTimeout(state.again)
  opened.binaryType = 'arraybuffer'
  Object.assign(state, { socket: opened, sent: 0, isMet: false })
  let wasOpen = false
  opened.onopen = () => {
    wasOpen = true
    send(state, messages.sync, (encoder) => syncProtocol.writeSyncStep1(encoder, doc))
    if (awareness.getLocalState()) sendAwareness(state)
  }
  opened.onmessage = ({ data }) => { if (state.socket === opened) hear(state, decoding.createDecoder(new Uint8Array(data as ArrayBuffer))) }
  opened.onclose = ({ code }) => { if (state.socket === opened) lost(state, code, wasOpen) }
}

function send(state: State, message: number, write: (encoder: encoding.Encoder) => void) {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, message)
  write(encoder)
  if (state.socket?.readyState === WebSocket.OPEN) state.socket.send(encoding.toUint8Array(encoder))
}

/** Answers the number by which the paper will say that it is kept. */
function sendUpdate(state: State, update: Uint8Array): number {
  send(state, messages.sync, (encoder) => syncProtocol.writeUpdate(encoder, update))
  awaitWord(state)
  return ++state.sent
}

function sendAwareness(state: State) {
  const { awareness, doc } = state.given
  send(state, messages.awareness, (encoder) => encoding.writeVarUint8Array(encoder, encodeAwarenessUpdate(awareness, [doc.clientID])))
}

function awaitWord(state: State) {
  window.clearTimeout(state.watch)
  state.watch = window.setTimeout(() => lost(state, 1006), patienceMs)
}

function hear(state: State, decoder: decoding.Decoder) {
  tellSelection()
  switch (decoding.readVarUint(decoder)) {
    case messages.sync: return hearSync(state, decoder)
    case messages.awareness: return applyAwarenessUpdate(state.given.awareness, decoding.readVarUint8Array(decoder), state)
    case messages.queryAwareness: return sendAwareness(state)
    case messages.kept: return hearKept(state, decoding.readVarUint(decoder))
  }
}

function hearSync(state: State, decoder: decoding.Decoder) {
  const { doc, ready } = state.given
  const kind = decoding.readVarUint(decoder)
  const bytes = decoding.readVarUint8Array(decoder)
  if (kind === syncProtocol.messageYjsSyncStep1) return meet(state, bytes)
  doc.transact(({ meta }) => {
    meta.set(said, bytes)
    Y.applyUpdate(doc, bytes, state)
  }, state)
  if (kind !== syncProtocol.messageYjsSyncStep2 || state.isReady) return
  state.isReady = true
  keep(state)
  ready()
}

/** The other side says what it has: it gets the rest in one message. */
function meet(state: State, has: Uint8Array) {
  Object.assign(state, { isMet: true, tries: 0 })
  if (state.pending.length > 0) {
    const number = sendUpdate(state, Y.encodeStateAsUpdate(state.given.doc, has))
    for (const one of state.pending) one.sent = number
  }
  stand(state)
}

function hearKept(state: State, count: number) {
  window.clearTimeout(state.watch)
  const isKept = (one: Pending) => one.sent !== undefined && one.sent <= count
  state.given.shelf.drop(state.pending.filter(isKept).map(({ key }) => key))
  state.pending = state.pending.filter((one) => !isKept(one))
  if (state.pending.length > 0) awaitWord(state)
  stand(state)
}

function lost(state: State, code: number, wasOpen = true) {
  const { awareness, doc } = state.given
  window.clearTimeout(state.watch)
  const gone = state.socket
  Object.assign(state, { socket: undefined, isMet: false })
  gone?.close()
  for (const one of state.pending) one.sent = undefined
  removeAwarenessStates(awareness, [...awareness.getStates().keys()].filter((id) => id !== doc.clientID), state)
  const final = standings[code]
  stand(state, final ?? 'away')
  // Whether the line is down or the paper does not want it, the socket does not say.
  if (!final && !wasOpen) void refusal(location.pathname).then((why) => { if (why && !state.isMet) stand(state, why) })
  const wait = final ? hopelessMs : Math.min(latestMs, soonestMs * 2 ** state.tries++)
  window.clearTimeout(state.again)
  state.again = window.setTimeout(() => connect(state), wait * (0.75 + Math.random() / 2))
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
