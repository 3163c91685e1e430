import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { camt, camtFormats, type MadeEntry } from '../../test/camt-makers.ts'
import { minorUnits } from './camt-element.ts'
import { readStatements, type Said } from './statement-file.ts'
import { StatementRefused } from './statement-refused.ts'

const iban = 'DE02120300000000202051'
const other = 'DE02500105170137075030'
const entries: MadeEntry[] = [
  { amount: 1_000, name: 'Änne Ähren', iban: other, reference: 'RF18 5390 0754 7034', bank_reference: 'B1' },
  { amount: 550, name: 'Bodo Busch', iban: other, text: ['Für die Zeitung & mehr', 'RF18 5390 0754'], end_to_end_id: 'E-1' },
  { amount: -1_300, name: 'Cem Çelik', iban: other, end_to_end_id: 'D-7', mandate_reference: 'M-7', reason_code: 'AM04', charges: 300, bank_reference: 'B3' },
  { amount: 3_000, message_id: 'MSG-1', payment_id: 'PMT-1', payments: [{ amount: 1_000, end_to_end_id: 'D-1' }, { amount: 2_000, end_to_end_id: 'D-2' }] },
  { amount: -990, isBare: true, bank_code: ['ACMT', 'MDOP', 'CHRG'], more: 'Kontoführung November' },
  { amount: 7_777, state: 'PDNG', name: 'Not booked yet' },
]
const made = { statement_id: 'S-1', iban, opening: 10_000, from_on: '2026-11-02', entries }

function read(xml: string | Uint8Array): Said[] {
  return [...readStatements(typeof xml === 'string' ? Buffer.from(xml) : xml)]
}
function movements(xml: string) {
  return read(xml).flatMap((one) => (one.says === 'movements' ? one.movements : []))
}
function refused(xml: string | Uint8Array): Pick<StatementRefused, 'why' | 'line'> {
  try {
    read(xml)
  } catch (error) {
    if (error instanceof StatementRefused) return { why: error.why, line: error.line }
    throw error
  }
  throw new Error('it was read')
}

for (const format of camtFormats) {
  test(`${format} is read: payments, batches, returns with their fee, what is not booked left out`, () => {
    const xml = camt({ ...made, format })
    const head = read(xml).find((one) => one.says === 'statement')?.head
    assert.deepEqual([head?.format, head?.statement_id, head?.iban, head?.currency, head?.from_on], [format, 'S-1', iban, 'EUR', '2026-11-02'])
    assert.deepEqual([head?.opening, head?.closing], format.startsWith('camt.053') ? [10_000, 10_000 + 1_000 + 550 - 1_300 + 3_000 - 990] : [null, null])
    const all = movements(xml)
    assert.deepEqual(all.map(({ entry, amount, is_fee, is_return }) => [entry, amount, is_fee, is_return]), [
      [0, 1_000, false, false], [1, 550, false, false], [2, -1_000, false, true], [2, -300, true, true], [3, 1_000, false, false], [3, 2_000, false, false], [4, -990, true, false]])
    assert.deepEqual(all.map((one) => one.end_to_end_id), ['', 'E-1', 'D-7', 'D-7', 'D-1', 'D-2', ''])
    assert.deepEqual(all.slice(0, 3).map(({ name, iban: from, reference, text, reason_code, mandate_reference, bank_reference }) => ({ name, from, reference, text, reason_code, mandate_reference, bank_reference })), [
      { name: 'Änne Ähren', from: other, reference: 'RF18539007547034', text: '', reason_code: '', mandate_reference: '', bank_reference: 'B1' },
      { name: 'Bodo Busch', from: other, reference: '', text: 'Für die Zeitung & mehr\nRF18 5390 0754', reason_code: '', mandate_reference: '', bank_reference: '' },
      { name: 'Cem Çelik', from: other, reference: '', text: '', reason_code: 'AM04', mandate_reference: 'M-7', bank_reference: 'B3' },
    ])
    assert.deepEqual(all.slice(4).map(({ message_id, payment_id, text }) => [message_id, payment_id, text]), [['MSG-1', 'PMT-1', ''], ['MSG-1', 'PMT-1', ''], ['', '', 'Kontoführung November']])
  })
}

test('amounts are read digit by digit', () => {
  assert.equal(minorUnits('0.29', 'EUR'), 29)
  assert.equal(minorUnits('4611686018427.87', 'EUR'), 461168601842787)
  assert.equal(minorUnits('12', 'EUR'), 1200)
  assert.equal(minorUnits('12.5', 'EUR'), 1250)
  assert.equal(minorUnits('12.50000', 'EUR'), 1250)
  assert.equal(minorUnits('1200', 'JPY'), 1200)
  for (const wrong of ['12.345', '1,50', '-3', '', '1e3', '.5', '99999999999999']) assert.equal(minorUnits(wrong, 'EUR'), undefined)
})

