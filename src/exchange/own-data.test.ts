// What readers may take along, as docs/decisions/0050 has it.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fromBuffer, type Entry, type ZipFile } from 'yauzl'
import { makeComment } from '../../test/comment-makers.ts'
import { house } from '../../test/house.ts'
import { makeArticle } from '../../test/makers.ts'
import { makeAccount } from '../../test/people-makers.ts'
import { makeGivingReader } from '../../test/giving-reader.ts'
import { someIban } from '../../test/money-histories.ts'
import { makeWholeReader, mark } from '../../test/whole-reader.ts'

/** Where a reader's number stands that is not a reader's to have told, and why. */
const notTheirs: Record<string, string> = {
  'blind_checks.staff_id': 'work of staff: it stands in the journal, which they get',
  'claims.staff_id': 'for minutes, of staff',
  'pictures.uploaded_by': 'work of staff: it stands in the journal, which they get', 'uploads.reader_id': 'on its way in, for a day',
  'ceremonies.reader_id': 'a question asked for minutes, with no answer yet',
  'comment_routes.done_by': 'work of staff', 'comment_routes.marked_by': 'work of staff',
  'decisions.staff_id': 'work of staff: it is about somebody else', 'decisions.undone_by': 'work of staff',
  'hidden_readers.hidden_id': 'who hides them is the secret of those others',
  'moderation_rules.made_by': 'work of staff', 'objections.decided_by': 'work of staff',
  'police_cases.opened_by': 'work of staff', 'police_cases.sent_by': 'work of staff',
  'staff_notes.staff_id': 'work of staff: it is about somebody else',
  'supporter_notes.written_by': 'work of staff: it is about somebody else', 'collections.proposed_by': 'work of staff', 'collections.approved_by': 'work of staff', 'vouchers.typed_by': 'work of staff', 'dunning_holds.held_by': 'work of staff', 'declarations.settled_by': 'work of staff', 'supporters_apart.decided_by': 'work of staff',
  'wire_items.taken_by': 'work of staff', 'wire_readers.reader_id': 'up to where they have seen the wires',
  'closed_months.closed_by': 'work of staff', 'certificate_terms.set_by': 'work of staff',
  'front_versions.staff_id': 'work of staff',
  'style_rules.made_by': 'work of staff',
  'articles.legal_hold_by': 'work of staff', 'stage_moves.moved_by': 'work of staff', 'article_watchers.reader_id': 'work of staff', 'move_notices.reader_id': 'work of staff', 'article_schedules.made_by': 'work of staff', 'preview_links.made_by': 'work of staff',
  'assignments.staff_id': 'work of staff', 'assignments.assigned_by': 'work of staff',
  'writing_updates.written_by': 'work of staff', 'writing_presences.reader_id': 'for seconds, of staff',
  'article_revisions.saved_by': 'work of staff', 'article_revisions.reader_id': 'work of staff',
  'article_locks.reader_id': 'for minutes, of staff', 'comment_routes.assigned_to': 'work of staff',
}
const told = ['audience_mails.reader_id', 'comments.reader_id', 'decisions.reader_id', 'follows.reader_id', 'hidden_readers.reader_id', 'mail_links.reader_id', 'passkeys.reader_id', 'recommendations.reader_id', 'recovery_codes.reader_id',
  'reports.reader_id', 'sessions.reader_id', 'staff_notes.reader_id', 'staff_roles.reader_id', 'standings.reader_id', 'supporters.reader_id', 'totp_secrets.reader_id', 'unsubscribe_links.reader_id']

/** Texts that stay here. */
const kept: Record<string, string> = {
  'passkeys.credential_id': 'by it a passkey is found', 'passkeys.public_key': 'it tells nothing of anybody', 'totp_secrets.secret': 'a secret', 'ceremonies.challenge': 'a question asked for minutes',
  'mails.pictures': 'the same, drawn', 'mails.text': 'in their mailbox in a moment', 'mails.html': 'the same', 'mails.from_name': 'the paper\'s name',
  'statement_files.name': 'of the paper\'s bank', 'readers.name_key': 'made of the name', 'readers.former_name_key': 'made of the former name',
  'mail_links.next': 'where the link leads afterwards', 'reports.receipt_hash': 'by it a link is known',
}

