// How soon the editor is ready, and how long a key takes in a text of a thousand blocks: npm run bench:editor. A paper of its
// own, in a real browser; figures stand in docs/decisions/0107-who-opens-an-article-waits-for-its-text.md.
//
// Ready is the end of the frame in which the text stands painted where one can write, on the page's own clock from the click or the
// address on. Each time a word is typed then, and looked for in the paper's database: what is not kept there was not ready.
// (Until decision 0107 the clock was the test's: it ran until the test's question, whether the text is there, was answered, which
// takes a tenth of a second more where nothing else runs, and a second where much does. That figure is printed beside it.)
import { randomBytes } from 'node:crypto'
import { loadavg } from 'node:os'
import { gzipSync } from 'node:zlib'
import type { BrowserContext, Page } from 'playwright-core'
import { connect } from '../src/base/db/db.ts'
import { address, places } from '../src/base/db/embedded-files.ts'
import { assetResponse, assetUrl } from '../src/base/web/assets.ts'
import { lookInto } from '../src/newsroom/writing.ts'
import { hashOf } from '../src/people/session.ts'
import { launch } from '../test/browser/browser.ts'
import { connected, removeFolder, run, stopped, temporaryFolder, until } from '../test/program.ts'

const rounds = 7
const blocks = 1_000
const keys = 'Das wird jetzt mitten im Text geschrieben, Wort für Wort. '

/** In milliseconds. */
interface Took { painted: number; seen: number }

const data = temporaryFolder()
const paper = run(['start', '--empty'], { data })
const home = await paper.open()
const token = await editorsSession()
const { db, pool } = connect({ connectionString: address(places(data), 'litfass'), max: 1 })
const browser = await launch()
const context = await newContext()
const [short, long] = [await article(40), await article(blocks)]
const script = new Uint8Array(await (await assetResponse(assetUrl('editor.js').split('/').at(-1) ?? ''))?.arrayBuffer() ?? new ArrayBuffer(0))
console.log(`script of the editor: ${(gzipSync(script).length / 1_000).toFixed(0)} KB compressed`)
console.log(`ready, 40 blocks, the first page that the paper is asked for: ${told([await ready(short)])}`)
console.log(`ready, 40 blocks, by a browser that has nothing of the paper: ${told(await times(() => ready(short, { isFresh: true })))}`)
console.log(`ready, 40 blocks: ${told(await times(() => ready(short)))}`)
console.log(`ready, ${blocks} blocks, by a browser that has nothing of the paper: ${told(await times(() => ready(long, { isFresh: true })))}`)
console.log(`ready, ${blocks} blocks: ${told(await times(() => ready(long)))}`)
console.log(`load of the machine: ${loadavg().map((one) => one.toFixed(1)).join(', ')}`)
const page = await context.newPage()
for (const [name, id] of [['40', short], [`${blocks}`, long]] as const) console.log(`a key in ${name} blocks, until it is painted: ${await typed(page, id)}`)
await browser.close()
await pool.end()
await stopped(paper)
removeFolder(data)

async function editorsSession(): Promise<string> {
  const db = await connected(data)
  const secret = randomBytes(32).toString('base64url')
  const { rows: [person] } = await db.query<{ id: number }>("insert into readers (name, name_key, mail_address, created_at, confirmed_at) values ('Vera Vogt', 'veravogt', 'vera@mail.test', now(), now()) returning id")
  await db.query("insert into staff_roles (reader_id, role, since) values ($1, 'admin', now())", [person?.id])
  await db.query("insert into sessions (token_hash, reader_id, factors, created_at, expires_at) values ($1, $2, '{link,totp}', now(), now() + interval '1 hour')", [hashOf(secret), person?.id])
  await db.query("insert into sections (slug, name, position) values ('stadt', 'Stadt', 1)")
  await db.end()
  return secret
}

async function article(count: number): Promise<number> {
  const db = await connected(data)
  const text = 'Das Depot an der Ostseite wird verkauft, und niemand hat den Rat gefragt. '.repeat(5)
  const body = { type: 'doc', content: Array.from({ length: count }, (_, n) => (n % 10 === 0 ? { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: `Teil ${n / 10}` }] } : { type: 'paragraph', content: [{ type: 'text', text }] })) }
  const { rows: [made] } = await db.query<{ id: number }>(
    "insert into articles (section_id, slug, language, headline, body, state, created_at) select id, 'lang', 'de', 'Ein langer Text', $1, 'draft', now() from sections limit 1 returning id", [JSON.stringify(body)])
  await db.end()
  if (!made) throw new Error('the paper has no section')
  return made.id
}

async function newContext(): Promise<BrowserContext> {
  const made = await browser.newContext({ locale: 'de-DE', viewport: { width: 1280, height: 900 } })
  await made.addCookies([{ name: 'litfass', value: token, url: home }])
  // Runs in every page before its own scripts.
  await made.addInitScript(() => {
    const look = new MutationObserver(() => {
      if (!document.querySelector('.editor-text > .body > p')) return
      look.disconnect()
      requestAnimationFrame(() => setTimeout(() => performance.mark('ready')))
    })
    look.observe(document, { childList: true, subtree: true })
  })
  return made
}

/** From the address to the editor in which one can write. */
async function ready(id: number, { isFresh = false } = {}): Promise<Took> {
  const from = isFresh ? await newContext() : context
  const page = await from.newPage()
  const began = performance.now()
  await page.goto(`${home}/desk/articles/${id}`, { waitUntil: 'commit' })
  await page.locator('.editor-text > .body').waitFor()
  const seen = performance.now() - began
  const painted = await page.waitForFunction(() => performance.getEntriesByName('ready')[0]?.startTime)
  const took = { painted: await painted.jsonValue() ?? NaN, seen }
  await typedAndKept(page, id)
  await (isFresh ? from : page).close()
  return took
}

/** A word, typed where the caret is put by a click. */
async function typedAndKept(page: Page, id: number) {
  const word = `w${randomBytes(4).toString('hex')}`
  await page.locator('.editor-text > .body > p').first().click()
  await page.keyboard.type(word)
  await until(`${word} is kept`, async () => (await lookInto(db, id, (doc) => doc.getXmlFragment('body').toString()))?.includes(word) ?? false)
}

async function times(measure: () => Promise<Took>): Promise<Took[]> {
  const all: Took[] = []
  for (let n = 0; n < rounds; n++) all.push(await measure())
  return all
}

async function typed(page: Page, id: number): Promise<string> {
  await page.goto(`${home}/desk/articles/${id}`)
  await page.locator('.editor-text > .body > p').nth(5).click()
  await page.evaluate(() => {
    const took: number[] = []
    Object.assign(globalThis, { took })
    document.addEventListener('keydown', () => { const began = performance.now(); requestAnimationFrame(() => setTimeout(() => took.push(performance.now() - began))) }, true)
  })
  await page.keyboard.type(keys, { delay: 40 })
  const took = await page.evaluate(() => (globalThis as unknown as { took: number[] }).took.sort((a, b) => a - b))
  return `${middle(took)} ms in the middle, ${Math.round(took[Math.floor(took.length * 0.95)] ?? 0)} ms at most for 95 %`
}

function told(all: Took[]): string {
  return `${middle(all.map(({ painted }) => painted))} ms, ${Math.round(Math.max(...all.map(({ painted }) => painted)))} at most (${middle(all.map(({ seen }) => seen))} until the test has seen it)`
}

function middle(all: number[]): number {
  return Math.round(all.toSorted((a, b) => a - b)[all.length >> 1] ?? 0)
}
