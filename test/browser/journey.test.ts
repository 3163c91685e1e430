// The whole way of an argument: somebody writes, proves who they are, is refused, is told why, objects, and is heard.
// Once with scripts and once without, under a German and under an English article.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { translator, type T } from '../../src/base/i18n/i18n.ts'
import { hashOf, newToken } from '../../src/people/session.ts'
import { connected, until } from '../program.ts'
import { complaints } from './axe.ts'
import { openPage } from './browser.ts'
import { demonstration } from './demonstration.ts'

const paper = demonstration()
const articles = { de: '/stadt/wallstedt-kauft-sein-depot-zurueck-1', en: '/stadt/wallstedt-buys-back-its-tram-depot-25' } as const

let first: string | undefined
/** The cookie of the one who comes in by the link that the program prints: chief editor of the demonstration. */
async function chiefEditor(): Promise<string> {
  if (first) return first
  const page = await openPage()
  const [link = ''] = /http:\S+\/sign-in\/link\/[\w-]+/.exec(paper.output()) ?? []
  await page.goto(here(link))
  await page.locator('main form button.button').click()
  await page.waitForURL(/\/desk/)
  const [cookie] = await page.context().cookies()
  await page.context().close()
  assert.ok(cookie?.httpOnly && cookie.sameSite === 'Lax')
  return first = cookie.value
}

/** The cookie of a second moderator, who has proven who they are in two ways. */
async function secondModerator(): Promise<string> {
  const client = await connected(paper.data)
  const token = newToken()
  const { rows: [{ id }] } = await client.query(`insert into readers (name, name_key, mail_address, created_at, confirmed_at)
    values ($1::text, $1, $1 || '@mail.test', now(), now()) returning id`, [`second-${token.slice(0, 8)}`])
  await client.query(`insert into staff_roles (reader_id, role, since) values ($1, 'moderator', now())`, [id])
  await client.query(`insert into sessions (token_hash, reader_id, factors, created_at, expires_at) values ($1, $2, '{link,totp}', now(), now() + interval '1 day')`, [hashOf(token), id])
  await client.end()
  return token
}

async function opened(options: BrowserContextOptions, cookie?: string): Promise<Page> {
  const page = await openPage({ viewport: { width: 1280, height: 900 }, ...options })
  if (options.javaScriptEnabled === false) unseen.add(page)
  if (cookie) await page.context().addCookies([{ name: 'litfass', value: cookie, url: paper.home }])
  return page
}

/** Opens the newest link of that kind in the mails to an address. */
async function followMail(page: Page, { to, path }: { to: string; path: string }) {
  let href: string | undefined
  await until(`a mail to ${to} leads to ${path}`, async () => {
    await page.goto(`${paper.home}/outbox`)
    const mails = page.locator('main section, main article article, main li').filter({ hasText: to }).filter({ has: page.locator(`a[href*="${path}"]`) })
    href = (await mails.count()) > 0 ? await mails.first().locator(`a[href*="${path}"]`).first().getAttribute('href') ?? undefined : undefined
    return href !== undefined
  })
  await page.goto(here(href!))
}

/** The program was told to take any port, and names that one in its links. */
function here(link: string): string {
  const { pathname, search, hash } = new URL(link)
  return paper.home + pathname + search + hash
}

/** Pages are the same without scripts, and where those are off nothing could look. */
const unseen = new WeakSet<Page>()

async function accessible(page: Page, where: string) {
  if (unseen.has(page)) return
  assert.deepEqual(await complaints(page), [], where)
}

async function write(page: Page, { article, text, name, to, t }: { article: string; text: string; name: string; to: string; t: T }) {
  await page.goto(`${paper.home}${article}`)
  await page.getByLabel(t('write.comment'), { exact: true }).first().fill(text)
  await page.getByRole('button', { name: t('write.post') }).first().click()
  // Who is asking is not known yet: the text stands where it was, and two fields more.
  const address = page.getByLabel(t('write.mail_address'), { exact: true }).first()
  await address.waitFor()
  assert.equal(await page.getByLabel(t('write.comment'), { exact: true }).first().inputValue(), text)
  await accessible(page, 'who is writing?')
  await address.fill(to)
  await page.getByLabel(t('write.name'), { exact: true }).first().fill(name)
  await page.getByRole('button', { name: t('write.post') }).first().click()
  await page.getByRole('heading', { name: t('write.sent_title') }).waitFor()
  assert.deepEqual(await page.context().cookies(), [], 'nobody gets a cookie before they have signed in')
}

