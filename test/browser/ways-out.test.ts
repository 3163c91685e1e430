// What supporters do on their own side, and how everybody leaves: with scripts and without, by mouse and by keyboard.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { makeGiving, payDue, type Giving } from '../own-side-makers.ts'
import { arguing } from './arguing.ts'
import { complaintsInAll, twoLooks } from './axe.ts'
import { openPage } from './browser.ts'

const paper = arguing()
const at = (page: Page) => new URL(page.url()).pathname

async function giver(): Promise<Giving> {
  const ada = await makeGiving(paper.house.db, { name: 'Ada Lorenz', first_due_on: '2026-02-15' })
  await payDue(paper.house.db, ada.due_id, '2026-02-16')
  return ada
}

async function visit(path: string, javaScriptEnabled = true): Promise<Page> {
  const page = await openPage({ viewport: { width: 1280, height: 800 }, locale: 'de-DE', javaScriptEnabled })
  page.on('pageerror', (error) => assert.fail(error))
  await page.goto(paper.paper.address + path)
  return page
}

/** The newest link of that kind in the mails to somebody. */
async function linkIn({ mail_address }: Giving, path: string): Promise<string> {
  const { text } = await paper.house.db.selectFrom('mails').select('text').where('to_address', '=', mail_address).orderBy('id', 'desc').limit(1).executeTakeFirstOrThrow()
  return new RegExp(`${path}/[\\w-]{43}`).exec(text)![0]
}

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? 'with scripts' : 'without scripts'

  test(`a supporter comes in by a mailed link, changes the amount and takes a pause, ${how}`, async () => {
    const ada = await giver()
    const page = await visit('/my-support', javaScriptEnabled)
    assert.equal(at(page), '/my-support/link')
    await page.fill('[name=mail_address]', ada.mail_address)
    await page.press('[name=mail_address]', 'Enter')
    await page.waitForURL('**/my-support/link/sent')
    await page.goto(paper.paper.address + await linkIn(ada, '/my-support/link'))
    assert.deepEqual(await page.context().cookies(), [], 'looking sets no cookie')
    await page.click('main .button')
    await page.waitForURL('**/my-support')
    const [cookie, ...others] = await page.context().cookies()
    assert.deepEqual([cookie?.path, cookie?.httpOnly, cookie?.sameSite, others.length], ['/my-support', true, 'Lax', 0])
    assert.match(await page.innerText('main'), /10\s€ im Monat\s+Läuft/)
    if (javaScriptEnabled) assert.deepEqual(await complaintsInAll(page, twoLooks), [])

    await page.click('text=Betrag und Rhythmus ändern')
    await page.fill('[name=amount]', '0,10')
    await page.click('main .button')
    assert.match(await page.innerText('.wrong'), /kleinste Betrag/)
    assert.equal(await page.inputValue('[name=amount]'), '0,10')
    if (javaScriptEnabled) assert.deepEqual(await complaintsInAll(page, twoLooks), [])
    await page.fill('[name=amount]', '12,50')
    await page.check('[value=quarterly]')
    await page.click('main .button')
    assert.match(await page.innerText('main'), /Geändert[\s\S]*12,50\s€ im Quartal/)

    await page.click('text=Pause machen')
    await page.fill('[name=until]', '2026-08-01')
    await page.click('main .button')
    assert.match(await page.innerText('main'), /Macht Pause bis zum 1\. August 2026/)
    await page.click('text=Verlassen')
    assert.equal(at(page), '/')
    assert.deepEqual(await page.context().cookies(), [])
    await page.context().close()
  })

  test(`from any page two steps lead out, ${how}`, async () => {
    const ada = await giver()
    const page = await visit('/', javaScriptEnabled)
    await page.getByRole('link', { name: 'Verträge hier kündigen', exact: true }).click()
    await page.waitForURL('**/cancel')
    if (javaScriptEnabled) assert.deepEqual(await complaintsInAll(page, twoLooks), [])
    await page.fill('[name=name]', 'Ada Lorenz')
    await page.fill('[name=mail_address]', ada.mail_address)
    await page.getByRole('button', { name: 'jetzt kündigen', exact: true }).press('Enter')
    await page.waitForURL(/\/cancel\/[\w-]{43}$/)
    assert.match(await page.innerText('main'), /Ihre Kündigung ist am 1\. März 2026, 13[.:]00 Uhr bei .* eingegangen/)
    if (javaScriptEnabled) assert.deepEqual(await complaintsInAll(page, twoLooks), [])
    const [file] = await Promise.all([page.waitForEvent('download'), page.click('text=Diese Bestätigung als Datei speichern')])
    assert.match(file.suggestedFilename(), /^K-\w{4}-\w{4}\.txt$/)
    assert.deepEqual(await page.context().cookies(), [])
    const { state } = await paper.house.db.selectFrom('pledges').select('state').where('id', '=', ada.pledge_id).executeTakeFirstOrThrow()
    assert.equal(state, 'ended')
    await page.context().close()
  })
}

test('a link of a mail stops the asking in that browser, which tells nobody; without scripts it says what to do', async () => {
  const page = await visit('/my-support/asking#stop')
  await page.getByText('In diesem Browser werden Sie nicht mehr gefragt').waitFor()
  assert.equal(await page.evaluate(`localStorage.getItem('litfass-appeal')`), 'stopped')
  assert.deepEqual(await page.context().cookies(), [])
  assert.deepEqual(await complaintsInAll(page, twoLooks), [])
  await page.click('text=Wieder fragen')
  assert.equal(await page.evaluate(`localStorage.getItem('litfass-appeal')`), null)
  assert.equal(await page.evaluate('document.activeElement?.textContent'), 'In diesem Browser nicht mehr fragen')
  const plain = await visit('/my-support/asking#stop', false)
  assert.match(await plain.innerText('main'), /braucht Ihr Browser Skripte/)
})
