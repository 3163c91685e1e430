// A paper on a database of its own for the tests of one file about arguing, with discussions and those who take part.
import assert from 'node:assert/strict'
import { after, before } from 'node:test'
import type { Page } from 'playwright-core'
import { makeComment, makeReader } from '../comment-makers.ts'
import { freshDatabase, type FreshDatabase } from '../database.ts'
import { makeArticle } from '../makers.ts'
import { openPaper } from '../open-paper.ts'
import type { Account } from '../people-makers.ts'
import { openPage } from './browser.ts'

type Paper = Awaited<ReturnType<typeof openPaper>>
interface Arguing { house: FreshDatabase; paper: Paper }

/** Opens the paper before the file's tests and ends it after them. What newcomers say is shown at once. */
export function arguing(): Arguing {
  const opened = {} as Arguing
  before(async () => {
    opened.house = await freshDatabase()
    await opened.house.db.updateTable('discussion_settings').set({ newcomer_comments: 0 }).execute()
    opened.paper = await openPaper(opened.house)
  })
  after(async () => {
    await opened.paper.close()
    await opened.house.drop()
  })
  return opened
}

export async function discussion({ house }: Arguing, count = 12) {
  const article = await makeArticle(house.db, { headline: 'Das Depot' })
  const reader_id = await makeReader(house.db, `Bertha ${article.id}`)
  const say = (body: string, parent_id: number | null = null) => makeComment(house.db, { article_id: article.id, reader_id, body, parent_id })
  const ids: number[] = []
  for (let n = 0; n < count; n++) ids.push(await say(`Das ist der Beitrag Nummer ${n}. Er hat zwei Sätze. ${'Und dazu noch vieles, was zu lesen ist. '.repeat(6)}`))
  return { article, ids, reader_id, say }
}

interface Visit { account?: Account; javaScriptEnabled?: boolean }

/** Opens a page, signed in where an account is given. */
export async function visit({ paper }: Arguing, path: string, { account, javaScriptEnabled = true }: Visit = {}): Promise<Page> {
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
