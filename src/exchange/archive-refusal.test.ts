// An archive from anywhere: what is wrong with it is told, and nothing of it comes in.
import assert from 'node:assert/strict'
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { freshDatabase, type FreshDatabase } from '../../test/database.ts'
import { entriesOf, exported, newPath, packed, recordsOf, sha256, withRecords, type Entries } from '../../test/archives.ts'
import { makeComment, makeReader } from '../../test/comment-makers.ts'
import { makeArticle, makeAuthor, makePicture, makeSection, makeTopic } from '../../test/makers.ts'
import { drawn } from '../../test/pictures.ts'
import type { Db } from '../base/db/db.ts'
import { folderFiles } from '../base/files/files.ts'
import { importArchive } from './archive-import.ts'
import { openArchive } from './archive-source.ts'
import { whatStands } from './reads/archive.ts'

const folder = mkdtempSync(join(tmpdir(), 'litfass-refusal-'))
const files = folderFiles(join(folder, 'files'))
let paper: FreshDatabase
let whole: Entries

before(async () => {
  paper = await freshDatabase()
  whole = await archiveOf(async (db) => {
    const section = await makeSection(db, { slug: 'stadt' })
    const [author, topic] = [await makeAuthor(db, { slug: 'ada' }), await makeTopic(db, { slug: 'depot' })]
    const article = await makeArticle(db, { section_id: section.id, slug: 'first', bylines: [{ author_id: author.id, role: 'text' }], topic_ids: [topic.id] })
    await makeArticle(db, { section_id: section.id, slug: 'second', language: 'en', translation_of: article.id })
    await makeArticle(db, { section_id: section.id, slug: 'third' })
    const reader_id = await makeReader(db)
    const first = await makeComment(db, { article_id: article.id, reader_id })
    const second = await makeComment(db, { article_id: article.id, reader_id, parent_id: first })
    await makeComment(db, { article_id: article.id, reader_id, parent_id: second })
    await makeComment(db, { article_id: article.id, reader_id })
  })
})
after(async () => {
  await paper.drop()
  rmSync(folder, { recursive: true })
})

async function archiveOf(fill: (db: Db) => Promise<unknown>): Promise<Entries> {
  const { db, drop } = await freshDatabase()
  await fill(db)
  const entries = await entriesOf(await exported(db, files))
  await drop()
  return entries
}

const take = async (path: string) => importArchive(paper.db, { source: await openArchive(path), files })

async function refused(path: string, why: RegExp) {
  await assert.rejects(take(path), (error: Error) => {
    assert.equal(error.name === 'Error' && error.constructor.name, 'ArchiveRefused', error.stack ?? '')
    assert.match(error.message, why)
    return true
  })
  assert.deepEqual(await whatStands(paper.db), [])
}

type Change = (record: Record<string, unknown>) => Record<string, unknown>
/** The archive with one line changed. */
function changed(kind: string, line: number, change: Change, of = whole): Entries {
  return withRecords(of, kind, recordsOf(of, kind).map((record, n) => (n + 1 === line ? change(record) : record)))
}
const text = (name: string, bytes: string | Buffer, of = whole): Entries => new Map(of).set(name, Buffer.from(bytes))

test('an archive that is cut off anywhere, or of which one bit is another, is refused before anything is written', async () => {
  const bytes = readFileSync(await packed(whole))
  const path = newPath()
  for (const share of [0, 0.1, 0.5, 0.9]) {
    writeFileSync(path, bytes.subarray(0, Math.floor((bytes.length * share) / 512) * 512))
    await refused(path, /is missing|cut off/)
  }
  writeFileSync(path, bytes.subarray(0, bytes.length / 2 + 100))
  await refused(path, /is missing|cut off/)
  for (const name of ['archive.json', 'articles.jsonl', 'schemas/paper.schema.json', 'SHA256SUMS']) {
    const altered = Buffer.from(bytes)
    const content = name === 'SHA256SUMS' ? bytes.indexOf(sha256(whole.get('archive.json')!)) : bytes.indexOf(whole.get(name)!)
    altered[content + 20]! ^= 1
    writeFileSync(path, altered)
    await refused(path, /its sum is another|not the sum of a file/)
  }
})

