// A paper that takes money, for journeys in the browser: with a bank and a payment provider outside, an outbox, and a clock that
// is put on by days. Its background work is done when the test says so.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before } from 'node:test'
import { sql } from 'kysely'
import { pino } from 'pino'
import type { Page } from 'playwright-core'
import { folderFiles } from '../../src/base/files/files.ts'
import { readMail } from '../../src/base/mail/eml.ts'
import { openMailer } from '../../src/base/mail/mailer.ts'
import { mailsInOutbox } from '../../src/base/mail/outbox.ts'
import { dayOf } from '../../src/base/time.ts'
import { checkLedger } from '../../src/funding/ledger-check.ts'
import { addDays } from '../../src/funding/rhythm.ts'
import { startDouble, type Double } from '../../src/funding/double/server.ts'
import { jobs } from '../../src/jobs.ts'
import { openSession } from '../../src/people/session.ts'
import { nameKey } from '../../src/people/name.ts'
import type { Role } from '../../src/people/permissions.ts'
import { camt } from '../camt-makers.ts'
import { freshDatabase, type FreshDatabase } from '../database.ts'
import { makeFunding, safe } from '../giving-makers.ts'
import { openPaper } from '../open-paper.ts'
import { openBank } from '../outside-bank.ts'

export interface GivingPaper {
  house: FreshDatabase
  address: string
  bank: ReturnType<typeof openBank>
  double: Double
  /** Now, and days later; negative for before. */
  today(days?: number): string
  later(seconds: number): void
  /** Does the work that waits, and what the clock begins. */
  work(begin?: (keyof typeof jobs)[]): Promise<void>
  /** The newest mail to somebody in which words stand. */
  mail(to: string, words: RegExp): Promise<{ subject: string; text: string }>
  /** Signs somebody of the staff in. */
  staff(page: Page, name: string, role: Role): Promise<void>
}

/** Opens it before the file's tests and ends it after them. */
export function givingPaper(): GivingPaper {
  const opened = {} as GivingPaper
  const closers: (() => unknown)[] = []
  before(async () => {
    const house = await freshDatabase()
    const outbox = mkdtempSync(join(tmpdir(), 'litfass-outbox-'))
    let ahead = 0
    // It begins now: that mails were taken is noted by the clock of the machine.
    const clock = () => new Date(Date.now() + ahead * 1_000)
    const port = await freePort()
    const address = `http://localhost:${port}`
    const deliver = async ({ address: to, body, headers }: { address: string; body: string; headers: Record<string, string> }) => (await fetch(to, { method: 'POST', body, headers })).status
    const double = await startDouble({ notices: `${address}/webhooks/stripe`, deliver, held: true, clock })
    const paper = await openPaper(house, { port, clock, payments: { stripe: double.payments.stripe }, outbox })
    closers.push(() => double.close(), () => paper.close(), () => house.drop(), () => rmSync(outbox, { recursive: true }))
    await makeFunding(house.db, { button: 'order', ways: ['debit', 'transfer', 'provider'] })
    await house.db.updateTable('funding_settings').set({ notice_days: 2, again_after_days: 0 }).execute()
    const context = { db: house.db, files: folderFiles(outbox), safe, mailer: openMailer({ server: undefined, from: 'zeitung@paper.test', bounces: 'zeitung@paper.test', outbox }), site: { url: address }, payments: { stripe: double.payments.stripe }, log: pino({ level: 'silent' }) }
    const today = (days = 0) => addDays(dayOf(clock(), 'Europe/Berlin'), days)
    Object.assign(opened, {
      house, address, double, bank: openBank(), today,
      later: (seconds: number) => { ahead += seconds },
      async work(begin: (keyof typeof jobs)[] = []) {
        for (const name of begin) await jobs[name]?.({} as never, { ...context, now: clock() })
        await double.deliverAll()
        await workOff({ ...context, now: clock() })
      },
      mail: (to: string, words: RegExp) => newestMail(outbox, { to, words }),
      staff: (page: Page, name: string, role: Role) => signIn(page, { house, address, now: clock(), name, role }),
    })
  })
  after(async () => { for (const close of closers) await close() })
  return opened
}

type Context = Parameters<NonNullable<(typeof jobs)['make-dues']>>[1]

async function workOff(context: Context) {
  for (;;) {
    const { rows: [job] } = await sql<{ id: string; name: keyof typeof jobs; payload: never }>`select j.id, t.identifier as name, j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      where run_at <= now() order by j.id limit 1`.execute(context.db)
    if (!job) return
    await jobs[job.name]?.(job.payload, context)
    await sql`delete from graphile_worker._private_jobs where id = ${job.id}`.execute(context.db)
  }
}

async function newestMail(outbox: string, { to, words }: { to: string; words: RegExp }) {
  const all = (await mailsInOutbox(outbox, 1_000)).map(({ bytes }) => readMail(bytes)).filter(({ heads }) => heads.get('to')?.includes(to))
  const found = all.find(({ heads, text }) => words.test(`${heads.get('subject')}\n${text}`))
  if (!found) throw new Error(`no mail to ${to} says ${words}; there are ${all.map(({ heads }) => heads.get('subject')).join(' | ')}`)
  return { subject: found.heads.get('subject') ?? '', text: found.text }
}

async function signIn(page: Page, { house: { db }, address, now, name, role }: { house: FreshDatabase; address: string; now: Date; name: string; role: Role }) {
  const known = await db.selectFrom('readers').select('id').where('name', '=', name).executeTakeFirst()
  const { id } = known ?? (await db.insertInto('readers').values({ name, name_key: nameKey(name), mail_address: `${role}@paper.test`, created_at: now, confirmed_at: now }).returning('id').executeTakeFirstOrThrow())
  if (!known) await db.insertInto('staff_roles').values({ reader_id: id, role, since: now }).execute()
  const { token } = await openSession(db, { reader_id: id, factors: ['link', 'totp'], is_staff: true }, now)
  await page.context().addCookies([{ name: 'litfass', value: token, url: address }])
}

/** Days go by at the bank and here, and whoever keeps the books reads its statements in: by the page for it. */
export async function daysGoBy(paper: GivingPaper, books: Page, days: number) {
  const { bank, address } = paper
  const missing: string[] = []
  for (let n = 0; n < days; n++) {
    paper.later(86_400)
    bank.collect(paper.today(), () => false)
    missing.push(...bank.statements(paper.today(1)).map((statement) => camt(statement)))
  }
  await paper.work(['follow-pledges', 'make-dues', 'charge-dues'])
  if (missing.length === 0) return
  // Who works for the paper is asked anew each week who they are.
  await paper.staff(books, 'Berta Buch', 'bookkeeper')
  await books.goto(`${address}/desk/funding/statements`)
  await books.setInputFiles('[name=files]', missing.map((xml, n) => ({ name: `auszug-${n}.xml`, mimeType: 'application/xml', buffer: Buffer.from(xml) })))
  await books.click('form[enctype] .button')
  await books.getByRole('status').waitFor()
  await paper.work()
  assert.deepEqual(await checkLedger(paper.house.db), [])
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, 'localhost')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}
