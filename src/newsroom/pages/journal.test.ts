import assert from 'node:assert/strict'
import { test } from 'node:test'
import { globSync, readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { makeDecision } from '../../../test/case-makers.ts'
import { touched } from '../../../test/blocks.ts'
import { house, type House } from '../../../test/house.ts'
import { makeArticle } from '../../../test/makers.ts'
import { makeAccount } from '../../../test/people-makers.ts'
import { createTopic } from '../../articles/paper.ts'
import { record } from '../../base/db/journal.ts'
import { isKey, translator } from '../../base/i18n/i18n.ts'
import { deedKey } from '../../base/i18n/deed-words.ts'
import { called, told } from '../deed.ts'
import { deeds, kindsOfDeeds } from '../reads/journal.ts'

/** Two people, and a deed of each. */
async function twoDeeds(t: House) {
  const ada = await makeAccount(t.db, { name: 'Ada Vogt', roles: ['admin'] })
  const bo = await makeAccount(t.db, { name: 'Bo Ström', roles: ['editor'] })
  const article = await makeArticle(t.db, { headline: 'Depot fertig' })
  await record(t.db, { by: `staff:${ada.id}`, what: 'article withdrawn', subject: `article:${article.id}`, now: new Date('2026-02-10T22:30:00Z') })
  await record(t.db, { by: `staff:${bo.id}`, what: 'topic renamed', subject: 'topic:3', now: new Date('2026-02-11T09:00:00Z') })
  return { ada, bo, article }
}

test('a deed stands in the journal with who did it and what it was done to, by their names', house(async (t) => {
  const { ada, article } = await twoDeeds(t)
  const { html } = await t.open('/desk/journal', ada.cookie)
  assert.match(html, new RegExp(`<a href="/desk/people/${ada.id}">Ada Vogt</a>`))
  assert.match(html, new RegExp(`<a href="/desk/articles/${article.id}">Depot fertig</a>`))
}))

test('a comment is named in the journal, and leads to the page where moderators see it', house(async (t) => {
  const ada = await makeAccount(t.db, { roles: ['admin'] })
  await record(t.db, { by: `staff:${ada.id}`, what: 'comment approved', subject: 'comment:1207', now: t.now })
  assert.match((await t.open('/desk/journal', ada.cookie)).html, /<a href="\/desk\/moderation\/comments\/1207">Kommentar 1207<\/a>/)
}))

test('a front is named by whose it is, and leads to where it is laid out', house(async (t) => {
  const ada = await makeAccount(t.db, { roles: ['admin', 'chief_editor'] })
  const { id } = await createTopic(t.db, { slug: 'deiche', name: 'Deiche' })
  for (const subject of ['front:paper', `front:topic:${id}`, 'front:section:999']) await record(t.db, { by: `staff:${ada.id}`, what: 'front published', subject, now: t.now })
  const { html } = await t.open('/desk/journal', ada.cookie)
  assert.match(html, /<a href="\/desk\/fronts\/paper">Titelseite: Die Zeitung<\/a>/)
  assert.match(html, new RegExp(`<a href="/desk/fronts/t${id}">Titelseite: Deiche</a>`))
  assert.match(html, />Titelseite: 999</)
}))

test('what was decided and by which rule is told in words, and leads to where the desk shows it', house(async (t) => {
  const ada = await makeAccount(t.db, { roles: ['admin'] })
  const { id, comment_id } = await makeDecision(t.db)
  const { id: rule_id } = await t.db.insertInto('moderation_rules').values({ kind: 'words', pattern: 'Depp', action: 'hold', clause: 'person', note: 'Grobes', made_at: t.now }).returning('id').executeTakeFirstOrThrow()
  for (const subject of [`decision:${id}`, `rule:${rule_id}`, 'rule:999999']) await record(t.db, { by: 'import', what: 'objection upheld', subject, now: t.now })
  const { html } = await t.open('/desk/journal?who=%C3%9Cbernahme', ada.cookie)
  assert.match(html, new RegExp(`<a href="/desk/moderation/comments/${comment_id}">Entscheidung über Kommentar ${comment_id}</a>`))
  assert.match(html, new RegExp(`<a href="/desk/moderation/rules#rule-${rule_id}">Regel: Grobes</a>`))
  assert.match(html, />Regel 999999 · /)
}))

test('the journal is searched by person, words, subject and day', house(async (t) => {
  const { ada } = await twoDeeds(t)
  const found = async (query: string) => {
    const { html } = await t.open(`/desk/journal?${query}`, ada.cookie)
    return [/Ada Vogt<\/a><\/td>/.test(html), /Bo Ström<\/a><\/td>/.test(html)]
  }
  // Whoever types the name otherwise means the same person.
  assert.deepEqual(await found('who=bo+strom'), [false, true])
  assert.deepEqual(await found('words=withdr'), [true, false])
  assert.deepEqual(await found('subject=topic%3A3'), [false, true])
  // The paper's day begins at midnight in its time zone, not in Greenwich.
  await t.db.updateTable('paper').set({ time_zone: 'Europe/Berlin' }).execute()
  assert.deepEqual(await found('from=2026-02-11&to=2026-02-11'), [false, true])
  await t.db.updateTable('paper').set({ time_zone: 'Asia/Tokyo' }).execute()
  assert.deepEqual(await found('from=2026-02-11&to=2026-02-11'), [true, true])
}))

test('words are looked for as the desk says them, in the language of the desk', () => {
  const kinds = ['article withdrawn', 'article created', '3 readers added']
  assert.deepEqual(called(kinds, 'zurückgez', translator('de')), ['article withdrawn'])
  assert.deepEqual(called(kinds, 'zurückgez', translator('en')), [])
  assert.deepEqual(called(kinds, 'Leserkonten', translator('de')), ['3 readers added'])
})

test('a page of the journal begins where the one before it ended, also among deeds of one moment', house(async (t) => {
  const { ada } = await twoDeeds(t)
  for (let n = 0; n < 60; n++) await record(t.db, { by: 'import', what: `deed ${n}`, subject: `topic:${n}`, now: t.now })
  const seen = []
  for (let path: string | undefined = '/desk/journal?who=import'; path;) {
    const { html } = await t.open(path, ada.cookie)
    seen.push(...[...html.matchAll(/>(deed \d+)</g)].map(([, deed]) => deed))
    path = /rel="next" href="([^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&')
  }
  assert.deepEqual(seen, Array.from({ length: 60 }, (_, n) => `deed ${59 - n}`))
}))

test('the table for calculating holds all that was found, and is for those who may read the journal', house(async (t) => {
  const { ada, bo } = await twoDeeds(t)
  const { html, headers } = await t.open('/desk/journal.csv?who=Ada', ada.cookie)
  assert.match(headers.get('content-disposition') ?? '', /attachment/)
  assert.match(html, /^\uFEFFhappened_at,actor,/)
  assert.match(html, /2026-02-10T22:30:00.000Z,staff:\d+,Ada Vogt,article withdrawn,/)
  assert.doesNotMatch(html, /topic renamed/)
  assert.equal((await t.open('/desk/journal.csv', bo.cookie)).status, 403)
}))

test('a page costs the same in a long journal as in a short one, whatever is looked for', house(async (t) => {
  const fill = (from: number, to: number) => sql`insert into journal (happened_at, actor, what, subject)
    select timestamptz '2020-01-01' + n * interval '1 minute', 'staff:' || n % 20, case when n % 3000 = 0 then 'article withdrawn' else 'comment shown' end, 'comment:' || n % 5000
    from generate_series(${from}::int, ${to}::int) n`.execute(t.db)
  const searches = [{}, { actors: ['staff:3'] }, { subject: 'comment:7' }, { whats: ['article withdrawn'] }, { whats: ['comment shown'] }, { from: '2020-01-02', to: '2020-01-03' }]
  const costs = async () => {
    await sql`analyze journal`.execute(t.db)
    const all = []
    for (const sought of searches) all.push(await touched(t.db, () => deeds(t.db, sought, { limit: 51 })))
    all.push(await touched(t.db, () => kindsOfDeeds(t.db)))
    return all
  }
  await fill(1, 3_000)
  const before = await costs()
  await fill(3_001, 60_000)
  const after = await costs()
  for (const [n, blocks] of after.entries()) assert.ok(blocks <= 3 * before[n]! + 60, `${JSON.stringify(searches[n] ?? 'kinds')}: ${blocks} blocks, ${before[n]} in the short one`)
}))

test('every deed of the program has its name in the languages of the desk', () => {
  const sources = globSync('src/**/*.{ts,tsx}').filter((file) => !file.includes('.test.')).map((file) => readFileSync(file, 'utf8')).filter((text) => /\brecord(All)?\(/.test(text))
  const deeds = sources.flatMap((text) => [...text.matchAll(/\bwhat: '([^']+)', subject/g)].map(([, what = '']) => what))
  assert.ok(deeds.length > 5)
  assert.deepEqual(deeds.filter((what) => !isKey(deedKey(what))), [])
})

test('everything that the program names in the journal is told in words', house(async (t) => {
  const kinds = new Set(globSync('src/**/*.{ts,tsx}').filter((file) => !file.includes('.test.')).flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/what: [^\n]*subject: `([a-z_]+):\$/g)].map(([, kind = '']) => kind)))
  assert.ok(kinds.size >= 7)
  const all = [...kinds].map((kind, id) => ({ id, happened_at: t.now, actor: 'operator', what: 'rule made', subject: `${kind}:987654` }))
  const said = await told(t.db, all, { t: translator('de'), who: { roles: ['admin'] } })
  assert.deepEqual(said.filter(({ subject, subject_id }) => subject.text === subject_id), [])
}))
