// What somebody typed must not make the program ask what only it can reach.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { guardedFetch, NotFetched, type Fetching } from './guarded-fetch.ts'
import { isPublicAddress } from './public-address.ts'

const servers: Server[] = []
after(() => { for (const server of servers) server.close(); for (const server of servers) server.closeAllConnections() })
async function serving(answer: RequestListener): Promise<number> {
  const server = createServer(answer).listen(0, '127.0.0.1')
  servers.push(server)
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}
const limits = { ms: 5_000, mostBytes: 100_000 }
const asking = (over: Partial<Fetching> = {}): Fetching => ({ ...limits, hosts: [], resolver: async () => [], ...over })
const refused = (address: string, fetching: Fetching, why: RegExp) => assert.rejects(guardedFetch(address, fetching), (error: unknown) => error instanceof NotFetched && why.test(error.message), address)

test('only addresses that anybody could ask count as public, however they are written', () => {
  for (const address of ['127.0.0.1', '10.1.2.3', '172.20.0.1', '192.168.0.1', '169.254.169.254', '100.64.0.1', '100.100.100.200', '0.0.0.0', '255.255.255.255', '224.0.0.1', '192.0.2.1', '198.18.0.1', '240.0.0.1', '192.0.0.192',
    '::1', '::', 'fe80::1', 'fc00::1', 'fd12:3456::1', 'ff02::1', '::ffff:127.0.0.1', '::ffff:10.0.0.1', '::ffff:a9fe:a9fe', '::127.0.0.1', '64:ff9b::7f00:1', '64:ff9b::a9fe:a9fe', '2002:7f00:1::', '2002:a9fe:a9fe::', '2001::1', '2001:db8::1', 'fec0::1', 'fd00:ec2::254', '', 'x']) assert.equal(isPublicAddress(address), false, address)
  for (const address of ['1.1.1.1', '93.184.216.34', '2606:4700::1111', '2a00:1450::1', '64:ff9b::101:101', '::ffff:1.1.1.1', '2002:101:101::']) assert.equal(isPublicAddress(address), true, address)
})

test('private addresses are refused, however the address is written, and names that lead to any', async () => {
  const port = await serving((_, response) => response.end('secret'))
  for (const host of ['127.0.0.1', '2130706433', '0x7f.1', '017700000001', '127.1', '[::1]', '[::ffff:127.0.0.1]', '0', '169.254.169.254', '10.0.0.1', '[fd00::1]', '[fe80::1]']) await refused(`http://${host}:${port}/`, asking(), /private network/)
  for (const answer of [['127.0.0.1'], ['93.184.216.34', '10.0.0.1'], ['::1'], ['::ffff:192.168.1.1'], ['169.254.169.254']]) {
    await refused(`http://agency.example:${port}/`, asking({ resolver: async () => answer.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })) }), /agency\.example is in a private network/)
  }
  await refused('http://nowhere.example/', asking(), /there is no nowhere\.example/)
})

test('only the web is asked, at usual ports, and no password stands in an address', async () => {
  const open = asking({ resolver: async () => [{ address: '93.184.216.34', family: 4 }] })
  await refused('http://agency.example:25/', open, /port 25/)
  await refused('http://agency.example:22/', open, /port 22/)
  for (const address of ['file:///etc/passwd', 'ftp://agency.example/', 'gopher://agency.example/', 'data:text/plain,x', 'agency.example', '']) await refused(address, open, /no address/)
  await refused('http://user:secret@agency.example/', open, /password stands/)
})

test('every redirect is looked at as the first address was', async () => {
  const inner = await serving((_, response) => response.end('secret'))
  for (const target of [`http://127.0.0.1:${inner}/`, `http://[::1]:${inner}/`, 'http://169.254.169.254/latest/meta-data/', `//localhost:${inner}/`, `http://sub.example:${inner}/`, 'file:///etc/passwd', 'http://a:b@agency.example/']) {
    const port = await serving(({ url }, response) => response.writeHead(302, { location: url === '/' ? '/again' : target }).end())
    const resolver = async (host: string) => [{ address: host === 'agency.example' ? '127.0.0.1' : '10.0.0.8', family: 4 }]
    await refused(`http://agency.example:${port}/`, asking({ hosts: [`agency.example:${port}`], resolver }), /private network|no address|password/)
  }
  const round = await serving((_, response) => response.writeHead(301, { location: '/' }).end())
  await refused(`http://127.0.0.1:${round}/`, asking({ hosts: [`127.0.0.1:${round}`] }), /more than 5/)
})

test('a name is asked for once, and the address that was looked at is connected to', async () => {
  const port = await serving(({ headers }, response) => response.end(headers.host))
  let asked = 0
  const resolver = async () => { asked++; return [{ address: asked === 1 ? '127.0.0.1' : '10.9.9.9', family: 4 }] }
  const { bytes } = await guardedFetch(`http://agency.example:${port}/`, asking({ hosts: [`agency.example:${port}`], resolver }))
  assert.deepEqual([bytes.toString(), asked], [`agency.example:${port}`, 1])
})

test('what proves who asks goes to the first host alone', async () => {
  const seen: (string | undefined)[] = []
  const other = await serving(({ headers }, response) => { seen.push(headers.authorization); response.end('ok') })
  const first = await serving(({ headers, url }, response) => { seen.push(headers.authorization); response.writeHead(302, { location: url === '/' ? '/b' : `http://127.0.0.1:${other}/` }).end() })
  await guardedFetch(`http://127.0.0.1:${first}/`, asking({ hosts: ['127.0.0.1'], headers: { authorization: 'Basic x' } }))
  assert.deepEqual(seen, ['Basic x', 'Basic x', undefined])
})

test('an answer may be only so large, packed or not, and take only so long', async () => {
  const large = await serving((_, response) => response.end(Buffer.alloc(200_000)))
  const packed = await serving((_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(5_000_000))))
  const slow = await serving((_, response) => { response.write('x') })
  const hosts = ['127.0.0.1']
  await refused(`http://127.0.0.1:${large}/`, asking({ hosts }), /larger than 0\.1 MB/)
  await refused(`http://127.0.0.1:${packed}/`, asking({ hosts }), /too large when unpacked/)
  await refused(`http://127.0.0.1:${slow}/`, asking({ hosts, ms: 150 }), /too long/)
  await refused('http://slow.example/', asking({ ms: 100, resolver: () => new Promise(() => {}) }), /too long/)
})
