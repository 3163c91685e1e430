// The whole way of readers' money: given by debit, transfer and card, collected, come, thanked for; changed, paused, come back,
// dunned, cancelled. Readers, and those who keep the books, each on their own pages and by the mails they get; once in German with
// scripts and once in English without, on a phone.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { translator, type T } from '../../src/base/i18n/i18n.ts'
import { checkLedger } from '../../src/funding/ledger-check.ts'
import { openPage } from './browser.ts'
import { daysGoBy, givingPaper } from './giving-paper.ts'

const paper = givingPaper()
const at = (path: string) => paper.address + path
const phone = { width: 360, height: 780 }

interface Way { t: T; scripts: boolean; reader: Page; books: Page; publisher: Page; mailOf(name: string): string }

async function giveBy(way: 'debit' | 'transfer' | 'provider', { t, scripts, reader, mailOf }: Way, { name, amount, iban = '' }: { name: string; amount: string; iban?: string }) {
  await reader.goto(at(`/support?language=${t.language}&rhythm=monthly`))
  await reader.locator(`[name=way][value=${way}]`).check({ force: true })
  await reader.fill('[name=amount_other]', amount)
  await reader.fill('[name=name]', name)
  await reader.fill('[name=mail_address]', mailOf(name))
  if (way === 'debit') await reader.fill('[name=iban]', iban)
  await reader.click('.giving .button')
  await isFitting(reader)
  if (way === 'debit') await reader.check('[name=consent]')
  // How long a browser without scripts waits for the button stands in giving.test.ts.
  paper.later(7)
  const button = reader.locator('.binding .button')
  if (scripts) await button.click()
  else await button.dispatchEvent('click')
}

