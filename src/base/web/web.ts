// The paper's door: it listens from the start, and serves pages once there is a database.
import { createServer, type Server } from 'node:http'
import { once } from 'node:events'
import { getRequestListener } from '@hono/node-server'
import { setTimeout as sleep } from 'node:timers/promises'
import { paths } from '../../urls.ts'
import type { Task } from '../commands/command.ts'
import { answers, type Db } from '../db/db.ts'
import { logAccess } from '../log.ts'
import type { Web } from '../process.ts'
import { Unable } from '../unable.ts'
import { healthPage, type Health } from './health.ts'

/** How long requests under way may take when the program stops. */
const grace = 4_000

type Fetch = (request: Request) => Response | Promise<Response>

export async function openWeb({ config, log }: Task, pagesOn: (db: Db) => Fetch): Promise<Web> {
  const health: Health = { ready: false, database: async () => false }
  let pages: Fetch = () => new Response('One moment, the paper is being prepared.\n', { status: 503, headers: { 'retry-after': '5' } })
  const handle = getRequestListener((request: Request) => (new URL(request.url).pathname === paths.health ? healthPage(health) : pages(request)), { overrideGlobalObjects: false })
  const server = createServer((request, response) => {
    const begun = performance.now()
    response.once('finish', () => logAccess(log, { method: request.method, url: request.url, status: response.statusCode, ms: performance.now() - begun }))
    void handle(request, response)
  })
  const address = await listening(server, config)
  return {
    address,
    serve: async ({ db }) => {
      pages = pagesOn(db)
      health.database = () => Promise.race([answers(db), sleep(2_000, false, { ref: false })])
      health.ready = true
    },
    close: () => closed(server),
  }
}

async function listening(server: Server, { host, port }: { host: string; port: number }): Promise<string> {
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
