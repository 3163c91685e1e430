// Signing in by passkey, as a browser does it: with an authenticator that Chromium plays.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { CDPSession, Page } from 'playwright-core'
import { prepared } from '../prepared.ts'
import { databaseProcesses, removeFolder, run, until, type Program } from '../program.ts'
import { openPage } from './browser.ts'

const data = await prepared()
let paper: Program
let home = ''
let link = ''
before(async () => {
  // A passkey belongs to a name and an origin, so the paper must know its port.
  const port = String(20_000 + (process.pid % 20_000))
  const env = { HOST: 'localhost', PORT: port }
  paper = run(['start', '--empty'], { data, env })
  await paper.open()
  home = `http://localhost:${port}`
  const added = run(['staff', 'add', 'ada@mail.example', '--name', 'Redaktion Ada', '--role', 'admin, chief_editor'], { data, env })
  assert.equal(await added.exited, 0, added.output())
  link = /^http:\S+\/sign-in\/link\/[\w-]{43}$/m.exec(added.output())![0]
})
after(async () => {
  paper.signal('SIGKILL')
  await paper.exited
  await until('its database has ended', () => databaseProcesses(data).length === 0)
  removeFolder(data)
})

async function withAuthenticator(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page)
  await session.send('WebAuthn.enable')
  await session.send('WebAuthn.addVirtualAuthenticator', { options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true } })
  return session
}
const at = (page: Page) => new URL(page.url()).pathname

test('one of the staff comes in by the operator’s link, adds a passkey, and later comes in by that: one factor, and not the desk', async () => {
  const page = await openPage()
  await withAuthenticator(page)
  await page.goto(link)
  await page.locator('main .button').click()
  // Nothing is set up yet.
  assert.equal(at(page), '/account/security')
  assert.equal((await page.goto(`${home}/desk`))?.url(), `${home}/account/security`)
  await page.locator('form[data-passkey=create] [name=name]').fill('Telefon')
  await page.locator('form[data-passkey=create] button').click()
  await page.waitForURL('**/account/recovery-codes')
  await page.locator('main .button').click()
  assert.equal(await page.locator('.codes li').count(), 10)
  const [code] = await page.locator('.codes code').allTextContents()
  await page.goto(`${home}/account/security`)
  assert.match(await page.locator('.ways-in').innerText(), /Telefon/)

  await page.locator('.parts button').click()
  await page.goto(`${home}/sign-in?next=/desk`)
  await page.locator('form[data-passkey=get] button').click()
  await page.waitForURL('**/sign-in/second-factor?next=%2Fdesk')
  assert.equal((await page.goto(`${home}/desk`))?.url(), `${home}/sign-in/second-factor?next=%2Fdesk`)
  assert.equal(await page.locator('form[data-passkey]').count(), 0, 'the same passkey is no second way')
  await page.locator('[name=code]').fill(code!)
  await page.locator('main .button').click()
  assert.equal(at(page), '/desk')
  await page.context().close()
})

test('without scripts, and in a browser without passkeys, the forms that need them are not there, and what helps instead is', async () => {
  const page = await openPage({ javaScriptEnabled: false })
  await page.goto(`${home}/sign-in`)
  assert.equal(await page.locator('form[data-passkey]').isVisible(), false)
  assert.equal(await page.locator('[name=mail_address]').isVisible(), true)
  await page.context().close()
})

test('a passkey that is given up says so, and the page goes on working', async () => {
  const page = await openPage()
  const session = await withAuthenticator(page)
  await page.goto(`${home}/sign-in`)
  // There is none for this paper on the device.
  await page.locator('form[data-passkey=get] button').click()
  await page.locator('form[data-passkey=get] [role=alert]').waitFor({ state: 'visible' })
  assert.equal(await page.locator('form[data-passkey=get] button').isEnabled(), true)
  await session.detach()
  await page.context().close()
})
