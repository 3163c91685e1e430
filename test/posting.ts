// Readers who write, as browsers send it: so many at a time, each on a connection of its own, each saying the next thing
// when the last one was taken.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { Agent, request, type IncomingMessage } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Db } from '../src/base/db/db.ts'
import { hashOf, newToken } from '../src/people/session.ts'
import { articleUrl, commentsUrl, type Addressed } from '../src/urls.ts'
import { makeArticle, makeSection } from './makers.ts'

export interface Crowd { cookies: string[]; articles: Addressed[] }
export interface Load {
  /** The bodies of comments that were answered as taken. */
  acknowledged: Set<string>
  /** Of each of those, in milliseconds. */
  took: number[]
  stop(): Promise<void>
}

/** How much one reader says before the next one does: less than what is too much for one. */
const inARow = 10

/** Articles to write under, and readers with sessions whose comments are shown at once; made in the database itself. */
export async function makeCrowd(db: Db, { readers, articles }: { readers: number; articles: number }): Promise<Crowd> {
  const section = await makeSection(db)
  const now = new Date()
  const made: Addressed[] = []
  for (let n = 0; n < articles; n++) {
    const { id, slug } = await makeArticle(db, { section_id: section.id, slug: `discussed-${n}`, first_published_at: now, published_at: now })
    made.push({ id, slug, section_slug: section.slug })
  }
  await sql`update discussion_settings set newcomer_comments = 0`.execute(db)
  const tokens = Array.from({ length: readers }, newToken)
  await sql`
    with reader as (
      insert into readers (name, mail_address, created_at, confirmed_at)
      select 'Reader ' || n, 'reader-' || n || '@crowd.test', ${now}, ${now} from generate_series(1, ${readers}) n returning id, created_at)
    insert into sessions (token_hash, reader_id, factors, created_at, expires_at)
    select hash, id, '{link}', created_at, created_at + interval '1 day'
    from (select id, created_at, row_number() over (order by id) as nth from reader) reader
    join unnest(${tokens.map(hashOf)}::bytea[]) with ordinality token(hash, nth) using (nth)`.execute(db)
  return { cookies: tokens.map((token) => `litfass=${token}`), articles: made }
}

/** Lets so many readers write at a time, each again after a pause; `run` tells what they say from what others said before. */
export function startPosting(address: string, { cookies, articles }: Crowd, { hands, run, pauseMs = 0 }: { hands: number; run: string; pauseMs?: number }): Load {
  const agent = new Agent({ keepAlive: true, maxSockets: hands })
  const [acknowledged, took]: [Set<string>, number[]] = [new Set(), []]
  const said = articles.map((): number[] => [])
  const waiting = cookies.values()
  let stopped = false

  async function write(hand: number) {
    for (const cookie of waiting) {
      for (let n = 0; n < inARow; n++) {
        if (stopped) return
        const at = (hand + n) % articles.length
        const own = said[at] ?? []
        // Three of five answer one of the last twenty.
        const parent = (hand + n) % 5 < 3 ? own.at(-1 - ((hand * 7 + n) % Math.min(20, own.length || 1))) : undefined
        const body = `Beitrag ${run}.${acknowledged.size}.${hand}.${n}: dazu ist einiges zu sagen, und nicht alles davon passt hierher.\r\n\r\nAber das meiste.`
        const began = performance.now()
        const id = await post(new URL(commentsUrl(articles[at]!), address), { agent, cookie, fields: { body, ...(parent === undefined ? {} : { parent_id: String(parent) }) } })
        took.push(performance.now() - began)
        acknowledged.add(body.replaceAll('\r', ''))
        own.push(id)
        if (pauseMs > 0) await sleep(pauseMs)
      }
    }
    throw new Error('more readers are needed')
  }

  const ends = Promise.allSettled(Array.from({ length: hands }, (_, hand) => write(hand)))
  return {
    acknowledged, took,
    async stop() {
      stopped = true
      const failed = (await ends).find((end) => end.status === 'rejected')
      agent.destroy()
      if (failed) throw failed.reason
    },
  }
}

/** The number of the comment that was taken. */
async function post(url: URL, { agent, cookie, fields }: { agent: Agent; cookie: string; fields: Record<string, string> }): Promise<number> {
  const body = new URLSearchParams(fields).toString()
  const asking = request(url, {
    method: 'POST', agent,
    headers: {
      cookie, origin: url.origin, 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded', 'content-length': Buffer.byteLength(body),
      accept: 'text/html', 'accept-encoding': 'gzip, deflate, br', 'accept-language': 'de,en;q=0.5', 'user-agent': 'Mozilla/5.0',
    },
  })
  asking.end(body)
  const [response]: IncomingMessage[] = await once(asking, 'response')
  const text = await textOf(response!)
  const id = /at=(\d+)/.exec(response!.headers.location ?? '')?.[1]
  if (response!.statusCode !== 303 || !id) throw new Error(`answered ${response!.statusCode}: ${text.slice(0, 2_000)}`)
  return Number(id)
}

async function textOf(response: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of response.setEncoding('utf8')) text += chunk
  return text
}

/** Every comment that was acknowledged is there, once, and what pages count is what the tables hold. */
export async function checkPosted(db: Db, { address, crowd, acknowledged }: { address: string; crowd: Crowd; acknowledged: Iterable<string> }) {
  const rows = await db.selectFrom('comments').select(['article_id', 'body', 'parent_id', 'visible', 'shown_at']).execute()
  const bodies = new Set(rows.map(({ body }) => body))
  assert.deepEqual([...acknowledged].filter((body) => !bodies.has(body)), [], 'acknowledged, and lost')
  assert.equal(bodies.size, rows.length, 'said once, and there twice')
  const counts = await db.selectFrom('comment_counts').selectAll().execute()
  for (const article of crowd.articles) {
    const own = rows.filter(({ article_id }) => article_id === article.id)
    const { shown, threads, arrivals } = counts.find(({ article_id }) => article_id === article.id) ?? { shown: 0, threads: 0, arrivals: 0 }
    assert.deepEqual({ shown, threads, arrivals }, { shown: own.length, threads: own.filter(({ parent_id }) => parent_id === null).length, arrivals: own.length })
    const page = await (await fetch(new URL(articleUrl(article), address))).text()
    assert.equal(Number(/id="comments"[^>]*>([\d.,]*)/.exec(page)?.[1]?.replace(/[.,]/g, '')), own.length)
  }
}
