// A reader opens the paper: the demonstration edition in a real browser, with scripts and without.
import assert from 'node:assert/strict'
import { execFile, spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { complaintsInAll, looks } from './axe.ts'
import { openPage } from './browser.ts'
import { demonstration } from './demonstration.ts'

const paper = demonstration()

const article = '/stadt/wallstedt-kauft-sein-depot-zurueck-1'
const english = '/stadt/wallstedt-buys-back-its-tram-depot-25'
const every = [
  '/', '/stadt', '/meinung', '/topic/haushalt', '/author/ilka-brandes', article, '/stadt/wo-die-waell-wartet-nacht-an-der-schleuse-4', english,
  '/wirtschaft/strom-wird-billiger-die-rechnung-nicht-22', `${article}/comments`, `${article}/comments?order=oldest`, '/support', '/feeds', '/imprint', '/privacy', '/privacy/counting', '/netiquette', '/about', '/accessibility', '/nowhere',
]

for (const scripts of [true, false]) {
  test(`a reader finds an article, its author, its topic and its comments ${scripts ? 'with' : 'without'} scripts`, async () => {
    const page = await openPage({ javaScriptEnabled: scripts, viewport: { width: 1440, height: 900 } })
    const elsewhere: string[] = []
    page.on('request', (request) => { if (!request.url().startsWith(paper.home)) elsewhere.push(request.url()) })
    await page.goto(paper.home)
    assert.equal(await page.title(), 'Wallstedter Anzeiger')
    await page.getByRole('heading', { name: /Wallstedt kauft sein Depot zurück/ }).first().getByRole('link').click()
    assert.ok(page.url().endsWith(article))
    assert.equal(await page.locator('.comment').count() > 10, true)
    await page.getByRole('link', { name: 'Marlene Ostwaldt' }).first().click()
    assert.match(page.url(), /\/author\/marlene-ostwaldt$/)
    await page.goBack()
    await page.getByRole('link', { name: 'Haushalt', exact: true }).click()
    assert.match(page.url(), /\/topic\/haushalt$/)
    await page.goto(`${paper.home}${article}/comments`)
    const first = page.locator('.comment header a').first()
    await first.click()
    assert.match(page.url(), /\/comments\/(\d+)#c\1$/)
    await page.goto(paper.home + article)
    await page.getByRole('link', { name: 'Ab 5 Euro im Monat fördern' }).click()
    assert.match(page.url(), /\/support\?/)
    await page.getByRole('heading', { level: 1, name: 'fördern' }).waitFor()
    await page.getByLabel('Überweisung').first().waitFor()
    assert.deepEqual(elsewhere, [])
    assert.deepEqual(await page.context().cookies(), [])
    await page.context().close()
  })
}

test('no page is wider than the screen, and no picture is missing, on phone, tablet and desk', async () => {
  const page = await openPage()
  const broken: string[] = []
  page.on('response', (response) => { if (response.status() >= 400 && !response.url().endsWith('/nowhere')) broken.push(`${response.status()} ${response.url()}`) })
  for (const width of [360, 768, 1440]) {
    await page.setViewportSize({ width, height: 900 })
    for (const address of every) {
      await page.goto(paper.home + address)
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${address} at ${width}`)
    }
  }
  assert.deepEqual(broken, [])
  await page.context().close()
})

test('at 200 % zoom every page still fits', async () => {
  const page = await openPage({ viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 })
  for (const address of every) {
    await page.goto(paper.home + address)
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), address)
  }
  await page.context().close()
})

test('axe finds nothing to complain about, light and dark, on phone and desk', async () => {
  const found: string[] = []
  const kinds = ['/', '/stadt', article, english, '/wirtschaft/strom-wird-billiger-die-rechnung-nicht-22', `${article}/comments`, '/support', '/netiquette', '/nowhere']
  const page = await openPage()
  for (const address of kinds) {
    await page.goto(paper.home + address)
    found.push(...(await complaintsInAll(page, looks)).map((one) => `${address}, ${one}`))
  }
  assert.deepEqual(found, [])
  await page.context().close()
})

test('every page is valid HTML, says the Nu checker', { skip: spawnSync('java', ['-version']).status === 0 ? false : 'needs java' }, async () => {
  const jar = createRequire(import.meta.url).resolve('vnu-jar/build/dist/vnu.jar')
  const files = await Promise.all(every.map(async (address, n) => {
    const path = join(paper.data, `page-${n}.html`)
    writeFileSync(path, await (await fetch(paper.home + address)).text())
    return path
  }))
  const stderr = await new Promise<string>((resolve) => execFile('java', ['-jar', jar, '--format', 'json', ...files], { maxBuffer: 64e6 }, (_error, _out, complaints) => resolve(complaints)))
  const { messages } = JSON.parse(stderr) as { messages: { type: string; message: string; url: string; extract?: string }[] }
  // Trailing strokes on void elements are how the printer writes them; the checker only mentions it.
  assert.deepEqual(messages.filter(({ type }) => type === 'error').map(({ url, message, extract }) => `${every[Number(/page-(\d+)/.exec(url)?.[1])]}: ${message} ${extract}`), [])
})

test('an article page is under 30 KB compressed, with its style in one file and at most two fonts', async () => {
  const page = await (await fetch(paper.home + article)).text()
  const styles = [...page.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)].map(([, href]) => href ?? '')
  assert.equal(styles.length, 1)
  const style = await (await fetch(paper.home + styles[0])).text()
  const fonts = new Set([...style.matchAll(/url\(([^)]+\.woff2)\)/g)].map(([, href]) => href))
  assert.ok(fonts.size <= 2)
  const bytes = gzipSync(page).length + gzipSync(style).length
  assert.ok(bytes <= 30 * 1024, `${bytes} bytes`)
})

test('the browser finds nothing amiss in what a page says of itself: its data, its manifest, its icons, its picture', async () => {
  const page = await openPage()
  const complaints: string[] = []
  page.on('console', (message) => { if (['error', 'warning'].includes(message.type())) complaints.push(message.text()) })
  await page.addInitScript(() => addEventListener('securitypolicyviolation', (event) => console.error(`${event.violatedDirective} ${event.blockedURI}`)))
  for (const address of ['/', article, english, '/stadt']) await page.goto(paper.home + address)
  const session = await page.context().newCDPSession(page)
  const { errors, url } = await session.send('Page.getAppManifest')
  assert.deepEqual([errors, url], [[], `${paper.home}/manifest.webmanifest`])
  const pictures = await page.evaluate(async () => {
    const addresses = [...document.querySelectorAll<HTMLLinkElement>('link[rel*=icon]')].map(({ href }) => href)
    const card = new URL(document.querySelector<HTMLMetaElement>('meta[property="og:image"]')?.content ?? '').pathname
    return Promise.all([...addresses, '/icon-512.png', '/icon-maskable-512.png', card].map(async (src) => {
      const image = Object.assign(new Image(), { src })
      await image.decode()
      return `${new URL(src, location.href).pathname.replace(/-[0-9a-f]{12}/, '')} ${image.naturalWidth} ${image.naturalHeight}`
    }))
  })
  assert.deepEqual(pictures.filter((line) => !line.startsWith('/icon.svg')), ['/favicon.ico 48 48', '/apple-touch-icon.png 180 180', '/icon-512.png 512 512', '/icon-maskable-512.png 512 512', '/cards/section-stadt.png 1200 630'])
  assert.deepEqual(complaints, [])
})

test('the keyboard reaches the content first, and shows where it is', async () => {
  const page = await openPage()
  await page.goto(paper.home)
  await page.keyboard.press('Tab')
  const skip = page.locator('.skip')
  assert.equal(await skip.evaluate((link) => link === document.activeElement && link.getBoundingClientRect().top >= 0), true)
  await page.keyboard.press('Enter')
  assert.ok(page.url().endsWith('#content'))
  await page.keyboard.press('Tab')
  assert.notEqual(await page.evaluate(() => getComputedStyle(document.activeElement as Element).outlineStyle), 'none')
  await page.context().close()
})

test('on paper stands the article, and nothing that cannot be used there', async () => {
  const page = await openPage()
  await page.goto(paper.home + article)
  await page.emulateMedia({ media: 'print' })
  for (const gone of ['.sections', '.appeal', '.foot', '#comments', '.skip']) assert.equal(await page.locator(gone).first().isVisible(), false, gone)
  assert.equal(await page.locator('.body').isVisible(), true)
  await page.context().close()
})

test('who chooses in the browser not to be counted is not: neither image nor script asks the paper, and no cookie says so', async () => {
  const page = await openPage()
  const counted: string[] = []
  // Requests of a worker are its own: those that reach the paper are seen by the context.
  page.context().on('requestfinished', async (request) => {
    const response = await request.response()
    if (/\/seen/.test(request.url()) && response && !response.fromServiceWorker()) counted.push(request.url())
  })
  await page.goto(`${paper.home}/privacy/counting`)
  await page.waitForLoadState('networkidle')
  assert.equal(counted.length > 0, true)
  const place = page.locator('[data-unmeasured]')
  await place.getByRole('button').click()
  await place.getByText(/weder durch das Bild|neither by the image/).waitFor()
  await page.waitForFunction('navigator.serviceWorker.controller !== null')
  counted.length = 0
  for (const path of [article, '/']) {
    await page.goto(paper.home + path)
    await page.waitForLoadState('networkidle')
  }
  await page.goto(`${paper.home}/privacy/counting`)
  assert.deepEqual(counted, [])
  assert.deepEqual(await page.context().cookies(), [])
  await place.getByRole('button').click()
  await place.getByText(/wird gezählt\.|is counted\./).waitFor()
  await page.goto(paper.home + article)
  await page.waitForLoadState('networkidle')
  assert.equal(counted.length > 0, true)
})
