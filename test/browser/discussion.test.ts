// Arguing with scripts: what others say is announced at once and moves nothing, one's own stands in its place without a
// change of page, and no word is lost on the way.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { removeComment } from '../../src/comments/comment.ts'
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

async function visit(path: string, account?: Account, javaScriptEnabled = true): Promise<Page> {
  const page = await openPage({ viewport: { width: 1280, height: 800 }, javaScriptEnabled })
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

test('who is not signed in says who they are in place, and is told in place that a mail is on its way', async () => {
  const { article, ids } = await discussion(1)
  const page = await visit(articleUrl(article))
  await page.locator('#write textarea').fill('Das Depot gehört allen.')
  await page.locator('#write [value=post]').click()
  const address = page.locator('#write [name=mail_address]')
  await address.waitFor()
  assert.equal(await page.getByRole('heading', { name: 'Wer schreibt?' }).count(), 1)
  await address.fill('lotte@mail')
  await page.locator('#write [value=post]').click()
  await page.locator('#write .error', { hasText: 'kann nicht stimmen' }).waitFor()
  await address.fill('lotte@mail.test')
  await page.locator('#write [name=name]').fill('Lotte Quell')
  await page.locator('#write [value=post]').click()
  const title = page.getByRole('heading', { name: 'Sehen Sie in Ihr Postfach' })
  await title.waitFor()
  assert.equal(await title.evaluate((one) => one === document.activeElement), true)
  assert.match(await page.locator('.sent .state').textContent() ?? '', /E-Mail an lotte@mail\.test/)
  assert.equal(page.url(), paper.address + articleUrl(article))
  assert.equal(await page.locator('form.write textarea').isVisible(), false, 'the text stands in the form as if it had not been sent')
  assert.deepEqual(await page.evaluate('Object.keys(localStorage)'), [])
  // The way to correct the address is the same form.
  await page.getByText('Adresse falsch?').click()
  await address.fill('lotte.quell@mail.test')
  await page.locator('#write [value=post]').click()
  await page.locator('.sent .state', { hasText: 'lotte.quell@mail.test' }).waitFor()
  assert.equal(await page.locator('.sent').count(), 1)

  const answered = page.locator(`#c${ids[0]}`)
  await answered.locator('[data-act=reply]').click()
  const reply = answered.locator('form.write')
  await reply.locator('textarea').fill('Und zwar allen.')
  await reply.locator('summary', { hasText: 'nicht angemeldet' }).or(reply.locator('[name=mail_address]')).first().click()
  await reply.locator('[name=mail_address]').fill('lotte@mail.test')
  await reply.locator('[value=post]').click()
  await answered.getByRole('heading', { name: 'Sehen Sie in Ihr Postfach' }).waitFor()
  assert.deepEqual(await page.evaluate(`[...document.querySelectorAll('[id]')].map((one) => one.id).filter((id, n, all) => all.indexOf(id) !== n)`), [])
  await page.context().close()
})

test('what waits stands where it will be, marked as waiting, and is told to who does not see it', async () => {
  const { article, ids } = await discussion(2)
  await house.db.updateTable('discussion_settings').set({ newcomer_comments: 1 }).execute()
  const ada = await makeAccount(house.db, { name: `Ada ${article.id}` })
  const page = await visit(commentsUrl(article), ada)
  const comment = page.locator(`#c${ids[0]}`)
  await comment.locator('[data-act=reply]').click()
  await comment.locator('form.write textarea').fill('Das wartet.')
  await comment.locator('form.write [value=post]').click()
  const own = page.locator(`li:has(#c${ids[0]}) .replies .comment.waits`, { hasText: 'Das wartet.' })
  await own.waitFor()
  await house.db.updateTable('discussion_settings').set({ newcomer_comments: 0 }).execute()
  assert.equal(await own.evaluate((one) => one === document.activeElement), true)
  assert.match(await own.evaluate((one) => document.getElementById(one.getAttribute('aria-describedby')!)!.textContent), /wartet auf die Moderation/)
  await page.context().close()
})

test('a discussion that closed meanwhile, or a pause that was not kept, is told in place, and the words stay', async () => {
  const { article, ids } = await discussion(1)
  const ada = await makeAccount(house.db, { name: `Ada ${article.id}` })
  const page = await visit(commentsUrl(article), ada)
  const comment = page.locator(`#c${ids[0]}`)
  await comment.locator('[data-act=reply]').click()
  const form = comment.locator('form.write')
  await form.locator('textarea').fill('Zu spät gesagt.')
  await house.db.updateTable('articles').set({ comment_mode: 'closed' }).where('id', '=', article.id).execute()
  await form.locator('[value=post]').click()
  await form.locator('.wrong', { hasText: 'inzwischen geschlossen' }).waitFor()
  assert.equal(await form.locator('textarea').inputValue(), 'Zu spät gesagt.')
  assert.equal(await form.locator('.wrong').evaluate((one) => one === document.activeElement), true)
  // A form that came back can be closed as before.
  await form.getByRole('button', { name: 'Schließen' }).click()
  assert.equal(await comment.locator('form').count(), 0)
  await page.context().close()
})

test('where there is no connection, the words stay and that is said', async () => {
  const { article, ids } = await discussion(1)
  const ada = await makeAccount(house.db, { name: `Ada ${article.id}` })
  const page = await visit(commentsUrl(article), ada)
  await page.locator(`#c${ids[0]} [data-act=hide]`).waitFor()
  await page.locator('#write textarea').fill('Aus dem Tunnel.')
  await page.context().setOffline(true)
  await page.locator('#write [value=post]').click()
  await page.locator('#write .told', { hasText: 'keine Verbindung' }).waitFor()
  await page.locator(`#c${ids[0]} [data-act=recommend]`).click()
  await page.locator(`#c${ids[0]} .acts .told`, { hasText: 'keine Verbindung' }).waitFor()
  assert.equal(await page.locator('#write textarea').inputValue(), 'Aus dem Tunnel.')
  await page.context().setOffline(false)
  await page.locator('#write [value=post]').click()
  await page.locator('.comment', { hasText: 'Aus dem Tunnel.' }).waitFor()
  await page.context().close()
})

for (const scripts of [true, false]) {
  test(`comments are recommended and their authors hidden, ${scripts ? 'in place' : 'without scripts'}`, async () => {
    const { article, ids } = await discussion(2)
    const ada = await makeAccount(house.db, { name: `Ada ${article.id}` })
    const page = await visit(commentsUrl(article), ada, scripts)
    const comment = page.locator(`#c${ids[1]}`)
    if (scripts) await comment.locator('[data-act=hide]').waitFor()
    await comment.locator('[data-act=recommend]').click()
    await comment.locator('[aria-pressed=true]', { hasText: 'Empfohlen (1)' }).waitFor()
    assert.equal(page.url() === paper.address + commentsUrl(article), scripts)
    await comment.locator('[data-act=recommend]').click()
    await comment.locator('[aria-pressed=false]', { hasText: /^Empfehlen$/ }).waitFor()
    const hide = comment.getByRole('button', { name: `Ausblenden: Bertha ${article.id}` })
    assert.equal(await hide.textContent(), 'Ausblenden')
    await hide.click()
    if (scripts) {
      await page.locator(`#c${ids[1]} .folded`).waitFor()
      assert.equal(await page.locator('.folded').count(), 2)
      assert.equal(await page.evaluate('document.activeElement.tagName'), 'SUMMARY')
    } else await page.locator('main', { hasText: `Bertha ${article.id}` }).waitFor()
    assert.equal((await house.db.selectFrom('hidden_readers').select('hidden_id').where('reader_id', '=', ada.id).execute()).length, 1)
    await page.context().close()
  })
}

test('a comment that was taken away becomes its tombstone where it is read, with what is new', async () => {
  const { article, ids, say } = await discussion(2)
  await say('Darauf antworte ich.', ids[0])
  const reader = await visit(commentsUrl(article))
  await house.db.transaction().execute((tx) => removeComment(tx, { id: ids[0]!, removed_reason: 'person', removed_by: 'person' }, { by: 'staff:1', now: noon }))
  await say('Danach gesagt.')
  const button = reader.locator('.arrived button')
  await button.waitFor()
  await button.click()
  await reader.getByText('Danach gesagt.').waitFor()
  await reader.locator(`#c${ids[0]} .tombstone`).waitFor()
  await reader.context().close()
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
