import assert from 'node:assert/strict'
import { test } from 'node:test'
import { graceMs } from './flights.ts'
import { createPress, type Press } from './press.ts'
import type { Sheet } from './sheet.ts'

const page = (text: string, tags = 'article:1', type = 'text/html') => async () => new Response(text, { headers: { 'content-type': type, 'surrogate-key': tags } })

function pressAt(time = { ms: 0 }, maxBytes = 1e6): { press: Press; time: { ms: number } } {
  const press = createPress({ maxBytes, cdnSeconds: 0, now: () => time.ms })
  press.back()
  return { press, time }
}

async function printed(press: Press, key: string, make: () => Promise<Response>): Promise<Sheet> {
  const result = await press.print(key, make)
  assert.ok(!(result instanceof Response))
  return result
}

test('however many readers wait for a page, it is printed once', async () => {
  const { press } = pressAt()
  let prints = 0
  const make = async () => { prints++; return page('text')() }
  const sheets = await Promise.all(Array.from({ length: 500 }, () => press.print('/a', make)))
  assert.equal(prints, 1)
  assert.equal(new Set(sheets).size, 1)
  assert.equal(press.get('/a'), sheets[0])
})

test('a page that cannot be printed fails for all who wait, and is tried anew by the next', async () => {
  const { press } = pressAt()
  let prints = 0
  const failing = async () => { prints++; throw new Error('no') }
  const results = await Promise.allSettled([press.print('/a', failing), press.print('/a', failing)])
  assert.deepEqual(results.map((one) => one.status), ['rejected', 'rejected'])
  assert.equal(prints, 1)
  assert.equal((await printed(press, '/a', page('text'))).status, 200)
})

test('what is no page for all readers is kept by no one, and made for each', async () => {
  const { press } = pressAt()
  let made = 0
  const make = async () => { made++; return new Response(`file ${made}`) }
  const results = await Promise.all([press.print('/f', make), press.print('/f', make)])
  assert.deepEqual(await Promise.all(results.map((one) => one instanceof Response && one.text())), ['file 1', 'file 2'])
  assert.equal(press.get('/f'), undefined)
})

test('a stampede on an address without a page asks for it once, and the refusal is not kept', async () => {
  const { press } = pressAt()
  let asked = 0
  const make = async () => { asked++; return new Response('nothing here', { status: 404 }) }
  const results = await Promise.all(Array.from({ length: 50 }, () => press.print('/none', make)))
  assert.equal(asked, 1)
  assert.deepEqual(results.map((one) => one.status), Array.from({ length: 50 }, () => 404))
  assert.equal(press.get('/none'), undefined)
})

test('a changed page is served for a second after it was printed, then printed again', async () => {
  const { press, time } = pressAt()
  await printed(press, '/a', page('text'))
  time.ms = 400
  press.notice('thread:9 article:1')
  time.ms = graceMs - 1
  assert.ok(press.get('/a'))
  time.ms = graceMs
  assert.equal(press.get('/a'), undefined)
})

test('while a changed page is printed again, the others are given the old one, and nobody longer than a second after its notice', async () => {
  const { press, time } = pressAt()
  const old = await printed(press, '/a', page('old'))
  time.ms = 400
  press.notice('article:1')
  time.ms = 700
  press.notice('article:1')
  time.ms = graceMs
  assert.equal(press.get('/a'), undefined)
  const { promise: answer, resolve } = Promise.withResolvers<Response>()
  const printing = printed(press, '/a', () => answer)
  time.ms = 400 + graceMs - 1
  assert.equal(press.get('/a'), old)
  time.ms = 400 + graceMs
  assert.equal(press.get('/a'), undefined)
  resolve(await page('new')())
  const sheet = await printing
  assert.equal(press.get('/a'), sheet)
})

test('a notice about something else changes nothing', async () => {
  const { press, time } = pressAt()
  const sheet = await printed(press, '/a', page('text'))
  press.notice('!article:11 article')
  press.notice('article:2')
  time.ms = 1e9
  assert.equal(press.get('/a'), sheet)
})

test('what must go at once is gone with its notice', async () => {
  const { press } = pressAt()
  await printed(press, '/a', page('text'))
  await printed(press, '/b', page('text', 'article:2 front'))
  press.notice('!front article:1')
  assert.equal(press.get('/a') ?? press.get('/b') ?? press.lastKnown('/a'), undefined)
  assert.equal(press.bytes, 0)
})

