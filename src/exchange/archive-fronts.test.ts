// Fronts move along whole: what readers see, what they will see, what somebody is at.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { entriesOf, exported, packed, recordsOf } from '../../test/archives.ts'
import { makeReader } from '../../test/comment-makers.ts'
import { freshDatabase } from '../../test/database.ts'
import { makeArticle, makePicture, makeSection, makeTopic, noon } from '../../test/makers.ts'
import { folderFiles } from '../base/files/files.ts'
import { secondsAfter } from '../base/time.ts'
import { frontState, pinUntil, placeArticle, publishFront, ruleBlock, seenOf } from '../newsroom/front.ts'
import { sectionBlock } from '../newsroom/front-slots.ts'
import { layoutNow, ofPaper } from '../newsroom/reads/fronts.ts'
import { importArchive } from './archive-import.ts'
import { openArchive } from './archive-source.ts'

const folder = mkdtempSync(join(tmpdir(), 'litfass-fronts-'))
after(() => rmSync(folder, { recursive: true }))

test('a paper that moves takes its fronts along: the one that is shown, the one to come, drafts, pins and rules', async () => {
  const [then, today] = [await freshDatabase(), await freshDatabase()]
  const [files, filesThere] = [folderFiles(join(folder, 'then')), folderFiles(join(folder, 'today'))]
  const { db } = then
  // Sections and topics go by other numbers where they arrive.
  const spare = await makeSection(db)
  await db.deleteFrom('sections').where('id', '=', spare.id).execute()
  const [section, topic, staff_id] = [await makeSection(db), await makeTopic(db, { name: 'Hafen' }), await makeReader(db)]
  const { id: picture_id } = await makePicture(db, { files })
  await db.updateTable('topics').set({ picture_id }).where('id', '=', topic.id).execute()
  const [lead, own] = [await makeArticle(db, { section_id: section.id }), await makeArticle(db, { section_id: section.id })]
  const act = { staff_id, now: noon }
  const publish = async (starts_at: Date | null) => publishFront(db, { of: ofPaper, seen: seenOf((await frontState(db, ofPaper, act)).draft), starts_at, over: null }, act)
  await placeArticle(db, { of: ofPaper, article_id: lead.id, slot: { block: 'lead', position: 1 }, room: 1 }, act)
  await pinUntil(db, { of: ofPaper, article_id: lead.id, until: secondsAfter(noon, 3_600) }, act)
  await ruleBlock(db, { of: ofPaper, block: 'main', rule: 'topic', topic_id: topic.id }, act)
  assert.equal(await publish(null), 'published')
  await placeArticle(db, { of: ofPaper, article_id: own.id, slot: { block: sectionBlock(section.id), position: 2 }, room: 3 }, act)
  assert.equal(await publish(secondsAfter(noon, 7_200)), 'scheduled')
  await placeArticle(db, { of: { section_id: null, topic_id: topic.id }, article_id: own.id, slot: { block: 'top', position: 1 }, room: 5 }, act)

  const entries = await entriesOf(await exported(db, files))
  await importArchive(today.db, { source: await openArchive(await packed(entries)), files: filesThere })
  const again = await entriesOf(await exported(today.db, filesThere))
  for (const kind of ['fronts', 'front_versions', 'front_places', 'front_rules', 'topics']) assert.deepEqual(recordsOf(again, kind as 'topics'), recordsOf(entries, kind as 'topics'), kind)
  assert.equal(recordsOf(entries, 'front_versions').length, 3)

  const shown = await layoutNow(today.db, ofPaper, secondsAfter(noon, 60))
  assert.deepEqual(shown.places.map(({ article, block, until }) => [article.id, block, until]), [[lead.id, 'lead', secondsAfter(noon, 3_600)]])
  assert.deepEqual(shown.next_at, secondsAfter(noon, 7_200))
  const later = await layoutNow(today.db, ofPaper, secondsAfter(noon, 7_200))
  const there = await today.db.selectFrom('sections').select('id').where('slug', '=', section.slug).executeTakeFirstOrThrow()
  assert.deepEqual(later.places.find(({ article }) => article.id === own.id)?.block, sectionBlock(there.id))
  await Promise.all([then.drop(), today.drop()])
})
