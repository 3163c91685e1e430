import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { folderFiles } from '../src/base/files/files.ts'
import { s3Files } from '../src/base/files/s3-files.ts'
import { done, insertPicture } from './backing-up.ts'
import { prepared } from './prepared.ts'
import { connected, databaseProcesses, removeFolder, run, temporaryFolder, until } from './program.ts'
import { storage } from './storage.ts'

const [place, other] = [await storage(), await storage()]
const folder = temporaryFolder()
after(async () => {
  await place.close()
  await other.close()
  removeFolder(folder)
})

const settings = ({ address, region, accessKey, secretKey }: typeof place.bucket) => ({ LITFASS_S3: address, LITFASS_S3_REGION: region, LITFASS_S3_ACCESS_KEY: accessKey, LITFASS_S3_SECRET_KEY: secretKey })

test('pictures in a bucket are in the backup, and are put into the bucket of the restored paper', async () => {
  const [data, dir, to] = [join(folder, 'data'), join(folder, 'backups'), join(folder, 'restored')]
  await prepared(data)
  const web = run(['web'], { data, env: settings(place.bucket) })
  await web.open()
  const client = await connected(data)
  const names = await insertPicture(client, folder)
  // The maker kept them in a folder; the paper has them in its bucket alone.
  for (const name of names) await s3Files(place.bucket).put(name, (await folderFiles(join(folder, 'files')).read(name))!)

  assert.match(await done(run(['backup', dir], { data, env: settings(place.bucket) })), /2 files of pictures \(2 new/)
  place.asked.length = 0
  assert.match(await done(run(['backup', dir], { data, env: settings(place.bucket) })), /2 files of pictures \(0 new/)
  assert.deepEqual(place.asked.filter((line) => line.includes(names[0]!.split('/')[1]!)), [])

  await insertPicture(client, folder)
  await client.end()
  place.fails('error', 1_000)
  const away = run(['backup', dir], { data, env: settings(place.bucket) })
  assert.equal(await away.exited, 1)
  assert.match(away.output(), /^litfass: the storage does not answer \(\d+\)\. Nothing was kept of this run; run it again\n$/m)
  web.signal('SIGTERM')
  await web.exited
  await until('its database is gone', () => databaseProcesses(data).length === 0)

  await done(run(['restore', dir, '--to', to], { data, env: settings(other.bucket) }))
  for (const name of names) assert.deepEqual(await s3Files(other.bucket).read(name), await folderFiles(join(folder, 'files')).read(name))
  assert.equal(existsSync(join(to, 'files')), false)
})
