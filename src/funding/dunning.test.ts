import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mailsTo } from '../../test/case-makers.ts'
import { makeCreditor, makeDebtor, planAndTell, safe } from '../../test/debit-makers.ts'
import { freshDatabase } from '../../test/database.ts'
import { dunned, dunningPaper, readStatement, remindOn, stepsOf } from '../../test/dunning-makers.ts'
import { house, type House } from '../../test/house.ts'
import { makeGiving, openOwnSideOf } from '../../test/own-side-makers.ts'
import { makeAccount } from '../../test/people-makers.ts'
import { seeded } from '../../test/random.ts'
import { pausePledge } from './changing.ts'
import { approveCollection, proposeCollection } from './collection.ts'
import { debitsReturned } from './debit.ts'
import { isOwedStep } from './dunning.ts'
import { cancelPledge, withdrawPledge } from './ending.ts'
import { holdLetters } from './holding.ts'
import { checkLedger } from './ledger-check.ts'
import { pledgeById } from './reads/pledges.ts'
import { addDays } from './rhythm.ts'
import { takeTransfers } from './transfer.ts'

const site = { url: 'http://paper.test' }
const noonOn = (day: string) => new Date(`${day}T11:00:00Z`)

/** What somebody may do on any day, or what may come: after it, nothing more is written about what there was. */
const happenings = {
  nothing: async () => {},
  money: async (db: House['db'], { pledge_id, on, amount }: Happening) => takeTransfers(db, [{ pledge_id, amount, on, line_id: await lineOf(db, on, amount), to: 'bank', kind: 'transfer_received', source: String(++sources) }], noonOn(on)),
  pause: (db: House['db'], { pledge_id, on }: Happening) => pausePledge(db, { id: pledge_id, until: addDays(on, 300) }, { by: 'test', now: noonOn(on) }),
  cancel: (db: House['db'], { pledge_id, on }: Happening) => cancelPledge(db, { id: pledge_id, manner: 'ordinary', wanted_on: null }, { by: 'test', now: noonOn(on) }),
  withdraw: (db: House['db'], { pledge_id, on }: Happening) => withdrawPledge(db, { id: pledge_id, declared_at: noonOn('2026-03-02') }, { by: 'test', now: noonOn(on) }),
  hold: async (db: House['db'], { pledge_id, on }: Happening) => holdLetters(db, { pledge_id, note: 'Ruft an' }, { by: await db.selectFrom('readers').selectAll().executeTakeFirstOrThrow() as never, site, now: noonOn(on) }),
}
interface Happening { pledge_id: number; on: string; amount: number }
let sources = 0

async function lineOf(db: House['db'], booked_on: string, amount: number): Promise<number> {
  await readStatement(db, booked_on)
  const { id } = await db.selectFrom('statements').select('id').orderBy('id', 'desc').limit(1).executeTakeFirstOrThrow()
  return (await db.insertInto('statement_lines').values({ statement_id: id, position: 1, entry: 1, amount, currency: 'EUR', booked_on, sealed: Buffer.alloc(1), fingerprint: Buffer.from(String(++sources).padStart(32, '0')), state: 'booked', kind: 'transfer' }).returning('id').executeTakeFirstOrThrow()).id
}

test('whatever happens on whichever day, no letter follows it, none comes twice, and a gift is never dunned for', house(async ({ db }) => {
  await dunningPaper(db, { statement_days: 0 })
  await makeAccount(db)
  const random = seeded(7)
  const below = (n: number) => Math.floor(random() * n)
  const names = Object.keys(happenings) as (keyof typeof happenings)[]
  const all = []
  for (let n = 0; n < 18; n++) {
    const giving = await makeGiving(db, { agreed_as: n % 2 === 0 ? 'order' : 'gift', rhythm: n % 3 === 0 ? 'once' : 'monthly', amount: 500 + n, first_due_on: addDays('2026-02-28', 2 * below(2)) })
    await db.updateTable('pledges').set({ next_due_on: null }).where('id', '=', giving.pledge_id).execute()
    all.push({ ...giving, n, what: names[n % names.length]!, on: addDays('2026-03-06', 2 * below(27)), written: null as null | number })
  }
  for (let day = '2026-03-02'; day <= '2026-05-25'; day = addDays(day, 2)) {
    for (const one of all.filter(({ on }) => on === day)) {
      await happenings[one.what](db, { pledge_id: one.pledge_id, on: day, amount: 500 + one.n })
      one.written = (await stepsOf(db, one.due_id)).length
    }
    await dunned(db, day)
    if (below(3) === 0) await dunned(db, day)
  }
  for (const { due_id, pledge_id, mail_address, n, what, written } of all) {
    const steps = await db.selectFrom('dunning_steps').selectAll().where('due_id', '=', due_id).orderBy('happened_on').execute()
    const letters = steps.filter(({ step }) => step !== 'over')
    assert.equal((await mailsTo(db, mail_address)).length, letters.length, `${n} ${what}`)
    for (const { step } of letters) assert.equal(step !== 'over' && isOwedStep(step), n % 2 === 0)
    if (what === 'nothing') assert.equal(steps.at(-1)?.step, 'over', `${n}`)
    // A gift cannot be paused.
    else if (!(what === 'pause' && n % 3 === 0)) assert.equal(steps.length, written, `${n} ${what}`)
    for (const [at, { happened_on }] of letters.entries()) if (at > 0) assert.ok(happened_on >= addDays(letters[at - 1]!.happened_on, 14))
    if (what === 'money' && written! < 3) assert.notEqual((await pledgeById(db, pledge_id))?.stopped_why, 'unpaid', `${n}`)
  }
  assert.deepEqual(await checkLedger(db), [])
}))

