import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { freshDatabase } from '../../test/database.ts'
import { makeCreditor, makeDebtor, makeManyDebtors, planAndTell, safe } from '../../test/debit-makers.ts'
import { house } from '../../test/house.ts'
import { makeAccount } from '../../test/people-makers.ts'
import { schemaFaults, withoutSchemas } from '../../test/xml-schema.ts'
import type { Db } from '../base/db/db.ts'
import { approveCollection, dropCollection, earliestDay, proposeCollection, takeFile } from './collection.ts'
import { checkLedger } from './ledger-check.ts'
import { stopPledge } from './pledge.ts'
import { balances } from './reads/ledger.ts'
import { blockedFor, filesOf } from './reads/collections.ts'

// A Sunday.
const now = new Date('2026-03-01T12:00:00Z')
const day = '2026-03-05'
const swiss = { iban: 'CH9300762011623852957', address: { street: 'Bärengasse 1/2', postcode: '8001', town: 'Zürich', country: 'CH' } }

async function people(db: Db) {
  const [ada, bo] = [await makeAccount(db, { roles: ['bookkeeper'] }), await makeAccount(db, { roles: ['publisher'] })]
  return { ada: { id: ada.id, by: `staff:${ada.id}`, now, safe }, bo: { id: bo.id, by: `staff:${bo.id}`, now, safe } }
}
async function proposed(db: Db, hand: Parameters<typeof proposeCollection>[2]) {
  const result = await proposeCollection(db, { collect_on: day }, hand)
  if ('refused' in result) throw new Error(result.refused)
  return result.id
}
async function written(db: Db, collection_id: number, act: { by: string; now: Date; safe: typeof safe }): Promise<string[]> {
  const files = await filesOf(db, collection_id)
  return Promise.all(files.map(async ({ part }) => (await takeFile(db, { collection_id, part }, act))?.bytes.toString() ?? ''))
}

test('a collection is proposed by one and approved by another, and then it is in the file, the books and the mandates', house(async ({ db }) => {
  await makeCreditor(db)
  const { ada, bo } = await people(db)
  const debtor = await makeDebtor(db, { now, amount: 1_250, holder: 'Jörg Müßig & Söhne' })
  await makeDebtor(db, { now, rhythm: 'once', ...swiss })
  await planAndTell(db, now)
  const id = await proposed(db, ada)
  assert.deepEqual(await approveCollection(db, id, ada), { refused: 'same_person' })
  assert.deepEqual(await approveCollection(db, id, bo), { debits: 2, files: 1 })
  assert.deepEqual(await approveCollection(db, id, bo), { refused: 'over' })
  const [xml = ''] = await written(db, id, ada)
  assert.match(xml, /<NbOfTxs>2<\/NbOfTxs><CtrlSum>17\.50<\/CtrlSum>/)
  assert.match(xml, new RegExp(`<Ccy|<InstdAmt Ccy="EUR">12.50</InstdAmt><DrctDbtTx><MndtRltdInf><MndtId>${debtor.mandate_reference}</MndtId><DtOfSgntr>2026-03-01</DtOfSgntr>`))
  assert.match(xml, /<Nm>Joerg Muessig \+ Soehne<\/Nm>.*<IBAN>DE89370400440532013000<\/IBAN>/)
  assert.match(xml, /<PstlAdr><StrtNm>Baerengasse 1\/2<\/StrtNm><PstCd>8001<\/PstCd><TwnNm>Zuerich<\/TwnNm><Ctry>CH<\/Ctry><\/PstlAdr>/)
  assert.match(xml, /<SeqTp>RCUR<\/SeqTp>.*<SeqTp>OOFF<\/SeqTp>/s)
  assert.equal(xml.match(/<PstlAdr>/g)?.length, 1)
  assert.deepEqual(await balances(db), [{ account: 'announced', currency: 'EUR', balance: -1_750 }, { account: 'in_flight', currency: 'EUR', balance: 1_750 }])
  assert.deepEqual(await db.selectFrom('mandates').select('last_debit_on').where('id', '=', debtor.mandate_id).executeTakeFirst(), { last_debit_on: day })
  assert.deepEqual(await db.selectFrom('dues').select('state').where('id', '=', debtor.due_id).executeTakeFirst(), { state: 'in_flight' })
  assert.deepEqual(await checkLedger(db), [])
  // Sealed: no account can be read in what the database keeps.
  const { sealed } = await db.selectFrom('collection_files').select('sealed').executeTakeFirstOrThrow()
  assert.ok(!sealed.includes('DE8937') && sealed[0] !== 0x1f)
}))

