import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { translator } from '../i18n/i18n.ts'
import { readMail } from './eml.ts'
import { htmlOf, textOf, type Letter } from './letter.tsx'
import { isMailAddress } from './mail-address.ts'
import { openMailer } from './mailer.ts'
import type { Mail } from './message.ts'
import { mailsInOutbox } from './outbox.ts'

const folder = mkdtempSync(join(tmpdir(), 'litfass-outbox-'))
const outbox = join(folder, 'outbox')
after(() => rmSync(folder, { recursive: true }))
const mailer = openMailer({ server: undefined, from: 'paper@anzeiger.example', bounces: 'bounces@anzeiger.example', outbox })

const mail: Mail = {
  id: 1, to_address: 'ada@mail.example', from_name: 'Wallstedter Anzeiger', subject: 'Ihr Kommentar', text: 'Guten Tag.\n', html: '<p>Guten Tag.</p>',
  unsubscribe_url: null, created_at: new Date('2026-11-27T12:00:00Z'), pictures: [],
}
async function handed(change: Partial<Mail>) {
  rmSync(outbox, { recursive: true, force: true })
  assert.deepEqual(await mailer.hand({ ...mail, ...change }), {})
  const [newest] = await mailsInOutbox(outbox, 1)
  return { ...readMail(newest!.bytes), raw: newest!.bytes.toString('latin1') }
}

const letter: Letter = {
  to: 'ada@mail.example', subject: 'Antwort', t: translator('de'), paper: { name: 'Anzeiger', url: 'https://anzeiger.example' },
  blocks: [{ text: 'Guten Tag.\n\nEin zweiter Absatz.' }, { quote: 'Das <b>stimmt</b> nicht.\n\nUnd noch etwas.' }, { button: 'Antworten', url: 'https://anzeiger.example/a?b=1&c=2' }, { small: 'Der Link gilt 15 Minuten.' }],
  unsubscribe_url: 'https://anzeiger.example/unsubscribe/abc',
}

test('a letter says the same as text: quotations marked, each link whole on a line of its own', () => {
  assert.equal(textOf(letter), [
    'Guten Tag.\n\nEin zweiter Absatz.', '> Das <b>stimmt</b> nicht.\n>\n> Und noch etwas.', 'Antworten:\nhttps://anzeiger.example/a?b=1&c=2', 'Der Link gilt 15 Minuten.',
    '-- \nAnzeiger\nhttps://anzeiger.example', 'Keine Mails dieser Art mehr:\nhttps://anzeiger.example/unsubscribe/abc\n',
  ].join('\n\n'))
})

