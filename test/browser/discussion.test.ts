// Arguing with scripts: what others say is announced at once and moves nothing, one's own stands in its place without a
// change of page, and no word is lost on the way.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { articleUrl, commentsUrl } from '../../src/urls.ts'
import { makeComment, makeReader } from '../comment-makers.ts'
import { freshDatabase, type FreshDatabase } from '../database.ts'
import { makeArticle, noon } from '../makers.ts'
import { openPaper } from '../open-paper.ts'
import { makeAccount, type Account } from '../people-makers.ts'
import { openPage } from './browser.ts'

let house: FreshDatabase
let paper: Awaited<ReturnType<typeof openPaper>>
before(async () => {
  house = await freshDatabase()
  await house.db.updateTable('discussion_settings').set({ newcomer_comments: 0 }).execute()
  paper = await openPaper(house)
})
after(async () => {
  await paper.close()
  await house.drop()
})

async function discussion(count = 12) {
  const article = await makeArticle(house.db, { headline: 'Das Depot' })
  const reader_id = await makeReader(house.db, `Bertha ${article.id}`)
  const say = (body: string, parent_id: number | null = null) => makeComment(house.db, { article_id: article.id, reader_id, body, parent_id })
  const ids: number[] = []
  for (let n = 0; n < count; n++) ids.push(await say(`Das ist der Beitrag Nummer ${n}. Er hat zwei Sätze. ${'Und dazu noch vieles, was zu lesen ist. '.repeat(6)}`))
  return { article, ids, reader_id, say }
}

async function visit(path: string, account?: Account): Promise<Page> {
  const page = await openPage({ viewport: { width: 1280, height: 800 } })
  page.on('pageerror', (error) => assert.fail(error))
  if (account) {
    const [name = '', value = ''] = account.cookie.split('=')
    await page.context().addCookies([{ name, value, url: paper.address }])
    await page.addInitScript(`localStorage.setItem('litfass.known', '1')`)
  }
  await page.goto(paper.address + path, { waitUntil: 'load' })
  return page
}
const focused = (page: Page) => page.evaluate('document.activeElement.id')