test('what is no archive is called so', async () => {
  await refused('/dev/null', /it is no file on a disk, nor a folder/)
  const path = newPath()
  writeFileSync(path, 'no archive\n'.repeat(200))
  await refused(path, /not an archive in the format tar/)
  await refused(`${path}.nowhere`, /there is no such file or folder/)
  await refused(folder, /SHA256SUMS is missing/)
  await refused(await packed(text('archive.json', '{"format":"other","version":1}')), /does not say that this is a litfass archive/)
  await refused(await packed(text('archive.json', '{')), /does not say that this is a litfass archive/)
  await refused(await packed(text('archive.json', '{"format":"litfass archive","version":7}')), /version 7 .* reads versions up to 6/)
  await refused(await packed(text('archive.json', '{"format":"litfass archive","version":3}')), /archive.json: paper/)
  await refused(await packed(text('archive.json', '{"format":"litfass archive","version":1}')), /archive.json: paper/)
})

test('a source of wires that nobody could set up at the desk is refused by its line', async () => {
  const wire = { number: 1, name: 'Agentur', way: 'folder', address: 'agency', proof: 'none', user_name: '', agency: '', language: 'de', section: null, every_seconds: 60, is_on: true, created_at: '2026-01-01T00:00:00.000000Z' }
  const other = { ...wire, number: 2, name: 'Andere' }
  await refused(await packed(withRecords(whole, 'wires', [wire, { ...other, address: '../../etc' }])), /wires\.jsonl, line 2: "\.\.\/\.\.\/etc" is no folder of wires/)
  await refused(await packed(withRecords(whole, 'wires', [wire, { ...other, way: 'url', address: 'file:///etc/passwd' }])), /wires\.jsonl, line 2: .* is no url of wires/)
})

test('names and types that do not belong into an archive are refused', async () => {
  for (const [entry, why] of [
    [{ name: '../outside' }, /"\.\.\/outside", which does not belong/],
    [{ name: '/etc/passwd' }, /"\/etc\/passwd"/],
    [{ name: 'pictures/../archive.json' }, /does not belong/],
    [{ name: 'extra.jsonl' }, /does not belong/],
    [{ name: `pictures/${'0'.repeat(64)}.png`, content: 'x' }, /SHA256SUMS does not name/],
    [{ name: 'archive.json' }, /archive.json twice/],
    [{ name: './archive.json' }, /archive.json twice/],
    [{ name: 'pictures/a', type: 'symlink', linkname: '/etc/passwd' }, /not a file but a symlink/],
    [{ name: 'archive.json', type: 'link', linkname: 'paper.jsonl' }, /not a file but a link/],
    [{ name: 'device', type: 'character-device' }, /not a file but a character-device/],
  ] as const) await refused(await packed(whole, [entry]), why)
  const outside = new Map(whole)
  outside.delete('topics.jsonl')
  await refused(await packed(outside), /topics.jsonl is missing/)
})

test('in a folder, links are not followed', async () => {
  const unpacked = join(folder, 'unpacked')
  cpSync('demo', unpacked, { recursive: true })
  rmSync(join(unpacked, 'topics.jsonl'))
  symlinkSync(join(process.cwd(), 'demo/topics.jsonl'), join(unpacked, 'topics.jsonl'))
  await refused(unpacked, /topics.jsonl is missing/)
  rmSync(join(unpacked, 'topics.jsonl'))
  cpSync('demo/topics.jsonl', join(unpacked, 'topics.jsonl'))
  appendFileSync(join(unpacked, 'topics.jsonl'), '{}\n')
  await refused(unpacked, /topics.jsonl is not what it was/)
})

