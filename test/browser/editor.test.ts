// The editor in a real browser: an article with every element written by keys alone, what is typed while the program is
// killed, and two people in one article.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { BrowserContext, Page } from 'playwright-core'
import { until } from '../program.ts'
import { atDesk, choose, newArticle, saved, text, words } from './at-desk.ts'
import { complaintsInAll, twoLooks } from './axe.ts'
import { demonstration } from './demonstration.ts'

const paper = demonstration()

test('an article with every element is written by keys alone, and stands there after a reload', async () => {
  const page = await atDesk(paper, 'Vera Vogt', 'admin')
  const address = await newArticle(paper, page, 'Mit Tasten geschrieben')
  const { keyboard } = page
  await text(page).focus()
  await keyboard.type('## Zwischentitel\nEin **fetter** und __betonter__ Satz mit `code`.')
  await keyboard.press('Control+Enter')
  await keyboard.type('> Ein Zitat.')
  await keyboard.press('Alt+Enter')
  await keyboard.type('Eva Roth\n>> Groß gesetzt\n- eins\nzwei\n')
  await keyboard.press('Tab')
  await keyboard.type('zwei a')
  await keyboard.press('Control+Enter')
  await keyboard.type('1. erstens')
  await keyboard.press('Control+Enter')
  await keyboard.type('/tabelle\nKopf')
  await keyboard.press('Tab')
  await keyboard.type('Zahl')
  for (const words of ['Depot', '12', 'Wagen', '40']) { await keyboard.press('Tab'); await keyboard.type(words) }
  await keyboard.press('Alt+Enter')
  await keyboard.type('Was gezählt wurde\n/erkl\nDepot\nWo die Wagen stehen\n\n/fakten\nIm Kasten')
  await keyboard.press('Alt+Enter')
  await keyboard.type('Das Depot\n/video\n')
  await page.locator('dialog').waitFor()
  await keyboard.type('https://video.example/depot')
  await keyboard.press('Tab')
  await keyboard.type('Ein Rundgang\n')
  await page.locator('dialog').waitFor({ state: 'detached' })
  await keyboard.press('Control+Enter')
  await keyboard.type('/bild\n')
  await take(page, 'depot')
  await keyboard.type('Das Depot von Osten')
  await keyboard.press('Tab')
  await keyboard.type('Im Herbst')
  await keyboard.press('Escape')
  await keyboard.press('Control+Enter')
  await keyboard.type('/galerie\n')
  await take(page, '')
  await keyboard.press('Escape')
  await keyboard.press('Control+Enter')
  await keyboard.type('Mit Fußnote')
  await keyboard.press('Alt+F10')
  await page.locator('[role=toolbar] :focus').waitFor()
  for (const key of ['ArrowRight', 'ArrowRight', 'Enter', 'f', 'f', 'Enter']) await keyboard.press(key)
  await page.locator('dialog').waitFor()
  await keyboard.type('Ratsbeschluss vom 17. September.\n')
  await page.locator('dialog').waitFor({ state: 'detached' })
  await keyboard.type(' und Link\n---Zum Schluss')
  await choose(page, { keys: ['End', 'Shift+Home'], words: 'Zum Schluss' })
  await keyboard.press('Control+k')
  await page.locator('dialog').waitFor()
  await keyboard.type('example.org/depot\n')
  await page.locator('dialog').waitFor({ state: 'detached' })
  await keyboard.press('Alt+ArrowUp')
  await saved(page)
  const written = await elements(page)
  assert.deepEqual(written, [
    'H2 Zwischentitel', 'P Ein fetter und betonter Satz mit code.', 'BLOCKQUOTE Ein Zitat. | Eva Roth', 'pull Groß gesetzt | ', 'UL eins zwei zwei a', 'OL erstens',
    'table Kopf Zahl Depot 12 Wagen 40 | Was gezählt wurde', 'DL Depot Wo die Wagen stehen', 'facts Im Kasten | Das Depot', 'embed  | https://video.example/depot | Ein Rundgang',
    'picture  | Das Depot von Osten | Im Herbst', 'gallery-part  |  | ', 'P Mit Fußnote und Link', 'P Zum Schluss', 'HR ',
  ])
  assert.equal(await text(page).locator('> p a').getAttribute('href'), 'https://example.org/depot')
  assert.equal(await text(page).getByRole('button', { name: 'Fußnote: Ratsbeschluss vom 17. September.' }).count(), 1)
  assert.deepEqual(await complaintsInAll(page, twoLooks), [])
  await page.goto(paper.home + address)
  await saved(page)
  assert.deepEqual(await elements(page), written)
  await page.context().close()
})

