// How fast the paper serves a printed page beside nginx serving the same bytes, and what printing one costs:
// `npm run bench`. Needs taskset; wrk for the load, nginx to compare with.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { Client } from 'pg'
import { address, places } from '../src/base/db/embedded-files.ts'
import { articleUrl } from '../src/urls.ts'
import { ask, isThere, load, median, processorSeconds, startNginx, startPaper, type Server } from './servers.ts'

const rounds = 7
const seconds = 4
const prints = 300

interface Figures { perSecond: number[]; p99: number[] }

const folder = mkdtempSync(join(tmpdir(), 'litfass-bench-'))
if (!isThere('taskset')) throw new Error('the benchmark needs taskset, to give each program a core of its own')
console.error('starting the paper with its demonstration edition …')
const paper = await startPaper(join(folder, 'data'))
const database = new Client({ connectionString: address(places(join(folder, 'data')), 'litfass') })
try {
  await database.connect()
  await quiet()
  await report()
} finally {
  await database.end()
  await paper.stop()
  rmSync(folder, { recursive: true })
}

/** The pictures of the demonstration are being made: that work is not what is measured. */
async function quiet() {
  for (let open = 1; open > 0; await wait(1_000)) {
    const { rows: [row] } = await database.query<{ open: number }>('select count(*)::integer as open from graphile_worker.jobs')
    open = row?.open ?? 0
    console.error(open > 0 ? `waiting for ${open} background jobs …` : 'measuring')
  }
}

async function report() {
  const article = await discussedArticle()
  const url = `${paper.address}${articleUrl(article)}`
  const page = await ask(url)
  await wait(1_100)
  await ask(url, 'br')
  await wait(500)
  const [plain, brotli] = [await ask(url, 'identity'), await ask(url, 'br')]
  const cost = await printingCost(article.id, url)
  const rows = [
    ['Article page', `${articleUrl(article)}, ${article.comments} comments`],
    ['Size: plain / gzip / Brotli', [plain, page, brotli].map(({ body }) => `${(body.length / 1_024).toFixed(1)} KB`).join(' / ')],
    ['Printing it, CPU of program and database', `${cost.toFixed(2)} ms`],
    ...(isThere('wrk') ? await loaded(url, page) : [['Load', 'wrk is not installed']]),
  ]
  console.log(['| | |', '|---|---|', ...rows.map((row) => `| ${row.join(' | ')} |`)].join('\n'))
}

/** The one nearest to 50 comments. */
async function discussedArticle() {
  const { rows: [row] } = await database.query<{ id: number; slug: string; section_slug: string; comments: number }>(`
    select a.id::integer, a.slug, s.slug as section_slug, count(c.id)::integer as comments
    from articles a join sections s on s.id = a.section_id left join comments c on c.article_id = a.id
    where a.state = 'published' group by a.id, s.slug order by abs(count(c.id) - 50), a.id limit 1`)
  if (!row) throw new Error('the demonstration has no article')
  return row
}

/** Milliseconds of processor time for a page that is not in the press, less what the notice that throws it out costs. */
async function printingCost(article: number, url: string): Promise<number> {
  const round = async (tag: string) => {
    const before = processorSeconds(paper.pid)
    for (let i = 0; i < prints; i++) {
      await database.query('select pg_notify($1, $2)', ['stale', `!${tag}`])
      // The notice is on its way for a moment.
      await wait(5)
      await ask(url)
    }
    return processorSeconds(paper.pid) - before
  }
  await round(`article:${article}`)
  const [printing, hits] = [await round(`article:${article}`), await round('article:0')]
  return ((printing - hits) / prints) * 1_000
}

async function loaded(url: string, page: Awaited<ReturnType<typeof ask>>): Promise<string[][]> {
  const nginx = isThere('nginx') ? await startNginx(join(folder, 'nginx'), page) : undefined
  try {
    const targets: [Server, string, Figures][] = [[paper, url, { perSecond: [], p99: [] }]]
    if (nginx) targets.push([nginx, `${nginx.address}/page`, { perSecond: [], p99: [] }])
    for (const [, address] of targets) await load(address, { connections: 64, seconds: 2 })
    for (let round = 1; round <= rounds; round++) {
      console.error(`round ${round} of ${rounds}`)
      for (const [server, address, figures] of targets) {
        const before = processorSeconds(server.pid)
        const { requests, p99 } = await load(address, { connections: 64, seconds })
        figures.perSecond.push(requests / (processorSeconds(server.pid) - before))
        figures.p99.push(p99)
      }
    }
    const [ours, theirs] = targets.map(([, , figures]) => figures)
    return [
      ['Requests per CPU second', whole(ours)],
      ['The same for nginx, `gzip_static`, the same bytes', theirs ? whole(theirs) : 'nginx is not installed'],
      ...(ours && theirs ? [['Share of nginx', (median(ours.perSecond) / median(theirs.perSecond)).toFixed(2)]] : []),
      ['p99 at 64 connections', `${median(ours?.p99 ?? []).toFixed(1)} ms${theirs ? ` (nginx ${median(theirs.p99).toFixed(1)} ms)` : ''}`],
    ]
  } finally {
    await nginx?.stop()
  }
}

function whole(figures: Figures | undefined): string {
  return Math.round(median(figures?.perSecond ?? [])).toLocaleString('en')
}
