// What becomes of the comments of an export, and of those who wrote them.
import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { sql } from 'kysely'
import type { Db } from '../base/db/db.ts'
import { addReader } from '../people/reader.ts'
import { house, type House } from '../../test/house.ts'
import { makeAccount } from '../../test/people-makers.ts'
import { testFile, wxr, type MadeComment } from '../../test/wxr-makers.ts'
import { importWxr } from './wxr-import.ts'

const act = { by: 'import', now: new Date('2026-03-01T12:00:00Z') }

async function take(t: TestContext, { db, files }: House, comments: MadeComment[]) {
  const report = await importWxr(db, { file: testFile(t, wxr({ items: [{ id: 1, slug: 'a', comments }] })), files }, act)
  const { id } = await db.selectFrom('articles').select('id').executeTakeFirstOrThrow()
  return { report, page: `/uncategorized/a-${id}`, article_id: id }
}
/** Each comment with what it says, what it answers, its state, and whether anything stands in its place. */
async function thread(db: Db) {
  const rows = await db.selectFrom('comments as c').leftJoin('comments as p', 'p.id', 'c.parent_id').leftJoin('readers as r', 'r.id', 'c.reader_id')
    .select(['c.body', 'p.body as answers', 'c.parent_id', 'c.state', 'c.visible', 'r.name']).orderBy('c.id').execute()
  return rows.map(({ body, answers, parent_id, state, visible, name }) => `${name ?? '–'}: ${body || '–'}${parent_id === null ? '' : ` @ ${answers || '–'}`} [${state}${visible ? '' : ', not seen'}]`)
}

test('threads keep their shape; what waits waits unseen, and spam, trash and notices of other sites are left out', (t) => house(async (h) => {
  const { report, page, article_id } = await take(t, h, [
    { id: 1, text: 'eins' }, { id: 2, text: 'zwei', parent: 1 }, { id: 3, text: 'drei', parent: 2 }, { id: 4, text: 'wartet', parent: 1, approved: '0' },
    { id: 5, text: 'werbung', approved: 'spam' }, { id: 6, text: 'weg', approved: 'trash' }, { id: 7, text: 'ping', type: 'pingback' }, { id: 8, text: 'track', type: 'trackback' }, { id: 9, approved: 'post-trashed' },
  ])
  assert.deepEqual(await thread(h.db), ['Ada: eins [shown]', 'Ada: zwei @ eins [shown]', 'Ada: drei @ zwei [shown]', 'Ada: wartet @ eins [pending, not seen]'])
  assert.deepEqual(Object.fromEntries(report.left_out.map(({ what, times }) => [what, times])), {
    'comments in the state spam': 1, 'comments in the state trash': 1, 'comments of the kind pingback': 1, 'comments of the kind trackback': 1, 'comments in the state post-trashed': 1,
  })
  assert.equal((await h.db.selectFrom('comment_counts').select('shown').where('article_id', '=', article_id).executeTakeFirstOrThrow()).shown, 3)
  const { html } = await h.open(page)
  assert.match(html, /eins[\s\S]*zwei[\s\S]*drei/)
  assert.doesNotMatch(html, /wartet|werbung/)
})())

test('a comment is not credited to an account by the mail address that somebody typed: that one has to sign in first', (t) => house(async (h) => {
  const account = await makeAccount(h.db, { name: 'Ada', mail_address: 'ada@mail.example' })
  await addReader(h.db, { name: 'Bo', mail_address: 'bo@mail.example' }, act)
  await take(t, h, [{ id: 1, text: 'eins', name: 'Ada', mail: 'ada@mail.example' }, { id: 2, text: 'zwei', name: 'Ada', mail: 'ada@mail.example' }, { id: 3, text: 'drei', name: 'Bo', mail: 'bo@mail.example' }])
  const rows = await h.db.selectFrom('comments').innerJoin('readers', 'readers.id', 'reader_id').select(['readers.id', 'mail_address', 'name_key']).orderBy('comments.id').execute()
  assert.ok(rows.every(({ id }) => id !== account.id))
  assert.deepEqual(rows.map(({ mail_address, name_key }) => [mail_address, name_key]), [[null, 'ada'], [null, 'ada'], ['bo@mail.example', 'bo']])
  assert.equal(rows[0]?.id, rows[1]?.id)
})())

test('replies whose parent is not public hang under a nameless tombstone, one for each parent', (t) => house(async (h) => {
  const { page } = await take(t, h, [
    { id: 1, text: 'boese', name: 'Troll', mail: 'troll@example.com', approved: 'trash' }, { id: 2, text: 'a', parent: 1 }, { id: 3, text: 'b', parent: 1 },
    { id: 4, text: 'c', parent: 99 }, { id: 5, text: 'wartet', name: 'Wilma', mail: 'w@example.com', approved: '0' }, { id: 6, text: 'd', parent: 5 },
    { id: 7, text: 'auch boese', parent: 1, approved: 'spam' },
  ])
  assert.deepEqual(await thread(h.db), [
    '–: – [removed]', 'Ada: a @ – [shown]', 'Ada: b @ – [shown]', '–: – [removed]', 'Ada: c @ – [shown]', 'Wilma: wartet [pending]', 'Ada: d @ wartet [shown]',
  ])
  const { html } = await h.open(page)
  assert.doesNotMatch(html, /boese|Troll|wartet|Wilma/)
})())

