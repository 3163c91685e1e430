import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeCreditor, makeDebtor, planAndTell, safe } from '../../test/debit-makers.ts'
import { house, type House } from '../../test/house.ts'
import { makeAccount } from '../../test/people-makers.ts'
import { schemaFaults, withoutSchemas } from '../../test/xml-schema.ts'
import { approveCollection, proposeCollection } from './collection.ts'
import { takeAnswer } from './collection-answer.ts'
import { checkLedger } from './ledger-check.ts'
import { StatementRefused } from './statement-refused.ts'

const now = new Date('2026-03-01T12:00:00Z')
const act = { by: 'staff:1', now }

async function sent(db: House['db'], count: number) {
  await makeCreditor(db, { four_eyes: false })
  for (let n = 0; n < count; n++) await makeDebtor(db, { now })
  await planAndTell(db, now)
  const hand = { id: (await makeAccount(db, { roles: ['bookkeeper'] })).id, ...act, safe }
  const result = await proposeCollection(db, { collect_on: '2026-03-05' }, hand)
  if ('refused' in result) throw new Error(result.refused)
  await approveCollection(db, result.id, hand)
  const { message_id } = await db.selectFrom('collection_files').select('message_id').executeTakeFirstOrThrow()
  return { message_id, debits: await db.selectFrom('debits').selectAll().orderBy('id').execute() }
}

interface Answer { message_id: string; status?: string; reason?: string; debits?: { end_to_end_id: string; reason: string }[] }

/** As banks write it. */
function pain002({ message_id, status = 'PART', reason, debits = [] }: Answer): string {
  const why = (code: string | undefined) => (code ? `<StsRsnInf><Rsn><Cd>${code}</Cd></Rsn></StsRsnInf>` : '')
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10">
 <CstmrPmtStsRpt>
  <GrpHdr><MsgId>BANK-1</MsgId><CreDtTm>2026-03-03T08:00:00Z</CreDtTm></GrpHdr>
  <OrgnlGrpInfAndSts><OrgnlMsgId>${message_id}</OrgnlMsgId><OrgnlMsgNmId>pain.008.001.08</OrgnlMsgNmId><GrpSts>${status}</GrpSts>${why(reason)}</OrgnlGrpInfAndSts>
  <OrgnlPmtInfAndSts><OrgnlPmtInfId>${message_id}-RCUR</OrgnlPmtInfId><PmtInfSts>${status}</PmtInfSts>
${debits.map((debit) => `   <TxInfAndSts><StsId>1</StsId><OrgnlEndToEndId>${debit.end_to_end_id}</OrgnlEndToEndId><TxSts>RJCT</TxSts>${why(debit.reason)}</TxInfAndSts>`).join('\n')}
  </OrgnlPmtInfAndSts>
 </CstmrPmtStsRpt>
</Document>`
}
async function refusal(db: House['db'], xml: string) {
  return takeAnswer(db, Buffer.from(xml), act).then(() => 'taken', (error: unknown) => (error instanceof StatementRefused ? `${error.why} ${error.line}` : String(error)))
}

test('single debits that a bank rejects follow their reason, the others stay on their way, and the same answer twice changes nothing', house(async ({ db }) => {
  const { message_id, debits } = await sent(db, 3)
  const [first, second] = debits
  const xml = pain002({ message_id, debits: [{ end_to_end_id: first?.end_to_end_id ?? '', reason: 'AC04' }, { end_to_end_id: second?.end_to_end_id ?? '', reason: 'AM04' }] })
  const { collection_id: _, ...report } = await takeAnswer(db, Buffer.from(xml), act)
  assert.deepEqual(report, { rejected: 2, sent_back: 0, known: 0 })
  assert.deepEqual((await db.selectFrom('debits').select(['state', 'reason_code']).orderBy('id').execute()).map(({ state, reason_code }) => `${state} ${reason_code}`), ['rejected AC04', 'rejected AM04', 'sent '])
  assert.deepEqual((await db.selectFrom('dues').select(['state', 'again_on']).orderBy('id').execute()).map(({ state, again_on }) => [state, again_on]), [['dropped', null], ['open', '2026-03-15'], ['in_flight', null]])
  assert.equal((await takeAnswer(db, Buffer.from(xml), act)).known, 2)
  assert.deepEqual(await checkLedger(db), [])
}))

test('a file that is rejected as a whole is planned again at once, under the notices that were told', house(async ({ db }) => {
  const { message_id, debits } = await sent(db, 3)
  const { collection_id: _, ...report } = await takeAnswer(db, Buffer.from(pain002({ message_id, status: 'RJCT', reason: 'FF01', debits: [{ end_to_end_id: debits[0]?.end_to_end_id ?? '', reason: 'RC01' }] })), act)
  assert.deepEqual(report, { rejected: 1, sent_back: 2, known: 0 })
  const again = await db.selectFrom('debits').select(['due_id', 'prenotification_id', 'end_to_end_id']).where('state', '=', 'planned').orderBy('id').execute()
  assert.deepEqual(again.map(({ due_id, prenotification_id }) => [due_id, prenotification_id]), debits.slice(1).map(({ due_id, prenotification_id }) => [due_id, prenotification_id]))
  const hand = { id: (await makeAccount(db, { roles: ['bookkeeper'] })).id, ...act, safe }
  const second = await proposeCollection(db, { collect_on: '2026-03-06' }, hand)
  assert.ok('id' in second)
  assert.deepEqual(await approveCollection(db, second.id, hand), { debits: 2, files: 1 })
  assert.deepEqual(await checkLedger(db), [])
}))

test('an answer that is broken, another message, or about another’s file is refused whole, with the line', house(async ({ db }) => {
  const { message_id, debits } = await sent(db, 1)
  const xml = pain002({ message_id, debits: [{ end_to_end_id: debits[0]?.end_to_end_id ?? '', reason: 'AM04' }] })
  assert.equal(await refusal(db, xml.replace('</CstmrPmtStsRpt>', '')), 'not_xml 10')
  assert.equal(await refusal(db, xml.slice(0, -40)), 'not_xml 8')
  assert.equal(await refusal(db, 'Konto;Betrag\n'), 'not_xml 1')
  assert.equal(await refusal(db, xml.replace('pain.002.001.10', 'camt.053.001.08')), 'other_message 2')
  assert.equal(await refusal(db, xml.replace(`<OrgnlMsgId>${message_id}`, '<OrgnlMsgId>OTHER')), 'foreign_file 5')
  assert.equal(await refusal(db, xml.replace(/<OrgnlMsgId>[^<]*<\/OrgnlMsgId>/, '')), 'missing 5')
  assert.equal(await refusal(db, xml.replace(/(<OrgnlEndToEndId>)[^<]*/, '$1E0')), 'foreign_debit 7')
  assert.equal(await refusal(db, xml.replace('<Document', '<!DOCTYPE x [<!ENTITY a "b">]><Document')), 'doctype 2')
  assert.deepEqual(await db.selectFrom('debits').select('state').execute(), [{ state: 'sent' }])
}))

test('the answers that these tests read are such as the schema allows', { skip: withoutSchemas }, () => {
  assert.deepEqual(schemaFaults(pain002({ message_id: 'C1-1', reason: 'FF01', status: 'RJCT', debits: [{ end_to_end_id: 'E1', reason: 'AC04' }] }), 'pain.002.001.10'), [])
})