test('files are valid by ISO 20022 and by the German banks, whatever people are called', { skip: withoutSchemas }, house(async ({ db }) => {
  await makeCreditor(db, { debits_per_file: 2 })
  const { ada, bo } = await people(db)
  for (const holder of ['„Ähre“ <&> Łukasz', 'Жанна 王', 'x'.repeat(70), "O'Neill/Byrne//"]) await makeDebtor(db, { now, holder, rhythm: holder.startsWith('O') ? 'once' : 'yearly', ...swiss })
  await makeDebtor(db, { now })
  await planAndTell(db, now)
  const id = await proposed(db, ada)
  assert.deepEqual(await approveCollection(db, id, bo), { debits: 5, files: 3 })
  const files = await written(db, id, ada)
  for (const xml of files) for (const schema of ['pain.008.001.08', 'pain.008.001.08_GBIC_4']) assert.deepEqual(schemaFaults(xml, schema), [], schema)
  // The schemas do see what is wrong.
  assert.ok(schemaFaults(files[0]?.replace('<TwnNm>Zuerich</TwnNm>', '') ?? '', 'pain.008.001.08_GBIC_4').length > 0)
  assert.ok(schemaFaults(files[0]?.replace(/<MndtId>[^<]*/, '<MndtId>M_1#ä') ?? '', 'pain.008.001.08_GBIC_4').length > 0)
}))

test('a file is the same however often it is downloaded, and each time is in the journal', house(async ({ db }) => {
  await makeCreditor(db)
  const { ada, bo } = await people(db)
  await makeDebtor(db, { now })
  await planAndTell(db, now)
  const id = await proposed(db, ada)
  await approveCollection(db, id, bo)
  const [first, second] = [await takeFile(db, { collection_id: id, part: 1 }, ada), await takeFile(db, { collection_id: id, part: 1 }, bo)]
  assert.ok(first && second && first.bytes.equals(second.bytes) && first.name === second.name)
  const deeds = await db.selectFrom('journal').select(['actor', 'what']).where('subject', '=', `collection:${id}`).orderBy('id').execute()
  assert.deepEqual(deeds.map(({ what }) => what), ['collection proposed', 'collection approved', 'file of a collection downloaded', 'file of a collection downloaded'])
  assert.equal(await takeFile(db, { collection_id: id, part: 2 }, ada), undefined)
}))

test('what can no longer go is left out of the file and is free again', house(async ({ db }) => {
  await makeCreditor(db, { four_eyes: false })
  const { ada } = await people(db)
  const [stays, stops] = [await makeDebtor(db, { now }), await makeDebtor(db, { now })]
  await planAndTell(db, now)
  const untold = await makeDebtor(db, { now })
  const id = await proposed(db, ada)
  await stopPledge(db, { id: stops.pledge_id, why: 'refused' }, ada)
  assert.deepEqual(await approveCollection(db, id, ada), { debits: 1, files: 1 })
  assert.deepEqual((await db.selectFrom('debits').select('due_id').where('state', '=', 'sent').execute()).map((debit) => debit.due_id), [stays.due_id])
  assert.match((await db.selectFrom('journal').select('what').orderBy('id', 'desc').executeTakeFirst())?.what ?? '', /by who proposed it/)
  await planAndTell(db, now)
  assert.deepEqual((await db.selectFrom('debits').select(['due_id', 'state']).where('due_id', 'in', [stops.due_id, untold.due_id]).orderBy('due_id').execute()).map(({ state }) => state), ['dropped', 'planned'])
}))

test('nothing is collected on a holiday, too soon, or without an identifier', house(async ({ db }) => {
  const { ada } = await people(db)
  const why = async (collect_on: string) => { const result = await proposeCollection(db, { collect_on }, ada); return 'refused' in result ? result.refused : 'proposed' }
  assert.equal(await why(day), 'no_creditor')
  await makeCreditor(db)
  assert.equal(await why(day), 'nothing')
  assert.equal(await why('2026-04-03'), 'no_banking_day')
  assert.equal(earliestDay('2026-03-01'), '2026-03-03')
  assert.equal(await why('2026-03-02'), 'too_soon')
  await makeDebtor(db, { now })
  await planAndTell(db, now)
  const id = await proposed(db, ada)
  assert.equal(await why(day), 'nothing')
  assert.ok(await dropCollection(db, id, ada))
  await proposed(db, ada)
}))

