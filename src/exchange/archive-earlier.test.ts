// Archives outlive the programs that made them.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { entriesOf, exported, packed, recordsOf, withRecords, type Entries } from '../../test/archives.ts'
import { makeComment, makeReader } from '../../test/comment-makers.ts'
import { freshDatabase } from '../../test/database.ts'
import { countThings } from '../../test/audience-makers.ts'
import { liveThrough } from '../../test/histories.ts'
import { makeArticle } from '../../test/makers.ts'
import { folderFiles } from '../base/files/files.ts'
import { importArchive } from './archive-import.ts'
import { kindNames } from './archive-kinds.ts'
import { isDesk } from './archive-desk-kinds.ts'
import { isFigure } from './archive-figures-kinds.ts'
import { isMoney } from './archive-money-kinds.ts'
import { openArchive } from './archive-source.ts'

const folder = mkdtempSync(join(tmpdir(), 'litfass-earlier-'))
const files = folderFiles(folder)
after(() => rmSync(folder, { recursive: true }))

const fieldsThen: Record<string, string[]> = {
  paper: ['name', 'claim', 'language', 'time_zone', 'publisher', 'responsible_person', 'mail_address', 'telephone', 'mark_picture'],
  readers: ['number', 'name', 'mail_address', 'created_at'],
  comments: ['number', 'article', 'parent', 'place', 'reader', 'state', 'removed_reason', 'submitted_at', 'body'],
}
const kindsThen = ['paper', 'bank_account', 'pictures', 'sections', 'topics', 'authors', 'articles', 'pages', 'redirects', 'readers', 'comments', 'campaigns', 'imported', 'journal']

/** What the program of version 2 would have written of the same paper. */
function asVersionTwo(entries: Entries): Entries {
  const head = JSON.parse(entries.get('archive.json')!.toString())
  const kindsTwo = kindNames.filter((kind) => !isMoney(kind) && !isFigure(kind) && !isDesk(kind))
  const { highest_numbers } = head
  const numbersTwo = ['articles', 'readers', 'comments', 'moderation_rules', 'decisions', 'reports', 'objections', 'police_cases']
  return withHead(entries, kindsTwo, { ...head, version: 2, highest_numbers: Object.fromEntries(numbersTwo.map((table) => [table, highest_numbers[table]])) })
}

/** The entries of these kinds, with a head that counts them. */
function withHead(entries: Entries, kindsOf: readonly string[], head: { lines: Record<string, number> }): Entries {
  const lines = Object.fromEntries(kindsOf.map((kind) => [kind, head.lines[kind]]))
  return new Map([...entries].filter(([name]) => !/\.(jsonl|schema\.json)$/.test(name) || kindsOf.some((kind) => [`${kind}.jsonl`, `schemas/${kind}.schema.json`].includes(name))))
    .set('archive.json', Buffer.from(JSON.stringify({ ...head, lines })))
}

/** What the program of version 1 would have written of the same paper. */
function asVersionOne(entries: Entries): Entries {
  let then = entries
  for (const [kind, fields] of Object.entries(fieldsThen)) {
    then = withRecords(then, kind, recordsOf(then, kind).map((record) => Object.fromEntries(fields.map((field) => [field, record[field]]))))
  }
  const head = JSON.parse(then.get('archive.json')!.toString())
  const { articles, readers, comments } = head.highest_numbers
  return withHead(then, kindsThen, { ...head, version: 1, highest_numbers: { articles, readers, comments } })
}

test('an archive from before there were accounts is taken in, and comes out as one of today', async () => {
  const [then, today] = [await freshDatabase(), await freshDatabase()]
  const [article, reader_id] = [await makeArticle(then.db), await makeReader(then.db)]
  const first = await makeComment(then.db, { article_id: article.id, reader_id })
  await makeComment(then.db, { article_id: article.id, reader_id, parent_id: first, state: 'removed', removed_reason: 'insult' })
  const entries = await entriesOf(await exported(then.db, files))
  await importArchive(today.db, { source: await openArchive(await packed(asVersionOne(entries))), files })
  const again = await entriesOf(await exported(today.db, files))
  for (const [name, bytes] of entries) if (name !== 'SHA256SUMS') assert.equal(again.get(name)?.toString(), bytes.toString(), name)
  const [shown, removed] = recordsOf(again, 'comments')
  assert.deepEqual([shown?.shown_at, removed?.shown_at], [shown?.submitted_at, null])
  await Promise.all([then.drop(), today.drop()])
})

test('an archive from before readers gave money is taken in, and comes out as one of today', async () => {
  const [then, today] = [await freshDatabase(), await freshDatabase()]
  await liveThrough(then.db, { seed: 3, deeds: 30, money: false })
  const entries = await entriesOf(await exported(then.db, files))
  await importArchive(today.db, { source: await openArchive(await packed(asVersionTwo(entries))), files })
  const again = await entriesOf(await exported(today.db, files))
  for (const [name, bytes] of entries) if (name !== 'SHA256SUMS') assert.equal(again.get(name)?.toString(), bytes.toString(), name)
  await Promise.all([then.drop(), today.drop()])
})

