// Arguing with scripts: what others say is announced at once and moves nothing.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { removeComment } from '../../src/comments/comment.ts'
import { articleUrl, commentsUrl } from '../../src/urls.ts'
import { noon } from '../makers.ts'
import { openPaper } from '../open-paper.ts'
import { makeAccount } from '../people-makers.ts'
import { arguing, discussion, visit } from './arguing.ts'
import { openPage } from './browser.ts'

const at = arguing()
const focused = (page: Page) => page.evaluate('document.activeElement.id')

test('what another reader says is announced within a second, moves nothing that is being read, and comes when it is asked for', async () => {
  const { article, ids } = await discussion(at)
  const reader = await visit(at, commentsUrl(article))
  const ada = await makeAccount(at.house.db, { name: `Ada ${article.id}` })
  const writer = await visit(at, commentsUrl(article), { account: ada })
  const read = reader.locator(`#c${ids[4]}`)
  await read.scrollIntoViewIfNeeded()
  const before = await read.boundingBox()

  await writer.locator('#write textarea').fill('Das sehe ich anders.\n\nUnd zwar ganz.')
  await writer.locator('#write [value=post]').click()
  const own = writer.locator('.comment', { hasText: 'Das sehe ich anders.' })
  await own.waitFor()
  assert.equal(writer.url(), at.paper.address + commentsUrl(article), 'the page has changed')
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
  const { article, ids, say } = await discussion(at, 3)
  const reader = await visit(at, articleUrl(article))
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
  const { article, say } = await discussion(at, 2)
  const reader = await visit(at, commentsUrl(article))
  await say('Vor dem Schnitt.')
  await reader.locator('.arrived button', { hasText: '1 neuer' }).waitFor({ timeout: 3_000 })
  const { port } = at.paper
  await at.paper.close()
  await say('Während des Schnitts.')
  at.paper = await openPaper(at.house, { port })
  await reader.locator('.arrived button', { hasText: '2 neue' }).waitFor({ timeout: 15_000 })
  await reader.context().close()
})

test('a comment that was taken away becomes its tombstone where it is read, with what is new', async () => {
  const { article, ids, say } = await discussion(at, 2)
  await say('Darauf antworte ich.', ids[0])
  const reader = await visit(at, commentsUrl(article))
  await at.house.db.transaction().execute((tx) => removeComment(tx, { id: ids[0]!, removed_reason: 'person', removed_by: 'person' }, { by: 'staff:1', now: noon }))
  await say('Danach gesagt.')
  const button = reader.locator('.arrived button')
  await button.waitFor()
  await button.click()
  await reader.getByText('Danach gesagt.').waitFor()
  await reader.locator(`#c${ids[0]} .tombstone`).waitFor()
  await reader.context().close()
})

test('a browser in which nobody was ever signed in asks nobody who it is', async () => {
  const { article } = await discussion(at, 1)
  const page = await openPage()
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  await page.goto(at.paper.address + articleUrl(article), { waitUntil: 'load' })
  await page.waitForTimeout(500)
  assert.deepEqual(asked.filter((path) => path.startsWith('/account')), [])
  assert.deepEqual(await page.context().cookies(), [])
  assert.deepEqual(await page.evaluate('Object.keys(localStorage)'), [])
  await page.context().close()
})
