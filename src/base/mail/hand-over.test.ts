import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test, type TestContext } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import { freshDatabase, type FreshDatabase } from '../../../test/database.ts'
import { mailServer, type MailServer } from '../../../test/mail-server.ts'
import type { JobPayloads } from '../../job-names.ts'
import { parseConfig } from '../config.ts'
import { folderFiles } from '../files/files.ts'
import { safeOf } from '../safe/safe.ts'
import { translator } from '../i18n/i18n.ts'
import { enqueue } from '../jobs/enqueue.ts'
import { startWorker } from '../jobs/worker.ts'
import { handOver } from './hand-over.ts'
import { dropMailsBefore, sendMail } from './mail.ts'
import { openMailer, type Mailer } from './mailer.ts'

let house: FreshDatabase
before(async () => { house = await freshDatabase() })
after(() => house.drop())

const now = new Date('2026-11-27T12:00:00Z')
const write = (to: string, db = house.db) => sendMail(db, { to, subject: 'Anmelden', t: translator('de'), paper: { name: 'Grüner Bote', url: 'http://paper.test' }, blocks: [{ text: 'Schöne Grüße.' }] }, now)
const waiting = () => house.db.selectFrom('mails').select('to_address').execute()

function mailer(SMTP_URL: string, ca?: string): Mailer {
  const config = parseConfig({ SMTP_URL, LITFASS_MAIL_FROM: 'paper@anzeiger.example', LITFASS_MAIL_BOUNCES: 'bounces@anzeiger.example' })
  if ('wrong' in config) throw new Error(config.wrong)
  return openMailer(config.mail, ca ? { ca } : {})
}
function work(t: TestContext, by: Mailer, { lines = [], handlers = {} }: { lines?: string[]; handlers?: Parameters<typeof startWorker>[0] } = {}): void {
  const database = { url: house.url, ownerUrl: house.ownerUrl, db: house.db, pool: house.pool, fresh: true, close: async () => {} }
  const log = pino({ level: 'info' }, { write: (line: string) => { lines.push(line) } })
  const worker = startWorker({ 'send-mail': (payload, context) => handOver(payload, context), ...handlers }, database, { files: folderFiles('/nonexistent'), safe: safeOf([Buffer.alloc(32, 7)]), mailer: by, site: { url: 'http://paper.test' }, payments: {}, log })
  t.after(() => worker.stop())
}
async function serving(t: TestContext, ...how: Parameters<typeof mailServer>): Promise<MailServer> {
  const server = await mailServer(...how)
  t.after(() => server.close())
  return server
}
async function until(holds: () => boolean | Promise<boolean>, what: string) {
  for (let i = 0; i < 750; i++) {
    if (await holds()) return
    await sleep(20)
  }
  assert.fail(what)
}
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}

test('a mail reaches the server once its transaction has committed, and its row is gone then', async (t) => {
  const smtp = await serving(t)
  work(t, mailer(`smtp://127.0.0.1:${smtp.port}`))
  const rolled = await house.db.startTransaction().execute()
  await write('never@mail.example', rolled)
  await rolled.rollback().execute()
  await write('jörg@müller.example')
  await until(async () => smtp.taken.length === 1 && (await waiting()).length === 0, 'no mail came')
  const [{ from, to, raw }] = smtp.taken as [(typeof smtp.taken)[0]]
  assert.equal(from, 'bounces@anzeiger.example')
  assert.deepEqual(to, ['jörg@müller.example'])
  assert.match(raw, /^From: =\?UTF-8\?.+<paper@anzeiger\.example>\r\n/m)
})

test('while the mail server is away nothing is lost', async (t) => {
  const port = await freePort()
  const lines: string[] = []
  work(t, mailer(`smtp://127.0.0.1:${port}`), { lines })
  await write('ada@mail.example')
  await until(() => lines.length > 0, 'nothing failed')
  assert.doesNotMatch(lines.join(), /ada@/)
  assert.equal((await waiting()).length, 1)
  const smtp = await serving(t, { port })
  await until(async () => smtp.taken.length === 1 && (await waiting()).length === 0, 'the mail was not tried again')
})

