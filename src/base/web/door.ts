// The door listens from the program's start. Until it is opened, it says that the paper is being prepared.
import { once } from 'node:events'
import { createServer, STATUS_CODES, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { paths } from '../../urls.ts'
import type { Config } from '../config.ts'
import { Unable } from '../unable.ts'
import { quicken, type Quick } from './quick.ts'
import { securityHeaders } from './security-headers.ts'

const limits = {
  /** Enough for the cookies of a few other programs under the same name. */
  maxHeaderSize: 16 * 1_024,
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 10_000,
  connectionsCheckingInterval: 5_000,
  /** Who offers another version of HTTP is answered in this one. */
  shouldUpgradeCallback: ({ headers }: IncomingMessage) => headers.upgrade?.toLowerCase() === 'websocket',
}
/** How long requests under way may take when the program stops. */
const grace = 4_000

type Answer = (request: IncomingMessage, response: ServerResponse) => void
type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void

export interface Door {
  /** Where it listens. */
  address: string
  /** From now on this answers. */
  opens(how: { answer: Answer; quick: Quick; upgrade?: Upgrade }): void
  /** Takes no more connections, finishes what runs, and cuts off what takes too long. */
  close(): Promise<void>
}

/** How long a reader may take nothing of an answer. */
const stalledMs = 60_000

export async function openDoor({ host, port }: Pick<Config, 'host' | 'port'>, stalledAfterMs = stalledMs): Promise<Door> {
  let [answer, upgrade]: [Answer, Upgrade] = [notYet, (_, socket) => refuseUpgrade(socket)]
  const server = createServer(limits, (request, response) => answer(request, response))
  server.timeout = stalledAfterMs
  server.on('clientError', refuseMalformed)
  server.on('upgrade', (request, socket, head) => upgrade(request, socket, head))
  let quick: Quick = () => undefined
  const short = quicken(server, (asked) => quick(asked))
  return { address: await listening(server, { host, port }), opens: (how) => ({ answer, quick, upgrade = upgrade } = how), close: () => closed(server, short) }
}

function notYet({ url }: IncomingMessage, response: ServerResponse) {
  const [type, text] = url === paths.health
    ? ['application/json', JSON.stringify({ status: 'starting', database: 'away' })]
    : ['text/plain; charset=utf-8', 'One moment, the paper is being prepared.\n']
  response.writeHead(503, { ...securityHeaders, 'content-type': type, 'cache-control': 'no-store', 'retry-after': '5' }).end(text)
}

/** Until the paper is open, and where it has no sockets. */
function refuseUpgrade(socket: Duplex) {
  socket.on('error', () => socket.destroy())
  socket.end('HTTP/1.1 503 Service Unavailable\r\nretry-after: 5\r\ncontent-length: 0\r\nconnection: close\r\n\r\n')
}

async function listening(server: Server, { host, port }: Pick<Config, 'host' | 'port'>): Promise<string> {
  server.listen(port, host)
  try {
    await once(server, 'listening')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new Unable(code === 'EADDRINUSE' ? `port ${port} of ${host} is in use already; stop that program, or give another PORT` : `cannot listen on ${host}, port ${port} (${code}); see HOST and PORT in docs/operations.md`)
  }
  const bound = server.address()
  const actual = typeof bound === 'object' && bound ? bound.port : port
  return `http://${host.includes(':') ? `[${host}]` : host}:${actual}`
}

async function closed(server: Server, short: ReturnType<typeof quicken>) {
  const done = new Promise((resolve) => server.close(resolve))
  const tidy = setInterval(() => {
    short.end()
    server.closeIdleConnections()
  }, 50)
  if ((await Promise.race([done, sleep(grace, 'late', { ref: false })])) === 'late') {
    short.cut()
    server.closeAllConnections()
  }
  await done
  clearInterval(tidy)
}

const alwaysSaid = Object.entries(securityHeaders).map(([name, value]) => `${name}: ${value}`)
const malformed: Record<string, number> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 }

function refuseMalformed(error: NodeJS.ErrnoException, socket: Duplex) {
  if (error.code === 'ECONNRESET' || !socket.writable) return socket.destroy()
  const status = malformed[error.code ?? ''] ?? 400
  socket.end([`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...alwaysSaid, 'content-length: 0', 'connection: close', '', ''].join('\r\n'))
}