test('replies that come before what they answer, answer each other in a ring, or run 600 deep, all find a place', (t) => house(async (h) => {
  const chain = Array.from({ length: 600 }, (_, n): MadeComment => ({ id: 100 + n, parent: n === 0 ? 0 : 99 + n, text: `tief ${n}` }))
  await take(t, h, [{ id: 2, parent: 1, text: 'Antwort', at: '2026-01-03 00:00:00' }, { id: 1, text: 'Frage', at: '2026-01-04 00:00:00' }, { id: 3, parent: 4, text: 'Kreis 3' }, { id: 4, parent: 3, text: 'Kreis 4' }, { id: 5, parent: 5, text: 'selbst' }, ...chain])
  const rows = await thread(h.db)
  assert.ok(rows.includes('Ada: Antwort @ Frage [shown]'))
  assert.deepEqual(rows.filter((row) => /Kreis|selbst/.test(row)), ['Ada: Kreis 4 [shown]', 'Ada: Kreis 3 @ Kreis 4 [shown]', 'Ada: selbst [shown]'])
  assert.equal(rows.at(-1), 'Ada: tief 599 @ tief 598 [shown]')
  assert.equal(rows.length, 605)
})())

test('of a commenter only name and mail address are kept, the address in one place and on no page', (t) => house(async (h) => {
  const { page } = await take(t, h, [{ id: 1, mail: 'Ada.Lovelace@Example.com', name: 'Ada' }])
  const { rows } = await sql<{ name: string }>`select tablename as name from pg_tables where schemaname = 'public'`.execute(h.db)
  for (const { name } of rows) {
    const { rows: [found] } = await sql<{ all: string | null }>`select string_agg(t::text, ' ') as all from ${sql.table(name)} t`.execute(h.db)
    assert.doesNotMatch(found?.all ?? '', /192\.0\.2\.77|heimseite/, name)
    if (name !== 'readers') assert.doesNotMatch(found?.all ?? '', /example\.com/i, name)
  }
  const { html } = await h.open(page)
  assert.doesNotMatch(html, /example\.com|192\.0\.2|heimseite/i)
})())

test('a mail address is one reader, by the name used last; without one the name is; a reader already here is left alone', (t) => house(async (h) => {
  await addReader(h.db, { name: 'Eigener Name', mail_address: 'Hier@example.com' }, act)
  const { report } = await take(t, h, [
    { id: 1, mail: 'ada@example.com', name: 'Ada neu', at: '2026-01-09 00:00:00' }, { id: 2, mail: 'ADA@example.com', name: 'Ada alt', at: '2026-01-08 00:00:00' },
    { id: 3, mail: '', name: 'Bob' }, { id: 4, mail: 'keine Adresse', name: 'Bob' }, { id: 5, mail: 'hier@example.com', name: 'Anderer' }, { id: 6, mail: '', name: '' },
  ])
  const readers = await h.db.selectFrom('readers').innerJoin('comments', 'reader_id', 'readers.id').select((eb) => ['name', 'mail_address', eb.fn.countAll<number>().as('n')]).groupBy(['readers.id']).orderBy('name').execute()
  assert.deepEqual(readers, [
    { name: 'Ada neu', mail_address: 'ada@example.com', n: 2 }, { name: 'Anonym', mail_address: null, n: 1 }, { name: 'Bob', mail_address: null, n: 2 }, { name: 'Eigener Name', mail_address: 'Hier@example.com', n: 1 },
  ])
  assert.equal(report.changed.find(({ what }) => what.startsWith('readers who wrote under several names'))?.times, 1)
})())

test('a comment without words leaves a tombstone, one that is too long is cut, and both are said', (t) => house(async (h) => {
  const { report } = await take(t, h, [{ id: 1, text: '<p> </p>' }, { id: 2, parent: 1, text: 'Antwort' }, { id: 3, text: 'x'.repeat(20_001) }])
  const rows = await h.db.selectFrom('comments').select(['state', 'body']).orderBy('id').execute()
  assert.deepEqual(rows.map(({ state, body }) => [state, body.length]), [['removed', 0], ['shown', 7], ['shown', 20_000]])
  assert.equal(report.left_out.length + report.changed.length, 2)
})())

test('a comment that answers one under another post hangs under a tombstone, and the other post keeps its own', (t) => house(async (h) => {
  const items = [
    { id: 1, slug: 'a', comments: [{ id: 10, text: 'hier', parent: 20 }] }, { id: 2, slug: 'b', comments: [{ id: 20, text: 'dort' }, { id: 21, text: 'Antwort', parent: 10 }, { id: 21, text: 'mit derselben Nummer' }] },
  ]
  const file = testFile(t, wxr({ items }))
  const report = await importWxr(h.db, { file, files: h.files }, act)
  assert.deepEqual(await thread(h.db), ['–: – [removed]', 'Ada: hier @ – [shown]', 'Ada: dort [shown]', 'Ada: mit derselben Nummer [shown]'])
  assert.equal(report.left_out.find(({ what }) => what === 'comments with a number that a later one has')?.times, 1)
  assert.deepEqual((await importWxr(h.db, { file, files: h.files }, act)).came, {})
})())
