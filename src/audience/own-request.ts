// A reader's own request, told to that reader: what counting would keep of it, found by the code that keeps it.
import { randomBytes } from 'node:crypto'
import type { Reads } from '../base/db/db.ts'
import { dayOf } from '../base/time.ts'
import { callerOf } from '../base/web/proxies.ts'
import type { At, Guard } from '../base/web/route.ts'
import { paths } from '../urls.ts'
import { countryOf } from './country.ts'
import { isPrivate } from './counter.ts'
import { hitOf, type Hit, type Mode, type Said } from './hit.ts'
import { audienceSettings, paperZone } from './reads/rolling.ts'
import { saltOfTable } from './reads/salt.ts'

/** Everyone, by what their browser says of itself: the page tells it back, and nothing keeps it. */
export const ownRequest: Guard<Said> = async (request) => {
  const header = (name: string) => request.headers.get(name) ?? ''
  return {
    address: callerOf(request)?.address ?? '', agent: header('user-agent'), languages: header('accept-language'),
    isPrivate: isPrivate({ 'sec-gpc': header('sec-gpc'), dnt: header('dnt') }),
  }
}

export interface OwnHit { mode: Mode; zone: string; hit: Hit; /** The salt of the day was not to be had at this moment: the number shown is another than the one counted. */ isSaltless: boolean }

export async function ownHit(db: Reads, said: Said, { site, now }: At): Promise<OwnHit> {
  const [{ mode }, zone, kept] = [await audienceSettings(db), await paperZone(db), await saltOfTable(db)]
  const salt = kept?.day === dayOf(now, zone) ? kept.salt : undefined
  const hit = hitOf({ ...said, page: { path: paths.counting }, query: '', isAhead: false }, { mode, salt: salt ?? randomBytes(32), site: site.url, now, countryOf })
  return { mode, zone, hit, isSaltless: salt === undefined }
}
