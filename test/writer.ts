// Somebody who writes in an article, as the desk's editor does it: a Yjs document of their own, a WebSocket that may break at any
// moment, and everything sent again that nobody has said to be kept.
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as syncProtocol from 'y-protocols/sync'
import WebSocket from 'ws'
import * as Y from 'yjs'
import { messages } from '../src/newsroom/client/editor/protocol.ts'
import { paths, url } from '../src/urls.ts'

export interface Writer {
  doc: Y.Doc
  awareness: Awareness
  /** With which code its connections have ended so far. */
  closed: number[]
  /** Connects; answers once what the program has is here, or the code with which it was sent away. */
  connect(address?: string): Promise<number | 'here'>
  isHere(): boolean
  /** Cuts the connection off, as a tunnel does. */
  cut(): void
  /** Sends bytes as they are. */
  send(bytes: Uint8Array): void
  /** Of its changes since the connection began, how many the program has said to be kept, and how many it has sent. */
  kept(): number
  sent(): number
  /** Settles when everything is kept. */
  allKept(): Promise<void>
  /** The changes that were kept, whatever came later. */
  keptState(): Uint8Array
  leave(): void
}
interface Given { address: string; article: number; cookie?: string | undefined; headers?: Record<string, string>; client?: number }

export function openWriter({ address: first, article, cookie, headers = {}, client }: Given): Writer {
  const doc = new Y.Doc()
  if (client !== undefined) doc.clientID = client
  const awareness = new Awareness(doc)
  const [closed, own] = [[] as number[], {}]
  let [socket, sent, kept, isHere, mayType, address]: [WebSocket | undefined, number, number, boolean, boolean, string] = [undefined, 0, 0, false, false, first]
  /** What the document was when each of the changes was sent. */
  let states: Uint8Array[] = []
  let keptState = Y.encodeStateAsUpdate(doc)
  let waiting: (() => void)[] = []

  doc.on('update', (update: Uint8Array, origin: unknown) => { if (origin !== own && mayType) sendUpdate(update) })
  awareness.on('update', (_: unknown, origin: unknown) => { if (origin !== own && mayType) send(messages.awareness, (encoder) => encoding.writeVarUint8Array(encoder, encodeAwarenessUpdate(awareness, [doc.clientID]))) })

  function send(kind: number, write: (encoder: encoding.Encoder) => void) {
    if (socket?.readyState !== WebSocket.OPEN) return
    socket.send(encoding.encode((encoder) => { encoding.writeVarUint(encoder, kind); write(encoder) }))
  }
  function sendUpdate(update: Uint8Array) {
    sent++
    states.push(Y.encodeStateAsUpdate(doc))
    send(messages.sync, (encoder) => syncProtocol.writeUpdate(encoder, update))
  }

  function connect(to = address): Promise<number | 'here'> {
    address = to
    const opened = new WebSocket(to.replace(/^http/, 'ws') + url(paths.deskArticleWriting, { id: String(article) }), { headers: { origin: new URL(to).origin, ...(cookie ? { cookie } : {}), ...headers } })
    ;[socket, sent, kept, isHere, mayType, states] = [opened, 0, 0, false, false, []]
    const { promise, resolve } = Promise.withResolvers<number | 'here'>()
    opened.on('error', () => {})
    opened.on('unexpected-response', (_, response) => { resolve(response.statusCode ?? 0); opened.terminate() })
    opened.on('open', () => send(messages.sync, (encoder) => syncProtocol.writeSyncStep1(encoder, doc)))
    opened.on('message', (data: Buffer) => {
      if (socket !== opened) return
      const decoder = decoding.createDecoder(new Uint8Array(data))
      const kind = decoding.readVarUint(decoder)
      if (kind === messages.awareness) applyAwarenessUpdate(awareness, decoding.readVarUint8Array(decoder), own)
      if (kind === messages.kept) {
        kept = decoding.readVarUint(decoder)
        keptState = states[kept - 1] ?? keptState
        if (kept >= sent) for (const one of waiting.splice(0)) one()
      }
      if (kind !== messages.sync) return
      const step = decoding.readVarUint(decoder)
      const bytes = decoding.readVarUint8Array(decoder)
      if (step !== syncProtocol.messageYjsSyncStep1) {
        Y.applyUpdate(doc, bytes, own)
        if (step !== syncProtocol.messageYjsSyncStep2) return
        isHere = true
        return resolve('here')
      }
      mayType = true
      sendUpdate(Y.encodeStateAsUpdate(doc, bytes))
      if (awareness.getLocalState()?.cursor !== undefined) send(messages.awareness, (encoder) => encoding.writeVarUint8Array(encoder, encodeAwarenessUpdate(awareness, [doc.clientID])))
    })
    opened.on('close', (code) => {
      closed.push(code)
      resolve(code)
      if (socket === opened) [socket, isHere, mayType] = [undefined, false, false]
    })
    return promise
  }

  return {
    doc, awareness, closed, connect, isHere: () => isHere, kept: () => kept, sent: () => sent, keptState: () => keptState,
    cut: () => socket?.terminate(),
    send: (bytes) => socket?.send(bytes),
    allKept: () => (kept >= sent && isHere ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
    leave() {
      const last = socket
      socket = undefined
      last?.close(1000)
      awareness.destroy()
    },
  }
}

/** The text in the body: each paragraph as a line. */
export function bodyText(doc: Y.Doc): string {
  return doc.getXmlFragment('body').toArray().map((block) => (block instanceof Y.XmlElement ? block.toArray().map((text) => (text instanceof Y.XmlText ? text.toJSON() : '')).join('') : '')).join('\n')
}

/** The text of one paragraph, made where there is none. */
export function paragraphText(doc: Y.Doc, n: number): Y.XmlText {
  const body = doc.getXmlFragment('body')
  const block = body.get(Math.min(n, body.length - 1)) as Y.XmlElement
  if (block.length === 0) block.insert(0, [new Y.XmlText()])
  return block.get(0) as Y.XmlText
}