for (const language of ['de', 'en'] as const) {
  for (const scripts of [true, false]) {
    test(`a reader signs up, writes, is refused, objects and is heard: ${language}, ${scripts ? 'with' : 'without'} scripts`, async () => {
      const t = translator(language)
      const locale = language === 'de' ? 'de-DE' : 'en-GB'
      const options: BrowserContextOptions = { javaScriptEnabled: scripts, locale }
      const article = articles[language]
      const name = `Lotte ${language === 'de' ? 'Quell' : 'Brook'}${scripts ? 'mann' : 'hoff'}`
      const to = `${name.toLowerCase().replace(' ', '.')}@mail.test`
      const text = `Was ${language} ${scripts} im Artikel fehlt: der Preis.`

      const writer = await opened(options)
      await write(writer, { article, text, name, to, t })
      // The link is opened in another browser than the one the text was written in.
      const reader = await opened(options)
      await followMail(reader, { to, path: '/kept/' })
      assert.match(await reader.locator('main').innerText(), new RegExp(text))
      await accessible(reader, 'the kept comment')
      await reader.locator('main form button.button').first().click()
      await reader.waitForURL(/\/comments\/mine\?at=\d+#c\d+$/)
      const number = /#c(\d+)$/.exec(reader.url())?.[1] ?? ''
      const own = reader.locator(`#c${number}`)
      assert.match(await own.innerText(), new RegExp(`${t('comments.waits')}[\\s\\S]*${text}`))
      await accessible(reader, 'my comment')
      // Nobody else sees it.
      await writer.goto(`${paper.home}${article}`)
      assert.doesNotMatch(await writer.content(), new RegExp(text))

      const desk = await opened(options, await chiefEditor())
      await desk.goto(`${paper.home}/desk/moderation/comments/${number}`)
      await accessible(desk, 'a comment in the queue')
      await desk.locator('select[name="clause"]').first().selectOption('person')
      await desk.locator('[name="reason"]').first().fill('Bitte zur Sache.')
      await desk.locator('button[value="reject"]').first().click()
      await desk.getByRole('status').first().waitFor()

      await followMail(reader, { to, path: '/account/decisions/' })
      const statement = await reader.locator('main').innerText()
      for (const said of [text, 'Bitte zur Sache.', t('clause_text.person')]) assert.ok(statement.includes(said), `the statement of reasons says: ${said}`)
      await accessible(reader, 'the statement of reasons')
      await reader.getByLabel(t('case.objection.text')).fill('Ich habe niemanden angegriffen.')
      await reader.locator('main form button.button').first().click()
      await reader.getByText('Ich habe niemanden angegriffen.').first().waitFor()

      // Who decided may not decide about the objection.
      await desk.goto(`${paper.home}/desk/moderation/objections`)
      const second = await opened(options, await secondModerator())
      await second.goto(`${paper.home}/desk/moderation/objections`)
      await second.getByRole('link', { name: 'Ich habe niemanden angegriffen.' }).first().click()
      await accessible(second, 'an objection')
      await second.locator('input[value="overturned"]').check()
      await second.getByLabel(t('case.desk.answer')).fill('Die Kritik gilt der Sache.')
      await second.getByRole('button', { name: t('case.desk.conclude') }).click()
      await second.waitForURL(/\/objections/)

      await followMail(reader, { to, path: '/account/decisions/' })
      assert.match(await reader.locator('main').innerText(), /Die Kritik gilt der Sache\./)
      await until('everybody sees the comment', async () => {
        await writer.goto(`${paper.home}${article}/comments`)
        return (await writer.locator(`#c${number}`).filter({ hasText: text }).count()) === 1
      })
      for (const page of [writer, reader, desk, second]) await page.context().close()
    })
  }
}
