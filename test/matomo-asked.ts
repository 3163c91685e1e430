// The endpoint for clients of Matomo's Tracking HTTP API by itself: it is noon, and it may be asked by HTTP.
import { once } from 'node:events'
import { hash } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { pino } from 'pino'
import { recordsFrom, segmentsIn } from '../src/base/segments/segment.ts'
import { openSegmentLog } from '../src/base/segments/segment-log.ts'
import { createAddresses } from '../src/base/web/address.ts'
import { anyone } from '../src/people/guards.ts'
import { routes } from '../src/routes.ts'
import { fromRecord, type Hit, type Mode } from '../src/audience/hit.ts'
import { createMatomo } from '../src/audience/matomo-endpoint.ts'
import { createOpenPages } from '../src/audience/open-pages.ts'
import { createSalts } from '../src/audience/salt.ts'
import { ask, type Asking } from './served.ts'
import { removeFolder, temporaryFolder } from './program.ts'

export const noon = Date.parse('2026-03-01T12:00:00Z')
export const minute = noon / 60_000
export const origin = 'https://paper.test'
export const token = '0123456789abcdef0123456789abcdef'
export const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'

interface Asked { address: string; folder: string; later: (seconds: number) => void; hits: () => Promise<Hit[]>; ask: (query: string, asking?: Asking) => ReturnType<typeof ask> }

export function asked(work: (asked: Asked) => Promise<void>, { mode = 'visit', mostBytes = 1e9 }: { mode?: Mode; mostBytes?: number } = {}) {
  return async () => {
    const folder = temporaryFolder()
    let time = noon
    const clock = () => new Date(time)
    const log = openSegmentLog(folder, { mostBytes, clock })
    const matomo = createMatomo({
      hits: log, salts: createSalts(), knows: () => ({ mode, zone: 'Europe/Berlin' }), addresses: createAddresses(routes), isPublic: ({ guard }) => guard === anyone,
      origin, proxies: [], countryOf: () => 'AT', clock, log: pino({ level: 'silent' }), countedHosts: ['app.paper.test'], pages: createOpenPages(), tokens: () => new Set([hash('sha256', token, 'hex')]),
    })
    const server = createServer((request, response) => (matomo.takes(request.method ?? '', request.url ?? '') ? matomo.answer(request, response) : response.writeHead(404).end())).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    try {
      await work({
        address, folder, later: (seconds) => { time += seconds * 1_000 },
        ask: (query, asking = {}) => ask(address, query.startsWith('/') ? query : `/matomo.php${query}`, { ...asking, headers: { 'user-agent': firefox, ...asking.headers } }),
        hits: async () => (await Promise.all((await segmentsIn(folder)).map(({ name }) => recordsFrom(join(folder, name), 0)))).flatMap(({ records }) => records.map((record) => fromRecord(record)!)),
      })
    } finally {
      server.close()
      server.closeAllConnections()
      await log.close()
      removeFolder(folder)
    }
  }
}
