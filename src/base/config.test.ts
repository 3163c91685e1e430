import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { inspect } from 'node:util'
import { givenSettings, parseConfig, projectFolder, settings, type Config } from './config.ts'

function config(given: Record<string, string>): Config {
  const result = parseConfig(given)
  if ('wrong' in result) throw new Error(result.wrong)
  return result
}

test('without any setting the paper listens on this machine alone and keeps its own database', () => {
  const usual = config({})
  assert.equal(usual.url, 'http://127.0.0.1:3000')
  assert.equal(usual.data, join(projectFolder, 'data'))
  assert.equal(usual.databaseUrl, '')
  assert.deepEqual(usual.proxies, [])
  assert.equal(usual.pressBytes, 64 * 1024 * 1024)
})

test('without any setting AI crawlers may search and fetch for a person, but not train models', () => {
  assert.deepEqual(config({}).crawlers, ['search', 'user'])
  assert.deepEqual(config({}).mining, { reserved: true, policy: '' })
  assert.deepEqual(config({ LITFASS_AI_CRAWLERS: 'none', LITFASS_TDM: 'unsaid' }), { ...config({}), crawlers: [], mining: null })
  assert.deepEqual(config({ LITFASS_AI_CRAWLERS: 'user training' }).crawlers, ['training', 'user'])
  assert.deepEqual(config({ LITFASS_TDM_POLICY: 'https://anzeiger.example/a b' }).mining, { reserved: true, policy: 'https://anzeiger.example/a%20b' })
})

test('a setting that is wrong is named, with what it should be', () => {
  const wrong: Record<string, string[]> = {
    PORT: ['x', '70000', '-1', '80.5'],
    HOST: ['a b', 'http://x'],
    DATABASE_URL: ['mysql://x', 'somewhere'],
    DATABASE_OWNER_URL: ['mysql://x', 'somewhere'],
    LITFASS_KEY: ['secret', 'A'.repeat(42), `${'A'.repeat(43)}==`, `${'A'.repeat(42)}!=`],
    LITFASS_FORMER_KEYS: [`${'A'.repeat(43)}=, x`, 'A'.repeat(20)],
    LITFASS_URL: ['anzeiger.example', 'https://anzeiger.example/paper', 'ftp://anzeiger.example'],
    LITFASS_PROXIES: ['10', '10.0.0.0/33', 'proxy.example', '127.0.0.1/32, x'],
    LITFASS_LOG: ['loud'],
    LITFASS_PRESS_MB: ['0', 'much'],
    LITFASS_HITS_MB: ['0', 'much'],
    LITFASS_COUNTED_HOSTS: ['https://app.anzeiger.example', 'a/b', 'APP.anzeiger.example'],
    LITFASS_CDN_SECONDS: ['-5', '1h'],
    LITFASS_AI_CRAWLERS: ['google', 'training, none', ','],
    LITFASS_TDM: ['yes', '1'],
    LITFASS_TDM_POLICY: ['/policy', 'mailto:rights@anzeiger.example', 'https://me:secret@anzeiger.example/'],
    LITFASS_DATA: ['\0'],
    LITFASS_S3: ['s3://bucket', 'bucket', 'https://key:secret@s3.example/bucket', 'https://s3.example/bucket?region=x'],
    LITFASS_S3_REGION: ['eu central'],
    LITFASS_S3_ACCESS_KEY: ['two words'],
    LITFASS_S3_SECRET_KEY: ['two words', 'ü'],
    STRIPE_SECRET_KEY: ['sk live'], STRIPE_WEBHOOK_SECRET: ['whsec ü'], STRIPE_API_BASE: ['stripe', 'ftp://x'], MOLLIE_API_KEY: ['live key'], MOLLIE_ACCESS_TOKEN: ['a b'], MOLLIE_API_BASE: ['https://user:secret@mollie.example'],
    SMTP_URL: ['mail.example', 'http://mail.example', 'smtp://', 'smtp://mail.example/path', 'smtp://mail.example?pool=true', 'smtp://:secret@mail.example', 'smtp://a%:b@mail.example'],
    LITFASS_MAIL_FROM: ['paper', 'Paper <paper@anzeiger.example>', 'a@b.example, c@d.example', 'a@b.example\nBcc: x@y.example'],
    LITFASS_MAIL_BOUNCES: ['bounces@', '@anzeiger.example'],
    LITFASS_WIRES: ['\0'],
    LITFASS_WIRE_HOSTS: ['https://receiver.local', 'a/b'],
    LITFASS_METRICS_PORT: ['x', '70000'],
    LITFASS_METRICS_HOST: ['a b'],
    OTEL_EXPORTER_OTLP_ENDPOINT: ['collector:4318', 'grpc://collector'],
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: ['collector'],
    OTEL_EXPORTER_OTLP_HEADERS: ['no pair', 'a=%'],
    OTEL_SERVICE_NAME: ['x'.repeat(201)],
  }
  assert.deepEqual(Object.keys(wrong).sort(), Object.keys(settings).sort())
  for (const [name, values] of Object.entries(wrong)) {
    for (const value of values) {
      const shape = settings[name as keyof typeof settings].shape
      assert.deepEqual(parseConfig({ [name]: value }), { wrong: `${name} should be ${shape}` }, `${name}=${value}`)
    }
  }
})

