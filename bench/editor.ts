// How soon the editor is ready, and how long a key takes in a text of a thousand blocks: npm run bench:editor. A paper of its
// own, in a real browser; the figures stand in docs/operations.md.
import { randomBytes } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { assetResponse, assetUrl } from '../src/base/web/assets.ts'
import { hashOf } from '../src/people/session.ts'
import { launch } from '../test/browser/browser.ts'
import { connected, removeFolder, run, stopped, temporaryFolder } from '../test/program.ts'

const rounds = 7
const blocks = 1_000
const keys = 'Das wird jetzt mitten im Text geschrieben, Wort für Wort. '

const data = temporaryFolder()
const paper = run(['start', '--empty'], { data })
const home = await paper.open()
const token = await editorsSession()
const browser = await launch()
const context = await browser.newContext({ locale: 'de-DE', viewport: { width: 1280, height: 900 } })
await context.addCookies([{ name: 'litfass', value: token, url: home }])
const [short, long] = [await article(40), await article(blocks)]
const script = new Uint8Array(await (await assetResponse(assetUrl('editor.js').split('/').at(-1) ?? ''))?.arrayBuffer() ?? new ArrayBuffer(0))
console.log(`script of the editor: ${(gzipSync(script).length / 1_000).toFixed(0)} KB compressed`)
console.log(`ready, 40 blocks, first time: ${await ready(short)} ms; then: ${middle(await times(() => ready(short)))} ms`)
console.log(`ready, ${blocks} blocks: ${middle(await times(() => ready(long)))} ms`)
const page = await context.newPage()
for (const [name, id] of [['40', short], [`${blocks}`, long]] as const) console.log(`a key in ${name} blocks, until it is painted: ${await typed(page, id)}`)
await browser.close()
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

/** From the click to the editor in which one can write. */
async function ready(id: number): Promise<number> {
  const page = await context.newPage()
  const began = performance.now()
  await page.goto(`${home}/desk/articles/${id}`, { waitUntil: 'commit' })
  await page.locator('.editor-text > .body').waitFor()
  const took = Math.round(performance.now() - began)
  await page.close()
  return took
}

async function times(measure: () => Promise<number>): Promise<number[]> {
  const all: number[] = []
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

function middle(all: number[]): number {
  return Math.round(all.toSorted((a, b) => a - b)[all.length >> 1] ?? 0)
}
