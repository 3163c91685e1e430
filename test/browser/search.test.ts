// A reader looks for something: without scripts, by keyboard, in light and dark.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { complaintsInAll, twoLooks } from './axe.ts'
import { openPage } from './browser.ts'
import { demonstration } from './demonstration.ts'

const paper = demonstration()
const kinds = [
  '/search', '/search?q=depot', '/search?q=wallstedt&page=2', '/search?q=Haushallt', '/search?q=depot+xyzzy&topic=Verkehr&from=2026-01-01',
  '/search?q=-depot&section=nix&topic=nix&author=nix&from=31.2.2026&to=x', '/search?q=die&section=stadt&sort=newest', '/search?q=der+and',
]

test('without scripts a reader finds an article, narrows the search down and wide again, and reaches what was found', async () => {
  const page = await openPage({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } })
  await page.goto(paper.home)
  await page.locator('.masthead').getByRole('link', { name: 'Suche' }).click()
  await page.getByRole('searchbox', { name: 'Wonach suchen Sie?' }).fill('Strassenbahn Depot')
  await page.getByRole('button', { name: 'Suchen' }).click()
  assert.match(await page.title(), /^Suche nach „Strassenbahn Depot“/)
  const before = await page.locator('.hits li').count()
  assert.ok(before > 0)

  await page.getByText('Eingrenzen', { exact: true }).click()
  await page.getByLabel('Ressort', { exact: true }).selectOption({ label: 'Sport' })
  await page.getByRole('button', { name: 'Suchen' }).click()
  assert.equal(await page.locator('.hits li').count(), 0)
  await page.getByRole('link', { name: 'Ressort: Sport, diese Eingrenzung aufheben' }).click()
  assert.equal(await page.locator('.hits li').count(), before)
  assert.equal(await page.getByRole('searchbox').inputValue(), 'Strassenbahn Depot')

  await page.getByRole('link', { name: 'Neueste zuerst' }).click()
  assert.match(page.url(), /sort=newest/)
  await page.locator('.hits a').first().click()
  assert.match(page.url(), /-\d+$/)
  await page.context().close()
})

test('by keyboard alone a search is typed, sent, and its first hit opened', async () => {
  const page = await openPage()
  await page.goto(`${paper.home}/search`)
  await page.getByRole('searchbox').focus()
  await page.keyboard.type('haushallt')
  await page.keyboard.press('Enter')
  await page.waitForURL(/q=haushallt/)
  assert.match(await page.locator('.meant').innerText(), /Gezeigt werden Artikel zu haushalt\./)
  assert.ok(await page.locator('.hits mark').count() > 0)
  await page.locator('.sort a').last().focus()
  await page.keyboard.press('Tab')
  assert.notEqual(await page.evaluate(() => getComputedStyle(document.activeElement as Element).outlineStyle), 'none')
  await page.keyboard.press('Enter')
  await page.waitForURL(/-\d+$/)
  await page.context().close()
})

test('axe finds nothing to complain about, and no page is wider than the screen', async () => {
  const found: string[] = []
  const page = await openPage()
  for (const address of kinds) {
    await page.goto(paper.home + address)
    found.push(...(await complaintsInAll(page, [...twoLooks, { colorScheme: 'light', width: 768 }])).map((one) => `${address}, ${one}`))
  }
  assert.deepEqual(found, [])
  await page.context().close()
})
