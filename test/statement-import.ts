// A process of its own that imports a statement, to be killed in the middle: its arguments are a database and a file.
import { readFileSync } from 'node:fs'
import { connect } from '../src/base/db/db.ts'
import { importStatement } from '../src/funding/statement.ts'
import { noon } from './makers.ts'
import { safe } from './statement-makers.ts'

const [connectionString = '', path = ''] = process.argv.slice(2)
const { db } = connect({ connectionString })
process.stdout.write('begun\n')
const [imported] = await importStatement(db, { name: 'statement.xml', bytes: readFileSync(path) }, { safe, by: 'test', now: noon })
process.stdout.write(`${JSON.stringify(imported)}\n`)
await db.destroy()
