// The whole way of an article: an author has the idea, writes and sends it to the desk; the desk edits, has its facts checked and publishes it; then it is
// corrected and withdrawn. Each does what they may and finds no way to what they may not. Once in German with scripts, once in English without.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { translator, type T } from '../../src/base/i18n/i18n.ts'
import type { Role } from '../../src/people/permissions.ts'
import { hashOf, newToken } from '../../src/people/session.ts'
import { connected, until } from '../program.ts'
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
  page.setDefaultTimeout(20_000)
  await page.context().addCookies([{ name: 'litfass', value: token, url: paper.home }])
  return page
}

/** Writes into the article's form, or into the editor that has taken it over. */
async function write(page: Page, { headline, text, scripts, t }: { headline?: string; text?: string; scripts: boolean; t: T }) {
  if (headline !== undefined) await page.getByLabel(t('articles.headline'), { exact: true }).fill(headline)
  if (!scripts) {
    if (text !== undefined) await page.getByLabel(t('articles.body'), { exact: true }).fill(text)
    await page.getByRole('button', { name: t('articles.save'), exact: true }).click()
    await page.waitForURL(/done=saved/)
    return
  }
  if (text !== undefined) {
    await page.locator('.editor-text > .body').click()
    await page.keyboard.type(text)
  }
  await page.locator('.writing-state[data-state=saving]').waitFor({ timeout: 1_000 }).catch(() => {})
  await page.locator('.writing-state[data-state=saved]').waitFor()
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