test('a wrong setting never shows its value, which may hold a password', () => {
  assert.doesNotMatch(JSON.stringify(parseConfig({ DATABASE_URL: 'mysql://me:secret@host/paper' })), /secret/)
})

test('an owner of the database needs a database', () => {
  assert.deepEqual(parseConfig({ DATABASE_OWNER_URL: 'postgres://owner@host/paper' }), { wrong: 'DATABASE_URL is needed where DATABASE_OWNER_URL is set' })
  assert.equal(config({ DATABASE_OWNER_URL: 'postgres://owner@host/paper', DATABASE_URL: 'postgres://paper@host/paper' }).databaseOwnerUrl, 'postgres://owner@host/paper')
})

test('a key is read in both alphabets of base64, and shown by nothing that shows the settings', () => {
  const bytes = Buffer.alloc(32, 0xfb)
  const { keys } = config({ LITFASS_KEY: bytes.toString('base64'), LITFASS_FORMER_KEYS: `${bytes.toString('base64url')}, ${Buffer.alloc(32).toString('base64')}` })
  assert.deepEqual([keys.own, ...keys.former].map((key) => key?.export()), [bytes, bytes, Buffer.alloc(32)])
  assert.doesNotMatch(`${JSON.stringify(keys)} ${inspect(keys, { depth: null })} ${String(keys.own)}`, /\+\/v7|-_v7|fb fb|251/)
})

test('the public address ends without a stroke, and an IPv6 address stands in brackets', () => {
  assert.equal(config({ LITFASS_URL: 'https://anzeiger.example/' }).url, 'https://anzeiger.example')
  assert.equal(config({ HOST: '::1', PORT: '80' }).url, 'http://[::1]:80')
})

test('a bucket needs both halves of its key, and its address no stroke at the end', () => {
  assert.deepEqual(parseConfig({ LITFASS_S3: 'https://s3.example/bucket', LITFASS_S3_ACCESS_KEY: 'a' }), { wrong: 'LITFASS_S3_ACCESS_KEY and LITFASS_S3_SECRET_KEY are needed where LITFASS_S3 is set' })
  const { bucket } = config({ LITFASS_S3: 'https://s3.example/bucket/folder/', LITFASS_S3_ACCESS_KEY: 'a', LITFASS_S3_SECRET_KEY: 'b' })
  assert.deepEqual(bucket, { address: 'https://s3.example/bucket/folder', region: 'us-east-1', accessKey: 'a', secretKey: 'b' })
})

