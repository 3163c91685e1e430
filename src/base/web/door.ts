// The door: takes connections, holds requests to their limits, and closes without cutting anybody off.
import { once } from 'node:events'
import { createServer, STATUS_CODES, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'

type Answer = (request: IncomingMessage, response: ServerResponse) => void
export interface Door {
  server: Server
  port: number
  /** Who answers from now on. */
  opens(answer: Answer): void
  /** Takes no more connections, lets what runs come to its end, and cuts off what still runs after `graceMs`. */
  close(graceMs: number): Promise<void>
}

const limits = {
  /** Enough for the cookies of a few other programs under the same name. */
  maxHeaderSize: 16 * 1_024,
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 10_000,
  connectionsCheckingInterval: 5_000,
}

/** Listens at once; throws what listen() throws, with its code. */
export async function openDoor({ host, port, answer }: { host: string; port: number; answer: Answer }): Promise<Door> {
  let answers = answer
  const server = createServer(limits, (request, response) => answers(request, response))
  server.on('clientError', refuseMalformed)
  server.listen(port, host)
  await once(server, 'listening')
  return {
    server,
    port: (server.address() as AddressInfo).port,
    opens: (next) => { answers = next },
    close: (graceMs) => closed(server, graceMs),
  }
}

const malformed: Record<string, number> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 }

function refuseMalformed(error: NodeJS.ErrnoException, socket: Duplex) {
  if (error.code === 'ECONNRESET' || !socket.writable) return socket.destroy()
  const status = malformed[error.code ?? ''] ?? 400
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nx-content-type-options: nosniff\r\ncontent-length: 0\r\nconnection: close\r\n\r\n`)
}

async function closed(server: Server, graceMs: number) {
  const done = new Promise((resolve) => server.close(resolve))
  // A connection becomes idle only when its request is answered, so it is looked for again and again.
  const tidying = setInterval(() => server.closeIdleConnections(), 50)
  const late = await Promise.race([done.then(() => false), wait(graceMs, true, { ref: false })])
  if (late) server.closeAllConnections()
  await done
  clearInterval(tidying)
}
