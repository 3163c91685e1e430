import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'
import { eachFile } from './each-file.ts'

const names = Array.from({ length: 50 }, (_, n) => `originals/${n}` as const)

test('every file has its turn once, and progress is told of each', async () => {
  const [worked, told]: [string[], number[]] = [[], []]
  await eachFile(names, (done) => told.push(done), async (name) => { worked.push(name) })
  assert.deepEqual(worked.sort(), [...names].sort())
  assert.deepEqual(told, names.map((_, n) => n + 1))
})

test('once a file has failed no other is begun, and nothing is at work any more when that is told', async () => {
  let [begun, atWork] = [0, 0]
  const failing = eachFile(names, () => {}, async (name) => {
    begun += 1
    atWork += 1
    await turn()
    if (name !== names[0]) await turn()
    atWork -= 1
    if (name === names[0]) throw new Error('the disk is full')
  })
  await assert.rejects(failing, /the disk is full/)
  assert.equal(atWork, 0)
  assert.ok(begun < names.length, String(begun))
})
