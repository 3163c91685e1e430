import assert from 'node:assert/strict'
import { test } from 'node:test'
import { house } from '../../test/house.ts'
import { makeAccount } from '../../test/people-makers.ts'
import { batchFiles, batchFor, closeMonth, nextToClose, paired, yearBeginsOn } from './bookkeeping.ts'
import { fieldNames } from './datev.ts'
import { batchDownload } from './pages/books.tsx'
import { checkLedger } from './ledger-check.ts'
import { book, move } from './ledger.ts'
import { windows1252 } from './windows-1252.ts'
import { unzipped } from './zip-file.ts'

const fee = (source: number, booked_on: string) => ({ kind: 'bank_fee', source, booked_on, postings: move({ from: 'bank', to: 'bank_fees', amount: 350, currency: 'EUR' }) }) as const

test('a voucher is typed in once under its number, thanked for, and in the books', house(async (t) => {
  const { cookie } = await makeAccount(t.db, { roles: ['fundraiser'] })
  const typed = { number: '2026-1', kind: 'cash', amount: '12,50', received_on: '2026-02-27', name: 'Ada', mail_address: 'ada@example.org', language: 'de' }
  for (const [wrong, status] of [[{ amount: 'viel' }, 422], [{ received_on: '2026-03-02' }, 422], [{ number: ' ' }, 422], [{}, 303], [{}, 422]] as const) {
    const answer = await t.send('/desk/funding/vouchers', { ...typed, ...wrong }, cookie)
    assert.equal(answer.status, status)
    if (status === 422) assert.match(answer.html, /value="ada@example.org"/)
  }
  const { html } = await t.open('/desk/funding/vouchers', cookie)
  assert.match(html, /2026-1[\s\S]*Ada[\s\S]*12,50/)
  assert.deepEqual(await checkLedger(t.db), [])
}))

test('what is in a closed month stays as it is: what comes later counts for the first open day', house(async (t) => {
  const { id, cookie } = await makeAccount(t.db, { roles: ['bookkeeper'] })
  await book(t.db, [fee(1, '2026-01-15')], t.now)
  assert.equal(await nextToClose(t.db, '2026-01-31'), undefined)
  assert.equal(await nextToClose(t.db, '2026-03-01'), '2026-01-01')
  const closing = { by: { id } as never, today: '2026-03-01', now: t.now }
  for (const isClosed of [true, false]) assert.equal(await closeMonth(t.db, '2026-01-01', closing), isClosed)
  assert.equal(await closeMonth(t.db, '2026-03-01', closing), false)
  await book(t.db, [fee(2, '2026-01-20'), fee(3, '2026-02-20')], t.now)
  const days = await t.db.selectFrom('ledger_entries').select('booked_on').orderBy('id').execute()
  assert.deepEqual(days.map(({ booked_on }) => booked_on), ['2026-01-15', '2026-02-01', '2026-02-20'])

  const page = await t.open('/desk/funding/books?from=2026-01-01&to=2026-01-31&check=1', cookie)
  assert.equal(page.status, 200)
  assert.match(page.html, /Bankgebühren[\s\S]*3,50/)
  assert.equal((await t.send('/desk/funding/books/closing', { month: '2026-02-01' }, cookie)).headers.get('location'), '/desk/funding/books?from=2026-02-01&to=2026-02-28&done=closed')
}))

test('DATEV gets two lines of head and one for each posting, debits of a statement line together', house(async (t) => {
  const { cookie } = await makeAccount(t.db, { roles: ['bookkeeper'] })
  await book(t.db, [fee(1, '2026-02-03'), { kind: 'debit_sent', source: 5, booked_on: '2026-02-04', postings: move({ from: 'announced', to: 'in_flight', amount: 500, currency: 'EUR' }) }], t.now)
  assert.equal((await t.open('/desk/funding/books/datev.csv?from=2026-02-01&to=2026-02-28', cookie)).status, 422)
  const numbers = { bank: '1200', cash: '1000', stripe: '1361', mollie: '1362', suspense: '1590', refunds_owed: '1700', gifts: '8100', pledges: '8110', other: '2700', bank_fees: '4970', provider_fees: '4971', opening: '9000' }
  assert.equal((await t.send('/desk/funding/books/numbers', { consultant: '12', client: '7', year_begins: '1', account_digits: '4', ...numbers }, cookie)).status, 422)
  assert.equal((await t.send('/desk/funding/books/numbers', { consultant: '29098', client: '55003', year_begins: '1', account_digits: '4', ...numbers }, cookie)).status, 303)

  const file = await t.open('/desk/funding/books/datev.csv?from=2026-02-01&to=2026-02-28', cookie)
  const [first = '', names = '', ...rows] = new TextDecoder('windows-1252').decode(file.bytes).split('\r\n')
  assert.match(first, /^"EXTF";700;21;"Buchungsstapel";13;20260301120000000;;"LF";"";"";29098;55003;20260101;4;20260201;20260228;"[^"]*";"";1;0;0;"EUR";;"";;;"";;;"";""$/)
  assert.equal(names.split(';').length, 125)
  assert.ok(names.includes('BU-Schlüssel'))
  assert.equal(rows.length, 2)
  const fields = rows[0]?.split(';') ?? []
  assert.equal(fields.length, 125)
  assert.deepEqual([fields[0], fields[1], fields[6], fields[7], fields[9], fields[10], fields[13], fields[fieldNames.indexOf('Festschreibung')]], ['3,50', '"S"', '4970', '1200', '0302', '"line-1"', '"Bankgebühr"', '0'])
  assert.equal((await t.open('/desk/funding/books/datev.csv?from=2025-12-01&to=2026-02-28', cookie)).status, 422)
}))

