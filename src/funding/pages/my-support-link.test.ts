import assert from 'node:assert/strict'
import { test } from 'node:test'
import { house, type Answer, type House } from '../../../test/house.ts'
import { makeGiving } from '../../../test/own-side-makers.ts'
import { secondsAfter } from '../../base/time.ts'
import { clearPersonalLinks, endPersonalLinks, personalLinkSeconds, supporterLink, supporterLinks } from '../personal-link.ts'

const site = { url: 'http://paper.test' }
const cookieIn = ({ headers }: Answer) => /^litfass-supporter=[\w-]{43}(?=;)/.exec(headers.get('set-cookie') ?? '')?.[0]
const pathOf = (link: string) => link.slice(site.url.length)
const bare = ({ status, html, headers }: Answer) => ({ status, html, location: headers.get('location'), cookie: headers.get('set-cookie') })
const mails = (t: House) => t.db.selectFrom('mails').select(['to_address', 'subject', 'text']).orderBy('id').execute()

test('a mail’s link does nothing by being looked at; its button opens the supporter’s own side, again and again', house(async (t) => {
  const ada = await makeGiving(t.db, { name: 'Ada Lorenz' })
  const link = pathOf(await supporterLink(t.db, ada.supporter_id, { site, now: t.now }))
  for (const look of [1, 2]) {
    const seen = await t.open(link)
    assert.deepEqual([seen.status, seen.headers.get('set-cookie')], [200, null], `look ${look}`)
    assert.doesNotMatch(seen.html, /Ada Lorenz|10 €/)
  }
  for (const use of [1, 2]) {
    const opened = await t.send(link, {})
    assert.equal(opened.headers.get('location'), '/my-support')
    const side = await t.open('/my-support', cookieIn(opened))
    assert.match(side.html, /Ada Lorenz/, `use ${use}`)
    assert.equal(side.headers.get('cache-control'), 'no-store')
  }
}))

test('the cookie goes to the supporter’s own side alone, and is gone when they leave', house(async (t) => {
  const ada = await makeGiving(t.db)
  const opened = await t.send(pathOf(await supporterLink(t.db, ada.supporter_id, { site, now: t.now })), {})
  assert.match(opened.headers.get('set-cookie')!, /; Path=\/my-support; HttpOnly; SameSite=Lax; Max-Age=3600$/)
  const left = await t.send('/my-support/leaving', {}, cookieIn(opened))
  assert.match(left.headers.get('set-cookie')!, /^litfass-supporter=; Path=\/my-support; .*Max-Age=0$/)
  assert.equal((await t.open('/my-support', cookieIn(opened))).headers.get('location'), '/my-support/link')
}))

test('a link leads where its mail says, and never to another site', house(async (t) => {
  const { supporter_id } = await makeGiving(t.db)
  for (const [leads_to, expected] of [['/my-support/pledges/7/account', '/my-support/pledges/7/account'], ['//evil.example', '/my-support'], ['/desk', '/my-support']] as const) {
    const link = await supporterLink(t.db, supporter_id, { site, now: t.now, leads_to })
    assert.equal((await t.send(pathOf(link), {})).headers.get('location'), expected)
  }
}))

test('a link that is too old, ended, somebody’s who was erased or made up says so, and offers a new one', house(async (t) => {
  const { db, now } = t
  const [old, ended, erased] = [await makeGiving(db), await makeGiving(db), await makeGiving(db)]
  const links = [
    await supporterLink(db, old.supporter_id, { site, now: secondsAfter(now, -personalLinkSeconds) }),
    await supporterLink(db, ended.supporter_id, { site, now }),
    await supporterLink(db, erased.supporter_id, { site, now }),
    `${site.url}/my-support/link/${'A'.repeat(43)}`,
  ]
  await endPersonalLinks(db, { supporter_id: ended.supporter_id })
  await db.updateTable('supporters').set({ erased_at: now }).where('id', '=', erased.supporter_id).execute()
  for (const link of links) {
    for (const answer of [await t.open(pathOf(link)), await t.send(pathOf(link), {})]) {
      assert.deepEqual([answer.status, answer.headers.get('set-cookie')], [410, null])
      assert.match(answer.html, /<form[^>]* action="\/my-support\/link"/)
    }
  }
  assert.equal((await t.open('/my-support', erased.cookie)).status, 303)
}))

test('who was merged comes to the one they are now', house(async ({ db, now, ...t }) => {
  const [two, one] = [await makeGiving(db), await makeGiving(db, { name: 'Ada Lorenz' })]
  const link = await supporterLink(db, two.supporter_id, { site, now })
  await db.updateTable('supporters').set({ merged_into: one.supporter_id }).where('id', '=', two.supporter_id).execute()
  assert.match((await t.open('/my-support', cookieIn(await t.send(pathOf(link), {})))).html, /Ada Lorenz/)
}))

test('a new link is mailed, and the answer is the same whether or not somebody gives from that address', house(async (t) => {
  const ada = await makeGiving(t.db, { name: 'Ada Lorenz' })
  const known = await t.send('/my-support/link', { mail_address: ada.mail_address.toUpperCase() })
  const unknown = await t.send('/my-support/link', { mail_address: 'nobody@mail.test' })
  assert.deepEqual(bare(known), bare(unknown))
  const [first, second] = await mails(t)
  assert.deepEqual([first!.to_address, second!.to_address], [ada.mail_address, 'nobody@mail.test'])
  assert.match(first!.text, /^Guten Tag, Ada Lorenz!\n[\s\S]*http:\/\/paper\.test\/my-support\/link\/[\w-]{43}\n/)
  assert.doesNotMatch(second!.text, /my-support/)
}))

test('what is no address is refused and kept as typed, and nobody’s postbox is filled', house(async (t) => {
  const wrong = await t.send('/my-support/link', { mail_address: 'ada at home' })
  assert.equal(wrong.status, 422)
  assert.match(wrong.html, /value="ada at home"/)
  const answers = []
  for (let n = 0; n < 4; n++) answers.push((await t.send('/my-support/link', { mail_address: 'ada@mail.test' })).status)
  assert.deepEqual(answers, [303, 303, 303, 429])
  assert.equal((await mails(t)).length, 3)
}))

test('links for many are made at once, each for one, and removed when their time is over', house(async ({ db, now }) => {
  const [a, b] = [await makeGiving(db), await makeGiving(db)]
  const linkFor = await supporterLinks(db, [a.supporter_id, b.supporter_id], { site, now })
  assert.notEqual(linkFor(a.supporter_id), linkFor(b.supporter_id))
  assert.throws(() => linkFor(0))
  const left = async () => (await db.selectFrom('supporter_links').select('supporter_id').execute()).length
  await clearPersonalLinks(db, secondsAfter(now, personalLinkSeconds - 1))
  assert.equal(await left(), 2)
  await clearPersonalLinks(db, secondsAfter(now, personalLinkSeconds))
  assert.equal(await left(), 0)
}))