test('a line that is not what it should be is named with the reason', async () => {
  const lineOf = (line: string | Buffer) => packed(text('topics.jsonl', line))
  await refused(await lineOf('{"slug":\n'), /topics.jsonl, line 1: it is not JSON/)
  await refused(await lineOf('{"slug":"a","name":"A","description":"","no_appeals":false,"picture":null}\n\n'), /topics.jsonl, line 2: it is not JSON/)
  await refused(await lineOf('{"slug":"a","name":"A","description":"","no_appeals":false,"picture":null}'), /topics.jsonl, line 1: it does not end/)
  await refused(await lineOf(Buffer.from('{"slug":"a","name":"\xe4","description":"","no_appeals":false,"picture":null}\n', 'latin1')), /topics.jsonl, line 1: it is not UTF-8/)
  await refused(await lineOf('{"slug":"a","name":"A","description":"","no_appeals":false,"picture":null,"colour":"red"}\n'), /topics.jsonl, line 1: Unrecognized key: "colour"/)
  await refused(await lineOf('{"slug":"a","name":"A","no_appeals":false,"picture":null}\n'), /topics.jsonl, line 1: description: /)
  await refused(await lineOf('{"slug":"a","name":"A\\u0000","description":"","no_appeals":false,"picture":null}\n'), /topics.jsonl, line 1: .*Unicode/)
  await refused(await lineOf('{"slug":"depot","name":"\\ud800","description":"","no_appeals":false,"picture":null}\n'), /topics.jsonl, line 1: .*(json|Unicode)/)
  await refused(await lineOf('{"slug":"a","name":"A","description":"","no_appeals":false,"picture":null}\n{"slug":"a","name":"B","description":"","no_appeals":false,"picture":null}\n'), /topics.jsonl, line 2: Key \(slug\)=\(a\) already exists/)
  await refused(await lineOf('{"slug":"depot","name":"A","description":"","no_appeals":false,"picture":null}\n{"slug":"b","name":"B","description":"","no_appeals":false,"picture":null}\n'), /topics.jsonl: it has 2 lines, and archive.json says 1/)
  await refused(await packed(changed('articles', 3, (article) => ({ ...article, state: 'withdrawn' }))), /articles.jsonl, line 3: .*articles_check/)
  await refused(await packed(changed('articles', 3, (article) => ({ ...article, created_at: '2026-02-31T00:00:00Z' }))), /articles.jsonl, line 3: date\/time field value out of range/)
  await refused(await packed(changed('articles', 1, (article) => ({ ...article, created_at: '2026-02-03T00:00:00+01:00' }))), /articles.jsonl, line 1: created_at/)
  await refused(await packed(changed('articles', 1, (article) => ({ ...article, body: { type: 'doc', content: [{ type: 'script' }] } }))), /articles.jsonl, line 1: its body is no document: .*script/)
  for (const time_zone of ['Europe/Nowhere', '+05:30']) await refused(await packed(changed('paper', 1, (one) => ({ ...one, time_zone }))), /paper.jsonl, line 1: time_zone: no time zone/)
  await refused(await packed(withRecords(whole, 'paper', [...recordsOf(whole, 'paper'), ...recordsOf(whole, 'paper')])), /paper.jsonl, line 2: a paper is only one/)
  await refused(await packed(withRecords(whole, 'paper', [])), /paper.jsonl: it has no line/)
})

test('a line of any length takes no more memory than one may have', async () => {
  await refused(await packed(text('topics.jsonl', Buffer.alloc(40_000_000, 0x20))), /topics.jsonl, line 1: it is longer than 32 MB/)
  const deep = '['.repeat(100_000) + ']'.repeat(100_000)
  const article = JSON.stringify(recordsOf(whole, 'articles')[0]).replace(/"body":.*?,"note"/, `"body":${deep},"note"`)
  await refused(await packed(text('articles.jsonl', `${article}\n`)), /articles.jsonl, line 1: /)
})

test('what refers to something that is not there is refused', async () => {
  for (const [kind, line, change, why] of [
    ['articles', 1, { section: 'sport' }, /articles.jsonl, line 1: it names the section "sport"/],
    ['articles', 1, { lead_picture: 'tower' }, /names the picture "tower"/],
    ['articles', 1, { bylines: [{ author: 'bob', role: 'text' }] }, /names the author "bob"/],
    ['articles', 1, { topics: ['weather'] }, /names the topic "weather"/],
    ['articles', 2, { translation_of: 99 }, /articles.jsonl, line 2: Key \(translation_of\)=\(99\) is not present/],
    ['articles', 3, { translation_of: 2 }, /articles.jsonl, line 3: article 2, which it translates, is a translation itself/],
    ['paper', 1, { mark_picture: 'tower' }, /paper.jsonl, line 1: it names the picture "tower"/],
    ['comments', 1, { reader: 99 }, /comments.jsonl, line 1: Key \(reader_id\)=\(99\) is not present/],
    ['comments', 4, { article: 99 }, /comments.jsonl, line 4: Key \(article_id\)=\(99\) is not present/],
  ] as const) await refused(await packed(changed(kind, line, (record) => ({ ...record, ...change }))), why)
})