test('charges that are billed apart are not taken off again', () => {
  const xml = camt({ ...made, format: 'camt.053.001.04', entries: [{ amount: -600, end_to_end_id: 'D-1', reason_code: 'MD06', charges: 70 }] })
  const apart = xml.replace('<ChrgInclInd>true', '<ChrgInclInd>false').replace(/<AmtDtls>.*?<\/AmtDtls>/, '')
  assert.deepEqual(movements(apart).map(({ amount, is_fee }) => [amount, is_fee]), [[-600, false]])
})

test('a file may use a prefix, another encoding, and lines of any length', () => {
  const xml = camt(made)
  const prefixed = xml.replace(/<(\/?)([A-Z])/g, '<$1camt:$2').replace('xmlns=', 'xmlns:camt=')
  assert.deepEqual(movements(prefixed), movements(xml))
  const latin = Buffer.from(xml.replace('encoding="UTF-8"', 'encoding="ISO-8859-1"'), 'latin1')
  assert.deepEqual(read(latin), read(xml))
  const long = camt({ ...made, entries: Array.from({ length: 400 }, (_, n) => ({ amount: n + 1, name: 'Ö'.repeat(n % 60), text: 'ß'.repeat(n % 140) })) })
  assert.equal(movements(long).length, 400)
})

test('what is broken or no statement is refused, with the line', () => {
  const lines = camt(made).replaceAll('<Ntry>', '\n<Ntry>')
  assert.deepEqual(refused(lines.slice(0, 1_500)), { why: 'not_xml', line: lines.slice(0, 1_500).split('\n').length })
  assert.deepEqual(refused(lines.replace('>5.50<', '>5,50<')), { why: 'bad_amount', line: 4 })
  assert.deepEqual(refused(lines.replace(/(<Amt Ccy="EUR">)5\.50/, '$15.501')), { why: 'bad_amount', line: 4 })
  assert.deepEqual(refused(lines.replaceAll('<Dt>2026-11-02</Dt></BookgDt>', '<Dt>2026-02-30</Dt></BookgDt>')), { why: 'bad_day', line: 3 })
  assert.deepEqual(refused(lines.replace(/<Bal>.*<\/Bal>/, '')), { why: 'missing', line: 2 })
  assert.deepEqual(refused(lines.replace('camt.053.001.08', 'camt.052.001.08')), { why: 'other_message', line: 2 })
  assert.deepEqual(refused('<?xml version="1.0"?>\n<html>'), { why: 'other_message', line: 2 })
  assert.deepEqual(refused('Buchungstag;Betrag\n02.11.2026;5,50'), { why: 'not_xml', line: 1 })
  assert.deepEqual(refused(''), { why: 'not_xml', line: 1 })
  assert.deepEqual(refused(lines.replace('?>', '?><!DOCTYPE x [<!ENTITY a "b">]>')), { why: 'doctype', line: 1 })
  assert.deepEqual(refused(Buffer.concat([Buffer.from(lines.slice(0, 900)), Buffer.from([0xff]), Buffer.from(lines.slice(900))])).why, 'encoding')
  assert.deepEqual(refused(lines.replace('UTF-8', 'EBCDIC')).why, 'encoding')
})

const schemas = '../shared/data/sepa'

test('what the maker writes is valid under the schemas of ISO 20022', { skip: existsSync(`${schemas}/xsd`) ? false : `the schemas are not at ${schemas}` }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'camt-'))
  try {
    for (const format of camtFormats) {
      writeFileSync(join(folder, 'x.xml'), camt({ ...made, format }))
      execFileSync('xmllint', ['--noout', '--schema', `${schemas}/xsd/${format}.xsd`, join(folder, 'x.xml')], { stdio: 'pipe' })
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('samples of other banks are read, and come to what they say', { skip: existsSync(`${schemas}/samples`) ? false : `the samples are not at ${schemas}` }, () => {
  const said = read(readFileSync(`${schemas}/samples/camt.053-v4.xml`))
  const head = said.find((one) => one.says === 'statement')?.head
  const all = said.flatMap((one) => (one.says === 'movements' ? one.movements : []))
  assert.equal((head?.opening ?? 0) + all.reduce((sum, { amount }) => sum + amount, 0), head?.closing)
  const returns = movements(readFileSync(`${schemas}/samples/camt.054-returns.xml`, 'utf8'))
  assert.ok(returns.some(({ is_return, end_to_end_id, amount }) => is_return && end_to_end_id === 'EndToEnd-2B6C-CHDDBB5' && amount === -600))
})