async function returned(db: House['db'], cases: { reason_code: string; agreed_as: 'gift' | 'order'; mail_address: string }[]) {
  await dunningPaper(db)
  await makeCreditor(db, { four_eyes: false })
  await db.updateTable('funding_settings').set({ debits_per_due: 1 }).execute()
  const now = noonOn('2026-03-01')
  const made = []
  for (const { agreed_as, mail_address } of cases) {
    const debtor = await makeDebtor(db, { now, mail_address })
    await db.updateTable('pledges').set({ agreed_as }).where('id', '=', debtor.pledge_id).execute()
    made.push(debtor)
  }
  await planAndTell(db, now)
  const hand = { id: (await makeAccount(db, { roles: ['bookkeeper'] })).id, by: 'test', now, safe }
  const proposed = await proposeCollection(db, { collect_on: '2026-03-05' }, hand)
  assert.ok('id' in proposed)
  await approveCollection(db, proposed.id, hand)
  const debits = await db.selectFrom('debits').select(['id', 'due_id']).orderBy('due_id').execute()
  await debitsReturned(db, cases.map(({ reason_code }, n) => ({ debit_id: debits[n]!.id, on: '2026-03-09', reason_code })), { by: 'test', now: noonOn('2026-03-09') })
  await db.deleteFrom('mails').execute()
  return made
}

test('what came back is dunned for by its reason, where it was ordered: never for the dead, nor for who took it back', house(async ({ db }) => {
  const cases = [['AM04', 'order', 3], ['AC04', 'order', 3], ['MD07', 'order', 0], ['MD06', 'order', 0], ['FF05', 'order', 0], ['AM04', 'gift', 0], ['AC04', 'gift', 0]] as const
  await returned(db, cases.map(([reason_code, agreed_as], n) => ({ reason_code, agreed_as, mail_address: `case-${n}@mail.test` })))
  await remindOn(db, '2026-03-15', '2026-03-16', '2026-03-30', '2026-04-13', '2026-04-27', '2026-05-20')
  for (const [n, [reason, agreed_as, letters]] of cases.entries()) assert.deepEqual([reason, agreed_as, (await mailsTo(db, `case-${n}@mail.test`)).length], [reason, agreed_as, letters])
  const [first] = await mailsTo(db, 'case-0@mail.test')
  assert.match(first?.text ?? '', /Die Abbuchung von Ihrem Konto DE … 3000 ist zu uns zurückgekommen\..*Noch einmal abbuchen lassen:/s)
  const [closed] = await mailsTo(db, 'case-1@mail.test')
  assert.doesNotMatch(closed?.text ?? '', /Noch einmal abbuchen/)
  assert.deepEqual(await checkLedger(db), [])
}))

test('by the letter’s link what is owed is debited once more, and no letter follows', house(async ({ db, open, send, now }) => {
  const [owed] = await returned(db, [{ reason_code: 'AM04', agreed_as: 'order', mail_address: 'ada@mail.test' }])
  assert.ok(owed)
  await db.updateTable('dues').set({ due_on: '2026-02-10' }).execute()
  await db.updateTable('debits').set({ ended_on: '2026-02-20' }).execute()
  await dunned(db, '2026-03-01')
  const path = `/my-support/pledges/${owed.pledge_id}/debit-again`
  const { leads_to } = await db.selectFrom('supporter_links').select('leads_to').where('leads_to', '<>', '').executeTakeFirstOrThrow()
  assert.equal(leads_to, path)
  const cookie = await openOwnSideOf(db, owed.supporter_id)
  assert.match((await open(path, cookie)).html, /Offen sind 5\s€\. Wir buchen sie gern noch einmal von Ihrem Konto DE … 3000 ab/)
  assert.equal((await db.selectFrom('dues').select('again_on').executeTakeFirst())?.again_on, null)
  assert.equal((await open(path)).headers.get('location'), '/my-support/link')
  assert.equal((await send(path, {}, cookie)).headers.get('location'), '/my-support?done=debit_again')
  assert.equal((await send(path, {}, cookie)).headers.get('location'), '/my-support?done=nothing_open')
  assert.deepEqual([(await pledgeById(db, owed.pledge_id))?.state, (await db.selectFrom('dues').select('again_on').executeTakeFirst())?.again_on], ['active', '2026-03-01'])
  assert.equal((await planAndTell(db, now)).planned, 1)
  await remindOn(db, '2026-03-20', '2026-04-20')
  assert.equal((await stepsOf(db, owed.due_id)).length, 1)
}))

test('two that run at once, and one that is begun again, write each letter once', async () => {
  const { db, drop } = await freshDatabase()
  try {
    await dunningPaper(db, { statement_days: 0 })
    const all = []
    for (let n = 0; n < 6; n++) all.push(await makeGiving(db, { agreed_as: n % 2 === 0 ? 'order' : 'gift', first_due_on: '2026-03-01' }))
    for (const day of ['2026-03-15', '2026-03-29', '2026-03-29', '2026-04-12']) await Promise.all([dunned(db, day), dunned(db, day), dunned(db, day)])
    const steps = await db.selectFrom('dunning_steps').select('step').execute()
    const mails = await db.selectFrom('mails').select(['to_address', 'subject']).execute()
    assert.deepEqual([steps.length, mails.length, new Set(mails.map((mail) => JSON.stringify(mail))).size], [18, 15, 15])
    assert.equal(new Set(all.map(({ mail_address }) => mail_address)).size, 6)
  } finally {
    await drop()
  }
})
