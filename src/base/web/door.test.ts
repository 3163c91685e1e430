import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { test } from 'node:test'
import { openDoor } from './door.ts'

test('a reader who takes nothing of a large answer is let go', async () => {
  const door = await openDoor({ host: '127.0.0.1', port: 0 }, 200)
  const large = Buffer.alloc(50_000_000)
  const gone = Promise.withResolvers<boolean>()
  door.opens({ quick: () => undefined, answer: (_, response) => { response.on('close', () => gone.resolve(response.writableFinished)).end(large) } })
  const reader = connect(Number(new URL(door.address).port), '127.0.0.1').on('error', () => {})
  reader.pause().write('GET / HTTP/1.1\r\nhost: x\r\n\r\n')
  assert.equal(await gone.promise, false)
  reader.destroy()
  await Promise.all([once(reader, 'close'), door.close()])
})