test('wherever the database names a reader, that is theirs to have, or it is said why not', () => {
  const tables = [...readFileSync('db/schema.sql', 'utf8').matchAll(/^create table (\w+) \(\n([\s\S]*?)\n\);/gm)]
  const columns = tables.flatMap(([, table = '', body = '']) => [...body.matchAll(/FOREIGN KEY \((\w+)\) REFERENCES readers\(/g)].map(([, column]) => `${table}.${column}`))
  assert.ok(columns.length > 20)
  assert.deepEqual(columns.filter((column) => !told.includes(column) && !(column in notTheirs)), [])
})

async function entriesOf(zip: Buffer): Promise<Map<string, string>> {
  const entries = new Map<string, string>()
  const file = await new Promise<ZipFile>((resolve, reject) => fromBuffer(zip, { lazyEntries: true }, (error, opened) => (error ? reject(error) : resolve(opened))))
  await new Promise<void>((resolve, reject) => {
    file.on('error', reject).on('end', resolve).on('entry', (entry: Entry) => file.openReadStream(entry, (error, stream) => {
      if (error) return reject(error)
      void Array.fromAsync(stream).then((chunks) => { entries.set(entry.fileName, Buffer.concat(chunks).toString()); file.readEntry() }, reject)
    }))
    file.readEntry()
  })
  return entries
}

test('readers get everything that is theirs, for programs and to read, and nothing of others', house(async ({ db, send }) => {
  const { account, marked, staff, other } = await makeWholeReader(db)
  const { status, bytes, headers } = await send('/account/data', {}, account.cookie)
  assert.deepEqual([status, headers.get('content-type'), headers.get('cache-control')], [200, 'application/zip', 'no-store'])
  const files = await entriesOf(bytes)
  assert.deepEqual([...files.keys()].sort(), ['data.json', 'index.html'])
  const [json = '', html = ''] = [files.get('data.json'), files.get('index.html')]
  const missing = marked.filter((column) => !(column in kept) && !json.includes(`${mark}-${column.replace('.', '-')}`))
  assert.deepEqual(missing, [])
  for (const column of ['comments.body', 'comment_revisions.body', 'decisions.reason', 'reports.explanation', 'staff_notes.text', 'objections.answer']) assert.ok(html.includes(`${mark}-${column.replace('.', '-')}`), column)
  const data = JSON.parse(json) as { comments: { state: string; address: string }[]; reports: unknown[] }
  assert.deepEqual(data.comments.map(({ state }) => state), ['shown', 'shown', 'pending', 'removed'])
  assert.equal(data.reports.length, 2)
  for (const text of [json, html]) for (const secret of [`"${staff.name}"`, 'Stays, too.', other.mail_address]) assert.ok(!text.includes(secret), secret)
}))

test('however much somebody has written, all of it is there, and as it was typed', house(async ({ db, send }) => {
  const [ada, article] = [await makeAccount(db), await makeArticle(db)]
  for (let n = 0; n < 401; n++) await makeComment(db, { article_id: article.id, reader_id: ada.id, body: `Satz ${n}.\n\n<script>"&` })
  const files = await entriesOf((await send('/account/data', {}, ada.cookie)).bytes)
  const { comments } = JSON.parse(files.get('data.json')!) as { comments: { body: string }[] }
  assert.deepEqual(comments.map(({ body }) => body), Array.from({ length: 401 }, (_, n) => `Satz ${n}.\n\n<script>"&`))
  assert.equal(files.get('index.html')!.split('&lt;script&gt;&quot;&amp;').length, 402)
}))

test('whoever gives gets the same without an account, by their own side, with the whole account number', house(async ({ db, open, send }) => {
  const staff = await makeAccount(db, { name: 'Staff', roles: ['fundraiser'] })
  const ada = await makeGivingReader(db, { reader_id: null, staff: staff.id, mail_address: 'ada@mail.test', name: 'Ada Lorenz' })
  await makeGivingReader(db, { reader_id: null, staff: staff.id, mail_address: 'bob@mail.test', name: 'Bob Other' })
  assert.match((await open('/my-support/data', ada.cookie)).html, /volle. Kontonummer/)
  const { status, bytes, headers } = await send('/my-support/data', {}, ada.cookie)
  assert.deepEqual([status, headers.get('content-type'), headers.get('cache-control')], [200, 'application/zip', 'no-store'])
  const files = await entriesOf(bytes)
  for (const text of files.values()) {
    for (const theirs of ['Ada Lorenz', someIban, 'Ruft gern an.', 'Zahlt im Mai.', 'Sie dürfen fragen.', 'für die Zeitung', 'Umzug', 'cus_1']) assert.ok(text.includes(theirs), theirs)
    for (const secret of ['Bob Other', 'bob@mail.test', '"Staff"']) assert.ok(!text.includes(secret), secret)
  }
  const { giving } = JSON.parse(files.get('data.json')!) as { giving: Record<string, unknown[]> }
  assert.deepEqual(['pledges', 'dues', 'mandates', 'transfers', 'provider_payments', 'declarations', 'notes', 'letters', 'dunning_holds', 'upgrade_consents', 'upgrade_questions'].map((kind) => giving[kind]!.length), [3, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1])
  assert.equal((await send('/my-support/data', {})).headers.get('location'), '/my-support/link')
}))

test('it is said when that is asked for too often', house(async ({ db, send }) => {
  const ada = await makeAccount(db)
  for (let n = 0; n < 4; n++) assert.equal((await send('/account/data', {}, ada.cookie)).status, 200)
  const { status, html } = await send('/account/data', {}, ada.cookie)
  assert.equal(status, 429)
  assert.match(html, /in einer Stunde/)
}))
