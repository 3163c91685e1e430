// The library of pictures in a real browser: several files go up while the connection is cut and the page is reloaded; the
// focal point is set by the keyboard; and both work with scripts off.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import sharp from 'sharp'
import { until } from '../program.ts'
import { atDesk } from './at-desk.ts'
import { complaintsInAll, looks } from './axe.ts'
import { demonstration } from './demonstration.ts'

const paper = demonstration()
const desk = (options: Parameters<typeof atDesk>[3] = {}) => atDesk(paper, 'Vera Vogt', 'chief_editor', options)

const noise = (side: number) => sharp(randomBytes(side * side * 3), { raw: { width: side, height: side, channels: 3 } }).png({ compressionLevel: 0 }).toBuffer()

test('several pictures go up while the connection is cut and the page is loaded anew', async () => {
  const page = await desk()
  await page.goto(`${paper.home}/desk/pictures`)
  // One part comes through; then the line is dead until it is mended.
  let passing = 1
  await page.route('**/desk/pictures/uploads/*', (route) => (route.request().method() === 'PATCH' && passing-- <= 0 ? route.abort('connectionfailed') : route.continue()))
  const files = await Promise.all([420, 430].map(async (side, n) => ({ name: `Rauschen ${n}.png`, mimeType: 'image/png', buffer: await noise(side) })))
  await page.getByLabel('Bilder hinzufügen').setInputFiles(files)
  await page.locator('.uploads [data-state=away]').first().waitFor()
  await page.reload()
  await page.locator('.uploads [data-state=away]').first().waitFor()
  passing = 1_000
  await until('both have arrived', async () => await page.locator('.uploads [data-state=taken]').count() === 2, 60_000)
  await page.reload()
  for (const name of ['rauschen-0', 'rauschen-1']) await page.getByRole('link', { name, exact: true }).waitFor()
  await page.context().close()
})

test('the focal point moves by the arrow keys, and the crops with it', async () => {
  const page = await desk()
  await page.goto(`${paper.home}/desk/pictures/3`)
  const [stage, crop] = [page.locator('svg.focal'), page.locator('svg[data-crop=square]')]
  const before = await crop.getAttribute('viewBox')
  await stage.focus()
  for (let n = 0; n < 3; n++) await page.keyboard.press('Shift+ArrowLeft')
  assert.notEqual(await crop.getAttribute('viewBox'), before)
  assert.equal(await page.getByLabel('Von links, in Prozent').inputValue(), '20')
  await page.getByRole('button', { name: 'Neu zuschneiden' }).click()
  assert.match(await page.getByRole('status').innerText(), /neu zugeschnitten/)
  assert.equal(await page.getByLabel('Von links, in Prozent').inputValue(), '20')
  for (const path of ['/desk/pictures/3', '/desk/pictures/duplicates', '/desk/pictures/settings', '/desk/pictures?for=1&use=used']) {
    await page.goto(paper.home + path)
    assert.deepEqual(await complaintsInAll(page, looks), [], path)
  }
  await page.context().close()
})

test('without scripts several pictures are taken in, and one is cut and leads an article', async () => {
  const page = await desk({ javaScriptEnabled: false })
  await page.goto(`${paper.home}/desk/pictures`)
  await page.getByLabel('Bilder hinzufügen').setInputFiles([{ name: 'Ohne 1.png', mimeType: 'image/png', buffer: await noise(40) }, { name: 'Ohne 2.png', mimeType: 'image/png', buffer: await noise(44) }])
  await page.getByRole('button', { name: 'Bilder aufnehmen' }).click()
  assert.equal(await page.getByRole('status').innerText(), '2 Bilder sind da.')
  await page.getByRole('link', { name: 'ohne-1', exact: true }).click()
  await page.getByLabel('Von oben, in Prozent').fill('10')
  await page.getByRole('button', { name: 'Neu zuschneiden' }).click()
  assert.equal(await page.getByLabel('Von oben, in Prozent').inputValue(), '10')
  await page.goto(`${paper.home}/desk/pictures?for=1`)
  await page.getByRole('button', { name: 'ohne-1 als Aufmacher verwenden' }).click()
  assert.match(page.url(), /\/desk\/articles\/1\?done=pictured/)
  await page.context().close()
})

test('a picture for a topic is chosen in a dialog, and without scripts from the library', async () => {
  const page = await desk()
  await page.goto(`${paper.home}/desk/topics/1`)
  await page.getByRole('link', { name: 'Bild wählen' }).click()
  const [dialog, choice] = [page.getByRole('dialog'), page.locator('.picture-choice label').nth(1)]
  await choice.click()
  const name = await choice.locator('code').innerText()
  await dialog.getByRole('button', { name: 'Dieses Bild nehmen' }).click()
  await page.getByRole('status').filter({ hasText: name }).waitFor()
  assert.deepEqual(await complaintsInAll(page, looks), [])
  await page.getByRole('button', { name: 'Speichern' }).click()
  await page.locator('.topic-picture figcaption', { hasText: name }).waitFor()
  await page.context().close()

  const plain = await desk({ javaScriptEnabled: false })
  await plain.goto(`${paper.home}/desk/topics/1`)
  await plain.getByRole('link', { name: 'Bild wählen' }).click()
  const other = plain.getByRole('button', { name: 'für das Thema verwenden' }).first()
  const chosen = (await other.getAttribute('aria-label') ?? '').split(' ')[0]
  await other.click()
  assert.equal(await plain.locator('.topic-picture figcaption').innerText(), chosen)
  await plain.getByLabel('Ohne Bild').check()
  await plain.getByRole('button', { name: 'Speichern' }).click()
  assert.equal(await plain.locator('.topic-picture figure').count(), 0)
  await plain.context().close()
})
