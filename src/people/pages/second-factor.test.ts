import assert from 'node:assert/strict'
import { test } from 'node:test'
import { TOTP, Secret } from 'otpauth'
import { house, type Answer, type House } from '../../../test/house.ts'
import { makeAccount, type Account } from '../../../test/people-makers.ts'
import { isStrong } from '../session.ts'

const cookieIn = (answer: Answer) => /^litfass=[\w-]{43}(?=;)/.exec(answer.headers.get('set-cookie') ?? '')?.[0]
const codeAt = (secret: string, at: Date, steps = 0) => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at.getTime() + steps * 30_000 })

/** Sets up an app in a session, as a browser does. Answers the secret, and the session after it. */
async function setUpApp(t: House, cookie: string): Promise<{ secret: string; cookie: string }> {
  const { html } = await t.send('/account/authenticator', {}, cookie)
  const secret = /name="secret" value="([A-Z2-7]{32})"/.exec(html)![1]!
  const confirmed = await t.send('/account/authenticator/confirmation', { secret, code: codeAt(secret, t.now, -1) }, cookie)
  assert.equal(confirmed.headers.get('location'), '/account/recovery-codes')
  return { secret, cookie: cookieIn(confirmed)! }
}
async function byLink(t: House, { mail_address }: Account, cookie?: string): Promise<Answer> {
  await t.send('/sign-in', { mail_address })
  const { text } = await t.db.selectFrom('mails').select('text').where('to_address', '=', mail_address).where('text', 'like', '%/sign-in/link/%').orderBy('id', 'desc').limit(1).executeTakeFirstOrThrow()
  return t.send(/\/sign-in\/link\/[\w-]+/.exec(text)![0], {}, cookie)
}
const admin = (t: House) => makeAccount(t.db, { roles: ['admin'], factors: ['link'] })
const desk = async (t: House, cookie: string | undefined) => (await t.open('/desk', cookie)).status

test('staff come to the desk by link and code, and not by the link alone', house(async (t) => {
  const ada = await admin(t)
  const { secret } = await setUpApp(t, ada.cookie)
  const linked = await byLink(t, ada)
  assert.equal(linked.headers.get('location'), '/sign-in/second-factor?next=%2Fdesk')
  const weak = cookieIn(linked)!
  assert.equal((await t.open('/desk', weak)).headers.get('location'), '/sign-in/second-factor?next=%2Fdesk')
  const proven = await t.send('/sign-in/second-factor/code', { code: codeAt(secret, t.now), next: '/desk' }, weak)
  assert.equal(proven.headers.get('location'), '/desk')
  assert.equal(await desk(t, cookieIn(proven)), 200)
  assert.equal((await t.open('/account', weak)).status, 303, 'the token from before the second factor is worth nothing')
}))

test('staff without a second factor are led to set one up, and only then to the desk', house(async (t) => {
  const ada = await admin(t)
  assert.equal((await t.open('/sign-in/second-factor?next=/desk', ada.cookie)).headers.get('location'), '/account/security')
  assert.equal(await desk(t, ada.cookie), 303)
  const { cookie } = await setUpApp(t, ada.cookie)
  assert.equal(await desk(t, cookie), 200)
}))

test('no code is taken twice, and none that is not there', house(async (t) => {
  const ada = await admin(t)
  const { secret } = await setUpApp(t, ada.cookie)
  const [first, second] = [cookieIn(await byLink(t, ada))!, cookieIn(await byLink(t, ada))!]
  const code = codeAt(secret, t.now)
  assert.ok(cookieIn(await t.send('/sign-in/second-factor/code', { code: `${code.slice(0, 3)} ${code.slice(3)}` }, first)))
  const again = await t.send('/sign-in/second-factor/code', { code }, second)
  assert.equal(again.status, 422)
  // An older step than the last one is none either.
  assert.equal((await t.send('/sign-in/second-factor/code', { code: codeAt(secret, t.now, -1) }, second)).status, 422)
  for (const wrong of ['', '00000a']) assert.equal((await t.send('/sign-in/second-factor/code', { code: wrong }, second)).status, 422)
  assert.equal((await t.send('/sign-in/second-factor/code', { code: codeAt(secret, t.now, 1) }, second)).status, 429, 'and only so many are looked at')
  assert.equal(await desk(t, second), 303)
}))

test('a recovery code helps once, and its owner is told', house(async (t) => {
  const ada = await admin(t)
  const { cookie } = await setUpApp(t, ada.cookie)
  const shown = await t.send('/account/recovery-codes', {}, cookie)
  const codes = [...shown.html.matchAll(/<code>([\w-]{14})<\/code>/g)].map(([, code]) => code!)
  assert.equal(new Set(codes).size, 10)
  const kept = await t.db.selectFrom('recovery_codes').selectAll().where('reader_id', '=', ada.id).execute()
  assert.ok(kept.every(({ code_hash }) => code_hash.length === 32) && !codes.some((code) => JSON.stringify(kept).includes(code)))
  const [first, second] = [cookieIn(await byLink(t, ada))!, cookieIn(await byLink(t, ada))!]
  const proven = await t.send('/sign-in/second-factor/code', { code: codes[0]!.toUpperCase().replaceAll('-', ' ') }, first)
  assert.equal(await desk(t, cookieIn(proven)), 200)
  assert.equal((await t.send('/sign-in/second-factor/code', { code: codes[0]! }, second)).status, 422)
  assert.equal((await t.db.selectFrom('mails').select('id').where('to_address', '=', ada.mail_address).where('text', 'like', '%Ersatzcode%').execute()).length, 1)
  // Made anew, the old ones are worth nothing.
  await t.send('/account/recovery-codes', {}, cookieIn(proven))
  assert.equal((await t.send('/sign-in/second-factor/code', { code: codes[1]! }, second)).status, 422)
}))

