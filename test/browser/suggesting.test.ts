// Two people at one text: one suggests, the other takes up; a note to a passage, answered and settled; something pasted, with
// what was left out said. All of it by keys and in the panels beside the text.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { until } from '../program.ts'
import { atDesk, choose, newArticle, saved, text, words } from './at-desk.ts'
import { complaintsInAll, twoLooks } from './axe.ts'
import { demonstration } from './demonstration.ts'

const paper = demonstration()

const lines = async (page: Page) => (await words(page, '> p')).join('|')
const panel = (page: Page, name: string) => page.locator(`.editor-panel.${name}`)

test('what one suggests the other takes up, and a note to a passage is answered and settled', async () => {
  const [vera, ben] = [await atDesk(paper, 'Vera Vogt', 'admin'), await atDesk(paper, 'Ben Berg', 'editor')]
  const address = await newArticle(paper, vera, 'Mit Vorschlägen')
  await text(vera).focus()
  await vera.keyboard.type('Die Brücke ist zu.\nDer Rat berät.')
  await saved(vera)
  await ben.goto(paper.home + address)
  await saved(ben)

  // Ben suggests a word for another; nothing has changed until Vera takes it up.
  await text(ben).focus()
  await ben.keyboard.press('Control+Alt+s')
  await choose(ben, { keys: ['Control+Home', 'End', 'ArrowLeft', 'Shift+ArrowLeft', 'Shift+ArrowLeft'], words: 'zu' })
  await ben.keyboard.type('offen')
  await panel(vera, 'suggestions').getByText('Ben Berg').waitFor()
  await until('Vera sees both words', async () => (await words(vera, 'del, ins')).join('|') === 'zu|offen')

  // Vera writes a note to a passage, Ben answers, Vera settles it.
  await text(vera).focus()
  await choose(vera, { keys: ['Control+End', 'Home', 'Control+ArrowRight', 'Shift+Control+ArrowRight'], words: 'Rat' })
  await vera.keyboard.press('Control+Alt+m')
  await vera.locator('dialog').waitFor()
  await vera.keyboard.type('Welcher?\n')
  await vera.locator('dialog').waitFor({ state: 'detached' })
  await panel(ben, 'notes').getByText('Welcher?').waitFor()
  await ben.getByLabel('Antwort an Vera Vogt').fill('Der Stadtrat.')
  await ben.getByLabel('Antwort an Vera Vogt').press('Control+Enter')
  await panel(vera, 'notes').getByText('Der Stadtrat.').waitFor()
  assert.equal((await text(vera).locator('.noted').innerText()).trim(), 'Rat')
  assert.deepEqual(await complaintsInAll(vera, twoLooks), [])
  await panel(vera, 'notes').getByRole('button', { name: 'Erledigt: Rat', exact: true }).click()
  await panel(ben, 'notes').getByText(/Erledigt von Vera Vogt/).waitFor()

  await panel(vera, 'suggestions').getByRole('button', { name: 'Annehmen' }).click()
  await until('both have what was taken up', async () => await lines(vera) === 'Die Brücke ist offen.|Der Rat berät.' && await lines(ben) === await lines(vera))

  // What Ben deletes while he suggests stays; refused, it is as it was. A paragraph parted in its middle is no suggestion.
  await text(ben).focus()
  await until('Vera sees Ben at the end', async () => { await ben.keyboard.press('Control+End'); return await behindCaret(vera) === '' })
  for (const key of ['Backspace', 'Backspace', 'Enter']) await ben.keyboard.press(key)
  await until('Vera sees both letters struck out, and Ben before them', async () => (await words(vera, 'del')).join('') === 't.' && await behindCaret(vera) === 't.')
  assert.equal(await lines(vera), 'Die Brücke ist offen.|Der Rat berät.')
  // The panel follows the text a moment later: a button that is made anew under the pointer takes no click.
  await until('the panel has both letters, too', async () => (await panel(vera, 'suggestions').innerText()).includes('t.'))
  await panel(vera, 'suggestions').getByRole('button', { name: 'Ablehnen' }).click()
  await until('it is as it was', async () => await lines(vera) === 'Die Brücke ist offen.|Der Rat berät.' && (await panel(vera, 'suggestions').locator('li').count()) === 0)
  for (const page of [vera, ben]) await page.context().close()
})

test('what is pasted comes in clean, what was left out is said, and house style offers the right name', async () => {
  const page = await atDesk(paper, 'Vera Vogt', 'admin')
  await newArticle(paper, page, 'Eingefügt')
  await text(page).focus()
  await page.keyboard.type('"Ja", sagt er -- z.B. in Wallstädt.\n')
  await paste(page, '<h3 style="color:red">Titel</h3><p>Mit <b style="font-weight:normal">nichts</b> als <span style="font-weight:700">Text</span>.<img src="https://anderswo.example/b.jpg"></p>')
  await panel(page, 'pasted').getByText('Weggelassen: 1 Bild und Farben.').waitFor()
  await panel(page, 'house-style').getByRole('button', { name: 'Ersetzen durch „Wallstedt“' }).click()
  await until('it stands as it is to be', async () => (await lines(page)).replaceAll('\u202f', '^') === '„Ja“, sagt er – z.^B. in Wallstedt.|Mit nichts als Text.')
  assert.deepEqual([await text(page).locator('h2').innerText(), await text(page).locator('strong').innerText()], ['Titel', 'Text'])
  await page.context().close()
})

/** What stands behind the other's caret; undefined where that is not in the text. */
function behindCaret(page: Page): Promise<string | undefined> {
  return text(page).evaluate((body) => {
    const caret = body.querySelector('.their-caret')
    if (!caret) return undefined
    const range = document.createRange()
    range.setStartAfter(caret)
    range.setEndAfter(body)
    return range.toString().replaceAll('\u2060', '')
  })
}

function paste(page: Page, html: string): Promise<void> {
  return text(page).evaluate((body, given) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/html', given)
    body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, html)
}
