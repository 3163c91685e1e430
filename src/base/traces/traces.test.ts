import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pino } from 'pino'
import { collector } from '../../../test/collector.ts'
import { freshDatabase } from '../../../test/database.ts'
import { enqueue } from '../jobs/enqueue.ts'
import { spanned, thisTrace } from './spans.ts'
import { startTraces } from './traces.ts'

test('a job knows what caused it, and spans know within which other they are', async () => {
  const [there, { db, drop }] = [await collector(), await freshDatabase()]
  const payload = async () => (await db.selectFrom('graphile_worker._private_jobs' as never).select('payload' as never).execute())[0] as unknown as { payload: { picture_id: number; traceparent?: string } }
  await spanned({ name: 'untraced', attributes: {} }, () => enqueue(db, 'picture-renditions', { picture_id: 1 }))
  assert.deepEqual((await payload()).payload, { picture_id: 1 })
  await db.deleteFrom('graphile_worker._private_jobs' as never).execute()

  const traces = startTraces({ address: `${there.address}/v1/traces`, headers: {}, name: 'test' }, pino({ level: 'silent' }))
  let caused = ''
  await Promise.all(['one', 'two'].map((name) => spanned({ name, attributes: {} }, async (note) => {
    await spanned({ name: `in ${name}`, attributes: {} }, async () => { if (name === 'one') { caused = thisTrace() ?? ''; await enqueue(db, 'picture-renditions', { picture_id: 2 }) } })
    note({ ended: true })
  })))
  await assert.rejects(spanned({ name: 'fails', attributes: {} }, async () => { throw new TypeError('a reader said secret-words') }))
  assert.deepEqual((await payload()).payload, { picture_id: 2, traceparent: caused })
  await traces.close()
  await drop()
  there.close()

  const span = (name: string) => there.spans.find((one) => one.name === name)!
  assert.equal(caused, `00-${span('in one').traceId}-${span('in one').spanId}-01`)
  assert.deepEqual([span('in one').parentSpanId, span('in two').parentSpanId, span('one').parentSpanId], [span('one').spanId, span('two').spanId, undefined])
  assert.deepEqual([span('fails').failed, span('fails').attributes['error.type'], span('two').attributes.ended], [true, 'TypeError', true])
  assert.doesNotMatch(there.text(), /secret-words|untraced/)
  assert.equal(thisTrace(), undefined)
})