test('numbers that new ones would take once more are refused', async () => {
  const head = JSON.parse(whole.get('archive.json')!.toString())
  for (const kind of ['articles', 'readers', 'comments']) {
    const given = head.highest_numbers[kind]
    const less = { ...head, highest_numbers: { ...head.highest_numbers, [kind]: given - 1 } }
    await refused(await packed(new Map(whole).set('archive.json', Buffer.from(JSON.stringify(less)))), new RegExp(`archive.json says that the highest number of ${kind} is ${given - 1}, but ${given} is taken`))
  }
})

test('a kind of thing that nobody knows is no matter, whatever it is called', async () => {
  const imported = { source: 'x', kind: 'constructor', foreign_id: '1', own: '1', imported_at: '2026-02-03T00:00:00Z' }
  const path = await packed(withRecords(whole, 'imported', [{ ...imported, imported_at: '2026-02-31T00:00:00Z' }]))
  await refused(path, /imported.jsonl, line 1: (?!.*undefined)/)
})

test('comments that do not make a thread are refused', async () => {
  for (const [line, change, why] of [
    [1, { parent: 99 }, /line 1: it answers comment 99, which does not stand above it/],
    [2, { parent: 99 }, /line 2: it answers comment 99/],
    [2, { parent: null, place: [1] }, /line 2: a comment that answers none has no place below another/],
    [2, { place: [] }, /line 2: it answers comment 1/],
    [2, { article: 2 }, /line 2: it stands under article 2, but answers a comment under article 1/],
    [3, { place: [2] }, /line 3: its place does not lie below comment 2/],
    [3, { place: [1] }, /line 3: it does not stand in the order of reading, or where another stands/],
    [3, { place: [1, 1, 1] }, /line 3: its place does not lie below comment 2/],
    [4, { number: 1 }, /line 4: Key \(id\)=\(1\) already exists/],
    [4, { reader: null }, /line 4: .*comments_check/],
  ] as const) await refused(await packed(changed('comments', line, (record) => ({ ...record, ...change }))), why)
})

test('a picture whose file is not the one its record describes is refused', async () => {
  const pictured = await archiveOf(async (db) => makePicture(db, { files, name: 'hall', bytes: await drawn(40, 30).png().toBuffer() }))
  const [name, bytes] = [...pictured].find(([one]) => one.startsWith('pictures/'))!
  const picture = recordsOf(pictured, 'pictures')[0]!
  const record = (change: Record<string, unknown>) => packed(changed('pictures', 1, (one) => ({ ...one, ...change }), pictured))
  await refused(await record({ width: 41 }), /pictures.jsonl, line 1: .* not the one its record describes/)
  await refused(await record({ bytes: 7 }), /the picture hall is not as large as its record says/)
  await refused(await record({ hash: '0'.repeat(64) }), /pictures\/0{64}.png is missing/)
  const other = Buffer.from('no picture')
  const replaced = withRecords(pictured, 'pictures', [{ ...picture, hash: sha256(other), bytes: other.length }])
  replaced.delete(name)
  await refused(await packed(replaced.set(`pictures/${sha256(other)}.png`, other)), /pictures.jsonl, line 1: the picture hall cannot be taken: it is not JPEG/)
  await refused(await packed(text(name, Buffer.alloc(bytes.length, 1), pictured)), /pictures.jsonl, line 1: the picture hall cannot be taken/)
  await refused(await packed(text(`pictures/${sha256(bytes)}.jpeg`, bytes, pictured)), /holds 2 files of pictures, and archive.json says 1/)
})

test('a paper in which anything stands is left as it is', async () => {
  const path = await packed(whole)
  const { db, drop } = await freshDatabase()
  const source = await openArchive(path)
  await makeReader(db)
  await assert.rejects(importArchive(db, { source, files }), /the paper is not empty: it holds readers, journal/)
  await drop()
  const two = await freshDatabase()
  const both = await Promise.allSettled([importArchive(two.db, { source, files }), importArchive(two.db, { source, files })])
  assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
  assert.ok(both.some((one) => one.status === 'rejected' && /not empty/.test(String(one.reason))))
  await two.drop()
})
