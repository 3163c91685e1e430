// What becomes of the attachments of an export, with the folder of its uploads and without.
import assert from 'node:assert/strict'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { everyNode, keptDocument } from '../articles/document.ts'
import type { Db } from '../base/db/db.ts'
import { freshDatabase } from '../../test/database.ts'
import { house, type House } from '../../test/house.ts'
import { drawn } from '../../test/pictures.ts'
import { testFile, testFolder, wxr, type MadeItem } from '../../test/wxr-makers.ts'
import { mediaFolder } from './media-folder.ts'
import { importWxr } from './wxr-import.ts'

const act = { by: 'import', now: new Date('2026-03-01T12:00:00Z') }
const jpeg = await drawn(60, 40).jpeg().toBuffer()

function uploads(t: TestContext, ...files: string[]): string {
  const folder = testFolder(t)
  for (const file of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), file.endsWith('.svg') ? '<svg xmlns="http://www.w3.org/2000/svg"/>' : jpeg)
  }
  return folder
}
function take(t: TestContext, { db, files }: Pick<House, 'db' | 'files'>, items: MadeItem[], media?: string) {
  return importWxr(db, { file: testFile(t, wxr({ items })), files, media }, act)
}
function attachment(id: number, file: string, more: Partial<MadeItem> = {}): MadeItem {
  return { id, type: 'attachment', status: 'inherit', attachment_url: `https://alt.example/wp-content/uploads/${file}`, ...more, meta: { _wp_attached_file: file, ...more.meta } }
}
async function pictures(db: Db) {
  const { body } = await db.selectFrom('articles').select('body').orderBy('id').executeTakeFirstOrThrow()
  return [...everyNode(keptDocument(body))].filter(({ type }) => type === 'picture').map(({ attrs }) => attrs)
}

test('pictures come from the folder, in whatever order the file tells of them, with alternative text, caption and place', (t) => house(async (h) => {
  const report = await take(t, h, [
    { id: 1, content: '<img class="wp-image-5" src="https://alt.example/wp-content/uploads/2026/01/bruecke-300x200.jpg">\n\n[gallery]\n\n<img src="/wp-content/uploads/2026/02/tor-150x150.jpg" alt="Das Tor">', meta: { _thumbnail_id: '6' } },
    attachment(5, '2026/01/bruecke.jpg', { parent: 1, excerpt: 'Die <b>Brücke</b>', meta: { _wp_attachment_image_alt: 'Eine Brücke' } }), attachment(6, '2026/02/tor.jpg'), attachment(7, '2026/02/unbenutzt.jpg'),
  ], uploads(t, '2026/01/bruecke.jpg', '2026/02/tor.jpg', '2026/02/unbenutzt.jpg'))
  assert.deepEqual(await pictures(h.db), [
    { picture: 'bruecke', alt: 'Eine Brücke', caption: null, missing: null }, { picture: 'bruecke', alt: 'Eine Brücke', caption: 'Die Brücke', missing: null }, { picture: 'tor', alt: 'Das Tor', caption: null, missing: null },
  ])
  const rows = await h.db.selectFrom('pictures').select(['name', 'alt', 'caption']).orderBy('name').execute()
  assert.deepEqual(rows, [{ name: 'bruecke', alt: 'Eine Brücke', caption: 'Die Brücke' }, { name: 'tor', alt: '', caption: '' }, { name: 'unbenutzt', alt: '', caption: '' }])
  const lead = await h.db.selectFrom('articles').innerJoin('pictures', 'pictures.id', 'lead_picture_id').select('pictures.name').executeTakeFirstOrThrow()
  assert.equal(lead.name, 'tor')
  assert.deepEqual([report.came.pictures, report.missing_files], [3, []])
})())