test('what a server refuses for the time being is tried again; what it refuses for good is thrown away, with a line that names nobody', async (t) => {
  let full = 0
  const smtp = await serving(t, { refuse: (address) => {
    if (address.startsWith('full')) return full++ === 0 ? { code: 452, text: `4.2.2 <${address}> is full` } : undefined
    return address.startsWith('gone') ? { code: 550, text: `5.1.1 <${address}> is gone` } : undefined
  } })
  const lines: string[] = []
  work(t, mailer(`smtp://127.0.0.1:${smtp.port}`), { lines })
  await write('full@mail.example')
  await write('gone@mail.example')
  await until(async () => smtp.taken.length === 1 && (await waiting()).length === 0, 'the mail was not tried again')
  assert.deepEqual(smtp.taken.map(({ to }) => to), [['full@mail.example']])
  assert.match(lines.join(), /"answer":"550[ -]?5?\.?1?/)
  assert.doesNotMatch(lines.join(), /@mail\.example/)
  const { rows } = await house.pool.query(`select last_error from graphile_worker._private_jobs where last_error is not null`)
  assert.doesNotMatch(JSON.stringify(rows), /@/)
})

test('a server that does not let us in refuses no mail for good', async (t) => {
  const smtp = await serving(t, { onAuth: (_, __, done) => done(Object.assign(new Error('no'), { responseCode: 535 })), authOptional: false, allowInsecureAuth: true, authMethods: ['PLAIN'] })
  await assert.rejects(mailer(`smtp://me:wrong@127.0.0.1:${smtp.port}`).hand(mailRow), /the mail server did not take a mail: 535/)
})

test('a password is not sent to another machine before the line is secret', async (t) => {
  let heard = false
  const smtp = await serving(t, { onAuth: (_, __, done) => { heard = true; done(null, { user: 'me' }) }, allowInsecureAuth: true, authMethods: ['PLAIN'] })
  // It reaches this machine, but does not say so.
  await assert.rejects(mailer(`smtp://me:secret@0.0.0.0:${smtp.port}`).hand(mailRow))
  assert.equal(heard, false)
})

test('a server with TLS from the first byte must show a certificate that somebody vouches for', { skip: spawnSync('openssl', ['version']).status !== 0 }, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'litfass-tls-'))
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  spawnSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-keyout', key, '-out', cert])
  const smtp = await serving(t, { secure: true, key: readFileSync(key), cert: readFileSync(cert) })
  await assert.rejects(mailer(`smtps://localhost:${smtp.port}`).hand(mailRow), /did not take a mail/)
  assert.deepEqual(await mailer(`smtps://localhost:${smtp.port}`, readFileSync(cert, 'utf8')).hand(mailRow), {})
  assert.equal(smtp.taken.length, 1)
  rmSync(folder, { recursive: true })
})

test('a mail waits for no picture', async (t) => {
  const smtp = await serving(t)
  const over = Promise.withResolvers<void>()
  let running = 0
  for (const picture_id of [1, 2, 3, 4]) await enqueue(house.db, 'picture-renditions', { picture_id })
  await write('ada@mail.example')
  work(t, mailer(`smtp://127.0.0.1:${smtp.port}`), { handlers: { 'picture-renditions': async () => { running++; await over.promise } } })
  await until(() => smtp.taken.length === 1 && running > 0, 'the mail waited')
  assert.equal(running, 1, 'pictures are worked on one after the other')
  over.resolve()
  await until(() => running === 4, 'the other pictures were left')
})

test('a mail whose row was left behind by a crash is sent under the same Message-ID', async (t) => {
  const smtp = await serving(t)
  await write('ada@mail.example')
  const { id } = await house.db.selectFrom('mails').selectAll().executeTakeFirstOrThrow()
  const [by, log] = [mailer(`smtp://127.0.0.1:${smtp.port}`), pino({ level: 'silent' })]
  const row = await house.db.selectFrom('mails').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  await by.hand(row)
  await handOver({ mail_id: id }, { db: house.db, mailer: by, log })
  await handOver({ mail_id: id }, { db: house.db, mailer: by, log })
  const ids = smtp.taken.map(({ raw }) => /^Message-ID: (.*)$/m.exec(raw)?.[1])
  assert.equal(ids.length, 2)
  assert.equal(ids[0], ids[1])
})

test('what waits for a mail learns when it was taken, or that it was refused for good, and never of one that was dropped', async (t) => {
  const smtp = await serving(t, { refuse: (address) => (address.startsWith('gone') ? { code: 550, text: '5.1.1 no such user' } : undefined) })
  const heard: JobPayloads['notice-handed-over'][] = []
  const then = (prenotification_id: number) => ({ then: { job: 'notice-handed-over', payload: { prenotification_id } } }) as const
  const letter = (to: string) => ({ to, subject: 'Abbuchung', t: translator('de'), paper: { name: 'Bote', url: 'http://paper.test' }, blocks: [{ text: 'Am Montag.' }] })
  await sendMail(house.db, letter('ada@mail.example'), now, then(1))
  await sendMail(house.db, letter('gone@mail.example'), now, then(2))
  await sendMail(house.db, letter('old@mail.example'), now, then(3))
  await dropMailsBefore(house.db, 'notice-handed-over', { by: 'prenotification_id', values: [3] })
  work(t, mailer(`smtp://127.0.0.1:${smtp.port}`), { handlers: { 'notice-handed-over': async (payload) => { heard.push(payload) } } })
  await until(() => heard.length === 2, 'nothing was told')
  const [first, second] = heard.toSorted((a, b) => a.prenotification_id - b.prenotification_id)
  assert.ok(Math.abs(Date.parse(first?.at ?? '') - Date.now()) < 60_000 && first?.refused === undefined)
  assert.match(second?.refused ?? '', /^550/)
  assert.deepEqual(smtp.taken.map(({ to }) => to), [['ada@mail.example']])
})

const mailRow = { id: 1, to_address: 'ada@mail.example', from_name: 'Bote', subject: 'Hallo', text: 'Hallo\n', html: '<p>Hallo</p>', unsubscribe_url: null, created_at: now, pictures: [] }
