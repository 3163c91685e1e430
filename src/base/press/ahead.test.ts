import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { pino } from 'pino'
import { printAhead } from './ahead.ts'
import { graceMs } from './flights.ts'
import { createPress } from './press.ts'

test('with a new day everything is printed anew: a campaign may have ended with the old one', async () => {
  const time = { ms: 0, day: '2026-03-01' }
  const press = createPress({ maxBytes: 1e6, cdnSeconds: 0, now: () => time.ms })
  let prints = 0
  const print = async (address: string) => {
    if (press.get(address)) return false
    prints++
    await press.print(address, async () => new Response(time.day, { headers: { 'content-type': 'text/plain', 'surrogate-key': 'campaign' } }))
    return true
  }
  const { stop } = printAhead({ press, print, ahead: async () => ({ day: time.day, addresses: ['/ahead'] }), log: pino({ level: 'silent' }), againMs: 5 })
  press.back()
  const until = async (holds: () => boolean) => { for (let i = 0; i < 400 && !holds(); i++) await wait(5) }
  await until(() => press.get('/ahead') !== undefined)
  await print('/asked')
  time.ms += graceMs
  await wait(50)
  assert.equal(prints, 2)

  time.day = '2026-03-02'
  await until(() => prints === 3)
  assert.equal(prints, 3, 'what is printed ahead')
  assert.equal(press.get('/asked'), undefined)
  await stop()
})

test('a stop waits for the page that is being printed ahead, and no other is begun', async () => {
  const press = createPress({ maxBytes: 1e6, cdnSeconds: 0, now: () => performance.now() })
  const [begun, ended]: [string[], string[]] = [[], []]
  const first = Promise.withResolvers<void>()
  const print = async (address: string) => {
    begun.push(address)
    first.resolve()
    await wait(50)
    ended.push(address)
    return true
  }
  const { stop } = printAhead({ press, print, ahead: async () => ({ day: '2026-03-01', addresses: ['/one', '/two'] }), log: pino({ level: 'silent' }), againMs: 5 })
  press.back()
  await first.promise
  await stop()
  assert.deepEqual([begun, ended], [['/one'], ['/one']])
})
