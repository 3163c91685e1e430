// The reader's comfort: a walk through every page by keyboard and by landmarks, narrow screens, large text, the list of
// what was saved.
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { seed, share } from '../share.ts'
import { openPage } from './browser.ts'
import { demonstration } from './demonstration.ts'
import { walkByKeyboard, walkByReader } from './walk.ts'

const paper = demonstration()
const article = '/stadt/wallstedt-kauft-sein-depot-zurueck-1'
const other = '/wirtschaft/strom-wird-billiger-die-rechnung-nicht-22'
/** Every kind of page that readers see. */
const kinds = [
  '/', '/stadt', '/topic/haushalt', '/author/ilka-brandes', article, other, '/stadt/wallstedt-buys-back-its-tram-depot-25', `${article}/comments`,
  '/search', '/search?q=Depot', '/search?q=xyzzyx', '/archive', '/archive/2026', '/archive/2026/11', '/archive/2026/11/18', '/feeds', '/saved', '/support', '/imprint', '/accessibility', '/nowhere',
]
const alike = new Set(['/topic/haushalt', '/author/ilka-brandes', '/stadt/wallstedt-buys-back-its-tram-depot-25', '/search?q=xyzzyx', '/archive/2026', '/imprint'])

test(`every page can be walked by the keyboard: each stop is named, seen, outlined, in the order of the text, and none holds one (SEED=${seed})`, async () => {
  const page = await openPage({ viewport: { width: 1280, height: 800 } })
  const wrong: string[] = []
  // The walk takes as long as a page has stops; of kinds that are built alike one is enough.
  for (const address of share(kinds.filter((one) => !alike.has(one)), { of: 2, turn: seed })) {
    await page.goto(paper.home + address, { waitUntil: 'load' })
    const { stops, reachable } = await walkByKeyboard(page)
    if (stops.length !== reachable) wrong.push(`${address}: ${stops.length} stops for ${reachable} things`)
    if (!/^#content$/.test(new URL(await page.locator('.skip').evaluate((a: HTMLAnchorElement) => a.href)).hash) || stops[0]?.index !== 0) wrong.push(`${address}: does not begin with the way past the head`)
    stops.forEach((stop, n) => {
      if (stop.index !== n) wrong.push(`${address}: stop ${n} is number ${stop.index} of the text`)
      if (!stop.name) wrong.push(`${address}: stop ${n}, a ${stop.tag}, has no name`)
      if (!stop.outlined) wrong.push(`${address}: “${stop.name}” shows no focus`)
      if (!stop.seen) wrong.push(`${address}: “${stop.name}” is not in sight`)
    })
  }
  assert.deepEqual(wrong, [])
  await page.context().close()
})

interface Heard { address: string; levels: number[]; walk: string[] }
let heard: Promise<Heard[]> | undefined

/** The levels of its headings, and the walk by landmarks, of every kind of page: each is opened once. */
async function hear(): Promise<Heard[]> {
  const page = await openPage()
  const all: Heard[] = []
  for (const address of kinds) {
    await page.goto(paper.home + address)
    const levels = await page.locator('h1, h2, h3, h4, h5, h6').evaluateAll((all) => all.filter((one) => one.checkVisibility()).map((one) => Number(one.tagName[1])))
    all.push({ address, levels, walk: await walkByReader(page) })
  }
  await page.context().close()
  return all
}

test('every page has one first heading, and none skips a level', async () => {
  const wrong: string[] = []
  for (const { address, levels } of await (heard ??= hear())) {
    if (levels.filter((level) => level === 1).length !== 1) wrong.push(`${address}: ${levels.filter((level) => level === 1).length} first headings`)
    levels.forEach((level, n) => { if (level > (levels[n - 1] ?? 1) + 1) wrong.push(`${address}: from ${levels[n - 1]} to ${level}`) })
  }
  assert.deepEqual(wrong, [])
})

// To write it anew after a page has changed: WRITE_WALK=1 npm test -- test/browser/comfort.test.ts
test('the walk by landmarks and headings is the one written down in docs/walk.md', async () => {
  const walks = (await (heard ??= hear())).map(({ address, walk }) => `## ${address}\n\n\`\`\`\n${walk.join('\n')}\n\`\`\`\n`)
  const path = new URL('../../docs/walk.md', import.meta.url)
  const [preface] = readFileSync(path, 'utf8').split('\n## /')
  const now = `${preface}\n${walks.join('\n')}`
  if (process.env.WRITE_WALK) writeFileSync(path, now)
  assert.equal(readFileSync(path, 'utf8'), now)
})

test('at 320 pixels, and with text half as large again, no page is wider than the screen', async () => {
  const wrong: string[] = []
  for (const size of ['100', '150']) {
    const page = await openPage({ viewport: { width: 320, height: 800 } })
    await page.addInitScript((chosen) => localStorage.setItem('litfass.text-size', chosen), size)
    for (const address of kinds) {
      await page.goto(paper.home + address)
      if (size !== '100') await page.waitForSelector(`html[data-text="${size}"]`)
      if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) wrong.push(`${address} at ${size} %`)
    }
    await page.context().close()
  }
  assert.deepEqual(wrong, [])
})

