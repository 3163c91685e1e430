// A moderator at work: the queue by keyboard where scripts run, the same by forms where they do not; and every page of
// moderation looked through by axe.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { secondsAfter } from '../../src/base/time.ts'
import { paths, url } from '../../src/urls.ts'
import { makeComment } from '../comment-makers.ts'
import { freshDatabase, type FreshDatabase } from '../database.ts'
import { makeArticle, noon } from '../makers.ts'
import { openPaper } from '../open-paper.ts'
import { makeAccount, type Account } from '../people-makers.ts'
import { until } from '../program.ts'
import { complaintsInAll, twoLooks } from './axe.ts'
import { openPage } from './browser.ts'

let house: FreshDatabase
let paper: Awaited<ReturnType<typeof openPaper>>
let moderator: Account
before(async () => {
  house = await freshDatabase()
  paper = await openPaper(house)
  moderator = await makeAccount(house.db, { name: 'Mona', roles: ['moderator', 'chief_editor'] })
})
after(async () => {
  await paper.close()
  await house.drop()
})

async function waiting(count: number): Promise<number[]> {
  await house.db.updateTable('comments').set({ state: 'removed' }).where('state', '=', 'pending').execute()
  const [article, ada] = [await makeArticle(house.db, { headline: 'Das Depot' }), await makeAccount(house.db)]
  const ids: number[] = []
  for (let n = 0; n < count; n++) ids.push(await makeComment(house.db, { article_id: article.id, reader_id: ada.id, body: `Es wartet der ${n + 1}.`, state: 'pending', waits_for: 'newcomer', submitted_at: secondsAfter(noon, n - 3_600) }))
  return ids
}

async function desk(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await openPage({ viewport: { width: 1280, height: 800 }, locale: 'de-DE', ...options })
  page.on('pageerror', (error) => assert.fail(error))
  const [name = '', value = ''] = moderator.cookie.split('=')
  await page.context().addCookies([{ name, value, url: paper.address }])
  await page.goto(paper.address + path, { waitUntil: 'load' })
  return page
}
const comment = (id: number) => house.db.selectFrom('comments').select(['state', 'removed_reason']).where('id', '=', id).executeTakeFirstOrThrow()
const focused = (page: Page) => page.evaluate('document.activeElement.closest(".entry")?.dataset.comment')

test('the whole queue is worked off by keyboard: on and back, approve, reject with rule and reason, undo, and the keys are told', async () => {
  const [first = 0, second = 0, third = 0] = await waiting(3)
  const page = await desk(paths.deskModeration)
  assert.equal(await page.locator('.keys').isVisible(), false)
  await page.keyboard.press('?')
  assert.match(await page.locator('.keys').innerText(), /j nächster/)
  await page.keyboard.press('?')
  assert.equal(await page.locator('.keys').isVisible(), false)

  await page.keyboard.press('j')
  assert.equal(await focused(page), String(first))
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('k')
  assert.equal(await focused(page), String(second))
  await until('all three are claimed', async () => (await house.db.selectFrom('claims').select('staff_id').execute()).length === 3)
  assert.deepEqual((await house.db.selectFrom('claims').select('staff_id').execute()).map(({ staff_id }) => staff_id), [moderator.id, moderator.id, moderator.id])

  await Promise.all([page.waitForURL(/done=/), page.keyboard.press('a')])
  assert.equal((await comment(second)).state, 'shown')
  // On with what stands where the decided one stood.
  assert.equal(await focused(page), String(third))
  await page.keyboard.press('2')
  await page.keyboard.type('Bitte ohne Namen. a r 1')
  const before = page.url()
  await Promise.all([page.waitForURL((address) => String(address) !== before), page.keyboard.press('Enter')])
  assert.deepEqual(await comment(third), { state: 'removed', removed_reason: 'person' })
  assert.equal((await house.db.selectFrom('decisions').select('reason').where('comment_id', '=', third).executeTakeFirstOrThrow()).reason, 'Bitte ohne Namen. a r 1')

  await page.locator('body').press('u')
  await page.waitForURL(/done=undone/)
  assert.equal((await comment(third)).state, 'pending')
  await page.keyboard.press('j')
  await page.keyboard.press('r')
  assert.equal(await page.evaluate('document.activeElement.name'), 'clause', 'without a rule nothing is rejected')
  assert.equal((await comment(first)).state, 'pending')
  await page.context().close()
})