/** What the program of version 3 would have written of the same paper. */
function asVersionThree(entries: Entries): Entries {
  const newer = ['secret_keys', 'funding_mail_settings', 'currencies', 'rhythm_amounts', 'supporter_mails', 'supporters_apart', 'dunning_steps', 'dunning_holds', 'upgrade_consents', 'upgrade_questions',
    'certificate_terms', 'certificates', 'certificate_gifts']
  const without = (kind: string, fields: string[], more = {}) => { then = withRecords(then, kind, recordsOf(then, kind).map((record) => ({ ...Object.fromEntries(Object.entries(record).filter(([field]) => !fields.includes(field))), ...more }))) }
  let then = entries
  without('funding_settings', ['largest_amount', 'giving_currency'], { certificate_grounds: '' })
  without('pledges', ['agreed_as'])
  without('pledge_changes', ['way'])
  const head = JSON.parse(then.get('archive.json')!.toString())
  const { certificate_terms: _, certificates: __, counted_pages: ___, totals_keys: ____, headline_tests: _____, assignments: ______, fronts: _______, front_versions: ________, wires: _________, ...highest_numbers } = head.highest_numbers
  return withHead(then, kindNames.filter((kind) => !newer.includes(kind) && !isFigure(kind) && !isDesk(kind)), { ...head, version: 3, highest_numbers })
}

test('an archive from before there were reminders is taken in, and nobody is reminded of what was due then', async () => {
  const [then, today] = [await freshDatabase(), await freshDatabase()]
  await liveThrough(then.db, { seed: 4, deeds: 60 })
  const dues = await then.db.selectFrom('dues').select(['due_on']).execute()
  assert.ok(dues.length > 0)
  const entries = await entriesOf(await exported(then.db, files))
  await importArchive(today.db, { source: await openArchive(await packed(asVersionThree(entries))), files })
  const again = await entriesOf(await exported(today.db, files))
  for (const kind of ['pledges', 'dues', 'ledger_entries', 'mandates', 'articles', 'journal']) assert.equal(recordsOf(again, kind).length, recordsOf(entries, kind).length, kind)
  assert.deepEqual(new Set(recordsOf(again, 'pledges').map(({ agreed_as }) => agreed_as)), new Set(['gift']))
  const { due_from } = await today.db.selectFrom('funding_mail_settings').select('due_from').executeTakeFirstOrThrow()
  assert.ok(dues.every(({ due_on }) => due_from !== null && due_on < due_from))
  await Promise.all([then.drop(), today.drop()])
})

/** What the program of version 4 would have written of the same paper. */
function asVersionFour(entries: Entries): Entries {
  const head = JSON.parse(entries.get('archive.json')!.toString())
  const { counted_pages: _, totals_keys: __, headline_tests: ___, assignments: ____, fronts: _____, front_versions: ______, wires: _______, ...highest_numbers } = head.highest_numbers
  return withHead(entries, kindNames.filter((kind) => !isFigure(kind) && !isDesk(kind)), { ...head, version: 4, highest_numbers })
}

test('an archive from before figures moved along is taken in, and the paper counts from then on', async () => {
  const [then, today] = [await freshDatabase(), await freshDatabase()]
  await liveThrough(then.db, { seed: 6, deeds: 40 })
  const entries = await entriesOf(await exported(then.db, files))
  await countThings(then.db, { seed: 6 })
  assert.ok(recordsOf(await entriesOf(await exported(then.db, files)), 'page_days').length > 5)
  await importArchive(today.db, { source: await openArchive(await packed(asVersionFour(await entriesOf(await exported(then.db, files))))), files })
  const again = await entriesOf(await exported(today.db, files))
  for (const [name, bytes] of entries) if (name !== 'SHA256SUMS') assert.equal(again.get(name)?.toString(), bytes.toString(), name)
  assert.deepEqual([recordsOf(again, 'audience_settings'), recordsOf(again, 'counted_pages')], [[{ mode: 'visit', is_public: false }], []])
  await countThings(today.db, { seed: 7 })
  await Promise.all([then.drop(), today.drop()])
})

/** What the program of version 5 would have written of the same paper. */
function asVersionFive(entries: Entries): Entries {
  const head = JSON.parse(entries.get('archive.json')!.toString())
  const { assignments: _, fronts: __, front_versions: ___, wires: ____, ...highest_numbers } = head.highest_numbers
  return withHead(entries, kindNames.filter((kind) => !isDesk(kind)), { ...head, version: 5, highest_numbers })
}

test('an archive from before there was a desk is taken in, and nothing is planned in it', async () => {
  const [then, today] = [await freshDatabase(), await freshDatabase()]
  await liveThrough(then.db, { seed: 8, deeds: 40 })
  const entries = await entriesOf(await exported(then.db, files))
  await importArchive(today.db, { source: await openArchive(await packed(asVersionFive(entries))), files })
  const again = await entriesOf(await exported(today.db, files))
  for (const [name, bytes] of entries) if (name !== 'SHA256SUMS') assert.equal(again.get(name)?.toString(), bytes.toString(), name)
  await Promise.all([then.drop(), today.drop()])
})

test('an archive of today that misses a kind is not taken for one of then', async () => {
  const { db, drop } = await freshDatabase()
  const entries = await entriesOf(await exported(db, files))
  entries.delete('decisions.jsonl')
  await assert.rejects(openArchive(await packed(entries)), /decisions.jsonl is missing/)
  await drop()
})
