// Two people at one text: one suggests, the other takes up; a note to a passage, answered and settled; one does this and that
// while the other types. And something pasted, with what was left out said. All of it by keys and in the panels beside the text.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Locator, Page } from 'playwright-core'
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

test('what one does while another types comes out as it would alone', async () => {
  const [vera, ben] = [await atDesk(paper, 'Vera Vogt', 'admin'), await atDesk(paper, 'Ben Berg', 'editor')]
  const address = await newArticle(paper, vera, 'Daneben')
  await text(vera).focus()
  await vera.keyboard.type('Ben\nNach Wallstädt über die Brücke\n---Schluss')
  await saved(vera)
  await ben.goto(paper.home + address)
  await saved(ben)
  await text(ben).locator('> p').first().click()
  await ben.keyboard.press('End')
  // A caret at the end of a line takes no room.
  await text(vera).locator('> p').first().locator('.their-caret').waitFor({ state: 'attached' })
  const heights = await text(vera).locator('> p').evaluateAll((all) => all.map(({ clientHeight }) => clientHeight))
  assert.equal(heights[0], heights[1])
  const first = async () => (await words(vera, '> p'))[0]
  const heard = async () => { const before = await first(); await until('Vera has another letter of his', async () => await first() !== before) }
  await typing(ben, async () => {
    // House style finds what is amiss though somebody always types, and its marks stay.
    await text(vera).locator('.finding', { hasText: 'Wallstädt' }).waitFor()
    await heard()
    assert.equal(await text(vera).locator('.finding', { hasText: 'Wallstädt' }).count(), 1)
    // Letters that are to come in bold do.
    await text(vera).locator('> p').nth(1).click()
    await vera.keyboard.press('Control+b')
    await heard()
    await vera.keyboard.type('!')
    assert.deepEqual(await words(vera, 'strong'), ['!'])
    // Words that were chosen for a link become one.
    await choose(vera, { keys: ['End', 'ArrowLeft', 'Shift+Control+ArrowLeft'], words: 'Brücke' })
    await vera.keyboard.press('Control+k')
    await vera.locator('dialog').waitFor()
    await heard()
    await vera.keyboard.type('example.org\n')
    await vera.locator('dialog').waitFor({ state: 'detached' })
    assert.deepEqual(await words(vera, 'a'), ['Brücke'])
    // A footnote gets its words; a click behind it leads behind it.
    await vera.keyboard.press('Control+End')
    await vera.locator('.tool-insert').click()
    await vera.getByRole('menuitem', { name: 'Fußnote' }).click()
    await vera.locator('dialog').waitFor()
    await heard()
    await vera.keyboard.type('Ratsbeschluss.\n')
    await text(vera).getByRole('button', { name: 'Fußnote: Ratsbeschluss.' }).waitFor()
    await text(vera).locator('> p').last().click()
    await vera.keyboard.type('.')
    assert.equal((await words(vera, '> p')).at(-1), 'Schluss.')
    // A menu that was closed stays closed.
    await vera.keyboard.press('Control+Enter')
    await vera.keyboard.type('/bild')
    await vera.keyboard.press('Escape')
    await heard()
    assert.equal(await vera.locator('.insert-list').isVisible(), false)
  })
  // Keys lead over a caret that stands at the beginning of a line.
  await text(ben).locator('> p').nth(1).click()
  await ben.keyboard.press('Home')
  await text(vera).locator('> p').nth(1).locator('.their-caret').waitFor({ state: 'attached' })
  await text(vera).locator('> p').nth(1).click()
  for (const key of ['Home', 'End', '?']) await vera.keyboard.press(key)
  assert.equal((await words(vera, '> p'))[1], 'Nach Wallstädt über die Brücke!?')
  // What is composed in a field stands there once and whole, and so does what others write in it.
  const titles = [vera.getByLabel('Titel'), ben.getByLabel('Titel')] as const
  await titles[0].press('End')
  const keys = await vera.context().newCDPSession(vera)
  await keys.send('Input.imeSetComposition', { text: 'ni', selectionStart: 2, selectionEnd: 2 })
  await titles[1].press('Home')
  await ben.keyboard.type('Neu: ')
  await until('the paper has it', async () => await titles[1].inputValue() === 'Neu: Danebenni')
  await keys.send('Input.insertText', { text: '日' })
  for (const title of titles) await until('both have both', async () => await title.inputValue() === 'Neu: Daneben日')
  // Who has selected a part that the other takes out has nothing selected.
  await text(vera).locator('hr').click()
  await text(ben).locator('hr').click()
  await ben.keyboard.press('Delete')
  await text(vera).locator('hr').waitFor({ state: 'detached' })
  await vera.keyboard.type('Zum ')
  assert.ok((await words(vera, '> p')).includes('Zum Schluss.'))
  // A caret in the field of a part stays at its letter.
  await vera.keyboard.press('Control+Enter')
  await vera.keyboard.type('> Zitat')
  await vera.keyboard.press('Alt+Enter')
  await vera.keyboard.type('Roth')
  await vera.keyboard.press('ArrowLeft')
  const [hers, his] = [vera, ben].map((page) => text(page).locator('blockquote input')) as [Locator, Locator]
  await until('Ben has it', async () => await his.inputValue() === 'Roth')
  await his.press('Home')
  await ben.keyboard.type('Eva ')
  await until('Vera has it', async () => await hers.inputValue() === 'Eva Roth')
  await vera.keyboard.type('!')
  assert.equal(await hers.inputValue(), 'Eva Rot!h')
  // Who is at a suggestion stays there when another one comes before it.
  await text(ben).locator('> p').nth(1).click()
  for (const key of ['Control+Alt+s', 'b']) await ben.keyboard.press(key)
  await panel(vera, 'suggestions').getByRole('button', { name: /^Annehmen/ }).focus()
  const focused = () => vera.evaluate(() => document.activeElement?.getAttribute('aria-label'))
  const there = await focused()
  await text(ben).locator('> p').first().click()
  await ben.keyboard.press('c')
  await until('both are listed', async () => await panel(vera, 'suggestions').locator('li').count() === 2)
  assert.equal(await focused(), there)
  // The key that saves elsewhere is told that all is saved, too.
  await vera.keyboard.press('Control+s')
  await vera.locator('form > .unseen[role=status]', { hasText: 'Alles gespeichert' }).waitFor({ state: 'attached' })
  for (const page of [vera, ben]) await page.context().close()
})

/** Somebody who types on until something is done. */
async function typing(page: Page, during: () => Promise<void>) {
  let isOver = false
  const typed = (async () => { while (!isOver) await page.keyboard.type('a', { delay: 40 }) })()
  try { await during() } finally { isOver = true; await typed }
}

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
