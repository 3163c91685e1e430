// Which answers are counted as what: by route, class of status, and where they came from; never by whom they are for.
import type { ServerResponse } from 'node:http'
import { cell } from '../metrics/counts.ts'
import type { Sheet } from '../press/sheet.ts'

export interface Counting { route: string; source: 'press' | 'printed' | 'program' }

const requests = 'litfass_requests_total'

/** What counts when a printed page is served again; kept with it, so that nothing is looked up then. */
export function hitsOf(route: string, status: number): NonNullable<Sheet['hits']> {
  return { whole: cell(requests, { route, status: classOf(status), source: 'press' }), unchanged: cell(requests, { route, status: '3xx', source: 'press' }) }
}

export function countHit({ hits }: Sheet, status: number) {
  if (hits) (status === 304 ? hits.unchanged : hits.whole).count++
}

/** Nothing is counted of an answer that its reader did not wait for. */
export function countAnswer({ headersSent, statusCode }: ServerResponse, { route, source }: Counting) {
  if (headersSent) cell(requests, { route, status: classOf(statusCode), source }).count++
}

function classOf(status: number): string {
  return `${Math.floor(status / 100)}xx`
}
