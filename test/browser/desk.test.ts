// The desk in a real browser: looked through by axe, light and dark, on phone and large screen; and a test of headlines with scripts off.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { hashOf } from '../../src/people/session.ts'
import { connected, until } from '../program.ts'
import { complaintsInAll, looks } from './axe.ts'
import { launch, openPage } from './browser.ts'
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
  const pages = ['', '/articles', '/articles/new', '/articles/1', '/pictures', '/people', `/people/${person}`, '/permissions', '/journal', '/settings', '/settings/pages', '/settings/pages/privacy/de', '/audience?days=30', '/audience/live?still=1', '/audience/articles/1', '/audience/by/sections/1?days=7', '/audience/front', '/audience/headlines', '/audience/headlines/new?article=1',
    '/articles/1/revisions', '/articles/1/difference?from=1&to=working', '/articles/1/changes?how=corrected', '/articles/1/plan', '/planning', '/wires', '/wires/sources/new', '/topics/1', '/topics/1/merging?into=Haushalt', '/fronts/paper', '/told/watching', '/moderation/routes']
  const page = await atDesk()
  await changeFirst(page)
  for (const path of pages) {
    const answer = await page.goto(`${paper.home}/desk${path}`)
    assert.equal(answer?.status(), 200, path)
    assert.deepEqual(await complaintsInAll(page, looks), [], `/desk${path}`)
  }
  await page.context().close()
})

/** Something of each kind, so that there is a difference to show. */
async function changeFirst(page: Page) {
  const bare = await openPage({ locale: 'de-DE', javaScriptEnabled: false })
  await bare.context().addCookies(await page.context().cookies())
  await bare.goto(`${paper.home}/desk/articles/1`)
  const body = bare.locator('[name=body]')
  const [first = '', second = '', ...rest] = (await body.inputValue()).split('\n\n')
  await body.fill([second, first.replace('Wallstedt', 'Stadt'), ...rest, 'Ein neuer Absatz.'].join('\n\n'))
  await bare.getByLabel('Titel', { exact: true }).fill('Ein Depot kommt zurück')
  await bare.locator('[name=lead_picture]').fill('akten')
  await bare.getByRole('button', { name: 'Speichern, ohne zu veröffentlichen' }).click()
  await bare.context().close()
}

test('without scripts a test of headlines is begun; a reader who follows one on the front page is counted for it, and for the slot', async () => {
  const desk = await atDesk({ javaScriptEnabled: false })
  await desk.goto(`${paper.home}/desk/articles/1`)
  await desk.getByRole('link', { name: 'Titel testen' }).click()
  await desk.getByLabel('Titel B').fill(await desk.locator('.headline-own span').innerText())
  await desk.getByRole('button', { name: 'Test beginnen' }).click()
  assert.match(await desk.getByRole('alert').innerText(), /Dieser Titel steht hier schon/)
  await desk.getByLabel('Titel B').fill('Ein altes Depot zum vierfachen Preis')
  await desk.getByRole('button', { name: 'Test beginnen' }).click()
  assert.match(await desk.getByRole('status').innerText(), /Der Test läuft/)

  // What calls itself headless is taken for a machine.
  const browser = await launch('--user-agent=Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36')
  const reader = await browser.newPage()
  const lead = reader.locator('[data-slot^="lead.1"]')
  let test_id: string | undefined
  await until('the front page shows it', async () => {
    await reader.goto(paper.home)
    test_id = (await lead.getAttribute('data-slot'))?.split('.')[2]
    return test_id !== undefined
  })
  const db = await connected(paper.data)
  const clicked = async () => (await db.query<{ n: number }>("select coalesce(sum(clicks), 0)::int as n from slot_clicks where slot = 'lead' and article_id = 1")).rows[0]!.n
  const before = await clicked()
  await lead.getByRole('link').click()
  await reader.waitForURL(/-1$/)
  await until('the click is counted', async () => (await db.query('select 1 from headline_slices where test_id = $1 and slot = $2 and clicks = 1', [test_id, 'lead'])).rowCount === 1)
  assert.equal(await clicked(), before + 1)
  await db.end()
  await desk.reload()
  await desk.getByRole('button', { name: 'Test abbrechen' }).click()
  assert.match(await desk.locator('main').innerText(), /Abgebrochen/)
  await browser.close()
  await desk.context().close()
})