test('who has only the mails of somebody with a second factor cannot add, remove or change one, nor the address', house(async (t) => {
  const ada = await admin(t)
  await setUpApp(t, ada.cookie)
  await t.db.insertInto('passkeys').values({ credential_id: 'abc', reader_id: ada.id, public_key: Buffer.alloc(1), counter: 0, transports: [], name: 'Key', created_at: t.now }).execute()
  const weak = cookieIn(await byLink(t, ada))!
  const before = await t.db.selectFrom('totp_secrets').selectAll().execute()
  const tried: [string, Record<string, string>][] = [
    ['/account/authenticator', {}], ['/account/authenticator/confirmation', { secret: 'A'.repeat(32), code: '123456' }], ['/account/authenticator/removal', {}],
    ['/account/passkeys/removal', { credential_id: 'abc' }], ['/account/passkeys/name', { credential_id: 'abc', name: 'Mine' }], ['/account/recovery-codes', {}], ['/account/address', { mail_address: 'eve@mail.example' }],
  ]
  for (const [path, form] of tried) assert.notEqual((await t.send(path, form, weak)).status, 200, path)
  assert.equal((await t.send('/account/passkeys/ceremonies', {}, weak)).status, 403)
  assert.deepEqual(await t.db.selectFrom('totp_secrets').selectAll().execute(), before)
  assert.deepEqual(await t.db.selectFrom('passkeys').select(['name']).execute(), [{ name: 'Key' }])
  assert.equal((await t.db.selectFrom('recovery_codes').select('reader_id').execute()).length, 0)
  assert.equal((await t.db.selectFrom('mail_links').select('purpose').where('purpose', '=', 'change_address').execute()).length, 0)
}))

test('staff cannot remove the last second factor; a reader can, and their codes go with it', house(async (t) => {
  const ada = await admin(t)
  const strong = (await setUpApp(t, ada.cookie)).cookie
  assert.equal((await t.send('/account/authenticator/removal', {}, strong)).headers.get('location'), '/account/security?done=last')
  assert.equal(await desk(t, strong), 200)

  const eve = await makeAccount(t.db)
  const { cookie } = await setUpApp(t, eve.cookie)
  await t.send('/account/recovery-codes', {}, cookie)
  assert.equal((await t.send('/account/authenticator/removal', {}, cookie)).headers.get('location'), '/account/security?done=totp_removed')
  assert.equal((await t.db.selectFrom('recovery_codes').select('reader_id').where('reader_id', '=', eve.id).execute()).length, 0)
}))

test('a secret that another session has begun meanwhile is never confirmed', house(async (t) => {
  const ada = await makeAccount(t.db)
  const other = cookieIn(await byLink(t, ada))!
  const secretOf = ({ html }: Answer) => /name="secret" value="([A-Z2-7]{32})"/.exec(html)![1]!
  const mine = secretOf(await t.send('/account/authenticator', {}, ada.cookie))
  const theirs = secretOf(await t.send('/account/authenticator', {}, other))
  assert.notEqual(mine, theirs)
  const confirmed = await t.send('/account/authenticator/confirmation', { secret: mine, code: codeAt(mine, t.now) }, ada.cookie)
  assert.equal(confirmed.status, 422)
  assert.doesNotMatch(confirmed.html, new RegExp(theirs))
}))

test('two factors are two different ones: a passkey or a link alone is one, and a code of the app or on paper are the same', () => {
  for (const factors of [['link'], ['passkey'], ['totp', 'recovery']] as const) assert.equal(isStrong(factors), false)
  for (const factors of [['link', 'passkey'], ['link', 'totp'], ['passkey', 'recovery']] as const) assert.equal(isStrong(factors), true)
})

test('a passkey that nobody has asked for, or that is not known, signs nobody in', house(async (t) => {
  const credential = JSON.stringify({ id: 'abc', rawId: 'abc', type: 'public-key', response: { clientDataJSON: 'e30', authenticatorData: 'AA', signature: 'AA' }, clientExtensionResults: {} })
  const { token } = JSON.parse((await t.send('/sign-in/ceremonies', {})).html)
  for (const form of [{ token, credential }, { token, credential }, { token: 'x', credential: 'not json' }, {}]) {
    const answer = await t.send('/sign-in/passkey', form)
    assert.equal(answer.status, 422)
    assert.equal(answer.headers.get('set-cookie'), null)
  }
  assert.equal((await t.db.selectFrom('ceremonies').select('purpose').execute()).length, 0, 'a challenge is used up by a wrong answer')
}))
