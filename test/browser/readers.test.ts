// What readers see of discussions and of their accounts, looked through by axe: light and dark, on a phone and on a large screen.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { hashOf, newToken } from '../../src/people/session.ts'
import { connected } from '../program.ts'
import { complaintsInAll, twoLooks } from './axe.ts'
import { openPage } from './browser.ts'
import { demonstration } from './demonstration.ts'

const paper = demonstration()
const article = '/stadt/wallstedt-kauft-sein-depot-zurueck-1'
const discussion = `${article}/comments`
const account = ['', '/name', '/address', '/sessions', '/security', '/comments', '/follows', '/hidden', '/decisions', '/data', '/erasure'].map((path) => `/account${path}`)

test('axe finds nothing to complain about in what readers see of discussions, and no page is wider than the screen', async () => {
  const { token, foreign } = await signedIn()
  const page = await opened(token)
  await page.goto(paper.home + discussion)
  await write(page, 'Was im Artikel fehlt: der Preis.', 'post')
  await page.waitForURL(/\/mine\?at=\d+/)
  const mine = page.url().slice(paper.home.length)
  const own = /at=(\d+)/.exec(mine)?.[1]
  const pages = [
    article, discussion, `${discussion}?order=answered`, `${discussion}/${foreign}`, `${discussion}/${foreign}/reply`, `${discussion}/${foreign}/report`, `${discussion}/${foreign}/recommendation`, `${discussion}/${foreign}/follow`,
    mine, `${discussion}/${own}/edit`, `${discussion}/${own}/deletion`, `${discussion}/figures`, '/transparency', '/netiquette', ...account,
  ]
  for (const path of pages) {
    const answer = await page.goto(paper.home + path)
    assert.equal(answer?.status(), 200, path)
    assert.deepEqual(await complaintsInAll(page, twoLooks), [], path)
  }
  await page.goto(paper.home + discussion)
  await write(page, 'Kurz.', 'preview')
  assert.deepEqual(await complaintsInAll(page, twoLooks), [], 'the preview')
  await write(page, 'Zu lang. '.repeat(400), 'post')
  assert.deepEqual(await complaintsInAll(page, twoLooks), [], 'a refused comment')
  await page.context().clearCookies()
  for (const path of ['/sign-in', '/sign-in/sent', '/sign-in/link/none']) {
    await page.goto(paper.home + path)
    assert.deepEqual(await complaintsInAll(page, twoLooks), [], path)
  }
  await page.context().close()
})

/** Somebody who is signed in, and a comment of somebody else. */
async function signedIn(): Promise<{ token: string; foreign: number }> {
  const db = await connected(paper.data)
  const token = newToken()
  const { rows: [reader] } = await db.query("insert into readers (name, name_key, mail_address, created_at, confirmed_at) values ('Lotte Quell', 'lottequell', 'lotte@mail.test', now(), now()) returning id")
  await db.query("insert into sessions (token_hash, reader_id, factors, created_at, expires_at) values ($1, $2, '{link}', now(), now() + interval '1 hour')", [hashOf(token), reader.id])
  const { rows: [comment] } = await db.query("select id, reader_id from comments where article_id = 1 and state = 'shown' and parent_id is null and replies > 0 order by id limit 1")
  await db.query('insert into hidden_readers (reader_id, hidden_id, since) values ($1, $2, now())', [reader.id, comment.reader_id])
  await db.end()
  return { token, foreign: Number(comment.id) }
}

async function opened(token: string): Promise<Page> {
  const page = await openPage({ locale: 'de-DE' })
  await page.context().addCookies([{ name: 'litfass', value: token, url: paper.home }])
  return page
}

/** Sends the form as it is sent without scripts. */
async function write(page: Page, text: string, action: 'post' | 'preview') {
  await page.locator('#write textarea').fill(text)
  const left = page.waitForNavigation()
  await page.locator('#write').evaluate((form: HTMLFormElement, value) => {
    form.append(Object.assign(document.createElement('input'), { type: 'hidden', name: 'action', value }))
    form.submit()
  }, action)
  await left
}
