// Giving in a real browser: by debit with scripts and in German, by transfer without scripts and in English; each page looked
// through by axe on the way.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { connected } from '../program.ts'
import { openPage } from './browser.ts'
import { demonstration } from './demonstration.ts'

const paper = demonstration()
/** It takes debits, and its button obliges to pay. */
async function takesMoney() {
  const db = await connected(paper.data)
  await db.query(`update funding_settings set creditor_id = 'DE98ZZZ09999999999', notice_days = 5, button = 'order'`)
  await db.query(`select pg_notify('stale', '!*')`)
  await db.end()
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
async function isClean(page: Page) {
  await page.evaluate(axe)
  const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }).axe.run())
  assert.deepEqual(violations.map(({ id, nodes }) => `${page.url()} ${id}: ${nodes[0]?.html}`), [])
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${page.url()} is wider than the screen`)
}

test('by debit, in German, on a phone and in the dark: the IBAN is grouped while it is typed, and the work is done while one reads', async () => {
  await takesMoney()
  const page = await openPage({ viewport: { width: 360, height: 780 }, colorScheme: 'dark' })
  const hosts = new Set<string>()
  page.on('request', (request) => hosts.add(new URL(request.url()).origin))
  await page.goto(`${paper.home}/support?amount=5`)
  await isClean(page)
  await page.check('[name=way][value=debit]', { force: true })
  await page.locator('[name=iban]').pressSequentially('de89370400440532013000')
  assert.equal(await page.inputValue('[name=iban]'), 'DE89 3704 0044 0532 0130 00')
  await page.fill('[name=name]', 'Jördis Kömpel')
  await page.fill('[name=mail_address]', 'joerdis@mail.example')
  await page.fill('[name=amount_other]', '7,50')
  // Whoever chooses one of the amounts after all means that one.
  await page.locator('[name=amount][value="20"]').evaluate((radio: HTMLInputElement) => radio.click())
  assert.equal(await page.inputValue('[name=amount_other]'), '')
  await page.fill('[name=amount_other]', '6,5')
  await page.locator('.giving .button').click()
  await page.locator('[name=consent]').waitFor()
  await isClean(page)
  assert.match(await page.locator('.agreed').innerText(), /6,50\s€ im Monat/)
  assert.equal(await page.locator('.binding .button').innerText(), 'Zahlungspflichtig unterstützen')
  await page.check('[name=consent]')
  await page.locator('.binding .button').click()
  await page.waitForURL('**/support/thanks/*')
  assert.match(await page.locator('h1').innerText(), /^Danke, Jördis Kömpel\.$/)
  await isClean(page)
  assert.deepEqual([...hosts], [paper.home])
  assert.deepEqual(await page.context().cookies(), [])
  await page.context().close()
})

test('by transfer, in English, without scripts: what does not apply is folded, what was wrong is said, and the button comes after a while', async () => {
  await takesMoney()
  const page = await openPage({ javaScriptEnabled: false, viewport: { width: 1280, height: 900 } })
  await page.goto(`${paper.home}/support?language=en&rhythm=once`)
  await page.locator('[name=way][value=transfer]').check()
  assert.equal(await page.locator('[name=iban]').isVisible(), false)
  await page.fill('[name=amount_other]', '0.20')
  await page.fill('[name=name]', 'Ada Löw')
  await page.fill('[name=mail_address]', 'ada@mail.example')
  await page.locator('.giving .button').click()
  assert.match(await page.locator('.wrong').innerText(), /The smallest amount is €1/)
  assert.equal(await page.inputValue('[name=name]'), 'Ada Löw')
  await page.fill('[name=amount_other]', '12.50')
  await page.locator('.giving .button').click()
  assert.match(await page.locator('.agreed').innerText(), /€12\.50 once/)
  const button = page.locator('.binding .button')
  assert.equal(await button.isVisible(), false, 'a program presses at once')
  await button.click({ timeout: 15_000 })
  assert.match(page.url(), /\/support\/thanks\//)
  assert.match(await page.locator('h1').innerText(), /^Thank you, Ada Löw\.$/)
  assert.match(await page.locator('.transfer').innerText(), /RF\d\d [\d ]+/)
  assert.ok((await page.locator('svg.girocode').boundingBox())!.width > 200)
  await page.context().close()
})
