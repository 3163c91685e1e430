// Fronts in a real browser: laid out by drag, by keys, and with scripts off; looked through by axe.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { atDesk } from './at-desk.ts'
import { complaintsInAll, looks } from './axe.ts'
import { demonstration } from './demonstration.ts'

const paper = demonstration()
const desk = (options: Parameters<typeof atDesk>[3] = {}) => atDesk(paper, 'Fritzi Front', 'editor', options)
const headline = (page: Page, slot: string) => page.locator(`#slot-${slot} .headline`).innerText()
const stands = (page: Page, slot: string, text: string) => page.waitForFunction(([id, wanted]) => document.querySelector(`#slot-${id} .headline`)?.textContent === wanted, [slot, text] as const)

test('an article is dragged into a slot, carried on by keys, published, and readers see it there', async () => {
  const page = await desk({ viewport: { width: 1440, height: 900 } })
  await page.goto(`${paper.home}/desk/fronts/paper`)
  const text = await page.locator('.found .headline').nth(4).innerText()
  await page.locator('.found .handle').nth(4).hover()
  await page.mouse.down()
  const slot = (await page.locator('#slot-main-2').boundingBox())!
  await page.mouse.move(slot.x + 60, slot.y + 20, { steps: 4 })
  await page.mouse.up()
  await stands(page, 'main-2', text)
  assert.match(await page.locator('#said').innerText(), new RegExp(`^Abgelegt: ${text.slice(0, 12)}.*Hauptblock`))
  // By keys: one slot up, and left; then up for good.
  await page.locator('#slot-main-2 .handle').focus()
  await page.keyboard.press(' ')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Escape')
  assert.equal(await headline(page, 'main-2'), text)
  await page.locator('#slot-main-2 .handle').focus()
  await page.keyboard.press(' ')
  await page.keyboard.press('ArrowUp')
  assert.match(await page.locator('#said').innerText(), /Hauptblock: \S+ 1, dort steht/)
  await page.keyboard.press(' ')
  await stands(page, 'main-1', text)
  assert.match(await page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? ''), /^Verschieben: /)
  await page.getByRole('button', { name: 'Jetzt veröffentlichen' }).click()
  await page.getByText('Veröffentlicht: Die Leser sehen es.').waitFor()
  await page.goto(paper.home)
  assert.equal(await page.locator('[data-slot^="main-1."] a').first().innerText(), text)
  await page.context().close()
})

test('without scripts an article is placed by a form, moved by buttons, and the draft previewed and dropped', async () => {
  const page = await desk({ javaScriptEnabled: false })
  await page.goto(`${paper.home}/desk/fronts/paper`)
  assert.equal(await page.locator('.handle:visible').count(), 0)
  const text = await page.locator('.found .headline').nth(2).innerText()
  await page.locator('.found').getByRole('link', { name: /^Setzen/ }).nth(2).click()
  await page.locator('#slot-lead').getByRole('button', { name: /^Hierher/ }).click()
  assert.equal(await headline(page, 'lead'), text)
  const second = await headline(page, 'also-2')
  await page.locator('#slot-also-2').getByRole('button', { name: /^Nach oben/ }).click()
  assert.equal(await headline(page, 'also-1'), second)
  await page.getByRole('link', { name: 'Vorschau' }).click()
  assert.equal(await page.locator('.lead h2 a').innerText(), text)
  await page.goBack()
  await page.getByRole('button', { name: 'Entwurf verwerfen' }).click()
  assert.equal(await page.getByText('Der Entwurf ist verworfen.').count(), 1)
  await page.context().close()
})

test('axe finds nothing to complain about where fronts and topics are kept, and nothing is wider than a phone', async () => {
  const page = await desk()
  for (const path of ['/fronts', '/fronts/paper', '/fronts/s1?placing=3', '/fronts/paper/history', '/topics', '/topics/1', '/topics/1/merging?into=depot']) {
    assert.equal((await page.goto(`${paper.home}/desk${path}`))?.status(), 200, path)
    assert.deepEqual(await complaintsInAll(page, looks), [], path)
  }
  await page.context().close()
})
