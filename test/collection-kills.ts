// A collection whose program is killed while it plans, tells, proposes, approves, writes files and hands them out.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Db } from '../src/base/db/db.ts'
import { mailsInOutbox } from '../src/base/mail/outbox.ts'
import { dayOf } from '../src/base/time.ts'
import { checkLedger } from '../src/funding/ledger-check.ts'
import { openSession } from '../src/people/session.ts'
import { makeCreditor, makeDebtor } from './debit-makers.ts'
import { killable, type Killable } from './money-kills.ts'
import { until } from './program.ts'

interface Staff { books: string; publisher: string }
/** What was answered with yes. */
interface Acknowledged { round: number; proposed: boolean; approved: boolean; files: Map<number, string> }

const stages = ['plan', 'propose', 'approve', 'take'] as const
type Stage = (typeof stages)[number]
/** How long each takes about, in milliseconds. */
const lasts = { plan: 700, propose: 30, approve: 120, take: 30 }

/** Collections one after the other, each killed in the middle of the stages named; answers how many kills came before an answer did. */
export async function collectThroughKills({ rounds, seed, debtors, killed = stages }: { rounds: number; seed: number; debtors: number; killed?: readonly Stage[] }): Promise<number> {
  let cut = 0
  await killable(seed, {}, async (paper) => {
    await paper.start()
    // So many days that its file is early enough at the bank on any day of the week.
    await makeCreditor(paper.db(), { notice_days: 6, debits_per_file: Math.ceil(debtors / 3) })
    const staff = await makeStaff(paper.db())
    for (let round = 1; round <= rounds; round++) {
      for (let n = 0; n < debtors; n++) await makeDebtor(paper.db(), { now: new Date(), due_on: dayOf(new Date(), 'Europe/Berlin'), amount: 100 + n })
      const acknowledged: Acknowledged = { round, proposed: false, approved: false, files: new Map() }
      for (const last of killed) {
        // Those before it are passed, and it is killed in the middle.
        for (const stage of stages.slice(0, stages.indexOf(last))) await pass(paper, stage, { staff, acknowledged })
        const dying = pass(paper, last, { staff, acknowledged }).then(() => true, () => false)
        await paper.kill(paper.below(lasts[last]))
        if (!(await dying)) cut += 1
        await paper.start()
        await holds(paper.db(), acknowledged)
      }
      for (const stage of stages) await pass(paper, stage, { staff, acknowledged })
      await isDone(paper, { debtors, acknowledged })
    }
  })
  return cut
}

async function makeStaff(db: Db): Promise<Staff> {
  const now = new Date()
  const cookies: string[] = []
  for (const role of ['bookkeeper', 'publisher'] as const) {
    const { id } = await db.insertInto('readers').values({ name: role, name_key: role, mail_address: `${role}@mail.test`, created_at: now, confirmed_at: now }).returning('id').executeTakeFirstOrThrow()
    await db.insertInto('staff_roles').values({ reader_id: id, role, since: now }).execute()
    cookies.push(`litfass=${(await openSession(db, { reader_id: id, factors: ['link', 'totp'], is_staff: true }, now)).token}`)
  }
  const [books = '', publisher = ''] = cookies
  return { books, publisher }
}

