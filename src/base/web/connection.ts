// One WebSocket that is open: it is asked whether its other end is still there, reads no faster than it should, and is given
// up where what it is sent piles up.
import { WebSocket } from 'ws'
import { cell } from '../metrics/counts.ts'

export interface Pace { bytesPerSecond: number; messagesPerSecond: number; pingMs: number; mostWaiting: number }
export const usualPace: Pace = { bytesPerSecond: 1_024 * 1_024, messagesPerSecond: 100, pingMs: 20_000, mostWaiting: 8 * 1_024 * 1_024 }
/** Who was quiet may send so many seconds' worth at once. */
const burstSeconds = 5
/** How long the other end may take to say good-bye. */
const goodbyeMs = 1_000

export interface Opened {
  send(bytes: Uint8Array): void
  end(code: number): void
  hold(): () => void
  /** From now on what comes is heard; until then nothing is read. */
  hears(hear: (bytes: Uint8Array) => void): void
  /** Settles when it is over. */
  over: Promise<void>
  isOver(): boolean
}

export function openConnection(ws: WebSocket, { bytesPerSecond, messagesPerSecond, pingMs, mostWaiting }: Pace = usualPace): Opened {
  const { promise: over, resolve: isDone } = Promise.withResolvers<void>()
  const bucket = createBucket({ bytesPerSecond, messagesPerSecond })
  let [holds, unanswered, hear] = [0, 0, (_: Uint8Array) => {}]
  const ends = (code: number) => {
    if (ws.readyState !== WebSocket.OPEN) return
    ws.close(code)
    // What it still says is not heard, but its good-bye is.
    hear = () => {}
    ws.resume()
    setTimeout(() => ws.terminate(), goodbyeMs).unref()
  }
  function hold() {
    let isHeld = true
    holds++
    if (ws.readyState === WebSocket.OPEN) ws.pause()
    return () => {
      if (isHeld && --holds === 0 && ws.readyState === WebSocket.OPEN) ws.resume()
      isHeld = false
    }
  }
  const letIn = hold()
  const pinging = setInterval(() => {
    // Of one from which nothing is read, nothing can be said.
    if (holds > 0) return
    if (unanswered++ >= 2) return ws.terminate()
    ws.ping()
  }, pingMs).unref()

  ws.binaryType = 'nodebuffer'
  ws.on('pong', () => { unanswered = 0 })
  ws.on('error', () => {})
  ws.on('message', (data, isBinary) => {
    unanswered = 0
    if (!isBinary || !Buffer.isBuffer(data)) return ends(1003)
    const waitMs = bucket.waitAfter(data.length)
    if (waitMs > 0) setTimeout(hold(), waitMs).unref()
    hear(data)
  })
  ws.on('close', (code) => {
    clearInterval(pinging)
    cell('litfass_sockets_closed_total', { code: String(code) }).count++
    isDone()
  })
  return {
    hold, over, end: ends, isOver: () => ws.readyState !== WebSocket.OPEN,
    hears(heard) { hear = heard; letIn() },
    send(bytes) {
      if (ws.readyState !== WebSocket.OPEN) return
      if (ws.bufferedAmount > mostWaiting) return ws.terminate()
      ws.send(bytes)
    },
  }
}

/** Says how long to wait before more is read. */
function createBucket({ bytesPerSecond, messagesPerSecond }: Pick<Pace, 'bytesPerSecond' | 'messagesPerSecond'>) {
  let emptyAt = performance.now()
  return {
    waitAfter(bytes: number): number {
      const now = performance.now()
      emptyAt = Math.max(emptyAt, now) + 1_000 * Math.max(bytes / bytesPerSecond, 1 / messagesPerSecond)
      return Math.max(0, emptyAt - now - burstSeconds * 1_000)
    },
  }
}
