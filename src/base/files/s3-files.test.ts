import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { after, afterEach, mock, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { S3mini } from 's3mini'
import { signatureOf } from '../../../test/signature.ts'
import { storage } from '../../../test/storage.ts'
import { FilesAway } from './files-away.ts'
import { contentHash, type FileName } from './files.ts'
import { checkBucket, s3Files } from './s3-files.ts'

const place = await storage()
after(() => place.close())
afterEach(() => place.fails('none'))
const limits = { serving: { answerMs: 300, attempts: 2 }, working: { answerMs: 300, attempts: 2 }, stalledMs: 400, restMs: 0 }
const files = s3Files(place.bucket, undefined, limits)

async function something({ length = 3_000_000, isPut = true } = {}) {
  const bytes = randomBytes(length)
  const name: FileName = `renditions/${contentHash(bytes)}.webp`
  if (isPut) await files.put(name, bytes)
  return { bytes, name }
}
const asked = async (work: () => Promise<unknown>) => {
  place.asked.length = 0
  await work()
  return place.asked.map((line) => line.split(' ')[0])
}
const nothingOpen = async () => {
  for (let i = 0; i < 100 && place.open > 0; i++) await sleep(20)
  assert.equal(place.open, 0)
}
const warned: string[] = []
const log = { info: (_: object, text: string) => { warned.push(text) }, warn: (_: object, text: string) => { warned.push(text) } }

// The examples of "Signature Calculations for the Authorization Header" in Amazon's S3 API reference.
const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'
const nothing = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
const published = [
  { method: 'GET', path: '/test.txt', more: { range: 'bytes=0-9' }, sha: nothing, signature: 'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41' },
  { method: 'PUT', path: '/test%24file.text', more: { date: 'Fri, 24 May 2013 00:00:00 GMT', 'x-amz-storage-class': 'REDUCED_REDUNDANCY' }, sha: '44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072', signature: '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd' },
  { method: 'GET', path: '/?lifecycle', more: {}, sha: nothing, signature: 'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543' },
  { method: 'GET', path: '/?max-keys=2&prefix=J', more: {}, sha: nothing, signature: '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7' },
]

test('the gate of these tests knows a right signature: it finds the published ones', () => {
  for (const { method, path, more, sha, signature } of published) {
    const headers: Record<string, string> = { host: 'examplebucket.s3.amazonaws.com', 'x-amz-content-sha256': sha, 'x-amz-date': '20130524T000000Z', ...more }
    const names = Object.keys(headers).sort().join(';')
    headers.authorization = `AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,SignedHeaders=${names},Signature=${'0'.repeat(64)}`
    assert.equal(signatureOf({ method, path, headers }, secret), signature, path)
  }
})

test('requests are signed as Amazon publishes it', async () => {
  mock.timers.enable({ apis: ['Date'], now: Date.UTC(2013, 4, 24) })
  const s3 = new S3mini({ endpoint: 'https://examplebucket.s3.amazonaws.com', region: 'us-east-1', accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: secret })
  const url = await s3.getPresignedUrl('GET', 'test.txt', 86_400)
  mock.timers.reset()
  assert.equal(new URL(url).searchParams.get('X-Amz-Signature'), 'aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404')
})

test('a file lies in the bucket under the same path as in the folder', async () => {
  const { name, bytes } = await something()
  const hash = contentHash(bytes)
  assert.ok(place.asked.some((line) => line === `PUT /pictures/with/a-folder/renditions/${hash.slice(0, 2)}/${hash.slice(2, 4)}/${hash}.webp`))
  assert.equal(await files.has(name), true)
})

test('what is there already is not sent again, and for the head of a file nothing is read', async () => {
  const { name, bytes } = await something()
  assert.deepEqual(await asked(() => files.put(name, bytes)), ['HEAD'])
  assert.deepEqual(await asked(() => files.open(name)), ['HEAD'])
})

test('a key that is wrong, a bucket that is not there and a wrong region are told in one line, without the secret', async () => {
  const checked = (over: object) => checkBucket({ ...place.bucket, ...over }, log).then(() => 'fine', (error: Error) => `${error.constructor.name}: ${error.message}`)
  assert.equal(await checked({}), 'fine')
  assert.match(await checked({ secretKey: 'very-secret' }), /^Unable: the storage of LITFASS_S3 refuses the key \(403 SignatureDoesNotMatch\)/)
  assert.match(await checked({ accessKey: 'nobody' }), /^Unable: the storage of LITFASS_S3 refuses the key \(403 InvalidAccessKeyId\)/)
  assert.match(await checked({ region: 'us-east-1' }), /^Unable: .*AuthorizationHeaderMalformed/)
  assert.equal(await checked({ address: place.bucket.address.replace('/pictures/', '/elsewhere/') }), 'Unable: the bucket that LITFASS_S3 names is not there')
})

test('a storage that is away is no reason not to start', async () => {
  warned.length = 0
  place.fails('error')
  await checkBucket(place.bucket, log)
  const closed = createServer().listen(0, '127.0.0.1')
  await once(closed, 'listening')
  const { port } = closed.address() as AddressInfo
  closed.close()
  await checkBucket({ ...place.bucket, address: `http://127.0.0.1:${port}/pictures` }, log)
  assert.equal(warned.length, 2)
})

test('what fails for a moment is tried again; a file counts as kept only once the storage has said so', async () => {
  const { name, bytes } = await something({ isPut: false })
  place.fails('error', 1)
  await files.put(name, bytes)
  place.fails('silent', 1)
  assert.deepEqual(await files.read(name), bytes)
  place.fails('cut', 1)
  assert.deepEqual(await files.read(name), bytes)
  place.fails('stalled', 1)
  assert.deepEqual(await files.read(name), bytes)

  const other = await something({ isPut: false })
  place.fails('error')
  await assert.rejects(files.put(other.name, other.bytes), FilesAway)
  place.fails('none')
  assert.equal(await files.has(other.name), false)
})

test('while the storage is away everything fails within its limits, and nothing says what is secret', async () => {
  const { name, bytes } = await something()
  for (const fault of ['error', 'silent'] as const) {
    place.fails(fault)
    for (const work of [() => files.open(name), () => files.read(name), () => files.has(name), () => files.put(name, bytes), () => files.remove(name)]) {
      await assert.rejects(work, (error) => error instanceof FilesAway && !JSON.stringify([error.message, error.stack]).includes(place.bucket.secretKey))
    }
  }
  await nothingOpen()
})

test('after one reader was told that the storage is away, others do not wait for it', async () => {
  const { name } = await something()
  const patient = s3Files(place.bucket, undefined, { ...limits, restMs: 500 })
  place.fails('silent')
  await assert.rejects(patient.open(name), FilesAway)
  const asked_before = place.asked.length
  const begun = performance.now()
  for (let n = 0; n < 50; n++) await assert.rejects(patient.open(name), FilesAway)
  assert.ok(performance.now() - begun < 200)
  assert.equal(place.asked.length, asked_before)
  place.fails('none')
  await sleep(600)
  assert.ok(await patient.open(name))
})

test('a download that stands still or breaks off ends with an error, and holds nothing', async () => {
  const { name } = await something()
  for (const fault of ['stalled', 'cut'] as const) {
    const opened = await files.open(name)
    place.fails(fault)
    await assert.rejects(new Response(opened!.stream).arrayBuffer())
    place.fails('none')
    await nothingOpen()
  }
})

test('a reader who takes little, nothing, or leaves, does not make the storage send more, and leaves nothing open', async () => {
  const { name, bytes } = await something({ length: 30_000_000, isPut: false })
  const files = s3Files(place.bucket)
  await files.put(name, bytes)
  const before = process.memoryUsage().rss
  const readers: ReadableStreamDefaultReader[] = []
  for (let n = 0; n < 20; n++) {
    const reader = (await files.open(name))!.stream.getReader()
    await reader.read()
    readers.push(reader)
  }
  await sleep(300)
  const grown = process.memoryUsage().rss - before
  assert.ok(grown < 150_000_000, `20 downloads of 30 MB take ${Math.round(grown / 1e6)} MB`)
  for (const reader of readers) await reader.cancel()
  await nothingOpen()
  // Left before the storage has begun to answer.
  place.fails('silent', 0)
  const opened = await files.open(name)
  const reader = opened!.stream.getReader()
  const reading = reader.read()
  await reader.cancel()
  await reading
  await nothingOpen()
})

test('the log says once that the storage is away, and that it is back', async () => {
  const { name } = await something({ length: 10 })
  warned.length = 0
  const telling = s3Files(place.bucket, log, limits)
  place.fails('error')
  for (let n = 0; n < 2; n++) await assert.rejects(telling.has(name), FilesAway)
  place.fails('none')
  for (let n = 0; n < 2; n++) await telling.has(name)
  assert.deepEqual(warned, ['the storage of the pictures does not answer', 'the storage of the pictures answers again'])
})