test('a missing picture leaves a marked place, in the text and where the lead picture would stand, and is named once', (t) => house(async (h) => {
  const report = await take(t, h, [{ id: 1, content: '<img class="wp-image-5" src="/wp-content/uploads/2026/01/bruecke-300x200.jpg" alt="Brücke">', meta: { _thumbnail_id: '5' } }, attachment(5, '2026/01/bruecke.jpg')])
  assert.deepEqual(await pictures(h.db), [{ picture: null, alt: '', caption: null, missing: 'bruecke.jpg' }, { picture: null, alt: 'Brücke', caption: null, missing: 'bruecke.jpg' }])
  assert.deepEqual(report.missing_files, ['2026/01/bruecke.jpg'])
  const { id } = await h.db.selectFrom('articles').select('id').executeTakeFirstOrThrow()
  assert.match((await h.open(`/uncategorized/titel-1-${id}`)).html, /bruecke\.jpg/)
})())

test('drawings that may hold scripts, sounds and files that are no pictures are left out and named', (t) => house(async (h) => {
  const media = uploads(t, 'logo.svg', 'ton.mp3')
  writeFileSync(join(media, 'kaputt.jpg'), 'kein Bild')
  const report = await take(t, h, [{ id: 1, content: '<img src="/wp-content/uploads/logo.svg"><img src="/wp-content/uploads/kaputt.jpg">' }, attachment(5, 'logo.svg'), attachment(6, 'ton.mp3'), attachment(7, 'kaputt.jpg')], media)
  assert.deepEqual((await pictures(h.db)).map((attrs) => attrs?.missing), ['logo.svg', 'kaputt.jpg'])
  assert.deepEqual(report.left_out.map(({ what, where }) => [what.replace(/\(.*\)/, '(…)'), where]), [['pictures whose file cannot be used (…)', ['logo.svg']], ['pictures whose file cannot be used (…)', ['kaputt.jpg']], ['attachments that are not pictures', ['ton.mp3']]])
  assert.equal((await h.db.selectFrom('pictures').selectAll().execute()).length, 0)
})())

test('files are found by their path in the folder, or by their name where only one has it, and never outside', async (t) => {
  const folder = uploads(t, 'wp-content/uploads/2026/01/a.jpg', 'flach.jpg', 'x/doppelt.jpg', 'y/doppelt.jpg', '2026/gross-scaled.jpg')
  symlinkSync('/etc/hostname', join(folder, 'verweis.jpg'))
  const media = await mediaFolder(folder)
  const found = async (file: string) => (await media.find(file))?.slice(folder.length + 1)
  assert.equal(await found('2026/01/a.jpg'), 'wp-content/uploads/2026/01/a.jpg')
  assert.equal(await found('2026/01/a-1024x768.jpg'), 'wp-content/uploads/2026/01/a.jpg')
  assert.equal(await found('2019/12/flach.jpg'), 'flach.jpg')
  assert.equal(await found('2026/gross.jpg'), '2026/gross-scaled.jpg')
  assert.equal(await found('x/doppelt.jpg'), 'x/doppelt.jpg')
  for (const file of ['doppelt.jpg', 'nirgends.jpg', 'verweis.jpg', '../../../etc/hostname', '/etc/hostname', '', '.']) assert.equal(await found(file), undefined, file)
})

test('when a picture cannot be kept, nothing of the export is', async (t) => {
  const { db, drop } = await freshDatabase()
  t.after(drop)
  const full = { put: () => Promise.reject(new Error('no space left')), read: async () => undefined, open: async () => undefined, has: async () => false, remove: async () => {} }
  const items = [{ id: 1, comments: [{ id: 1 }] }, attachment(5, 'a.jpg'), { id: 2 }]
  await assert.rejects(take(t, { db, files: full }, items, uploads(t, 'a.jpg')), /no space left/)
  for (const table of ['articles', 'comments', 'readers', 'sections', 'imported', 'journal'] as const) assert.equal((await db.selectFrom(table).selectAll().execute()).length, 0, table)
})
