import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeGiver, makeTerms } from '../../test/certificate-makers.ts'
import { house, type House } from '../../test/house.ts'
import { pdfText } from '../../test/pdf-text.ts'
import type { Db } from '../base/db/db.ts'
import { move, book } from './ledger.ts'
import { certificateFile, issueByItself, issueSingle, issueYear, printCertificate, printWaiting, recallCertificate, recallUncovered, yearSpan } from './certificate.ts'
import { words } from './certificate-pdf.ts'
import { duesTakenBack } from './due.ts'
import { checkLedger } from './ledger-check.ts'
import { yetToCertify } from './reads/certificates.ts'
import { refundDue } from './refund.ts'
import { keepTerms } from './retention.ts'

const noAddress = { street: '', postcode: '', town: '', country: '' }
const site = { url: 'https://paper.example' }
const actOf = ({ now }: Pick<House, 'now'>) => ({ by: 'staff:1', site, now })
const register = (db: Db) => db.selectFrom('certificates').select(['id', 'supporter_id', 'kind', 'amount', 'handed_out', 'recalled_why', 'recall_told', 'from_on', 'to_on']).orderBy('id').execute()
/** All that can be read, as one text. */
const textOf = (bytes: Buffer | undefined) => pdfText(bytes ?? assert.fail('no file')).join(' ').replaceAll('\u00a0', ' ').replaceAll(/\s+/g, ' ')