test('a mail server is named with or without TLS, port and password, and needs an address that mails come from', () => {
  const server = (SMTP_URL: string) => config({ SMTP_URL, LITFASS_MAIL_FROM: 'paper@anzeiger.example' }).mail.server
  assert.deepEqual(server('smtps://paper%40anzeiger.example:a%2Fb%3A@mail.example'), { host: 'mail.example', port: 465, tls: true, auth: { user: 'paper@anzeiger.example', pass: 'a/b:' } })
  assert.deepEqual(server('smtp://me:secret@mail.example'), { host: 'mail.example', port: 587, tls: false, auth: { user: 'me', pass: 'secret' } })
  assert.deepEqual(server('smtp://[::1]:2525/'), { host: '::1', port: 2525, tls: false, auth: undefined })
  assert.equal(server('smtp://127.0.0.1')?.port, 25)
  assert.deepEqual(parseConfig({ STRIPE_SECRET_KEY: 'sk_live_1' }), { wrong: 'STRIPE_WEBHOOK_SECRET is needed where STRIPE_SECRET_KEY is set' })
  assert.deepEqual(parseConfig({ SMTP_URL: 'smtp://127.0.0.1' }), { wrong: 'LITFASS_MAIL_FROM is needed where SMTP_URL is set' })
  assert.deepEqual(config({ LITFASS_DATA: '/srv/paper' }).mail, { server: undefined, from: 'paper@localhost', bounces: 'paper@localhost', outbox: '/srv/paper/outbox' })
  assert.equal(config({ LITFASS_MAIL_FROM: 'leserbriefe@müller.example' }).mail.bounces, 'leserbriefe@müller.example')
})

test('metrics and traces are off unless they are set; traces go below the general address, or to their own', () => {
  assert.deepEqual([config({}).bucket, config({}).metrics, config({}).traces], [undefined, undefined, undefined])
  assert.deepEqual(config({ LITFASS_METRICS_PORT: '9464' }).metrics, { port: 9464, host: '127.0.0.1' })
  const general = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318/', OTEL_EXPORTER_OTLP_HEADERS: 'api-key=a%20b, tenant=7' }
  assert.deepEqual(config(general).traces, { address: 'http://127.0.0.1:4318/v1/traces', headers: { 'api-key': 'a b', tenant: '7' }, name: 'litfass' })
  assert.equal(config({ ...general, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://other/here' }).traces?.address, 'http://other/here')
})

test('single addresses and ranges of both kinds are proxies', () => {
  const { proxies } = config({ LITFASS_PROXIES: '127.0.0.1, 10.0.0.0/8 fd00::/8' })
  assert.deepEqual(proxies.map(([address, bits]) => `${address}/${bits}`), ['127.0.0.1/32', '10.0.0.0/8', 'fd00::/8'])
})

test('the environment wins over the file .env', () => {
  const folder = mkdtempSync(join(tmpdir(), 'litfass-settings-'))
  const file = join(folder, '.env')
  writeFileSync(file, '# a comment\nPORT=8080\nLITFASS_URL="https://anzeiger.example"\n')
  assert.deepEqual(givenSettings({ PORT: '8081' }, file), { PORT: '8081', LITFASS_URL: 'https://anzeiger.example' })
  assert.deepEqual(givenSettings({ PORT: '8081' }, join(folder, 'none')), { PORT: '8081' })
  rmSync(folder, { recursive: true })
})

test('the file .env.example names every setting, in the order of the table, with what it is when not given', () => {
  const lines = readFileSync(join(projectFolder, '.env.example'), 'utf8').split('\n').filter((line) => /^#?[A-Z_0-9]+=/.test(line))
  assert.deepEqual(lines, Object.entries(settings).map(([name, { given }]) => `#${name}=${name === 'LITFASS_URL' ? 'http://127.0.0.1:3000' : given}`))
})

test('every setting stands in docs/operations.md with what it is when not given', () => {
  const rows = readFileSync(join(projectFolder, 'docs/operations.md'), 'utf8').split('\n')
  for (const [name, { given }] of Object.entries(settings)) {
    const row = rows.find((line) => line.startsWith(`| \`${name}\` |`))
    assert.ok(row, `${name} is missing`)
    const usual = name === 'LITFASS_URL' ? 'http://HOST:PORT' : given
    assert.equal(row.split('|')[2]?.trim(), usual && `\`${usual}\``, name)
  }
})
