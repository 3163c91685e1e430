import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { after, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import fc from 'fast-check'
import { plainRequest, quicken, type Quick } from './quick.ts'

const get = (url: string, more = '') => `GET ${url} HTTP/1.1\r\nHost: paper.example\r\n${more}\r\n`
const large = Buffer.alloc(3_000_000, 'x')
const quick: Quick = ({ url, headers }) => {
  if (url === '/large') return { status: 200, head: { 'content-length': String(large.length) }, body: large }
  if (!url.startsWith('/quick')) return undefined
  const body = Buffer.from(`quick ${url} ${headers['accept-encoding'] ?? '-'}`)
  return { status: 200, head: { 'content-length': String(body.length), 'x-way': 'short' }, body }
}

interface Seen { method: string | undefined; url: string | undefined; accepts: unknown; known: unknown; body: string }
const servers: Server[] = []
after(() => { for (const server of servers) server.closeAllConnections(); for (const server of servers) server.close() })

async function served({ short = quick, ...limits }: { short?: Quick; headersTimeout?: number; keepAliveTimeout?: number } = {}) {
  const seen: Seen[] = []
  const server = createServer({ requestTimeout: 5_000, connectionsCheckingInterval: 50, ...limits }, async (request, response) => {
    let body = ''
    for await (const chunk of request) body += String(chunk)
    seen.push({ method: request.method, url: request.url, accepts: request.headers['accept-encoding'], known: request.headers['if-none-match'], body })
    response.end(`long ${request.method} ${request.url} ${body}`)
  })
  const way = quicken(server, short)
  servers.push(server.listen(0, '127.0.0.1'))
  await once(server, 'listening')
  return { server, way, seen, port: (server.address() as AddressInfo).port }
}

function caller(port: number) {
  const socket: Socket = connect(port, '127.0.0.1')
  let text = ''
  socket.on('data', (chunk) => { text += chunk.toString('latin1') }).on('error', () => {})
  const until = async (pattern: RegExp) => {
    for (let i = 0; i < 400 && !pattern.test(text); i++) await wait(5)
    assert.match(text, pattern)
  }
  return { socket, until, text: () => text, closed: once(socket, 'close') }
}

test('a plain request is answered on the short way, as HTTP asks', async () => {
  const { port, seen } = await served()
  const { socket, until, text } = caller(port)
  socket.write(get('/quick', 'Accept-Encoding: gzip\r\n'))
  await until(/quick \/quick gzip$/)
  assert.match(text(), /^HTTP\/1\.1 200 OK\r\n/)
  assert.match(text(), /\r\ndate: \w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT\r\n\r\n/)
  assert.equal(seen.length, 0)
  socket.destroy()
})

test('one connection may change from the short way to the long one at any request', async () => {
  const { port } = await served()
  const { socket, until } = caller(port)
  socket.write(get('/quick/1'))
  await until(/quick \/quick\/1 -/)
  socket.write(get('/quick/2'))
  await until(/quick \/quick\/2 -/)
  socket.write('POST /form HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\na=1')
  await until(/long POST \/form a=1/)
  socket.write(get('/quick/3'))
  await until(/long GET \/quick\/3/)
  socket.destroy()
})

test('requests that come in pieces or several at once are all answered, in order', async () => {
  const { port } = await served()
  const pieces = caller(port)
  for (const piece of [get('/quick').slice(0, 9), get('/quick').slice(9, 20), get('/quick').slice(20)]) {
    pieces.socket.write(piece)
    await wait(20)
  }
  await pieces.until(/long GET \/quick/)
  const several = caller(port)
  several.socket.write(get('/quick/1') + get('/quick/2') + get('/other'))
  await several.until(/\/quick\/1[^]*\/quick\/2[^]*\/other/)
  pieces.socket.destroy()
  several.socket.destroy()
})

test('a reader who asks on and on without taking anything is held back', async () => {
  const { port, server } = await served()
  const { socket } = caller(port)
  socket.pause()
  const [held] = await Promise.all([once(server, 'connection'), once(socket, 'connect')]) as unknown as [[Socket]]
  for (let i = 0; i < 30; i++) {
    socket.write(get('/large'))
    await wait(5)
  }
  await wait(100)
  assert.ok(held[0].writableLength <= 2 * large.length, `${held[0].writableLength} bytes wait for the reader`)
  socket.destroy()
})

test('who sends its head too slowly is turned away, on a connection that was handed over too', async () => {
  const { port } = await served({ headersTimeout: 200 })
  const { socket, until, closed } = caller(port)
  socket.write(get('/quick'))
  await until(/quick \/quick/)
  socket.write('GET /quick HTTP/1.1\r\nHost: pa')
  await until(/HTTP\/1\.1 408 /)
  await closed
})

test('when the server closes, connections that wait on the short way end', async () => {
  const { port, server, way } = await served()
  const { socket, until, closed } = caller(port)
  socket.write(get('/quick'))
  await until(/quick \/quick/)
  const done = once(server, 'close')
  server.close()
  way.end()
  await Promise.all([done, closed])
})

test('a reader who closes its side gets what it asked for, and the connection ends', async () => {
  const { port } = await served()
  const { socket, until, closed } = caller(port)
  socket.end(get('/quick'))
  await until(/quick \/quick/)
  await closed
})

const refused: [what: string, text: string][] = [
  ['another method', 'HEAD / HTTP/1.1\r\nHost: x\r\n\r\n'],
  ['another version', 'GET / HTTP/1.0\r\nHost: x\r\n\r\n'],
  ['no host', 'GET / HTTP/1.1\r\nAccept: x\r\n\r\n'],
  ['two hosts', get('/', 'Host: y\r\n')],
  ['a body', get('/', 'Content-Length: 4\r\n')],
  ['a chunked body', get('/', 'transfer-encoding: chunked\r\n')],
  ['an upgrade', get('/', 'Upgrade: h2c\r\n')],
  ['the end of the connection', get('/', 'Connection: close\r\n')],
  ['a wish for something else of the connection', get('/', 'Connection: keep-alive, upgrade\r\n')],
  ['two of a header that counts', get('/', 'Accept-Encoding: gzip\r\nAccept-Encoding: br\r\n')],
  ['a folded line', get('/', 'A: b\r\n c\r\n')],
  ['a blank before the colon', get('/', 'Content-Length : 4\r\n')],
  ['a line that ends in a line feed alone', get('/', 'A: b\nContent-Length: 4\r\n')],
  ['a carriage return alone', get('/', 'A: b\rContent-Length: 4\r\n')],
  ['a header without a name', get('/', ': b\r\n')],
  ['bytes beyond ASCII', get('/', 'A: ä\r\n')],
  ['a zero byte', get('/', 'A: \0\r\n')],
  ['an address of another form', get('http://x/')],
  ['an escaped address', get('/%61')],
  ['something behind the request', `${get('/')}GET`],
  ['a request that is not whole', get('/').slice(0, -1)],
  ['a long head', get('/', `A: ${'b'.repeat(4_096)}\r\n`)],
]
for (const [what, text] of refused) test(`a request with ${what} takes the long way`, () => assert.equal(plainRequest(text), undefined))

test('what the short way understands, the HTTP server understands in the same way', async () => {
  const { port, seen } = await served({ short: () => undefined })
  const part = fc.oneof(fc.constantFrom(
    'GET ', '/', ' HTTP/1.1', '\r\n', '\r\n\r\n', 'Host: x', 'Accept-Encoding: gzip, br', 'accept-encoding:br', 'If-None-Match: "a", W/"b"', 'Connection: keep-alive',
    'Content-Length: 3', 'Content-Length: 0', 'X-A: b', 'X-B:', 'X-C:  two ', 'a=1&b', '?', ': ', 'GET /a HTTP/1.1\r\nHost: x\r\n', 'GET /b?c=d HTTP/1.1\r\nHost: y\r\n'), fc.string({ maxLength: 3 }))
  const request = fc.oneof(
    fc.array(part, { maxLength: 12 }).map((parts) => parts.join('')),
    fc.array(fc.constantFrom('Accept-Encoding: gzip, br', 'accept-encoding:br', 'IF-NONE-MATCH: "a", W/"b"', 'Connection: Keep-Alive', 'X-A: b', 'X-B:', 'X-C:  two ', 'X-D: a:b,,"'), { maxLength: 4 })
      .map((lines) => get('/a/b.c?d=e&f', lines.map((line) => `${line}\r\n`).join(''))))
  let understood = 0
  await fc.assert(fc.asyncProperty(request, async (text) => {
    const plain = plainRequest(text)
    if (!plain) return
    understood++
    seen.length = 0
    const { socket, until } = caller(port)
    socket.write(text, 'latin1')
    await until(/^HTTP\/1\.1 200 OK/)
    assert.deepEqual(seen, [{ method: 'GET', url: plain.url, accepts: plain.headers['accept-encoding']?.trim(), known: plain.headers['if-none-match']?.trim(), body: '' }])
    socket.destroy()
  }), { numRuns: 800, seed: 1855 })
  assert.ok(understood > 100, `${understood} were plain requests`)
})