test('the same work is done by forms where no script runs', async () => {
  const [first = 0, second = 0, third = 0] = await waiting(3)
  const page = await desk(paths.deskModeration, { javaScriptEnabled: false })
  const entry = (id: number) => page.locator(`.entry[data-comment="${id}"]`)
  await entry(first).locator('button[value=approve]').click()
  assert.equal((await comment(first)).state, 'shown')
  await page.locator('.done button').click()
  assert.equal((await comment(first)).state, 'pending')
  await entry(second).locator('select[name=clause]').selectOption('advertising')
  await entry(second).locator('input[name=reason]').fill('Das ist Werbung.')
  await entry(second).locator('button[value=reject]').click()
  assert.deepEqual(await comment(second), { state: 'removed', removed_reason: 'advertising' })
  await entry(third).locator('form[action$="/claim"] button').click()
  assert.match(page.url(), new RegExp(`/desk/moderation/comments/${third}\\?`))
  await page.locator('textarea[name=question]').fill('Woher wissen Sie das?')
  await page.locator('form[action$="/question"] button').click()
  assert.match(await page.locator('.why').innerText(), /Woher wissen Sie das\?/)
  await page.goto(paper.address + paths.deskModeration)
  for (const id of [first, third]) await entry(id).locator('.tick input').check()
  await page.locator('#bulk button[value=approve]').click()
  await page.locator('main .button').click()
  await page.waitForURL(/done=bulk-2/)
  for (const id of [first, third]) assert.equal((await comment(id)).state, 'shown')
  await page.context().close()
})

test('axe finds nothing to complain about on any page of moderation, and none is wider than the screen', async () => {
  const [first = 0, second = 0, third = 0] = await waiting(3)
  const { reader_id } = await house.db.selectFrom('comments').select('reader_id').where('id', '=', first).executeTakeFirstOrThrow()
  const rule = await house.db.insertInto('moderation_rules').values({ kind: 'words', pattern: 'wartet', action: 'hold', clause: 'person', note: 'Warten', made_at: noon }).returning('id').executeTakeFirstOrThrow()
  await house.db.updateTable('comments').set({ waits_for: 'rule' }).where('id', '=', second).execute()
  await house.db.insertInto('rule_matches').values({ comment_id: second, rule_id: rule.id, places: [3, 9] }).execute()
  await house.db.insertInto('reports').values({ comment_id: third, kind: 'report', reader_id: moderator.id, clause: 'topic', explanation: 'Das gehört nicht hierher.', reported_at: noon }).execute()
  await house.db.insertInto('comment_routes').values({ comment_id: third, route: 'question', question: 'Wo?', answer: 'Dort.', answered_at: noon, marked_at: noon }).execute()
  const pages = [paths.deskModeration, paths.deskReported, paths.deskHeld, paths.deskUnseen, paths.deskAllComments, `${paths.deskAllComments}?q=niemand`, paths.deskRoutes, paths.deskRules, paths.deskModerationSettings,
    url(paths.deskComment, { id: String(third) }), url(paths.deskReader, { id: String(reader_id) })]
  const page = await desk(paths.desk)
  for (const path of pages) {
    const answer = await page.goto(paper.address + path)
    assert.equal(answer?.status(), 200, path)
    assert.deepEqual(await complaintsInAll(page, twoLooks), [], path)
  }
  await page.context().close()
})