test('debits that one line of a statement brought are one line for the tax adviser', house(async ({ db, now }) => {
  await db.updateTable('bookkeeping_settings').set({ consultant: 29_098, client: 55_003 }).execute()
  const settled = (source: number) => ({ kind: 'debit_settled', source, booked_on: '2026-02-03', postings: [...move({ from: 'in_flight', to: 'bank', amount: 500, currency: 'EUR' }), ...move({ from: 'pledges', to: 'announced', amount: 500, currency: 'EUR' })] }) as const
  assert.deepEqual(paired(settled(1) as never, 'EUR'), [{ amount: 500, debited: 'bank', credited: 'pledges' }])
  await book(db, [settled(1), settled(2)], now)
  const batch = await batchFor(db, { from: '2026-02-01', to: '2026-02-28', currency: 'EUR', label: 'x' }, now)
  assert.ok(typeof batch !== 'string')
  const [file = Buffer.alloc(0)] = await Array.fromAsync(batchFiles(db, batch, { told: (kind) => kind }))
  const lines = file.toString('latin1').split('\r\n').slice(2, -1)
  // Without a statement each is its own document.
  assert.deepEqual(lines.map((text) => text.split(';').slice(0, 8).join(';')), ['5,00;"S";;;;;1200;8110', '5,00;"S";;;;;1200;8110'])
}))

test('more lines than DATEV takes in one file are several files, each with its head, in a zip', house(async ({ db, now }) => {
  await db.updateTable('bookkeeping_settings').set({ consultant: 29_098, client: 55_003 }).execute()
  await book(db, Array.from({ length: 7 }, (_, n) => fee(n + 1, `2026-02-0${n + 1}`)), now)
  const batch = await batchFor(db, { from: '2026-02-01', to: '2026-02-28', currency: 'EUR', label: 'Wallstedter Anzeiger 2026-02' }, now)
  assert.ok(typeof batch !== 'string')
  const files = (most: number) => batchFiles(db, batch, { told: (kind) => kind, most })
  assert.deepEqual((await Array.fromAsync(files(7))).map((file) => file.toString('latin1').split('\r\n').length - 3), [7])
  const parts = (await Array.fromAsync(files(3))).map((file) => file.toString('latin1').split('\r\n'))
  assert.deepEqual(parts.map((lines) => lines.length - 3), [3, 3, 1])
  assert.deepEqual(parts.flatMap((lines) => lines.slice(2, -1).map((text) => text.split(';')[9])), ['0102', '0202', '0302', '0402', '0502', '0602', '0702'])
  for (const [n, [first = '', names]] of parts.entries()) {
    assert.match(first, n === 0 ? /"Wallstedter Anzeiger 2026-02"/ : new RegExp(`"Wallstedter Anzeiger 202 \\(${n + 1}\\)"`))
    assert.equal(names, fieldNames.join(';'))
  }

  const alone = await batchDownload(files(7), { name: 'EXTF', now })
  assert.match(alone.headers.get('content-disposition') ?? '', /EXTF\.csv/)
  const several = await batchDownload(files(3), { name: 'EXTF', now })
  assert.match(several.headers.get('content-disposition') ?? '', /EXTF\.zip/)
  const unpacked = unzipped(new Uint8Array(await several.arrayBuffer()))
  assert.deepEqual(unpacked.map(({ name }) => name), ['EXTF_1.csv', 'EXTF_2.csv', 'EXTF_3.csv'])
  assert.deepEqual(unpacked.map(({ bytes }) => Buffer.from(bytes).toString('latin1').split('\r\n')), parts)
}))

test('a business year may begin in any month', () => {
  assert.equal(yearBeginsOn('2026-03-15', 1), '2026-01-01')
  assert.equal(yearBeginsOn('2026-03-15', 7), '2025-07-01')
  assert.equal(yearBeginsOn('2026-07-01', 7), '2026-07-01')
})

test('text for DATEV keeps what its encoding has', () => {
  assert.deepEqual([...windows1252('€ÄßŁ漢')], [0x80, 0xc4, 0xdf, 0x3f, 0x3f])
  assert.deepEqual([...windows1252('Š')], [0x8a])
})