test('the database itself refuses a debit whose notice is not proven, is of another amount, or came too late', house(async ({ db }) => {
  await makeCreditor(db)
  const { ada } = await people(db)
  await makeDebtor(db, { now })
  await planAndTell(db, now)
  await proposed(db, ada)
  const { id: collection_id } = await db.selectFrom('collections').select('id').executeTakeFirstOrThrow()
  const file = (part: number) => db.insertInto('collection_files').values({ collection_id, part, message_id: `X-${part}`, debits: 1, total: 500, sha256: Buffer.alloc(32), sealed: Buffer.alloc(1), made_at: now }).returning('id').executeTakeFirstOrThrow()
  const [{ id }, other] = [await file(1), await file(2)]
  const send = async (spoil: ReturnType<typeof sql>) => {
    await sql`savepoint before`.execute(db)
    await spoil.execute(db)
    const refused = await sql`update debits set state = 'sent', file_id = ${id}`.execute(db).then(() => '', (error: Error) => error.message)
    await sql`rollback to savepoint before`.execute(db)
    return refused
  }
  assert.match(await send(sql`update prenotifications set told_at = null`), /was not told to its debtor in time/)
  assert.match(await send(sql`update prenotifications set amount = 400`), /was not told/)
  assert.match(await send(sql`update prenotifications set told_at = told_at + interval '2 days'`), /was not told/)
  assert.match(await send(sql`update prenotifications set collect_on = collect_on + 1`), /was not told/)
  assert.match(await send(sql`update mandates set state = 'revoked', ended_at = now()`), /mandate of debit \d+ is not active/)
  assert.equal(await send(sql`select 1`), '')
  await sql`update debits set state = 'sent', file_id = ${id}`.execute(db)
  await assert.rejects(sql`update debits set file_id = ${other.id}`.execute(db), /is in a file already/)
}))

test('of two who approve at once one writes the file, and no debit is in two', async () => {
  const { db, drop } = await freshDatabase()
  try {
    await makeCreditor(db, { four_eyes: false })
    const { ada, bo } = await people(db)
    for (let n = 0; n < 6; n++) await makeDebtor(db, { now })
    await planAndTell(db, now)
    const proposals = await Promise.all([proposeCollection(db, { collect_on: day }, ada), proposeCollection(db, { collect_on: day }, bo)])
    const [id = 0] = proposals.flatMap((one) => ('id' in one ? [one.id] : []))
    assert.equal(proposals.filter((one) => 'refused' in one).length, 1)
    const results = await Promise.all([approveCollection(db, id, ada), approveCollection(db, id, bo), approveCollection(db, id, ada)])
    assert.deepEqual(results.filter((one) => 'debits' in one), [{ debits: 6, files: 1 }])
    const [xml = ''] = await written(db, id, ada)
    assert.equal(new Set(xml.match(/<EndToEndId>[^<]+/g)).size, 6)
    assert.deepEqual(await checkLedger(db), [])
    assert.deepEqual(await db.selectFrom('collection_files').select('debits').execute(), [{ debits: 6 }])
  } finally {
    await drop()
  }
})

test('an approval that is killed in the middle leaves nothing, and the next one writes all', async () => {
  const { db, pool, drop } = await freshDatabase()
  try {
    await makeCreditor(db, { four_eyes: false, debits_per_file: 700 })
    const { ada } = await people(db)
    await makeManyDebtors(db, { count: 2_000, now, day })
    const id = await proposed(db, ada)
    // The database's connection dies at several moments of the work, as it does when the program is killed.
    for (const wait of [5, 40, 120]) {
      const work = approveCollection(db, id, ada).then(() => 'done', () => 'died')
      await new Promise((resolve) => setTimeout(resolve, wait))
      await pool.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`).catch(() => {})
      if ((await work) === 'done') break
      assert.deepEqual(await db.selectFrom('collection_files').select('id').execute(), [])
      assert.deepEqual(await balances(db), [])
    }
    const result = await approveCollection(db, id, ada)
    assert.ok('debits' in result || result.refused === 'over')
    const files = await written(db, id, ada)
    assert.equal(files.length, 3)
    assert.equal(new Set(files.join('').match(/<EndToEndId>[^<]+/g)).size, 2_000)
    assert.deepEqual(await checkLedger(db), [])
    assert.deepEqual((await blockedFor(db, { day, grace: 14, limit: 1 })).count, 0)
  } finally {
    await drop()
  }
})
