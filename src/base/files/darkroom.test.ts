import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { drawn } from '../../../test/pictures.ts'
import { CannotRead, inDarkroom } from './darkroom.ts'

const skip = !existsSync('/proc/self/status') && 'processes can be looked up on Linux only'
const bytes = await drawn(4000, 2600).jpeg().toBuffer()
const order = { cut: { left: 0, top: 0, width: 4000, height: 2600, whole: true }, width: 1920, format: 'avif', xmp: '<x/>' } as const

function darkroomsOf(pid: number): number[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number).filter((id) => {
    try {
      return readFileSync(`/proc/${id}/status`, 'utf8').includes(`\nPPid:\t${pid}\n`) && readFileSync(`/proc/${id}/cmdline`, 'utf8').includes('darkroom-process')
    } catch {
      return false
    }
  })
}
async function until(done: () => boolean) {
  for (let n = 0; n < 200 && !done(); n++) await sleep(50)
  assert.ok(done())
}

test('a picture that crashes the decoder is refused, and the program goes on', { skip }, async () => {
  const printing = inDarkroom({ bytes, pixels: 80e6, isAwaited: true }, async (room) => {
    for (const pid of darkroomsOf(process.pid)) process.kill(pid, 'SIGSEGV')
    return room.print(order)
  })
  await assert.rejects(printing, (error) => error instanceof CannotRead && error.why === 'broken')
})

test('a darkroom that was ended by hand is no fault of the picture', { skip }, async () => {
  const printing = inDarkroom({ bytes, pixels: 80e6, isAwaited: true }, async (room) => {
    for (const pid of darkroomsOf(process.pid)) process.kill(pid, 'SIGTERM')
    return room.print(order)
  })
  await assert.rejects(printing, (error) => !(error instanceof CannotRead))
})

test('no darkroom stays when the work is done, nor when the program is killed in the midst of it', { skip }, async () => {
  await inDarkroom({ bytes, pixels: 80e6, isAwaited: true }, (room) => room.look())
  await until(() => darkroomsOf(process.pid).length === 0)

  const script = `import { inDarkroom } from ${JSON.stringify(new URL('./darkroom.ts', import.meta.url).href)}
    await inDarkroom({ bytes: Buffer.from(${JSON.stringify(bytes.toString('base64'))}, 'base64'), pixels: 80e6, isAwaited: true }, (room) => { console.log('open'); return room.print(${JSON.stringify(order)}) })`
  const program = spawn(process.execPath, ['--input-type=module', '-'], { stdio: ['pipe', 'pipe', 'inherit'] })
  program.stdin.end(script)
  await once(program.stdout, 'data')
  const [left] = darkroomsOf(program.pid!)
  assert.ok(left)
  program.kill('SIGKILL')
  await until(() => !existsSync(`/proc/${left}`))
})
