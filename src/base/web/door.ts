// The door listens from the program's start. Until it is opened, it says that the paper is being prepared.
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { paths } from '../../urls.ts'
import type { Config } from '../config.ts'
import { logAccess, type Log } from '../log.ts'
import { Unable } from '../unable.ts'

/** How long requests under way may take when the program stops. */
const grace = 4_000

type Answer = (request: IncomingMessage, response: ServerResponse) => void

export interface Door {
  /** Where it listens. */
  address: string
  /** From now on this answers. */
  opens(answer: Answer): void
  /** Takes no more connections, finishes what runs, and cuts off what takes too long. */
  close(): Promise<void>
}

export async function openDoor({ host, port }: Pick<Config, 'host' | 'port'>, log: Log): Promise<Door> {
  let answer: Answer = notYet
  const server = createServer(log.isLevelEnabled('info') ? (request, response) => { noted(request, response, log); answer(request, response) } : (request, response) => answer(request, response))
  return { address: await listening(server, { host, port }), opens: (how) => { answer = how }, close: () => closed(server) }
}

function noted({ method, url }: IncomingMessage, response: ServerResponse, log: Log) {
  const begun = performance.now()
  response.once('finish', () => logAccess(log, { method, url, status: response.statusCode, ms: performance.now() - begun }))
}

function notYet({ url }: IncomingMessage, response: ServerResponse) {
  const [type, text] = url === paths.health
    ? ['application/json', JSON.stringify({ status: 'starting', database: 'away' })]
    : ['text/plain; charset=utf-8', 'One moment, the paper is being prepared.\n']
  response.writeHead(503, { 'content-type': type, 'cache-control': 'no-store', 'retry-after': '5' }).end(text)
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

async function closed(server: Server) {
  const done = new Promise((resolve) => server.close(resolve))
  const tidy = setInterval(() => server.closeIdleConnections(), 50)
  if ((await Promise.race([done, sleep(grace, 'late', { ref: false })])) === 'late') server.closeAllConnections()
  await done
  clearInterval(tidy)
}
