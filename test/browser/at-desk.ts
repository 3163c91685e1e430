// People of the staff at the desk, each in a browser of their own, and what they do first.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import type { Locator, Page } from 'playwright-core'
import { hashOf } from '../../src/people/session.ts'
import { connected, until } from '../program.ts'
import { openPage } from './browser.ts'

interface Paper { data: string; home: string }

/** Somebody of the staff, in a browser of their own. */
export async function atDesk(paper: Paper, name: string, role: string, options: Parameters<typeof openPage>[0] = {}): Promise<Page> {
  const db = await connected(paper.data)
  const token = randomBytes(32).toString('base64url')
  const key = name.toLowerCase().replace(' ', '')
  await db.query("insert into readers (name, name_key, mail_address, created_at, confirmed_at) values ($1, $2, $3, now(), now()) on conflict do nothing", [name, key, `${key}@mail.test`])
  const { rows: [person] } = await db.query<{ id: number }>('select id from readers where name_key = $1', [key])
  await db.query("insert into staff_roles (reader_id, role, since) values ($1, $2, now()) on conflict do nothing", [person!.id, role])
  await db.query("insert into sessions (token_hash, reader_id, factors, created_at, expires_at) values ($1, $2, '{link,totp}', now(), now() + interval '1 hour')", [hashOf(token), person!.id])
  await db.end()
  const page = await openPage({ locale: 'de-DE', ...options })
  page.on('pageerror', (error) => assert.fail(error))
  await page.context().addCookies([{ name: 'litfass', value: token, url: paper.home }])
  return page
}

export async function newArticle(paper: Paper, page: Page, headline: string): Promise<string> {
  await page.goto(`${paper.home}/desk/articles/new`)
  // What is typed before the browser has put the caret there goes nowhere.
  await page.locator('input[name=headline]:focus').waitFor()
  await page.keyboard.type(headline)
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/desk\/articles\/\d+/)
  await text(page).waitFor()
  return new URL(page.url()).pathname
}

/** Where the text is written. */
export function text(page: Page): Locator {
  return page.locator('.editor-text > .body')
}
/** What stands in the text, without the names at others' carets. */
export function words(page: Page, selector: string): Promise<string[]> {
  return text(page).locator(selector).evaluateAll((all) => all.map((one) => {
    const copy = one.cloneNode(true) as HTMLElement
    copy.querySelectorAll('.their-caret').forEach((caret) => caret.remove())
    return copy.textContent.replaceAll('\u2060', '')
  }))
}
/** Once the editor is there, and the paper has all that was typed. */
export function saved(page: Page): Promise<void> {
  return page.locator('.writing-state[data-state=saved]').waitFor()
}

/** Chooses words of the text by keys, and waits until they are chosen: what others write meanwhile may put the caret back. The keys begin where it does not matter how often they are pressed. */
export function choose(page: Page, { keys, words }: { keys: string[]; words: string }): Promise<void> {
  return until(`“${words}” is chosen`, async () => {
    for (const key of keys) await page.keyboard.press(key)
    return await page.evaluate(() => getSelection()?.toString().trim()) === words
  })
}