/** In the dialog of pictures: looks for words and takes the first that is found. */
async function take(page: Page, words: string) {
  await page.locator('dialog input[type=search]').waitFor()
  // The list of everything may come first: what is chosen there is gone when the one that was asked for comes.
  const found = words ? page.waitForResponse((answer) => answer.url().includes(`/picker?q=${words}`)) : undefined
  await page.keyboard.type(words)
  await (await found)?.finished()
  await page.evaluate(() => new Promise((resolve) => { requestAnimationFrame(() => setTimeout(resolve, 50)) }))
  const first = page.locator('dialog input[type=radio]:not(:disabled)').first()
  await first.waitFor()
  if (words) await page.locator(`dialog input[value="${words}"]`).waitFor()
  await page.keyboard.press('Tab')
  await first.and(page.locator(':focus')).waitFor()
  await page.keyboard.press('Space')
  await page.keyboard.press('Enter')
  await page.locator('dialog').waitFor({ state: 'detached' })
}

/** Each block with its text and what stands in its fields. */
function elements(page: Page): Promise<string[]> {
  return text(page).locator('> *').evaluateAll((blocks) => blocks.filter((one) => !one.matches('.ProseMirror-widget, .ProseMirror-gapcursor, .their-caret')).map((block) => {
    const copy = block.cloneNode(true) as HTMLElement
    copy.querySelectorAll('[contenteditable=false]').forEach((one) => one.remove())
    const words = [...copy.querySelectorAll('p, dt, dd, td, th, li')].length > 0 && !copy.matches('p') ? [...copy.querySelectorAll('p, dt, dd, td, th')].map((one) => one.textContent) : [copy.matches('figure, .embed, .gallery-part') ? '' : copy.textContent]
    const fields = [...block.querySelectorAll('input, textarea')].map((one) => (one as HTMLInputElement).value)
    const name = ['pull', 'table', 'facts', 'embed', 'picture', 'gallery-part'].find((one) => block.classList.contains(one)) ?? block.tagName
    return [`${name} ${words.join(' ')}`, ...fields].join(' | ')
  }))
}

test('whoever goes on typing while the program is killed and comes back loses nothing, nor by closing the page without a connection', async () => {
  const page = await atDesk(paper, 'Vera Vogt', 'admin')
  const address = await newArticle(paper, page, 'Im Stromausfall')
  await text(page).focus()
  const lines: string[] = []
  const type = async (count: number) => {
    for (let n = 0; n < count; n++) {
      lines.push(`Zeile ${lines.length + 1} geht nicht verloren.`)
      await page.keyboard.type(`${lines.at(-1)}\n`)
    }
  }
  await type(8)
  const [{ back }] = await Promise.all([paper.killed(), type(8)])
  await page.locator('.writing-state[data-state=away]').waitFor()
  await type(8)
  await page.getByLabel('Vorspann').fill('Auch ein Feld wird aufgehoben.')
  await text(page).focus()
  await page.keyboard.press('Control+End')
  await Promise.all([back(), type(8)])
  await saved(page)
  const other = await atDesk(paper, 'Vera Vogt', 'admin')
  await other.goto(paper.home + address)
  await saved(other)
  assert.deepEqual((await texts(other)).filter((line) => line.trim() !== ''), lines)
  assert.equal(await other.getByLabel('Vorspann').inputValue(), 'Auch ein Feld wird aufgehoben.')

  // Away, typed, closed: the browser has kept it, and sends it when the article is opened again; then it keeps nothing more.
  await page.context().setOffline(true)
  await page.locator('.writing-state[data-state=away]').waitFor()
  await text(page).focus()
  await page.keyboard.press('Control+End')
  await page.keyboard.type('Aus dem Tunnel.')
  await until('the browser has kept it', async () => await kept(page) > 0)
  await page.close()
  await text(other).getByText('Aus dem Tunnel.').waitFor({ state: 'detached' })
  const again = await open(page.context(), address)
  await text(other).getByText('Aus dem Tunnel.').waitFor()
  await saved(again)
  await until('the browser keeps nothing more', async () => await kept(again) === 0)
  for (const one of [again, other]) await one.context().close()
})

async function open(context: BrowserContext, address: string): Promise<Page> {
  await context.setOffline(false)
  const page = await context.newPage()
  await page.goto(paper.home + address)
  return page
}

/** How many changes lie in the browser's own store. */
function kept(page: Page): Promise<number> {
  return page.evaluate(() => new Promise<number>((resolve, reject) => {
    const request = indexedDB.open('litfass-writing')
    request.onerror = () => reject(request.error)
    request.onsuccess = () => {
      const count = request.result.transaction('rows').objectStore('rows').count()
      count.onsuccess = () => { request.result.close(); resolve(count.result) }
    }
  }))
}