test('who asks for less motion gets none', async () => {
  const page = await openPage({ reducedMotion: 'reduce' })
  for (const address of ['/', article, '/saved']) {
    await page.goto(paper.home + address)
    const moving = await page.evaluate(() => [...document.querySelectorAll('*')].filter((one) => {
      const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(one)
      return parseFloat(transitionDuration) > 0 || animationName !== 'none' || scrollBehavior === 'smooth'
    }).length)
    assert.equal(moving, 0, address)
  }
  await page.context().close()
})

test('the text follows the size the browser is set to', async () => {
  const page = await openPage()
  await page.goto(paper.home + article)
  const size = () => page.locator('.body p').first().evaluate((p) => parseFloat(getComputedStyle(p).fontSize))
  const usual = await size()
  await page.evaluate(() => { document.documentElement.style.fontSize = '32px' })
  assert.equal(await size(), usual * 2)
  await page.context().close()
})

test('a reader chooses a larger text, and finds it again on the next page', async () => {
  const page = await openPage()
  await page.goto(paper.home + article)
  const size = () => page.evaluate(() => parseFloat(getComputedStyle(document.documentElement).fontSize))
  const usual = await size()
  await page.getByText('Schriftgröße').first().click()
  await page.getByRole('button', { name: '125' }).click()
  assert.equal(await size(), usual * 1.25)
  assert.equal(await page.getByRole('button', { name: '125' }).getAttribute('aria-pressed'), 'true')
  await page.keyboard.press('Escape')
  assert.equal(await page.locator('.text-size').getAttribute('open'), null)
  await page.goto(paper.home)
  await page.waitForSelector('html[data-text="125"]')
  assert.equal(await size(), usual * 1.25)
  assert.deepEqual(await page.context().cookies(), [])
  await page.context().close()
})

test('a reader saves two articles, finds them on their list, and takes them off again', async () => {
  const page = await openPage()
  const sent = writesSeen(page)
  for (const address of [article, other]) {
    await page.goto(paper.home + address)
    await page.getByRole('button', { name: 'Für später merken' }).click()
    assert.equal(await page.getByRole('button', { name: 'Für später merken' }).getAttribute('aria-pressed'), 'true')
  }
  await page.goto(`${paper.home}/saved`)
  assert.deepEqual(await page.locator('.saved h2 a').allInnerTexts(), ['Strom wird billiger, die Rechnung nicht', 'Wallstedt kauft sein Depot zurück, zum Vierfachen des Preises'])
  await page.locator('.saved li').first().getByRole('button').click()
  await page.reload()
  await page.locator('.saved h2 a').click()
  assert.ok(page.url().endsWith(article))
  await page.getByRole('button', { name: 'Für später merken' }).click()
  await page.goto(`${paper.home}/saved`)
  assert.ok(await page.getByText('Noch nichts gemerkt.').isVisible())
  assert.deepEqual(sent, [])
  assert.deepEqual(await page.context().cookies(), [])
  await page.context().close()
})

test('the list of a browser whose store holds nonsense is empty, and can be used', async () => {
  const page = await openPage()
  await page.addInitScript(() => localStorage.setItem('litfass.saved', JSON.stringify([{ id: 'x' }, 7, ...['javascript:alert(1)', '//elsewhere.test', '/\\elsewhere.test', '/\t/elsewhere.test'].map((address) => ({ id: 1, address, kicker: '', headline: 'x', saved_at: '' }))])))
  await page.goto(`${paper.home}/saved`)
  assert.equal(await page.locator('.saved li').count(), 0)
  assert.ok(await page.getByText('Noch nichts gemerkt.').isVisible())
  await page.context().close()
})

test('a browser that keeps nothing for pages says so when an article is to be saved, and says it once', async () => {
  const page = await openPage()
  await page.addInitScript(() => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') } })
  await page.goto(paper.home + article)
  const button = page.getByRole('button', { name: 'Für später merken' })
  for (const _ of [1, 2]) await button.click()
  assert.deepEqual(await page.locator('.save [role=status]').allInnerTexts(), ['Ihr Browser lässt Seiten nichts behalten.'])
  assert.equal(await button.getAttribute('aria-pressed'), 'false')
  await page.context().close()
})

test('without scripts there is no button that does nothing, and the list says what to do instead', async () => {
  const page = await openPage({ javaScriptEnabled: false })
  await page.goto(paper.home + article)
  assert.equal(await page.getByRole('button', { name: 'Für später merken' }).count(), 0)
  await page.getByText('Schriftgröße').first().click()
  assert.ok(await page.getByText('Der Text folgt der Größe').isVisible())
  assert.equal(await page.locator('.text-size button:visible').count(), 0)
  await page.goto(`${paper.home}/saved`)
  assert.ok(await page.getByText('Skripte sind ausgeschaltet').isVisible())
  await page.context().close()
})

// What a page sends elsewhere than to ask for files; the list must not leave the browser.
function writesSeen(page: Page): string[] {
  const seen: string[] = []
  page.on('request', (request) => { if (request.method() !== 'GET' || /saved=|litfass/.test(request.url())) seen.push(request.url()) })
  return seen
}
