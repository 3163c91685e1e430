import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pdfText } from '../../test/pdf-text.ts'
import { translator } from '../base/i18n/i18n.ts'
import { receiptPdf } from './receipt.ts'

const due = {
  id: 4711, due_on: '2026-11-27', paid_on: '2026-11-30', amount: 550, currency: 'EUR', rhythm: 'monthly' as const, way: 'debit' as const, reference: 'RF18539007547034', voucher_number: null,
  name: 'Jördis Kömpel-Wałęsa', language: 'de', street: 'An der Wäll 7', postcode: '12345', town: 'Wallstedt', country: 'DE',
}
const paper = { name: 'Wallstedter Anzeiger', publisher: 'Wallstedter Anzeiger eG\nMarktstraße 1\n12345 Wallstedt', mail_address: 'post@anzeiger.example', telephone: '' }
const given = { paper, number: '2026-4711', issued_on: '2026-12-01', due }

test('a receipt says who paid what, when and for what, in the letters of the paper: with € and umlauts, and without what its faces lack', async () => {
  const bytes = await receiptPdf({ t: translator('de'), ...given })
  const lines = pdfText(bytes)
  for (const said of ['Beleg', '2026-4711', 'Monatliche Unterstützung', '27. November 2026', '30. November 2026', '5,50 €', 'RF18 5390 0754 7034', 'Jördis Kömpel-Walesa', 'An der Wäll 7', '12345 Wallstedt', 'Deutschland', 'Wallstedter Anzeiger eG']) {
    assert.ok(lines.some((line) => line.replaceAll('\u00a0', ' ') === said), `${said} in ${JSON.stringify(lines)}`)
  }
  assert.doesNotMatch(lines.join(), /\ufffd/)
  assert.ok(lines.includes('Dies ist keine Zuwendungsbestätigung für das Finanzamt.'))
  const raw = bytes.toString('latin1')
  // It can be read out, and all its letters are in it.
  assert.match(raw, /\/StructTreeRoot/)
  assert.match(raw, /\/Lang \(de\)/)
  assert.match(raw, /\/Count 1\b/)
  assert.equal(raw.match(/\/FontFile2/g)?.length, 4)
})

test('the same receipt in English', async () => {
  const lines = pdfText(await receiptPdf({ t: translator('en'), ...given, due: { ...due, rhythm: 'once', way: 'transfer' } }))
  for (const said of ['Receipt', 'Support, once', '27 November 2026', 'Bank transfer', '€5.50', 'Germany']) assert.ok(lines.includes(said), `${said} in ${JSON.stringify(lines)}`)
})
