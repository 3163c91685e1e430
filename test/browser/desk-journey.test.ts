// The whole way of an article: an author has the idea, writes and sends it to the desk; the desk edits, has its facts checked and publishes it; then it is
// corrected and withdrawn. Each does what they may and finds no way to what they may not. Once in German with scripts, once in English without.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { translator, type T } from '../../src/base/i18n/i18n.ts'
import type { Role } from '../../src/people/permissions.ts'
import { hashOf, newToken } from '../../src/people/session.ts'
import { connected, until } from '../program.ts'
import { atDesk, newArticle, saved, text } from './at-desk.ts'
import { openPage } from './browser.ts'
import { demonstration } from './demonstration.ts'

const paper = demonstration()
const words = {
  de: { title: 'Die Fähre bleibt', better: 'Die Fähre bleibt bis Ostern', first: 'Der Fährmann hat um ein Jahr verlängert.', later: 'Er fährt jetzt auch sonntags.', wrong: 'Es hieß, er fahre ein Jahr.', right: 'Er fährt bis Ostern.', reason: 'Der Vertrag war nicht unterschrieben.' },
  en: { title: 'The ferry stays', better: 'The ferry stays until Easter', first: 'The ferryman has signed for another year.', later: 'He now goes on Sundays, too.', wrong: 'It said he would go for a year.', right: 'He goes until Easter.', reason: 'The contract had not been signed.' },
} as const

/** A page of somebody with this role, who has proven in two ways who they are. */
async function as(role: Role, { language, scripts }: { language: string; scripts: boolean }): Promise<Page> {
  const client = await connected(paper.data)
  const token = newToken()
  const name = `${role} ${token.slice(0, 6)}`
  const { rows: [{ id }] } = await client.query(`insert into readers (name, name_key, mail_address, language, created_at, confirmed_at) values ($1, $2, $3, $4, now(), now()) returning id`, [name, name.replace(/\W/g, '').toLowerCase(), `${token.slice(0, 8)}@mail.test`, language])
  await client.query('insert into staff_roles (reader_id, role, since) values ($1, $2, now())', [id, role])
  await client.query(`insert into sessions (token_hash, reader_id, factors, created_at, expires_at) values ($1, $2, '{link,totp}', now(), now() + interval '1 day')`, [hashOf(token), id])
  await client.end()
  const page = await openPage({ viewport: { width: 1280, height: 900 }, javaScriptEnabled: scripts })
  await page.context().addCookies([{ name: 'litfass', value: token, url: paper.home }])
  return page
}