test('two people write in one article at once, see each other, and end with the same text', async () => {
  const [vera, ben] = [await atDesk(paper, 'Vera Vogt', 'admin'), await atDesk(paper, 'Ben Berg', 'editor')]
  const address = await newArticle(paper, vera, 'Zu zweit')
  await text(vera).focus()
  await vera.keyboard.type('Anfang\nEnde')
  await saved(vera)
  await ben.goto(paper.home + address)
  await saved(ben)
  await vera.getByText('Ben Berg schreibt hier').waitFor()
  await ben.getByText('Vera Vogt schreibt hier').waitFor()
  await inFirst(ben)
  await ben.keyboard.press('End')
  await Promise.all([vera.keyboard.type(' von Vera, Wort für Wort'), ben.keyboard.type(' von Ben')])
  // A caret goes where its keys lead, whatever others write in that moment.
  const steps = 'Wort für Wort'.length
  const goesBack = async () => { for (let n = 0; n < steps; n++) await vera.keyboard.press('ArrowLeft') }
  await Promise.all([goesBack(), ben.keyboard.type(', Wort für Wort')])
  assert.equal(await vera.evaluate(() => getSelection()?.anchorOffset), 'Ende von Vera, '.length)
  await ben.locator('.their-caret', { hasText: 'Vera Vogt' }).waitFor({ state: 'attached' })
  await ben.getByLabel('Titel').fill('Zu zweit geschrieben')
  await vera.getByLabel('Themen').fill('Straßenbahn, Haushalt')
  await vera.getByLabel('Themen').blur()
  await Promise.all([saved(vera), saved(ben)])
  const both = ['Anfang von Ben, Wort für Wort', 'Ende von Vera, Wort für Wort']
  for (const page of [vera, ben]) {
    await until('both have everything', async () => (await texts(page)).join('\n') === both.join('\n') && await page.getByLabel('Titel').inputValue() === 'Zu zweit geschrieben' && await page.getByLabel('Themen').inputValue() === 'Straßenbahn, Haushalt')
  }
  // One's own steps are undone, not the other's.
  await vera.keyboard.press('Tab')
  await text(vera).focus()
  // How many steps it was depends on how fast she was.
  await until('what Vera wrote is gone', async () => {
    if (!(await texts(vera)).join().includes('Vera')) return true
    await vera.keyboard.press('Control+z')
    return false
  })
  assert.match((await texts(vera)).join(), /von Ben, Wort für Wort/)
  // In fields, too, whatever others write there meanwhile.
  const titles = [vera.getByLabel('Titel'), ben.getByLabel('Titel')] as const
  await titles[0].focus()
  await vera.keyboard.press('End')
  await vera.keyboard.type(' von Vera')
  await until('Ben has it', async () => await titles[1].inputValue() === 'Zu zweit geschrieben von Vera')
  await titles[1].focus()
  await ben.keyboard.press('Home')
  await ben.keyboard.type('Neu: ')
  await until('Vera has it', async () => await titles[0].inputValue() === 'Neu: Zu zweit geschrieben von Vera')
  await until('her own words are gone', async () => {
    if (!(await titles[0].inputValue()).includes('Vera')) return true
    await vera.keyboard.press('Control+z')
    return false
  })
  await until('only they are', async () => await titles[1].inputValue() === 'Neu: Zu zweit geschrieben')

  // What one types into a paragraph that the other makes a heading of meanwhile stands in the heading, and so does the caret.
  await inFirst(ben)
  await ben.keyboard.press('End')
  await ben.context().setOffline(true)
  await ben.locator('.writing-state[data-state=away]').waitFor()
  await ben.keyboard.type(' im Tunnel')
  await inFirst(vera)
  await vera.keyboard.press('Control+Alt+2')
  await saved(vera)
  await ben.context().setOffline(false)
  await text(ben).locator('h2', { hasText: 'im Tunnel' }).waitFor()
  await ben.keyboard.type(' geschrieben')
  await Promise.all([saved(vera), saved(ben)])
  for (const page of [vera, ben]) await until('all of it is in the heading', async () => (await words(page, '> h2')).join() === 'Anfang von Ben, Wort für Wort im Tunnel geschrieben')
  for (const page of [vera, ben]) await page.context().close()
})

/** Puts the caret there by the mouse: one that keys put at the very beginning just after the editor was entered is taken for the browser's doing, and put back. */
function inFirst(page: Page): Promise<void> {
  return text(page).locator('> p').first().click()
}

function texts(page: Page): Promise<string[]> {
  return words(page, '> p')
}