test('a letter as HTML needs nothing from elsewhere, and nobody writes markup into it', () => {
  const html = htmlOf(letter)
  assert.match(html, /^<!doctype html><html lang="de">/)
  assert.match(html, /Das &lt;b&gt;stimmt&lt;\/b&gt; nicht\./)
  assert.match(html, /<a class="button" href="https:\/\/anzeiger\.example\/a\?b=1&amp;c=2"/)
  assert.doesNotMatch(html, /<img|<script|<link|src=|url\(/)
})

test('a picture lies in the mail itself, and in the letter where it belongs', async () => {
  const bytes = Buffer.from('89504e470d0a1a0a', 'hex')
  const html = htmlOf({ ...letter, blocks: [{ picture: { name: 'code', bytes, alt: 'Ein „Code“', caption: 'Zum Lesen:', size: 200 } }] })
  assert.match(html, />Zum Lesen:</)
  assert.match(html, /<img src="cid:code" alt="Ein „Code“" width="200" height="200"/)
  const { raw, text, html: sent } = await handed({ html, pictures: [{ name: 'code', type: 'image/png', base64: bytes.toString('base64') }] })
  assert.equal(text, 'Guten Tag.')
  assert.equal(sent, html)
  assert.match(raw, /Content-Type: image\/png; name=code\.png\r\nContent-ID: <code>\r\n/)
  assert.ok(raw.includes(bytes.toString('base64')))
})

test('a mail says that a machine wrote it, names itself, and is ended by one click where that is offered', async () => {
  const { heads } = await handed({ unsubscribe_url: 'https://anzeiger.example/unsubscribe/abc' })
  assert.equal(heads.get('auto-submitted'), 'auto-generated')
  assert.equal(heads.get('date'), 'Fri, 27 Nov 2026 12:00:00 +0000')
  assert.equal(heads.get('list-unsubscribe'), '<https://anzeiger.example/unsubscribe/abc>')
  assert.equal(heads.get('list-unsubscribe-post'), 'List-Unsubscribe=One-Click')
  assert.match(heads.get('message-id')!, /^<[0-9a-f]{32}@anzeiger\.example>$/)
  assert.equal((await handed({})).heads.has('list-unsubscribe'), false)
})

test('the same mail has the same Message-ID however often it is sent, and no other mail has it', async () => {
  const idOf = async (change: Partial<Mail>) => (await handed(change)).heads.get('message-id')
  const ids = await Promise.all([{}]).then(async () => [await idOf({}), await idOf({}), await idOf({ id: 2 }), await idOf({ created_at: new Date('2026-11-27T12:00:01Z') })])
  assert.equal(ids[0], ids[1])
  assert.equal(new Set(ids).size, 3)
})

test('umlauts stay what they are in name, subject, text and address', async () => {
  const { heads, text, html } = await handed({ to_address: 'jörg@müller.example', from_name: 'Grüner Bote', subject: 'Zwölf Boxkämpfer jagen Viktor quer über den großen Sylter Deich – „schön“', text: 'Schöne Grüße\n', html: '<p>Schöne Grüße</p>' })
  assert.match(heads.get('from')!, /^"?Grüner Bote"? <paper@anzeiger\.example>$/)
  assert.equal(heads.get('subject'), 'Zwölf Boxkämpfer jagen Viktor quer über den großen Sylter Deich – „schön“')
  assert.match(heads.get('to')!, /jörg@/)
  assert.deepEqual([text, html], ['Schöne Grüße', '<p>Schöne Grüße</p>'])
})

test('no name, subject or link adds a line to the head, or a receiver', async () => {
  const nasty = fc.string({ unit: fc.oneof(fc.constantFrom('\r', '\n', '\0', ':', ',', ';', '<', '>', '"', '@', ' ', 'Bcc: eve@evil.example', '=?utf-8?q?=0a?=', '\u2028'), fc.string({ minLength: 1, maxLength: 3 })), maxLength: 12 })
  const usual = [...(await handed({ unsubscribe_url: 'https://a.example/' })).heads.keys()].sort()
  await fc.assert(fc.asyncProperty(nasty, nasty, nasty, async (from_name, subject, tail) => {
    const { heads } = await handed({ from_name, subject, unsubscribe_url: `https://a.example/${tail}` })
    assert.deepEqual([...heads.keys()].filter((name) => name !== 'subject').sort(), usual.filter((name) => name !== 'subject'))
    assert.equal(heads.get('to'), 'ada@mail.example')
  }), { numRuns: 60 })
})

test('what is not exactly one address is never sent to', async () => {
  for (const good of ['ada@mail.example', "o'neil+news@mail.example", 'jörg@müller.example', 'a@b']) assert.ok(isMailAddress(good), good)
  const bad = ['', 'ada', '@mail.example', 'ada@', 'ada@@mail.example', 'a@b.example, c@d.example', 'a@b.example;c@d.example', 'a b@c.example', 'a@b.example\r\nBcc: c@d.example', '<a@b.example>', 'Ada <a@b.example>', '"a b"@c.example', 'a@[127.0.0.1]', 'a@-b.example', 'a@b..example', `${'a'.repeat(65)}@b.example`, 'a\u202e@b.example']
  for (const address of bad) {
    assert.ok(!isMailAddress(address), address)
    assert.deepEqual(await mailer.hand({ ...mail, to_address: address }), { refused: 'no address' })
  }
})

test('mails in the outbox are readable for their owner alone, the newest first, and one that comes again replaces itself', async () => {
  rmSync(outbox, { recursive: true, force: true })
  const later = { ...mail, id: 2, subject: 'Später', created_at: new Date('2026-11-27T12:00:01Z') }
  for (const one of [later, mail, mail]) await mailer.hand(one)
  assert.deepEqual((await mailsInOutbox(outbox, 9)).map(({ bytes }) => readMail(bytes).heads.get('subject')), ['Später', 'Ihr Kommentar'])
  assert.equal(readdirSync(outbox).length, 2)
  assert.equal(statSync(outbox).mode & 0o777, 0o700)
  for (const name of readdirSync(outbox)) assert.equal(statSync(join(outbox, name)).mode & 0o777, 0o600)
})