test('a page that was withdrawn while it was being printed is printed again before anyone sees it', async () => {
  const { press } = pressAt()
  const texts = ['before', 'after']
  const result = await printed(press, '/a', async () => {
    const text = texts.shift() ?? ''
    if (text === 'before') press.notice('!article:1')
    return page(text, 'article:1', 'application/octet-stream')()
  })
  assert.equal(String(result.copies.identity?.body), 'after')
})

test('a page that never stands still is given up rather than printed for ever', async () => {
  const { press } = pressAt()
  await assert.rejects(press.print('/a', async () => { press.notice('!*'); return page('text')() }), /changed 5 times/)
})

test('a notice for everything makes all pages old, or throws them away at once', async () => {
  const { press, time } = pressAt()
  await printed(press, '/a', page('text'))
  time.ms = graceMs
  press.notice('*')
  assert.equal(press.get('/a'), undefined)
  assert.ok(press.lastKnown('/a'))
  press.notice('!*')
  assert.equal(press.lastKnown('/a'), undefined)
})

test('without the database old pages are served, new ones not kept, and all are thrown away when it is back', async () => {
  const { press, time } = pressAt()
  const sheet = await printed(press, '/a', page('text'))
  press.notice('article:1')
  time.ms = 60_000
  press.lost()
  assert.equal(press.get('/a'), sheet)
  await printed(press, '/b', page('text'))
  assert.equal(press.get('/b'), undefined)
  let emptied = 0
  press.onEmptied(() => emptied++)
  press.back()
  assert.equal(press.get('/a'), undefined)
  assert.equal(emptied, 1)
})

test('before it hears of changes for the first time a press keeps nothing', async () => {
  const press = createPress({ maxBytes: 1e6, cdnSeconds: 0, now: () => 0 })
  await printed(press, '/a', page('text'))
  assert.equal(press.get('/a'), undefined)
})

test('memory is bounded, and what nobody has asked for the longest goes first', async () => {
  const { press } = pressAt({ ms: 0 }, 100_000)
  const body = 'x'.repeat(10_000)
  for (let i = 0; i < 100; i++) {
    await printed(press, `/${i}`, page(body, 'front', 'image/png'))
    assert.ok(press.get('/0'), `the page that is asked for all the time is still there after ${i} others`)
    assert.ok(press.bytes <= 100_000)
  }
  assert.ok(press.size >= 7 && press.size <= 9)
  assert.equal(press.get('/1'), undefined)
  assert.ok(press.get('/99'))
})

test('a page larger than the whole press is served, and not kept', async () => {
  const { press } = pressAt({ ms: 0 }, 5_000)
  const sheet = await printed(press, '/a', page('x'.repeat(10_000), 'front', 'image/png'))
  assert.equal(sheet.length, 10_000)
  assert.equal(press.get('/a'), undefined)
  assert.equal(press.bytes, 0)
})

test('other encodings are made when somebody takes them, and count as memory', async () => {
  const { press, time } = pressAt()
  const sheet = await printed(press, '/a', page('a long text '.repeat(500)))
  const before = press.bytes
  press.want(sheet, 'br')
  assert.equal(await appears(sheet, 'br'), false, 'a page that may change again within the second is not worth it')
  time.ms = 5_000
  press.want(sheet, 'br')
  press.want(sheet, 'zstd')
  press.want(sheet, 'br')
  assert.equal(await appears(sheet, 'br', 5_000) && await appears(sheet, 'zstd', 5_000), true)
  assert.ok(press.bytes > before)
  press.notice('!article:1')
  assert.equal(press.bytes, 0)
})

async function appears(sheet: Sheet, encoding: 'br' | 'zstd', ms = 200) {
  for (let i = 0; i < ms / 5 && !sheet.copies[encoding]; i++) await new Promise((resolve) => setTimeout(resolve, 5))
  return sheet.copies[encoding] !== undefined
}

test('a page that is true for a time is printed again when that is over, though nothing has changed', async () => {
  const { press, time } = pressAt()
  const lasting = (seconds: string) => async () => new Response('news', { headers: { 'content-type': 'application/xml', 'surrogate-key': 'front', 'x-true-for': seconds } })
  const sheet = await printed(press, '/news', lasting('90'))
  assert.equal(sheet.copies.gzip?.head['x-true-for'], undefined)
  time.ms = 89_999
  assert.equal(press.get('/news'), sheet)
  time.ms = 90_000
  assert.equal(press.get('/news'), undefined)
  const next = await printed(press, '/news', lasting('1.5'))
  assert.equal(press.get('/news'), next)
  press.lost()
  time.ms = 200_000
  assert.equal(press.get('/news'), next, 'without the database an old page is better than none')
})