async function pass(paper: Killable, stage: Stage, { staff, acknowledged }: { staff: Staff; acknowledged: Acknowledged }) {
  const db = paper.db()
  const ask = async (path: string, cookie: string, form: Record<string, string> = {}) => {
    const { status, bytes } = await paper.post(path, { form, headers: { cookie } })
    if (status === 0) throw new Error('nobody answered')
    return { status, bytes }
  }
  const page = '/desk/funding/collections'
  if (stage === 'plan') {
    await sql`select graphile_worker.add_job('make-dues', payload => '{}')`.execute(db)
    return until('all are told', async () => {
      if (paper.address() === '') throw new Error('nobody works')
      const { rows: [row] } = await sql<{ n: number }>`select count(*) as n from pledges p where not exists (select from dues du join debits d on d.due_id = du.id join prenotifications n on n.id = d.prenotification_id where du.pledge_id = p.id and n.told_at is not null)`.execute(db)
      return row?.n === 0
    }, 60_000)
  }
  if (stage === 'propose') {
    const day = await dayOfAll(db)
    if (day === undefined) return
    const { status } = await ask(page, staff.books, { day })
    assert.equal(status, 303, 'a proposal was refused')
    acknowledged.proposed = true
  }
  const collection = await db.selectFrom('collections').select(['id', 'state']).orderBy('id', 'desc').executeTakeFirst()
  if (stage === 'approve' && collection?.state === 'proposed') {
    assert.equal((await ask(`${page}/${collection.id}/approval`, staff.publisher)).status, 303)
    acknowledged.approved = true
  }
  if (stage === 'take' && collection) {
    for (const { part } of await db.selectFrom('collection_files').select('part').where('collection_id', '=', collection.id).execute()) {
      const { status, bytes } = await ask(`${page}/${collection.id}/files/${part}`, staff.books)
      assert.equal(status, 200)
      if (!bytes.toString().endsWith('</Document>\n')) throw new Error('nobody answered to the end')
      assert.equal(bytes.toString(), acknowledged.files.get(part) ?? bytes.toString(), 'a file is not what it was')
      acknowledged.files.set(part, bytes.toString())
    }
  }
}

/** The day for which all that is free can go. */
async function dayOfAll(db: Db): Promise<string | undefined> {
  const { day } = await db.selectFrom('debits').select((eb) => eb.fn.max('collect_on').as('day')).where('state', '=', 'planned').where('collection_id', 'is', null).executeTakeFirstOrThrow()
  return day ?? undefined
}

/** After each kill: what was acknowledged is there, and nothing is there by half. */
async function holds(db: Db, { round, proposed, approved, files }: Acknowledged) {
  assert.deepEqual(await checkLedger(db), [])
  const states = await db.selectFrom('collections').select(['id', 'state']).orderBy('id').execute()
  assert.ok(states.length <= round, 'it was proposed twice')
  if (proposed) assert.equal(states.length, round, 'a proposal is lost')
  if (approved) assert.equal(states.at(-1)?.state, 'approved', 'an approval is lost')
  const debits = await db.selectFrom('debits').select(['state', 'file_id', 'collection_id', 'due_id']).execute()
  const earlier = debits.length - debits.filter(({ collection_id }) => collection_id === null || collection_id === states[round - 1]?.id).length
  assert.equal(new Set(debits.map(({ due_id }) => due_id)).size, debits.length, 'one is planned twice')
  const sent = debits.filter(({ file_id }) => file_id !== null)
  assert.ok(sent.length === (states[round - 1]?.state === 'approved' ? debits.length : earlier), 'some are in a file, and some are not')
  const collected = debits.filter(({ collection_id }) => collection_id !== null)
  assert.ok(collected.length === earlier || collected.length === debits.length, 'some are proposed, and some are not')
  const { rows: [{ n = 0 } = {}] } = await sql<{ n: number }>`select count(*) as n from ledger_entries where kind = 'debit_sent'`.execute(db)
  assert.equal(n, sent.length)
  assert.ok(files.size === 0 || sent.length > 0)
}

/** Each is debited once, as was told to them before. */
async function isDone({ data }: Killable, { debtors, acknowledged: { round, files } }: { debtors: number; acknowledged: Acknowledged }) {
  const all = [...files.values()].join('')
  const named = (name: string) => [...all.matchAll(new RegExp(`<${name}(?: [^>]*)?>([^<]+)<`, 'g'))].map(([, text = '']) => text)
  assert.equal(files.size, 3)
  assert.deepEqual([named('EndToEndId').length, new Set(named('EndToEndId')).size, new Set(named('MndtId')).size], [debtors, debtors, debtors])
  assert.deepEqual(named('InstdAmt').sort(), Array.from({ length: debtors }, (_, n) => `${Math.floor((100 + n) / 100)}.${String((100 + n) % 100).padStart(2, '0')}`).sort())
  // A notice that was handed over as the program was killed is handed over again, as the same mail; never as two.
  const mails = await mailsInOutbox(join(data, 'outbox'), 10_000)
  const receivers = mails.map(({ bytes }) => /^To: .*?(debtor-\d+@mail\.test)/mi.exec(bytes.toString())?.[1])
  assert.deepEqual([receivers.length, new Set(receivers).size], [debtors * round, debtors * round])
}
