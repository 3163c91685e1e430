import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Db } from '../src/base/db/db.ts'
import { checkLedger } from '../src/funding/ledger-check.ts'
import { camt } from './camt-makers.ts'
import { freshDatabase } from './database.ts'
import { seeded } from './random.ts'
import { makeBankAccount, makePledge, makeStatement } from './statement-makers.ts'

const lines = 1_500

async function countOf(db: Db): Promise<number> {
  return (await db.selectFrom('statement_lines').select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()).n
}

test('an import that is killed leaves nothing, and the next one completes it', async () => {
  const { db, url, drop } = await freshDatabase()
  const folder = mkdtempSync(join(tmpdir(), 'statement-'))
  const random = seeded(7)
  try {
    await makeBankAccount(db)
    const references: string[] = []
    for (let n = 0; n < 10; n++) references.push((await makePledge(db)).reference)
    const path = join(folder, 'statement.xml')
    writeFileSync(path, camt(makeStatement({ entries: Array.from({ length: lines }, (_, n) => ({ amount: 500 + n, name: `Giver ${n}`, bank_reference: `B${n}`, text: n % 2 ? references[n % 10] ?? '' : 'for the paper' })) })))
    const begin = () => spawn(process.execPath, ['--import', join(import.meta.dirname, '../src/base/tsx.ts'), join(import.meta.dirname, 'statement-import.ts'), url, path], { stdio: ['ignore', 'pipe', 'inherit'] })
    let killed = 0
    for (let n = 0; n < 4; n++) {
      const child = begin()
      // It may be done before it is killed.
      const exited = once(child, 'exit')
      await once(child.stdout, 'data')
      await sleep(random() * 300)
      child.kill('SIGKILL')
      await exited
      const count = await countOf(db)
      assert.ok(count === 0 || count === lines, `${count} lines of ${lines}`)
      if (count === 0) killed += 1
    }
    assert.ok(killed > 0, 'nothing was killed in time')
    const [code] = await once(begin(), 'exit')
    assert.deepEqual([code, await countOf(db), await checkLedger(db)], [0, lines, []])
  } finally {
    await drop()
    rmSync(folder, { recursive: true })
  }
})