/** Writes into the article's form, or into the editor that has taken it over. */
async function write(page: Page, { headline, text: typed, scripts, t }: { headline?: string; text?: string; scripts: boolean; t: T }) {
  if (scripts) await saved(page)
  if (headline !== undefined) await page.getByLabel(t('articles.headline'), { exact: true }).fill(headline)
  if (!scripts) {
    if (typed !== undefined) await page.getByLabel(t('articles.body'), { exact: true }).fill(typed)
    await page.getByRole('button', { name: t('articles.save'), exact: true }).click()
    await page.waitForURL(/done=saved/)
    return
  }
  if (typed !== undefined) {
    await text(page).click()
    await page.keyboard.type(typed)
  }
  await saved(page)
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

for (const [language, scripts] of [['de', true], ['en', false]] as const) {
  test(`from the idea to what was published, corrected and withdrawn (${language}, ${scripts ? 'with' : 'without'} scripts)`, async () => {
    const t = translator(language)
    const said = words[language]
    const open = (role: Role) => as(role, { language, scripts })
    const [author, editor, checker, reader] = [await open('author'), await open('editor'), await open('fact_checker'), await openPage({ javaScriptEnabled: scripts })]

    // An idea, and somebody who writes it.
    await author.goto(`${paper.home}/desk/planning#idea`)
    await author.getByLabel(t('planning.working_title')).fill(said.title)
    await button(author, t('planning.begin')).click()
    await author.waitForURL(/\/desk\/articles\/\d+/)
    const desk = author.url().replace(/[?#].*/, '')
    const id = desk.split('/').at(-1) ?? ''
    await write(author, { text: said.first, scripts, t })
    assert.equal(await button(author, t('articles.publish')).count(), 0, 'an author publishes nothing')
    assert.equal(await reader.goto(`${paper.home}/stadt/x-${id}`).then((answer) => answer?.status()), 404)
    await author.goto(desk)
    await button(author, t('stage.send')).click()
    await author.waitForURL(/done=moved/)

    // The desk edits it, and has its facts checked.
    await editor.goto(desk)
    await write(editor, { headline: said.better, scripts, t })
    await editor.goto(desk)
    await button(editor, t('stage.on', { stage: t('stage.fact_check') })).click()
    await editor.waitForURL(/done=moved/)
    await checker.goto(desk)
    assert.equal(await button(checker, t('articles.publish')).count(), 0, 'who checks facts publishes nothing')
    await button(checker, t('stage.on', { stage: t('stage.ready') })).click()
    await checker.waitForURL(/done=moved/)

    // Published, and there for everybody.
    await editor.goto(desk)
    await button(editor, t('articles.publish')).click()
    await editor.waitForURL(/done=published/)
    const address = await editor.getByRole('link', { name: t('articles.read') }).getAttribute('href') ?? ''
    assert.equal(await reader.goto(paper.home + address).then((answer) => answer?.status()), 200)
    assert.equal(await reader.getByRole('heading', { level: 1 }).innerText(), said.better)
    assert.match(await reader.locator('.body').innerText(), new RegExp(said.first))

    // Corrected.
    await editor.goto(`${desk}/changes?how=corrected`)
    await editor.getByLabel(t('articles.was_wrong')).fill(said.wrong)
    await editor.getByLabel(t('articles.is_right')).fill(said.right)
    await button(editor, t('changes.publish')).click()
    await editor.waitForURL(/done=corrected/)
    await until('readers see the correction', async () => {
      await reader.goto(paper.home + address)
      return (await reader.locator('main').innerText()).includes(said.right)
    })

    // Withdrawn, by who may.
    await author.goto(desk)
    assert.equal(await button(author, t('articles.withdraw')).count(), 0, 'an author withdraws nothing')
    await editor.goto(desk)
    await editor.getByLabel(t('articles.withdrawn_reason'), { exact: true }).fill(said.reason)
    await button(editor, t('articles.withdraw')).click()
    await editor.waitForURL(/done=withdrawn/)
    const gone = await reader.goto(paper.home + address)
    assert.equal(gone?.status(), 410)
    assert.match(await reader.locator('main').innerText(), new RegExp(said.reason))
    for (const page of [author, editor, checker, reader]) await page.context().close()
  })
}

const phone = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2, userAgent: 'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36' }

test('a reporter on a phone takes a photograph, says who made it, writes and sends the piece to the desk, by thumb alone', async () => {
  const t = translator('de')
  const page = await atDesk(paper, 'Paula Pohl', 'author', phone)
  const address = await newArticle(paper, page, 'Vom Deich gemeldet')
  await typable(page)
  const photograph = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#487' } }).jpeg().toBuffer()
  await page.getByRole('button', { name: t('editor.insert'), exact: true }).tap()
  await page.getByRole('menuitem', { name: t('editor.blocks.picture') }).tap()
  const camera = page.locator('dialog input[capture]')
  await camera.waitFor({ state: 'attached' })
  assert.equal(await page.getByText(t('editor.photograph')).isVisible(), true)
  await typable(page)
  await camera.setInputFiles({ name: 'deich.jpg', mimeType: 'image/jpeg', buffer: photograph })
  await page.locator('dialog').waitFor({ state: 'detached' })
  const caption = text(page).getByLabel(t('editor.picture_caption'))
  await caption.tap()
  await page.keyboard.type('Der Deich am Morgen')
  await typable(page)
  // Who made it is said on the picture's own page, which opens beside.
  const [library] = await Promise.all([page.context().waitForEvent('page'), text(page).getByRole('link', { name: t('editor.picture_page') }).tap()])
  await typable(library)
  await library.getByLabel(t('pictures.credit_person')).fill('Paula Pohl')
  await library.getByRole('button', { name: t('pictures.save'), exact: true }).tap()
  await library.getByRole('status').waitFor()
  await library.close()

  // The keyboard takes half of the screen: the line one writes in is in sight all the same.
  await text(page).locator('> p').last().tap()
  await page.setViewportSize({ width: 360, height: 400 })
  for (let n = 1; n <= 9; n++) await page.keyboard.type(`Zeile ${n} vom Deich.\n`)
  const seen = await page.evaluate(() => {
    const at = (of: string) => document.querySelector(of)?.getBoundingClientRect() ?? new DOMRect()
    const caret = document.querySelector('.editor-text > .body > p:last-of-type')?.getBoundingClientRect() ?? new DOMRect()
    return { above: at('.toolbar').bottom, below: at('.writing-state').top, top: caret.top, bottom: caret.bottom }
  })
  assert.ok(seen.above >= 0 && seen.top >= seen.above && seen.bottom <= seen.below, JSON.stringify(seen))
  await page.setViewportSize({ width: 360, height: 740 })
  await saved(page)

  await page.getByLabel(t('stage.note')).tap()
  await page.keyboard.type('Der Deichgraf ruft noch zurück.')
  await page.getByRole('button', { name: t('stage.send') }).tap()
  await page.waitForURL(/done=moved/)
  assert.match(await page.locator('.way .now').innerText(), new RegExp(t('stage.editing')))
  await typable(page)
  const editor = await atDesk(paper, 'Edda Ebel', 'editor')
  await editor.goto(paper.home + address)
  await saved(editor)
  assert.equal(await text(editor).getByLabel(t('editor.picture_caption')).inputValue(), 'Der Deich am Morgen')
  await text(editor).getByText('Paula Pohl').waitFor()
  await text(editor).getByText('Zeile 9 vom Deich.').waitFor()
  await editor.getByText('Der Deichgraf ruft noch zurück.').waitFor({ state: 'attached' })
  for (const one of [page, editor]) await one.context().close()
})

/** Nothing on the page is wider than the screen, too small to be met by a thumb, written in letters that a phone enlarges the page for, or called as something else is. */
async function typable(page: Page) {
  // A page that opens beside has no style yet.
  await page.waitForLoadState()
  assert.deepEqual(await page.evaluate(() => {
    const here = (one: Element) => one.checkVisibility({ visibilityProperty: true }) && !one.closest('.unseen') && !one.matches('.unseen')
    const called = (one: Element) => `${one.localName} ${one.getAttribute('name') ?? one.className} ${one.textContent.trim().slice(0, 30)}`
    const typed = [...document.querySelectorAll('input:not([type=checkbox], [type=radio], [type=file], [type=hidden]), select, textarea, [contenteditable=true]')].filter(here)
    const tapped = [...document.querySelectorAll('main button, main summary, dialog button')].filter(here)
    const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id)
    return [
      ...ids.filter((id, n) => ids.indexOf(id) !== n).map((id) => `twice: ${id}`),
      ...(document.documentElement.scrollWidth > innerWidth ? ['too wide'] : []),
      ...typed.filter((one) => Number.parseFloat(getComputedStyle(one).fontSize) < 16).map((one) => `too small to type in: ${called(one)}`),
      ...tapped.filter((one) => one.getBoundingClientRect().height < 24).map((one) => `too small for a thumb: ${called(one)}`),
    ]
  }), [])
}