async function isFitting(page: Page) {
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${page.url()} is wider than a phone`)
}

/** Opens the link of that kind in the newest mail with these words; one that opens their own side has a button. */
async function follow({ reader }: Way, to: string, words: RegExp) {
  const { text } = await paper.mail(to, words)
  const [link = ''] = /http:\S+\/my-support\/link\/[\w-]{43}/.exec(text) ?? []
  await reader.goto(link)
  await reader.click('main .button')
  await isFitting(reader)
}

async function collect({ t, books, publisher }: Way): Promise<string> {
  await books.goto(at('/desk/funding/collections'))
  await books.getByRole('button', { name: t('collections.propose') }).click()
  assert.match(await books.getByRole('status').innerText(), new RegExp(t('collections.done.proposed')))
  // Who proposed it does not approve it.
  assert.equal(await books.getByRole('button', { name: t('collections.approve') }).count(), 0)
  await publisher.goto(at('/desk/funding/collections'))
  await publisher.getByRole('button', { name: t('collections.approve') }).click()
  await books.reload()
  const [file] = await Promise.all([books.waitForEvent('download'), books.locator('.collection').first().locator('form button').first().click()])
  const bytes: Buffer[] = []
  for await (const piece of await file.createReadStream()) bytes.push(piece)
  return Buffer.concat(bytes).toString()
}

for (const { language, scripts } of [{ language: 'de', scripts: true }, { language: 'en', scripts: false }] as const) {
  test(`what readers give, and what becomes of it: ${language}, ${scripts ? 'with' : 'without'} scripts`, async () => {
    const t = translator(language)
    const options = { locale: language === 'de' ? 'de-DE' : 'en-GB', javaScriptEnabled: scripts, viewport: phone }
    const [reader, books, publisher] = [await openPage(options), await openPage({ ...options, viewport: { width: 1280, height: 900 } }), await openPage({ ...options, viewport: { width: 1280, height: 900 } })]
    await paper.staff(books, 'Berta Buch', 'bookkeeper')
    await paper.staff(publisher, 'Paul Press', 'publisher')
    const way: Way = { t, scripts, reader, books, publisher, mailOf: (name) => `${name.split(' ')[0]?.toLowerCase()}.${language}@mail.test` }
    const contexts = [reader, books, publisher].map((page) => page.context())
    await debitWay(way)
    await transferWay(way)
    await cardWay(way)
    assert.deepEqual(await checkLedger(paper.house.db), [])
    for (const context of contexts) await context.close()
  })
}

/** Given by debit, told, collected, come; changed and paused; come back; dunned; cancelled. */
async function debitWay(way: Way) {
  const { t, reader, books, mailOf } = way
  const [name, to] = ['Dora Debit', mailOf('Dora Debit')]
  await giveBy('debit', way, { name, amount: t.language === 'de' ? '7,50' : '7.50', iban: 'DE89370400440532013000' })
  await reader.waitForURL('**/support/thanks/*')
  await isFitting(reader)
  await paper.work(['make-dues'])
  const notice = await paper.mail(to, new RegExp(t('mail.notice.button')))
  assert.match(notice.text, new RegExp(`${t.money(750, 'EUR')}[\\s\\S]*DE98ZZZ09999999999`))
  const [debit, another] = paper.bank.take(await collect(way))
  assert.ok(debit && !another)
  assert.deepEqual([debit.amount, debit.iban], [750, 'DE89370400440532013000'])
  assert.ok(notice.text.includes(debit.mandate) && notice.text.includes(t.longDay(debit.collect_on)), 'another day or mandate was told')
  while (paper.today() < debit.collect_on) await daysGoBy(paper, books, 1)
  await follow(way, to, new RegExp(t('mail.thanks.receipt')))
  const receipt = await reader.context().request.get(reader.url())
  assert.equal(receipt.headers()['content-type'], 'application/pdf')
  assert.match((await receipt.body()).subarray(0, 5).toString(), /%PDF-/)

  await reader.goto(at('/my-support'))
  await reader.getByRole('link', { name: t('own.change_rhythm') }).click()
  await reader.fill('[name=amount]', '9')
  await reader.click('main .button')
  assert.ok((await reader.innerText('main')).includes(t.money(900, 'EUR')))
  await reader.getByRole('link', { name: t('own.pause') }).click()
  await reader.fill('[name=until]', paper.today(90))
  await reader.click('main .button')
  assert.ok((await reader.innerText('main')).includes(t.longDay(paper.today(90))) || (await reader.innerText('main')).includes(t.day(paper.today(90))))
  await isFitting(reader)
  await reader.getByRole('link', { name: t('own.resume') }).click()
  await reader.click('main .button')

  paper.bank.giveBack(debit, { day: paper.today(1), reason: 'AM04', fee: 300 })
  await daysGoBy(paper, books, 1)
  assert.match((await paper.mail(to, new RegExp(t.money(750, 'EUR')))).text, /my-support\/link/)
  await books.goto(at('/desk/funding/collections'))
  assert.match(await books.innerText('main'), new RegExp(`${t.money(750, 'EUR')}\\s+AM04`))
  // What was ordered is owed: a week after it came back its debtor is reminded, as far as statements have been read.
  for (let n = 1; n <= 9; n++) paper.bank.move(paper.today(n), 'fee', { amount: -10 - n, isBare: true, bank_code: ['PMNT', 'MDOP', 'CHRG'] })
  await daysGoBy(paper, books, 9)
  await paper.work(['remind'])
  const reminder = await paper.mail(to, /^(Zahlungserinnerung|Payment reminder): .*7[.,]50/)
  assert.match(reminder.text, /my-support\/link/)

  await reader.goto(at('/'))
  await reader.locator('a[href="/cancel"]').first().click()
  await reader.fill('[name=name]', name)
  await reader.fill('[name=mail_address]', to)
  await isFitting(reader)
  await reader.getByRole('button', { name: 'jetzt kündigen', exact: true }).click()
  await reader.waitForURL(/\/cancel\/[\w-]{43}$/)
  await paper.work()
  await paper.mail(to, /K-\w{4}-\w{4}/)
  const { state, ended_why } = await paper.house.db.selectFrom('pledges').innerJoin('supporters', 'supporters.id', 'supporter_id').select(['pledges.state', 'ended_why']).where('mail_address', '=', to).executeTakeFirstOrThrow()
  assert.deepEqual([state, ended_why], ['ended', 'cancelled'])
}

/** Given by transfer; what comes with its reference finds itself, what comes without is put in its place. */
async function transferWay(way: Way) {
  const { t, reader, books, mailOf } = way
  const to = mailOf('Theo Transfer')
  await giveBy('transfer', way, { name: 'Theo Transfer', amount: '12' })
  await reader.waitForURL('**/support/thanks/*')
  await isFitting(reader)
  const [reference = ''] = /RF\d\d [\dA-Z ]+/.exec(await reader.innerText('.transfer')) ?? []
  paper.bank.move(paper.today(1), 'transfer', { amount: 1_200, text: `Fuer die Zeitung ${reference.toLowerCase()}`, name: 'T. Transfer', iban: 'DE02500105170137075030' })
  paper.bank.move(paper.today(1), 'transfer', { amount: 1_250, text: 'gern', name: 'Grosse Tante' })
  await daysGoBy(paper, books, 1)
  await follow(way, to, new RegExp(t('mail.thanks.receipt')))
  assert.equal((await reader.context().request.get(reader.url())).headers()['content-type'], 'application/pdf')

  await books.goto(at('/desk/funding/suspense'))
  await books.getByRole('link', { name: 'Grosse Tante' }).click()
  await books.fill('[name=q]', reference.replaceAll(' ', ''))
  await books.getByRole('button', { name: t('bank.search_do') }).click()
  await books.getByRole('button', { name: t('bank.book_for', { name: 'Theo Transfer' }) }).click()
  assert.match(await books.getByRole('status').innerText(), new RegExp(t('bank.placed')))
  await paper.work()
  await reader.goto(at('/my-support'))
  // The next month's, and what is over.
  assert.ok((await reader.innerText('main')).includes(t.money(50, 'EUR')))
}

/** Given by card: to the provider and back, confirmed by its notice. */
async function cardWay(way: Way) {
  const { t, reader, mailOf } = way
  const to = mailOf('Carla Card')
  await giveBy('provider', way, { name: 'Carla Card', amount: '20' })
  await reader.waitForURL(`${paper.double.origin}/pay/**`)
  assert.ok((await reader.innerText('body')).includes(t.money(2_000, 'EUR')))
  await reader.locator('form[action$="/payment"] button').first().click()
  await reader.waitForURL('**/support/thanks/*')
  await paper.work()
  await reader.reload()
  assert.match(await reader.innerText('h1'), /Carla Card/)
  await isFitting(reader)
  await paper.mail(to, new RegExp(t('mail.thanks.receipt')))
  const { state } = await paper.house.db.selectFrom('pledges').innerJoin('supporters', 'supporters.id', 'supporter_id').select('pledges.state').where('mail_address', '=', to).executeTakeFirstOrThrow()
  assert.equal(state, 'active')
}
