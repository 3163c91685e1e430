import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { freshDatabase } from './database.ts'
import { generatedFiles } from './generated.ts'

test('what is generated and committed is what `npm run generate` would write now', async () => {
  const { pool, drop } = await freshDatabase()
  try {
    for (const [path, text] of Object.entries(await generatedFiles(pool))) assert.equal(readFileSync(path, 'utf8'), text, path)
  } finally {
    await drop()
  }
})
