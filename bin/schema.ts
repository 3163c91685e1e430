// Writes db/schema.sql and src/base/db/schema.ts from a freshly migrated database: `npm run schema`.
// A test compares both with what the migrations make, so neither can go stale.
import { writeFileSync } from 'node:fs'
import { describeSchema, schemaSql, schemaTypes } from '../src/base/db/describe.ts'
import { freshDatabase } from '../test/database.ts'

const { pool, drop } = await freshDatabase()
const tables = await describeSchema(pool)
writeFileSync('db/schema.sql', schemaSql(tables))
writeFileSync('src/base/db/schema.ts', schemaTypes(tables))
await drop()
