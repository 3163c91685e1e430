import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { takeIn, viewOf } from '../../../test/audience-makers.ts'
import { house } from '../../../test/house.ts'
import { makeArticle } from '../../../test/makers.ts'
import { removeFolder, temporaryFolder } from '../../../test/program.ts'
import { safeOf } from '../../base/safe/safe.ts'
import type { Task } from '../../base/commands/command.ts'
import { statementsAfter } from '../reads/totals.ts'
import { signTotals } from '../totals-statement.ts'
import { verifyTotals } from './verify-totals.ts'

/** What it prints; `failed` where it ends with an error. */
async function told(t: TestContext, words: string[], options: Task['options'] = {}): Promise<{ said: string; failed: string }> {
  let said = ''
  const write = t.mock.method(process.stdout, 'write', (text: string) => { said += text; return true })
  const task: Pick<Task, 'words' | 'options'> = { words, options }
  const failed = await verifyTotals(task).then(() => '', (error: Error) => error.message)
  write.mock.restore()
  return { said, failed }
}

test('a chain is verified from files and from an address, part by part, and nobody is led to another paper', (context) => house(async (t) => {
  await makeArticle(t.db)
  await takeIn(t.db, [viewOf('2026-02-20T12:00:00Z')], t.now)
  await signTotals(t.db, { safe: safeOf([Buffer.alloc(32, 7)]), site: { url: 'https://paper.test' }, now: t.now })
  const all = await statementsAfter(t.db, { after: 0, limit: 100 })
  assert.ok(all.length > 6)
  const part = (from: number, to: number, next: string | null, change = (text: string) => text) => JSON.stringify({ format: 'litfass-totals-chain/1', paper: 'https://paper.test', keys: [], statements: all.slice(from, to).map(({ number, text, signature }) => ({ number, text: change(text), signature })), next })
  const folder = temporaryFolder()
  const file = (name: string, text: string) => { writeFileSync(join(folder, name), text); return join(folder, name) }
  const [one, two] = [file('1.json', part(0, 3, 'https://paper.test/statistics/totals.json?after=3')), file('2.json', part(3, 100, null))]
  const whole = await told(context, [one, two])
  assert.equal(whole.failed, '')
  assert.match(whole.said, new RegExp(`^${all.length} statements\\ndays: ${all.length - 1}, from 2026-02-20 to [\\s\\S]*The chain holds\\.\\n$`))
  assert.equal((await told(context, [one, two], { key: all[0]!.key })).failed, '')
  assert.equal((await told(context, [one, two], { key: 'f'.repeat(32) })).failed, 'the chain does not hold')
  assert.match((await told(context, [two])).said, /fault: statement 1: /)
  assert.match((await told(context, [file('3.json', part(0, 100, null, (text) => text.replace('"views":1', '"views":2')))])).said, /fault: statement 2: its signature does not hold/)
  assert.match((await told(context, [file('4.json', '[]')])).failed, /holds no chain/)
  assert.match((await told(context, [join(folder, 'none.json')])).failed, /ENOENT/)

  const server = createServer(({ url }, response) => { response.end(url === '/statistics/totals.json' ? part(0, 3, 'https://paper.test/statistics/totals.json?after=3') : url === '/statistics/totals.json?after=3' ? part(3, 100, null) : 'nothing') })
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })
  const { failed, said } = await told(context, [`http://127.0.0.1:${(server.address() as AddressInfo).port}/`])
  assert.deepEqual([failed, said], ['', whole.said])
  server.close()
  removeFolder(folder)
})())
