// An upload by tus 1.0 while the program is killed in its middle, and what the protocol wants refused.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { createServer, type AddressInfo } from 'node:net'
import { once } from 'node:events'
import { test } from 'node:test'
import sharp from 'sharp'
import { hashOf } from '../src/people/session.ts'
import { prepared } from './prepared.ts'
import { connected, removeFolder, run, stopped, until } from './program.ts'

const token = randomBytes(32).toString('base64url')
const cookie = { cookie: `litfass=${token}` }
const tus = { ...cookie, 'tus-resumable': '1.0.0' }

async function freePort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return String(port)
}

async function signIn(data: string): Promise<number> {
  const db = await connected(data)
  const { rows: [row] } = await db.query<{ id: string }>("insert into readers (name, name_key, mail_address, created_at, confirmed_at) values ('Eva Roth', 'evaroth', 'eva@mail.test', now(), now()) returning id")
  const id = Number(row!.id)
  await db.query("insert into staff_roles (reader_id, role, since) values ($1, 'author', now())", [id])
  await db.query("insert into sessions (token_hash, reader_id, factors, created_at, expires_at) values ($1, $2, '{link,totp}', now(), now() + interval '1 hour')", [hashOf(token), id])
  await db.end()
  return id
}

test('an upload goes on after the program was killed in its middle, and every part that was acknowledged is there', { timeout: 120_000 }, async () => {
  const [data, PORT] = [await prepared(), await freePort()]
  let program = run(['start', '--empty'], { data, env: { PORT } })
  const home = await program.open()
  await signIn(data)
  // Noise, so that its file is as long as its pixels.
  const bytes = new Uint8Array(await sharp(randomBytes(600 * 400 * 3), { raw: { width: 600, height: 400, channels: 3 } }).png({ compressionLevel: 0 }).toBuffer())

  const address = await begin(home, bytes.length)
  let sent = 0
  while (sent < 400_000) sent = await sendPart(address, { offset: sent, bytes: bytes.subarray(sent, sent + 100_000) })
  // The one that is on its way when it is killed may have arrived or not; those before have.
  const onItsWay = sendPart(address, { offset: sent, bytes: bytes.subarray(sent, sent + 100_000) }).catch(() => 0)
  process.kill(program.pid, 'SIGKILL')
  await Promise.all([onItsWay, program.exited])
  program = run(['start', '--empty'], { data, env: { PORT } })
  await program.open()
  const head = await fetch(address, { method: 'HEAD', headers: tus })
  const arrived = Number(head.headers.get('upload-offset'))
  assert.ok(head.ok && [sent, sent + 100_000].includes(arrived))
  assert.deepEqual([head.headers.get('upload-length'), head.headers.get('cache-control')], [String(bytes.length), 'no-store'])
  for (sent = arrived; sent < bytes.length;) sent = await sendPart(address, { offset: sent, bytes: bytes.subarray(sent, sent + 200_000) })
  const outcome = async () => await (await fetch(address, { headers: cookie })).json() as { state: string; picture?: { name: string; width: number; was_there: boolean } }
  await until('it is a picture', async () => (await outcome()).state === 'taken', 30_000)
  const { picture } = await outcome()
  assert.deepEqual([picture?.name, picture?.width, picture?.was_there], ['rauschen', 600, false])

  await forbidden(home, address)
  const db = await connected(data)
  assert.equal((await db.query('select from upload_parts')).rowCount, 0)
  await db.end()
  await stopped(program)
  removeFolder(data)
})

async function begin(home: string, length: number): Promise<string> {
  const metadata = `filename ${Buffer.from('Ordner/Rauschen.PNG').toString('base64')},filetype ${Buffer.from('image/png').toString('base64')}`
  const response = await fetch(`${home}/desk/pictures/uploads`, { method: 'POST', headers: { ...tus, 'upload-length': String(length), 'upload-metadata': metadata } })
  assert.equal(response.status, 201)
  return new URL(response.headers.get('location')!, home).href
}

async function sendPart(address: string, { offset, bytes }: { offset: number; bytes: Uint8Array<ArrayBuffer> }): Promise<number> {
  const response = await fetch(address, { method: 'PATCH', body: bytes, headers: { ...tus, 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset) } })
  assert.equal(response.status, 204)
  return Number(response.headers.get('upload-offset'))
}

/** What the protocol wants refused, each with its status; and that nobody else's upload is there for anybody. */
async function forbidden(home: string, settled: string) {
  const status = async (address: string, method: string, headers: Record<string, string>, body?: string) => (await fetch(address, { method, headers, redirect: 'manual', ...(body === undefined ? {} : { body }) })).status
  const begun = await fetch(`${home}/desk/pictures/uploads`, { method: 'POST', headers: { ...tus, 'upload-length': '10' } })
  const address = new URL(begun.headers.get('location')!, home).href
  assert.equal(begun.status, 201)
  const part = { ...tus, 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' }
  assert.equal(await status(`${home}/desk/pictures/uploads`, 'POST', { ...cookie, 'upload-length': '10' }), 412)
  assert.equal(await status(`${home}/desk/pictures/uploads`, 'POST', { ...tus, 'upload-length': '60000001' }), 413)
  assert.equal(await status(`${home}/desk/pictures/uploads`, 'POST', tus), 400)
  assert.equal(await status(address, 'PATCH', { ...part, 'content-type': 'image/png' }, 'abc'), 415)
  assert.equal(await status(address, 'PATCH', { ...part, 'upload-offset': '3' }, 'abc'), 409)
  assert.equal(await status(address, 'PATCH', part, 'more than it said'), 413)
  assert.equal(await status(address, 'PATCH', { ...part, cookie: 'litfass=nobody' }, 'abc'), 303)
  // Of two who send the same part one is told that it does not follow.
  const both = await Promise.all([status(address, 'PATCH', part, 'abc'), status(address, 'PATCH', part, 'xyz')])
  assert.deepEqual(both.sort(), [204, 409])
  assert.equal(await status(address, 'POST', { ...part, 'upload-offset': '3', 'x-http-method-override': 'PATCH' }, 'defg'), 204)
  assert.equal(await status(settled, 'PATCH', { ...part, 'upload-offset': '0' }, 'abc'), 409)
  assert.equal(await status(address, 'POST', { ...tus, 'x-http-method-override': 'DELETE' }), 204)
  assert.equal(await status(address, 'GET', tus), 404)
  assert.equal(await status(`${home}/desk/pictures/uploads/nonsense`, 'GET', tus), 404)
}
