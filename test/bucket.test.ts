// The program with its pictures in a bucket: the parts of one paper, on one database, without a folder in common.
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { keyText, newKey } from '../src/base/secrets/keys.ts'
import { contentHash, folderFiles, type FileName } from '../src/base/files/files.ts'
import { s3Files } from '../src/base/files/s3-files.ts'
import { articleUrl } from '../src/urls.ts'
import { freshDatabase } from './database.ts'
import { drawn } from './pictures.ts'
import { removeFolder, run, stopped, temporaryFolder, until } from './program.ts'
import { storage } from './storage.ts'
import { wxr } from './wxr-makers.ts'

const place = await storage()
const database = await freshDatabase()
const folders = [temporaryFolder(), temporaryFolder(), temporaryFolder(), temporaryFolder()] as const
after(async () => {
  await place.close()
  await database.drop()
  folders.forEach(removeFolder)
})
const { address, region, accessKey, secretKey } = place.bucket
const env = { DATABASE_URL: database.url, LITFASS_S3: address, LITFASS_S3_REGION: region, LITFASS_S3_ACCESS_KEY: accessKey, LITFASS_S3_SECRET_KEY: secretKey, LITFASS_KEY: keyText(newKey()) }

test('pictures that one process took in are made ready by a second and served by a third; pages go on while the storage is away', async () => {
  const [own, webs, works, media] = folders
  mkdirSync(join(media, '2026'), { recursive: true })
  writeFileSync(join(media, '2026/tor.jpg'), await drawn(900, 600).jpeg().toBuffer())
  writeFileSync(join(media, 'export.xml'), wxr({ items: [
    { id: 1, title: 'Am Tor', terms: ['category:sport:Sport'], meta: { _thumbnail_id: '2' } },
    { id: 2, type: 'attachment', status: 'inherit', attachment_url: 'https://alt.example/wp-content/uploads/2026/tor.jpg', meta: { _wp_attached_file: '2026/tor.jpg' } },
  ] }))
  const imported = run(['import', 'wxr', join(media, 'export.xml'), '--media', media], { data: own, env })
  assert.equal(await imported.exited, 0, imported.output())

  const web = run(['web'], { data: webs, env })
  const at = await web.open()
  const article = `${at}${await addressOf('Am Tor')}`
  const page = await fetch(article)
  assert.equal(page.status, 200)
  const [, first = ''] = /\/pictures\/([0-9a-f]{64}\.webp)/.exec(await page.text()) ?? []
  const shown = await fetch(`${at}/pictures/${first}`)
  assert.deepEqual([shown.status, shown.headers.get('content-type')], [200, 'image/webp'])
  assert.equal(contentHash(Buffer.from(await shown.arrayBuffer())), first.slice(0, 64))

  const work = run(['work'], { data: works, env })
  const made = () => database.db.selectFrom('renditions').select('hash').where('format', '=', 'avif').execute()
  await until('the picture is there in AVIF', async () => (await made()).length > 0, 60_000)
  const [avif] = await made()
  const tight = await fetch(`${at}/pictures/${avif?.hash}.avif`)
  assert.deepEqual([tight.status, tight.headers.get('content-type')], [200, 'image/avif'])
  assert.equal((await fetch(`${at}/pictures/${'0'.repeat(64)}.avif`)).status, 404)
  await stopped(work)

  place.fails('error')
  const away = await fetch(`${at}/pictures/${avif?.hash}.avif`)
  assert.deepEqual([away.status, away.headers.get('retry-after'), away.headers.get('cache-control')], [503, '5', 'no-store'])
  assert.equal((await fetch(article)).status, 200)
  place.fails('none')
  await until('the picture is back', async () => (await fetch(`${at}/pictures/${avif?.hash}.avif`)).status === 200)

  await stopped(web)
  assert.match(web.output(), /the storage of the pictures does not answer[^]*the storage of the pictures answers again/)
  assert.deepEqual([own, webs, works].filter((folder) => existsSync(join(folder, 'files'))), [])
})

async function addressOf(headline: string): Promise<string> {
  const row = await database.db.selectFrom('articles').innerJoin('sections', 'sections.id', 'section_id').select(['articles.id', 'articles.slug', 'sections.slug as section_slug']).where('headline', '=', headline).executeTakeFirstOrThrow()
  return articleUrl(row)
}

test('a paper opens while its storage is away, but not with a key that the storage refuses', async () => {
  place.fails('error')
  const paper = run(['web'], { data: folders[0], env })
  assert.equal((await fetch(await paper.open())).status, 200)
  await stopped(paper)
  assert.match(paper.output(), /the storage of the pictures does not answer; pages are served without them/)
  place.fails('none')
  const refused = run(['web'], { data: folders[0], env: { ...env, LITFASS_S3_SECRET_KEY: 'not-the-secret' } })
  assert.equal(await refused.exited, 1)
  assert.match(refused.output(), /^litfass: the storage of LITFASS_S3 refuses the key \(403 SignatureDoesNotMatch\); [^\n]+\n$/m)
  assert.doesNotMatch(refused.output(), /not-the-secret/)
})

const rclone = spawnSync('rclone', ['version']).status === 0
test('pictures move from the data folder into a bucket by rclone, as docs/operations.md has it', { skip: rclone ? false : 'rclone is not installed' }, async () => {
  const folder = join(folders[3], 'data', 'files')
  const from = folderFiles(folder)
  const names: FileName[] = []
  for (const kind of ['originals', 'renditions'] as const) {
    const bytes = randomBytes(50_000)
    names.push(`${kind}/${contentHash(bytes)}${kind === 'renditions' ? '.avif' : ''}`)
    await from.put(names.at(-1)!, bytes)
  }
  const { origin, pathname } = new URL(address)
  const settings = { RCLONE_CONFIG: '/dev/null', RCLONE_S3_PROVIDER: 'Other', RCLONE_S3_ENDPOINT: origin, RCLONE_S3_REGION: region, RCLONE_S3_ACCESS_KEY_ID: accessKey, RCLONE_S3_SECRET_ACCESS_KEY: secretKey }
  const copying = spawn('rclone', ['copy', '--exclude', 'incoming/**', folder, `:s3:${pathname.slice(1)}`], { env: { PATH: process.env.PATH, ...settings }, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [copying.stdout, copying.stderr]) stream.on('data', (text) => { said += text })
  const [status] = await once(copying, 'close')
  assert.equal(status, 0, said)
  const into = s3Files(place.bucket)
  for (const name of names) assert.deepEqual(await into.read(name), await from.read(name), name)
})
