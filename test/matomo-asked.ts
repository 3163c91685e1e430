// The endpoint for clients of Matomo's Tracking HTTP API by itself: it is noon, and it may be asked by HTTP.
import { hash } from 'node:crypto'
import { pino } from 'pino'
import { createAddresses } from '../src/base/web/address.ts'
import { anyone } from '../src/people/guards.ts'
import { routes } from '../src/routes.ts'
import { type Hit, type Mode } from '../src/audience/hit.ts'
import { createMatomo } from '../src/audience/matomo-endpoint.ts'
import { createOpenPages } from '../src/audience/open-pages.ts'
import { createSalts } from '../src/audience/salt.ts'
import { countingAlone } from './counting-alone.ts'
import { ask, type Asking } from './served.ts'

export const noon = Date.parse('2026-03-01T12:00:00Z')
export const minute = noon / 60_000
export const origin = 'https://paper.test'
export const token = '0123456789abcdef0123456789abcdef'
export const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'

interface Asked { address: string; folder: string; later: (seconds: number) => void; hits: () => Promise<Hit[]>; ask: (query: string, asking?: Asking) => ReturnType<typeof ask> }

export function asked(work: (asked: Asked) => Promise<void>, { mode = 'visit', mostBytes = 1e9 }: { mode?: Mode; mostBytes?: number } = {}) {
  return () => {
    let time = noon
    const clock = () => new Date(time)
    return countingAlone((log) => createMatomo({
      hits: log, salts: createSalts(), knows: () => ({ mode, zone: 'Europe/Berlin' }), addresses: createAddresses(routes), isPublic: ({ guard }) => guard === anyone,
      origin, proxies: [], countryOf: () => 'AT', clock, log: pino({ level: 'silent' }), countedHosts: ['app.paper.test'], pages: createOpenPages(), tokens: () => new Set([hash('sha256', token, 'hex')]),
    }), { mostBytes, clock }, ({ address, folder, hits }) => work({
      address, folder, hits, later: (seconds) => { time += seconds * 1_000 },
      ask: (query, asking = {}) => ask(address, query.startsWith('/') ? query : `/matomo.php${query}`, { ...asking, headers: { 'user-agent': firefox, ...asking.headers } }),
    }))
  }
}
