// That a hit is on the disk before it is answered, as the system itself saw it.
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { once } from 'node:events'
import { ask } from './served.ts'
import { project, removeFolder, temporaryFolder, until } from './program.ts'

const traces = spawnSync('strace', ['-f', '-e', 'trace=none', 'true']).status === 0
const hits = 20
const agent = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'

/** The counter as it stands before the program, without a database. */
const script = (folder: string) => `
  const at = (file) => import(${JSON.stringify(project)} + file)
  const [{ openSegmentLog }, { createCounter }, { createSalts }, http] = await Promise.all([at('src/base/segments/segment-log.ts'), at('src/audience/counter.ts'), at('src/audience/salt.ts'), import('node:http')])
  const log = openSegmentLog(${JSON.stringify(folder)}, { mostBytes: 1e9, clock: () => new Date() })
  const counter = createCounter({ hits: log, salts: createSalts(), knows: () => ({ mode: 'visit', zone: 'UTC' }), addresses: { key: () => undefined }, isPublic: () => true,
    origin: 'http://paper.test', proxies: [], countryOf: () => null, clock: () => new Date(), log: { error() {} } })
  const server = http.createServer((request, response) => counter.answer(request, response)).listen(0, '127.0.0.1', () => console.log('open at ' + server.address().port + ' as ' + process.pid + '.'))`

test('a trace shows, for every hit, its bytes, fdatasync, and only then the answer', { skip: traces ? false : 'strace is not installed, or may not trace here (apt-get install strace)' }, async (t) => {
  const folder = temporaryFolder()
  const trace = join(folder, 'trace')
  const child = spawn('strace', ['-f', '-yy', '-s', '64', '-e', 'trace=write,writev,pwrite64,sendto,sendmsg,fdatasync', '-o', trace, process.execPath, '--input-type=module', '-e', script(join(folder, 'hits'))], { stdio: ['ignore', 'pipe', 'inherit'] })
  let traced = 0
  try {
    let output = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => { output += text })
    await until('it is open', () => output.includes('.'), 60_000)
    const [, port, pid] = /open at (\d+) as (\d+)/.exec(output) ?? []
    traced = Number(pid)
    for (let n = 1; n <= hits; n++) assert.equal((await ask(`http://127.0.0.1:${port}`, `/seen.gif?a=${n}`, { headers: { 'user-agent': agent } })).status, 200)
  } finally {
    // The tracer ends with what it traces.
    if (traced > 0) process.kill(traced, 'SIGKILL')
    else child.kill('SIGKILL')
    await once(child, 'close')
  }
  const seen = stepsIn(readFileSync(trace, 'utf8')).join(' ')
  t.diagnostic(`${hits} answers traced`)
  assert.equal(seen, Array(hits).fill('written kept answered').join(' '))
  removeFolder(folder)
})

/** What matters of a trace, in the order in which each call ended, and in which each answer began. */
function stepsIn(trace: string): string[] {
  const begun = new Map<string, string>()
  return trace.split('\n').flatMap((line) => {
    const [, thread = '', call = ''] = /^(\d+)\s+(.*)$/.exec(line) ?? []
    // An answer counts from its beginning: the harsher reading.
    if (/^(write|writev|sendto|sendmsg)\(.*HTTP\/1\.1 200/.test(call)) return ['answered']
    if (call.endsWith('<unfinished ...>')) begun.set(thread, call)
    const whole = /^<\.\.\. \w+ resumed>/.test(call) ? `${begun.get(thread) ?? ''} ${call}` : call
    if (!/= 0$|= \d+$/.test(call) || !whole.includes('.hits')) return []
    if (/^fdatasync\(/.test(whole)) return ['kept']
    return /^(write|pwrite64)\(/.test(whole) ? ['written'] : []
  })
}