test('what another reader says is announced within a second, moves nothing that is being read, and comes when it is asked for', async () => {
  const { article, ids } = await discussion()
  const reader = await visit(commentsUrl(article))
  const ada = await makeAccount(house.db, { name: `Ada ${article.id}` })
  const writer = await visit(commentsUrl(article), ada)
  const read = reader.locator(`#c${ids[4]}`)
  await read.scrollIntoViewIfNeeded()
  const before = await read.boundingBox()

  await writer.locator('#write textarea').fill('Das sehe ich anders.\n\nUnd zwar ganz.')
  await writer.locator('#write [value=post]').click()
  const own = writer.locator('.comment', { hasText: 'Das sehe ich anders.' })
  await own.waitFor()
  assert.equal(writer.url(), paper.address + commentsUrl(article), 'the page has changed')
  assert.equal(await own.evaluate((one) => one === document.activeElement), true)
  assert.equal(await writer.locator('#write textarea').inputValue(), '')

  const button = reader.locator('.arrived button')
  await button.waitFor({ timeout: 1_500 })
  assert.equal(await button.textContent(), '1 neuer Kommentar')
  assert.equal(await reader.locator('.arrived').getAttribute('role'), 'status')
  assert.match(await reader.title(), /^\(1\) /)
  assert.deepEqual(await read.boundingBox(), before, 'what is being read has moved')
  assert.equal(await reader.getByText('Das sehe ich anders.').count(), 0)

  await button.focus()
  await reader.keyboard.press('Enter')
  await reader.getByText('Das sehe ich anders.').waitFor()
  assert.equal(await focused(reader), await own.getAttribute('id'))
  assert.doesNotMatch(await reader.title(), /^\(/)
  assert.equal(await reader.locator('#comments').textContent(), '13 Kommentare')
  // Their own comment is no news to its author.
  assert.equal(await writer.locator('.arrived button').count(), 0)
  for (const page of [reader, writer]) await page.context().close()
})

test('new replies come into their threads, in their order, and what was removed meanwhile is no longer to be read', async () => {
  const { article, ids, say } = await discussion(3)
  const reader = await visit(articleUrl(article))
  await say('Erste Antwort.', ids[1])
  const first = await say('Zweite Antwort.', ids[1])
  await say('Antwort auf die Antwort.', first)
  const button = reader.locator('.arrived button', { hasText: '3 neue Kommentare' })
  await button.waitFor({ timeout: 8_000 })
  await button.click()
  await reader.getByText('Erste Antwort.').waitFor()
  assert.deepEqual(await reader.locator(`li:has(#c${ids[1]}) .replies .said`).allTextContents().then((all) => all.map((text) => text.replace(/^@\S+ \d+ /, ''))), ['Erste Antwort.', 'Zweite Antwort.', 'Antwort auf die Antwort.'])
  assert.equal(await reader.locator('.thread').count(), 3)
  await reader.context().close()
})

test('when the line was cut, what was said meanwhile is announced once the paper is back', async () => {
  const { article, say } = await discussion(2)
  const reader = await visit(commentsUrl(article))
  await say('Vor dem Schnitt.')
  await reader.locator('.arrived button', { hasText: '1 neuer' }).waitFor({ timeout: 3_000 })
  const { port } = paper
  await paper.close()
  await say('Während des Schnitts.')
  paper = await openPaper(house, { port })
  await reader.locator('.arrived button', { hasText: '2 neue' }).waitFor({ timeout: 15_000 })
  await reader.context().close()
})

test('an answer is written where the comment stands, and quotes the words that were selected', async () => {
  const { article, ids } = await discussion(3)
  const ada = await makeAccount(house.db, { name: `Ada ${article.id}` })
  const page = await visit(commentsUrl(article), ada)
  const comment = page.locator(`#c${ids[1]}`)
  await comment.locator('.said p').evaluate((paragraph) => {
    const text = [...paragraph.childNodes].find((node) => node.textContent?.includes('zwei Sätze'))!
    const from = text.textContent!.indexOf('Er hat')
    getSelection()!.setBaseAndExtent(text, from, text, from + 'Er hat zwei Sätze.'.length)
  })
  await comment.locator('[data-act=reply]').focus()
  await page.keyboard.press('Enter')
  const form = comment.locator('form.write')
  await form.locator('.chosen .quoted', { hasText: 'Er hat zwei Sätze.' }).waitFor()
  assert.equal(await form.locator('textarea').evaluate((area) => area === document.activeElement), true)
  const doubles = await page.evaluate(`[...document.querySelectorAll('[id]')].map((one) => one.id).filter((id, n, all) => all.indexOf(id) !== n)`)
  assert.deepEqual(doubles, [])
  await form.locator('textarea').fill('Es sind mehr.')
  await form.locator('[value=post]').click()
  const own = page.locator(`li:has(#c${ids[1]}) .replies .comment`, { hasText: 'Es sind mehr.' })
  await own.waitFor()
  assert.equal(await own.locator('.quoted').textContent(), 'Er hat zwei Sätze.')
  assert.equal(await form.count(), 0)
  await page.context().close()
})

test('a form for an answer closes by Escape and gives the focus back', async () => {
  const { article, ids } = await discussion(1)
  const page = await visit(commentsUrl(article))
  const link = page.locator(`#c${ids[0]} [data-act=reply]`)
  await link.click()
  await page.locator(`#c${ids[0]} form.write textarea`).press('Escape')
  assert.equal(await page.locator(`#c${ids[0]} form.write`).count(), 0)
  assert.equal(await link.evaluate((one) => one === document.activeElement), true)
  await page.context().close()
})

test('what is wrong stands at its field, with what was typed; and characters are counted', async () => {
  const { article } = await discussion(1)
  const ada = await makeAccount(house.db, { name: `Ada ${article.id}` })
  const page = await visit(commentsUrl(article), ada)
  const long = 'Zu lang. '.repeat(300)
  await page.locator('#write textarea').fill(long)
  assert.equal(await page.locator('#write .counter.over').textContent(), 'Zeichen: 2.699')
  await page.locator('#write [value=post]').click()
  await page.locator('#write .wrong').waitFor()
  assert.equal(await page.locator('#write .wrong').evaluate((one) => one === document.activeElement), true)
  assert.equal((await page.locator('#write textarea').inputValue()).trim(), long.trim())
  assert.equal(await page.locator('#write textarea').getAttribute('aria-invalid'), 'true')
  await page.locator('#write textarea').fill('Kurz.')
  await page.locator('#write [value=preview]').click()
  await page.locator('#write .preview', { hasText: 'Kurz.' }).waitFor()
  await page.locator('#write [value=post]').click()
  await page.locator('.comment:not(.preview)', { hasText: 'Kurz.' }).waitFor()
  await page.context().close()
})

test('a text that was begun is there again after the page was left, and gone once it has been sent', async () => {
  const { article } = await discussion(1)
  const ada = await makeAccount(house.db, { name: `Ada ${article.id}` })
  const page = await visit(articleUrl(article), ada)
  await page.locator('#write textarea').fill('Angefangen, noch nicht')
  await page.waitForTimeout(1_000)
  assert.equal(await page.evaluate(`Object.keys(localStorage).some((key) => key.startsWith('litfass.draft'))`), true)
  await page.goto(paper.address + commentsUrl(article))
  assert.equal(await page.locator('#write textarea').inputValue(), 'Angefangen, noch nicht')
  assert.match(await page.locator('#write .told').textContent() ?? '', /aufgehoben/)
  await page.locator('#write [value=post]').click()
  await page.locator('.comment', { hasText: 'Angefangen' }).waitFor()
  assert.deepEqual(await page.evaluate(`Object.keys(localStorage).filter((key) => key.startsWith('litfass.draft'))`), [])
  await page.context().close()
})

test('a printed page knows me where I am signed in: my name at the form, and whom I do not want to read', async () => {
  const { article, ids, reader_id } = await discussion(2)
  const ada = await makeAccount(house.db, { name: `Ada ${article.id}` })
  await house.db.insertInto('hidden_readers').values({ reader_id: ada.id, hidden_id: reader_id, since: noon }).execute()
  const page = await visit(commentsUrl(article), ada)
  await page.locator('#write', { hasText: `Sie schreiben als ${ada.name}.` }).waitFor()
  assert.equal(await page.locator(`#c${ids[0]} .said`).isVisible(), false)
  await page.locator(`#c${ids[0]} summary`).click()
  assert.equal(await page.locator(`#c${ids[0]} .said`).isVisible(), true)
  await page.context().close()
})

test('a browser in which nobody was ever signed in asks nobody who it is', async () => {
  const { article } = await discussion(1)
  const page = await openPage()
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  await page.goto(paper.address + articleUrl(article), { waitUntil: 'load' })
  await page.waitForTimeout(500)
  assert.deepEqual(asked.filter((path) => path.startsWith('/account')), [])
  assert.deepEqual(await page.context().cookies(), [])
  assert.deepEqual(await page.evaluate('Object.keys(localStorage)'), [])
  await page.context().close()
})
