// The desk in a real browser: looked through by axe, light and dark, on phone and large screen; and an article's way
// through it with scripts off.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { hashOf } from '../../src/people/session.ts'
import { connected } from '../program.ts'
import { complaintsInAll, fourLooks } from './axe.ts'
import { openPage } from './browser.ts'
import { demonstration } from './demonstration.ts'

const paper = demonstration()
const token = randomBytes(32).toString('base64url')
let person = 0

/** Signs Vera in, once the paper is open. */
async function signIn() {
  const db = await connected(paper.data)
  const { rows } = await db.query<{ id: number }>("insert into readers (name, name_key, mail_address, created_at, confirmed_at) values ('Vera Vogt', 'veravogt', 'vera@mail.test', now(), now()) returning id")
  person = Number(rows[0]!.id)
  await db.query("insert into staff_roles (reader_id, role, since) values ($1, 'admin', now())", [person])
  await db.query("insert into sessions (token_hash, reader_id, factors, created_at, expires_at) values ($1, $2, '{link,totp}', now(), now() + interval '1 hour')", [hashOf(token), person])
  await db.end()
}

async function atDesk(options: Parameters<typeof openPage>[0] = {}): Promise<Page> {
  if (person === 0) await signIn()
  const page = await openPage({ locale: 'de-DE', ...options })
  await page.context().addCookies([{ name: 'litfass', value: token, url: paper.home }])
  return page
}

test('axe finds nothing to complain about at the desk, and no page is wider than the screen', async () => {
  if (person === 0) await signIn()
  const pages = ['', '/articles', '/articles/new', '/articles/1', '/pictures', '/people', `/people/${person}`, '/permissions', '/journal', '/settings', '/settings/pages', '/settings/pages/privacy/de']
  const page = await atDesk()
  for (const path of pages) {
    const answer = await page.goto(`${paper.home}/desk${path}`)
    assert.equal(answer?.status(), 200, path)
    assert.deepEqual(await complaintsInAll(page, fourLooks), [], `/desk${path}`)
  }
  await page.context().close()
})

test('without scripts an article is written, published, corrected and withdrawn', async () => {
  const page = await atDesk({ javaScriptEnabled: false })
  await page.goto(`${paper.home}/desk/articles/new`)
  await page.getByLabel('Titel').fill('Neues Depot')
  await page.getByLabel('Text', { exact: true }).fill('## Erster Teil\n\nEs ist **fertig**.')
  await page.getByLabel('Name 1').fill('Eva Roth')
  await page.getByRole('button', { name: 'Entwurf speichern' }).click()
  assert.equal(await page.getByRole('status').innerText(), 'Gespeichert.')
  await page.getByRole('button', { name: 'Jetzt veröffentlichen' }).click()
  await page.getByLabel('Was falsch war').fill('Es hieß, es sei fertig.')
  await page.getByLabel('Was richtig ist').fill('Es fehlt das Dach.')
  await page.getByRole('button', { name: 'Korrektur veröffentlichen' }).click()
  const desk = page.url()
  await page.getByRole('link', { name: 'So lesen, wie er veröffentlicht ist' }).click()
  assert.match(await page.locator('.body').innerText(), /Erster Teil[\s\S]*fertig[\s\S]*Es fehlt das Dach/)
  const address = page.url()
  await page.goto(desk)
  await page.getByLabel('Begründung').fill('Verwechslung.')
  await page.getByRole('button', { name: 'Artikel zurückziehen' }).click()
  assert.equal((await page.goto(address))?.status(), 410)
  await page.context().close()
})
