// What is being written, on its way from one paper to another.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { entriesOf, exported, recordsOf, sameBytes } from '../../test/archives.ts'
import { freshDatabase, type FreshDatabase } from '../../test/database.ts'
import { documentOf, makeArticle, noon } from '../../test/makers.ts'
import { makeAccount } from '../../test/people-makers.ts'
import { folderFiles } from '../base/files/files.ts'
import { compactWriting } from '../newsroom/compacting.ts'
import { writeInto, writtenOf } from '../newsroom/writing.ts'
import { importArchive } from './archive-import.ts'
import { openArchive } from './archive-source.ts'

const folder = mkdtempSync(join(tmpdir(), 'litfass-writing-'))
const files = folderFiles(join(folder, 'files'))
let there: FreshDatabase
let empty: FreshDatabase
before(async () => { [there, empty] = [await freshDatabase(), await freshDatabase()] })
after(async () => {
  await Promise.all([there.drop(), empty.drop()])
  rmSync(folder, { recursive: true })
})

test('what has been written moves with the paper, put together or not, and somebody may go on with it', async () => {
  const { id: reader_id } = await makeAccount(there.db, { roles: ['author'] })
  const [one, other] = [await makeArticle(there.db), await makeArticle(there.db)]
  const by = { by: `staff:${reader_id}`, now: noon }
  for (const headline of ['Eins', 'Eins und zwei']) await writeInto(there.db, { article_id: one.id, written: { headline } }, by)
  await compactWriting(there.db, one.id)
  await writeInto(there.db, { article_id: one.id, written: { body: documentOf('Nach dem Zusammenlegen.') } }, by)
  await writeInto(there.db, { article_id: other.id, written: { note: 'Noch fragen' } }, { by: 'test', now: noon })

  const archive = await exported(there.db, files)
  const entries = await entriesOf(archive)
  assert.deepEqual(recordsOf(entries, 'writing_updates').map(({ article, change, written_by }) => [article, change, written_by]), [[one.id, 3, reader_id], [other.id, 1, null]])
  await importArchive(empty.db, { source: await openArchive(archive), files })
  for (const { id } of [one, other]) assert.deepEqual(await writtenOf(empty.db, id), await writtenOf(there.db, id))
  assert.ok(sameBytes(await exported(empty.db, files), archive))
  assert.deepEqual(await writeInto(empty.db, { article_id: one.id, written: { headline: 'Drei' } }, by), { seen: '4', changed: true })
  assert.equal((await writtenOf(empty.db, one.id)).written.headline, 'Drei')
})

test('a working copy that nobody could open is refused with its line, so that no article is locked up by it', async () => {
  const [{ id }, third] = [await makeArticle(there.db), await freshDatabase()]
  await there.db.insertInto('writings').values({ article_id: id, state: Buffer.from([0, 255, 16]), begun_from: 'x', begun_at: noon }).execute()
  const archive = await exported(there.db, files)
  const refused = await importArchive(third.db, { source: await openArchive(archive), files }).then(() => '', String)
  await third.drop()
  assert.match(refused, /writings.*, line 3: what was written cannot be opened/)
})
