// How long the desk takes in a paper of 100,000 articles: its first page, the list with each of its filters, the calendar, pictures and the journal: `npm run bench:desk`, or
// `npm run bench:desk -- FOLDER` with a data folder that is there. Medians and slowest of some rounds in a row, as somebody signed in sees them.
// Then the same for the first page and the list in a real browser, from the address to the load event by the page's own clock.
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import type { Browser } from 'playwright-core'
import { connect } from '../src/base/db/db.ts'
import { address, places } from '../src/base/db/embedded-files.ts'
import { launch } from '../test/browser/browser.ts'
import { makeAccount } from '../test/people-makers.ts'
import { generatedPaper, median, startPaper } from './servers.ts'

const rounds = 15
const folder = mkdtempSync(join(tmpdir(), 'litfass-bench-'))
const data = process.argv[2] ?? generatedPaper(join(folder, 'large'))
const server = await startPaper(data)
const database = new Client({ connectionString: address(places(data), 'litfass') })
await database.connect()
await database.query('vacuum (analyze)')
const { db } = connect({ connectionString: address(places(data), 'litfass'), max: 1 })
try {
  const { cookie } = await makeAccount(db, { roles: ['chief_editor'], confirmed_at: new Date() })
  await db.updateTable('sessions').set({ expires_at: new Date(Date.now() + 86_400_000) }).execute()
  const { rows: [common] } = await database.query<{ author: string; section: string; word: string }>(`select (select name from authors order by (select count(*) from bylines where author_id = authors.id) desc limit 1) as author,
    (select slug from sections order by id desc limit 1) as section, (select split_part(headline, ' ', 1) from articles order by id limit 1) as word`)
  const { author = '', section = '', word = '' } = common ?? {}
  const asked = {
    'first page': '/desk', 'list': '/desk/articles', 'list, far behind': '/desk/articles?before=5000', 'a section': `/desk/articles?section=${section}`, 'an author': `/desk/articles?author=${encodeURIComponent(author)}`,
    'a stage with many': '/desk/articles?stage=published', 'a stage with none': '/desk/articles?stage=legal', 'not public': '/desk/articles?stage=unpublished', 'a common word': '/desk/articles?q=der', 'a word': `/desk/articles?q=${encodeURIComponent(word)}`,
    'a word nobody wrote': '/desk/articles?q=Xylophonzz', 'word, section, stage': `/desk/articles?q=der&section=${section}&stage=corrected`, 'calendar': '/desk/planning', 'pictures': '/desk/pictures', 'journal': '/desk/journal',
  }
  for (const [name, path] of Object.entries(asked)) console.log(`${name.padEnd(24)}${await told(path, cookie)}`)
  const browser = await launch()
  for (const path of ['/desk', '/desk/articles']) {
    console.log(`${path}, in a browser that has nothing of the paper: ${await loaded(browser, { path, cookie, isFresh: true })}; then: ${await loaded(browser, { path, cookie, isFresh: false })}`)
  }
  await browser.close()
  console.log(`load of the machine: ${loadavg().map((one) => one.toFixed(1)).join(', ')}`)
} finally {
  await db.destroy()
  await database.end()
  await server.stop()
  rmSync(folder, { recursive: true })
}

async function loaded(browser: Browser, { path, cookie, isFresh }: { path: string; cookie: string; isFresh: boolean }): Promise<string> {
  const [name = '', value = ''] = cookie.split(/=(.*)/s)
  const newContext = async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
    await context.addCookies([{ name, value, url: server.address }])
    return context
  }
  const took: number[] = []
  let context = await newContext()
  for (let n = 0; n < rounds; n++) {
    const page = await context.newPage()
    await page.goto(server.address + path)
    const load = await page.waitForFunction(() => {
      const [navigation] = performance.getEntriesByType('navigation')
      return navigation instanceof PerformanceNavigationTiming && navigation.loadEventEnd
    })
    took.push(Number(await load.jsonValue()))
    await page.close()
    if (!isFresh) continue
    await context.close()
    context = await newContext()
  }
  await context.close()
  // The first one of a browser that has all is the one that fetches it.
  const counted = isFresh ? took : took.slice(1)
  return `median ${median(counted).toFixed(0)} ms, slowest ${Math.max(...counted).toFixed(0)} ms`
}

async function told(path: string, cookie: string): Promise<string> {
  const took: number[] = []
  let status = 0
  for (let n = 0; n < rounds; n++) {
    const begun = performance.now()
    const answer = await fetch(server.address + path, { headers: { cookie }, redirect: 'manual' })
    await answer.text()
    took.push(performance.now() - begun)
    status = answer.status
  }
  return `${status}  median ${median(took).toFixed(0).padStart(4)} ms, slowest ${Math.max(...took).toFixed(0).padStart(4)} ms`
}