test('the certificates of a year hold what came and stayed, once, and go by mail with the personal link', house(async (t) => {
  await makeTerms(t.db)
  const giver = await makeGiver(t.db, ['2025-02-03', '2025-12-31', '2026-01-02'])
  await makeGiver(t.db, ['2025-03-01'], { address: noAddress })
  const back = await makeGiver(t.db, ['2025-04-01'])
  await refundDue(t.db, { due_id: back.due_id, why: 'goodwill' }, actOf(t))
  const before = await makeGiver(t.db, ['2024-12-31'])

  assert.equal(await issueYear(t.db, 2025, actOf(t)), 1)
  assert.equal(await issueYear(t.db, 2025, actOf(t)), 0)
  assert.equal(await issueYear(t.db, 2024, actOf(t)), 0)
  const [one] = await register(t.db)
  assert.deepEqual(one, { id: one?.id, supporter_id: giver.supporter_id, kind: 'collective', amount: 2_000, handed_out: 'link', recalled_why: null, recall_told: false, from_on: '2025-01-01', to_on: '2025-12-31' })
  const mails = await t.db.selectFrom('mails').select(['to_address', 'subject', 'text']).where('subject', 'like', 'Ihre Zuwendungsbestätigung%').execute()
  assert.deepEqual(mails.map(({ to_address }) => to_address), [giver.mail_address])
  assert.match(mails[0]?.text ?? '', /für 2025 liegt bereit[\s\S]*https:\/\/paper\.example\/my-support\/link\//)
  assert.deepEqual(await checkLedger(t.db), [])
  assert.ok(before.due_id > 0)
}))

test('the sheet says what the law binds, word for word, in figures and letters, and lists each gift on a sheet of its own', house(async (t) => {
  await makeTerms(t.db)
  await makeGiver(t.db, ['2025-02-03', '2025-12-31'], { name: 'Jördis Kömpel' })
  await issueYear(t.db, 2025, actOf(t))
  const [one] = await register(t.db)
  const bytes = await certificateFile(t.db, one?.id ?? 0)
  const text = textOf(bytes)
  for (const said of [
    'Sammelbestätigung über Geldzuwendungen', 'Wallstedter Anzeiger gGmbH Marktstraße 1 12345 Wallstedt', 'Jördis Kömpel An der Wäll 7 12345 Wallstedt', '20,00 €', 'zwanzig Euro', '01.01.2025 bis 31.12.2025', words.sense,
    'Wir sind wegen Förderung der Volksbildung nach dem Freistellungsbescheid bzw. nach der Anlage zum Körperschaftsteuerbescheid des Finanzamtes Wallstedt, StNr. 12/345/67890, vom 02.05.2024 für den letzten Veranlagungszeitraum 2020 bis 2022 nach § 5 Abs. 1 Nr. 9 des Körperschaftsteuergesetzes von der Körperschaftsteuer und nach § 3 Nr. 6 des Gewerbesteuergesetzes von der Gewerbesteuer befreit.',
    'Es wird bestätigt, dass die Zuwendung nur zur Förderung der Volksbildung verwendet wird.', words.no_other, words.waiver_in_list, words.liability, words.validity, 'am 01.02.2024 angezeigt', 'Wallstedt, 01.03.2026 Erika Beispiel, Geschäftsführerin',
    'Anlage zur Sammelbestätigung vom 01.03.2026', '03.02.2025 Geldzuwendung nein 10,00 €', '31.12.2025 Geldzuwendung nein 10,00 €', 'Gesamtsumme 20,00 €', 'Seite 1 von 2',
  ]) assert.ok(text.includes(said), `${said} in ${text}`)
  assert.ok(!text.includes('Zweitschrift') && !text.includes(words.no_waiver))
  const raw = bytes?.toString('latin1') ?? ''
  assert.match(raw, /\/StructTreeRoot[\s\S]*\/Lang \(de\)|\/Lang \(de\)[\s\S]*\/StructTreeRoot/)
  assert.match(raw, /\/Count 2\b/)
  assert.ok(bytes?.equals(await certificateFile(t.db, one?.id ?? 0) ?? Buffer.alloc(0)))
}))

test('a single one is of one gift, fits one sheet even with long words, and by § 60a AO says so', house(async (t) => {
  await makeTerms(t.db, { grounds: 'statutes' })
  const purposes = 'der Volksbildung, der Kunst und Kultur, des demokratischen Staatswesens im Geltungsbereich dieses Gesetzes, der internationalen Gesinnung, der Toleranz auf allen Gebieten der Kultur und des Völkerverständigungsgedankens sowie des bürgerschaftlichen Engagements'
  await t.db.updateTable('certificate_terms').set({ purposes }).execute()
  const { dues } = await makeGiver(t.db, ['2026-02-03', '2026-02-20'])
  assert.equal((await issueSingle(t.db, dues.slice(0, 1), actOf(t))).length, 1)
  assert.deepEqual((await issueSingle(t.db, dues, actOf(t))).length, 1)
  const [one] = await register(t.db)
  const bytes = await certificateFile(t.db, one?.id ?? 0)
  const text = textOf(bytes)
  for (const said of ['Bestätigung über Geldzuwendungen', words.no_waiver, 'Tag der Zuwendung', '03.02.2026', 'zehn Euro', 'mit Bescheid vom 02.05.2024 nach § 60a AO gesondert festgestellt. Wir fördern nach unserer Satzung der Volksbildung,']) assert.ok(text.includes(said), `${said} in ${text}`)
  assert.match(bytes?.toString('latin1') ?? '', /\/Count 1\b/)
}))

test('no gift is certified twice, whatever asks for it: the database itself refuses', house(async (t) => {
  await makeTerms(t.db)
  const { dues } = await makeGiver(t.db, ['2025-02-03'])
  await issueYear(t.db, 2025, actOf(t))
  assert.deepEqual(await issueSingle(t.db, dues, actOf(t)), [])
  const [one] = await register(t.db)
  const again = await t.db.selectFrom('certificates').selectAll().executeTakeFirstOrThrow()
  const { id } = await t.db.insertInto('certificates').values({ ...again, id: undefined }).returning('id').executeTakeFirstOrThrow()
  assert.notEqual(id, one?.id)
  await assert.rejects(t.db.insertInto('certificate_gifts').values({ certificate_id: id, due_id: dues[0] ?? 0, given_on: '2025-02-03', amount: 1_000 }).execute(), /certificate_gifts_once_idx/)
}))

test('money that goes back afterwards recalls its certificate by mail, and the rest is certified anew', house(async (t) => {
  await makeTerms(t.db)
  const giver = await makeGiver(t.db, ['2025-02-03', '2025-03-03'])
  await issueYear(t.db, 2025, actOf(t))
  const [gone = 0] = giver.dues
  await book(t.db, [{ kind: 'debit_returned', source: 99, due_id: gone, booked_on: '2026-02-20', postings: move({ from: 'bank', to: 'pledges', amount: 1_000, currency: 'EUR' }) }], t.now)
  await duesTakenBack(t.db, [gone], 'returned')
  const jobs = await t.db.selectFrom('certificate_gifts').select('recalled').execute()
  assert.deepEqual(jobs.map(({ recalled }) => recalled), [false, false])
  assert.equal(await recallUncovered(t.db, { due_id: gone }, { site, now: t.now }), 1)
  assert.equal(await recallUncovered(t.db, {}, { site, now: t.now }), 0)
  const [one] = await register(t.db)
  assert.deepEqual([one?.recalled_why, one?.recall_told], ['returned', true])
  assert.match((await t.db.selectFrom('mails').select('text').where('subject', 'like', '%gilt nicht mehr').executeTakeFirstOrThrow()).text, /Nummer Z-2026-\d{6} Zuwendungen von 20\s€ bestätigt/)
  assert.equal(await certificateFile(t.db, one?.id ?? 0), undefined)
  assert.equal(await issueYear(t.db, 2025, actOf(t)), 1)
  assert.deepEqual((await register(t.db)).map(({ amount }) => amount), [2_000, 1_000])
}))

test('part of a gift that goes back recalls it, too', house(async (t) => {
  await makeTerms(t.db)
  const { due_id } = await makeGiver(t.db, ['2025-02-03'])
  await issueYear(t.db, 2025, actOf(t))
  await book(t.db, [{ kind: 'charge_refunded', source: 98, due_id, booked_on: '2026-02-20', postings: move({ from: 'stripe', to: 'pledges', amount: 400, currency: 'EUR' }) }], t.now)
  assert.equal(await recallUncovered(t.db, {}, { site, now: t.now }), 1)
  await issueYear(t.db, 2025, actOf(t))
  assert.deepEqual((await register(t.db)).map(({ amount }) => amount), [1_000, 600])
}))

test('nothing is issued by who may not, for orders, or on a notice that is too old', house(async (t) => {
  await makeGiver(t.db, ['2025-02-03'])
  assert.equal(await issueYear(t.db, 2025, actOf(t)), 'off')
  await makeTerms(t.db, { certificates: false })
  assert.equal(await issueYear(t.db, 2025, actOf(t)), 'off')
  await makeTerms(t.db, { noticed_on: '2021-03-01' })
  assert.equal(await issueYear(t.db, 2025, actOf(t)), 'old')
  await makeTerms(t.db, { grounds: 'statutes', noticed_on: '2023-03-01' })
  assert.equal(await issueYear(t.db, 2025, actOf(t)), 'old')
  await makeTerms(t.db, { grounds: 'statutes', noticed_on: '2023-03-02' })
  assert.equal(await issueYear(t.db, 2025, actOf(t)), 1)
}))

test('what was agreed as an order is no gift, whatever the button says today; and what was agreed as a gift stays one', house(async (t) => {
  await makeTerms(t.db)
  const [gift, order] = [await makeGiver(t.db, ['2025-02-03']), await makeGiver(t.db, ['2025-02-04', '2025-03-04'], { agreed_as: 'order' })]
  const both = await makeGiver(t.db, ['2025-04-03'])
  const besides = await makeGiver(t.db, ['2025-05-03'], { agreed_as: 'order' })
  await t.db.updateTable('pledges').set({ supporter_id: both.supporter_id }).where('id', '=', besides.pledge_id).execute()
  for (const button of ['gift', 'order'] as const) {
    await t.db.updateTable('funding_settings').set({ button }).execute()
    assert.deepEqual(await issueSingle(t.db, [...order.dues, ...besides.dues], actOf(t)), [])
  }
  assert.equal(await issueYear(t.db, 2025, actOf(t)), 2)
  assert.deepEqual((await register(t.db)).map(({ supporter_id, amount }) => [supporter_id, amount]), [[gift.supporter_id, 1_000], [both.supporter_id, 1_000]])
  assert.deepEqual((await yetToCertify(t.db, yearSpan(2025))).people, 0)
}))

test('whoever has no mail address, and whatever is signed by hand, gets it on paper; another print is a duplicate and says so', house(async (t) => {
  await makeTerms(t.db, { told_on: null })
  await makeGiver(t.db, ['2025-02-03'])
  await issueYear(t.db, 2025, actOf(t))
  await makeTerms(t.db)
  const silent = await makeGiver(t.db, ['2025-02-04'])
  await t.db.updateTable('supporters').set({ mail_address: '' }).where('id', '=', silent.supporter_id).execute()
  await issueYear(t.db, 2025, actOf(t))
  assert.deepEqual((await register(t.db)).map(({ handed_out }) => handed_out), [null, null])
  assert.deepEqual(await t.db.selectFrom('mails').select('id').where('subject', 'like', '%estätigung%').execute(), [])

  const bytes = await printWaiting(t.db, actOf(t))
  assert.match(bytes?.toString('latin1') ?? '', /\/Count 4\b/)
  assert.ok(!textOf(bytes).includes('Zweitschrift'))
  assert.equal(await printWaiting(t.db, actOf(t)), undefined)
  const [byHand, byMachine] = await register(t.db)
  assert.deepEqual([byHand?.handed_out, byMachine?.handed_out], ['paper', 'paper'])
  assert.match(textOf(await printCertificate(t.db, byHand?.id ?? 0, actOf(t))), /Zweitschrift Sammelbestätigung/)
  // What is signed by hand is no certificate as a file; the other one is a duplicate of what lies in somebody's letter box.
  assert.equal(await certificateFile(t.db, byHand?.id ?? 0), undefined)
  assert.match(textOf(await certificateFile(t.db, byMachine?.id ?? 0)), /Zweitschrift/)
}))

test('a mistake is recalled by hand, once, and its gifts are free again', house(async (t) => {
  await makeTerms(t.db)
  await makeGiver(t.db, ['2025-02-03'])
  await issueYear(t.db, 2025, actOf(t))
  const [one] = await register(t.db)
  assert.equal(await recallCertificate(t.db, { id: one?.id ?? 0, why: 'mistake' }, actOf(t)), true)
  assert.equal(await recallCertificate(t.db, { id: one?.id ?? 0, why: 'mistake' }, actOf(t)), false)
  assert.equal(await issueYear(t.db, 2025, actOf(t)), 1)
}))

test('by itself it issues from 20 January to the end of March, where that is set', house(async (t) => {
  await makeTerms(t.db)
  await makeGiver(t.db, ['2025-02-03'])
  const on = (day: string) => issueByItself(t.db, { site, now: new Date(`${day}T05:00:00Z`) })
  assert.equal(await on('2026-02-01'), 0)
  await t.db.updateTable('certificate_terms').set({ by_itself: true }).execute()
  assert.deepEqual([await on('2026-01-19'), await on('2026-04-01'), await on('2026-01-20'), await on('2026-01-21')], [0, 0, 1, 0])
}))

test('whoever wants to be erased keeps what certificates name for ten years, and nothing after', house(async (t) => {
  await makeTerms(t.db)
  const { supporter_id } = await makeGiver(t.db, ['2025-02-03'])
  await issueYear(t.db, 2025, actOf(t))
  await t.db.updateTable('supporters').set({ mail_address: '', blocked_at: t.now }).where('id', '=', supporter_id).execute()
  await keepTerms(t.db, { site, now: new Date('2036-12-31T12:00:00Z') })
  const named = async () => (await t.db.selectFrom('certificates').select(['name', 'street']).executeTakeFirstOrThrow())
  assert.deepEqual((await t.db.selectFrom('supporters').select(['name', 'street']).where('id', '=', supporter_id).executeTakeFirstOrThrow()), { name: '', street: '' })
  assert.equal((await named()).street, 'An der Wäll 7')
  await keepTerms(t.db, { site, now: new Date('2037-01-01T12:00:00Z') })
  assert.deepEqual(await named(), { name: '', street: '' })
}))
