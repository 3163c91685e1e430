import assert from 'node:assert/strict'
import { test } from 'node:test'
import { house, type House } from '../../../test/house.ts'
import { openMailer } from '../../base/mail/mailer.ts'
import { NotFound } from '../../base/web/route.ts'
import { show } from './outbox.tsx'

async function withMail({ db, outbox }: House, demonstration: boolean) {
  await db.updateTable('paper').set({ demonstration }).execute()
  const mailer = openMailer({ server: undefined, from: 'paper@localhost', bounces: 'paper@localhost', outbox })
  await mailer.hand({ id: 1, to_address: 'ada@mail.example', from_name: 'Bote', subject: 'Anmelden <b>', text: 'Hier: http://paper.test/sign-in/link/abc\n<script>alert(1)</script>\n', html: '<p>Hier</p>', unsubscribe_url: null, created_at: new Date('2026-02-01T12:00:00Z') })
}

test('in the demonstration paper mails are read on its own machine: as text, with links that lead on, and as a file', house(async (t) => {
  await withMail(t, true)
  const { html, headers } = await t.open('/outbox')
  assert.match(html, /<h2[^>]*>Anmelden &lt;b&gt;<\/h2>/)
  assert.match(html, /ada@mail\.example/)
  assert.match(html, /<a href="http:\/\/paper\.test\/sign-in\/link\/abc">/)
  assert.match(html, /&lt;script&gt;/)
  assert.equal(headers.get('cache-control'), 'no-store')
  const file = /href="(\/outbox\/[^"]+)"/.exec(html)![1]!
  const { headers: of, html: text } = await t.open(file)
  assert.deepEqual([of.get('content-type'), of.get('content-disposition')], ['message/rfc822', 'attachment'])
  assert.match(text, /^From: Bote <paper@localhost>\r$/m)
  for (const other of ['/outbox/x.eml', '/outbox/..%2F..%2Fpassword', '/outbox/2026-02-01T12-00-00.000Z-aaaaaaaaaaaa.eml']) assert.equal((await t.open(other)).status, 404, other)
}))

test('no other paper shows its mails, and neither does this one to other machines', house(async (t) => {
  await withMail(t, false)
  assert.equal((await t.open('/outbox')).status, 404)
  await t.db.updateTable('paper').set({ demonstration: true }).execute()
  const asked = { db: t.db, site: { url: 'https://anzeiger.example', mining: null, crawlers: [], isLocal: false, outbox: t.outbox }, params: {}, query: {}, who: 'nobody' as const, limits: { allows: () => true }, live: () => new Response(), speaks: undefined, files: t.files, secrets: t.secrets, now: t.now }
  await assert.rejects(show(asked), NotFound)
  // A name of somebody else's that leads to this machine, and a proxy that lets others in.
  assert.equal((await t.open('http://localhost/outbox')).status, 200)
  assert.equal((await t.open('http://rebound.example/outbox')).status, 404)
  for (const name of ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip']) assert.equal((await t.open('/outbox', undefined, { [name]: '203.0.113.9' })).status, 404, name)
}))
