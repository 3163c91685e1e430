import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeDecision } from '../../../test/case-makers.ts'
import { makeComment, makeReader } from '../../../test/comment-makers.ts'
import { house, type House } from '../../../test/house.ts'
import { makeArticle, makeSection, noon } from '../../../test/makers.ts'
import { makeAccount } from '../../../test/people-makers.ts'
import { commentFiguresUrl } from '../../urls.ts'
import { agreementOf } from '../agreement.ts'
import { usualPeriods } from '../transparency.ts'

const march = '?from=2026-03-01&to=2026-03-31'
interface Json { reported: { kind: string; clause: string; count: number; acted: number; median_seconds: number }[]; decided: { kind: string; source: string; automated: boolean; count: number; undone: number }[]; automated: { count: number; wrong: number; error_rate: number }; objected: { by_whom: string; overturned: number; by_same_person: number }[]; people: number }
const reportOf = async (t: House): Promise<Json> => JSON.parse((await t.open(`/transparency.json${march}`)).html)

async function moderated(db: House['db']) {
  const byNotice = await makeDecision(db, { clause: 'illegal', body: 'Secret words of the author' })
  await db.insertInto('reports').values({ comment_id: byNotice.comment_id, kind: 'notice', clause: 'illegal', explanation: 'Secret words of the notice', contact_name: 'Eva Kern', contact_mail: 'eva@mail.test', reported_at: noon, ended_at: new Date('2026-03-01T14:00:00Z'), outcome: 'acted', decision_id: byNotice.id }).execute()
  const byRule = await makeDecision(db, { kind: 'reject', made_by: 'rule', staff_id: null, clause: 'advertising' })
  const alsoByRule = await makeDecision(db, { kind: 'reject', made_by: 'rule', staff_id: null, clause: 'advertising', undone_at: noon })
  await db.insertInto('objections').values({ decision_id: alsoByRule.id, by_whom: 'author', text: 'Secret words of the objection', objected_at: noon, decided_at: noon, outcome: 'overturned', answer: 'Secret words of the answer', decided_by: byNotice.moderator.id, by_same_person: true }).execute()
  await makeDecision(db, { decided_at: new Date('2026-02-27T12:00:00Z') })
  return [byNotice, byRule, alsoByRule].map(({ author }) => author)
}

test('the transparency report counts notices, decisions by source and machine, errors of machines, and objections of its period alone', house(async (t) => {
  await moderated(t.db)
  const { reported, decided, automated, objected, people } = await reportOf(t)
  assert.deepEqual(reported.map(({ kind, clause, count, acted, median_seconds }) => ({ kind, clause, count, acted, median_seconds })), [{ kind: 'notice', clause: 'illegal', count: 1, acted: 1, median_seconds: 7_200 }])
  assert.deepEqual(decided.map(({ kind, source, automated: by_rule, count, undone }) => [kind, source, by_rule, count, undone]), [['reject', 'own', true, 2, 1], ['remove', 'notice', false, 1, 0]])
  assert.deepEqual(automated, { count: 2, wrong: 1, error_rate: 0.5 })
  assert.deepEqual(objected.map(({ by_whom, overturned, by_same_person }) => ({ by_whom, overturned, by_same_person })), [{ by_whom: 'author', overturned: 1, by_same_person: 1 }])
  assert.equal(people, 1)
}))

test('days of the report are those of the paper', house(async (t) => {
  await makeDecision(t.db, { decided_at: new Date('2026-03-31T21:59:00Z') })
  await makeDecision(t.db, { decided_at: new Date('2026-03-31T22:00:00Z') })
  assert.equal((await reportOf(t)).decided.reduce((sum, { count }) => sum + count, 0), 1)
}))

test('neither the transparency report nor the statements hold a name, an address or a word of anybody', house(async (t) => {
  const authors = await moderated(t.db)
  const { cookie } = await makeAccount(t.db, { roles: ['publisher'] })
  const files = ['/transparency.csv', '/transparency.json', '/transparency', '/desk/moderation/statements.csv', '/desk/moderation/statements.jsonl']
  for (const path of files) {
    const { status, html } = await t.open(path + march, path.startsWith('/desk') ? cookie : undefined)
    assert.equal(status, 200, path)
    for (const secret of ['Secret words', 'Beleidigung', 'Eva Kern', '@mail.test', ...authors.map(({ name }) => name)]) assert.ok(!html.includes(secret), `${path}: ${secret}`)
  }
}))

test('the report without a period is that of the last full year, or of the year that runs where nothing happened before; it says which, and is the same for everyone', house(async (t) => {
  await makeDecision(t.db)
  const { html, headers } = await t.open('/transparency')
  assert.match(html, /1\. Januar 2026 bis 1\. März 2026/)
  assert.match(html, /Das ist das laufende Jahr bis heute/)
  assert.doesNotMatch(html, /2025/)
  assert.match(headers.get('surrogate-key') ?? '', /paper/)
  await makeDecision(t.db, { decided_at: new Date('2025-07-01T12:00:00Z') })
  const later = await t.open('/transparency')
  assert.match(later.html, /1\. Januar 2025 bis 31\. Dezember 2025/)
  assert.match(later.html, /Das ist das letzte volle Jahr\. <a href="\/transparency\?from=2026-01-01&amp;to=2026-03-01">/)
  assert.equal(usualPeriods(new Date('2026-12-31T23:00:00Z'), 'Europe/Berlin').this_year.from, '2027-01-01')
}))

test('a period that is none is refused on the page, and has no files', house(async (t) => {
  for (const query of ['?from=2026-03-31&to=2026-03-01', '?from=2026-02-30&to=2026-03-01', '?from=x', '?from=1990-01-01&to=2026-01-01']) {
    assert.equal((await t.open(`/transparency${query}`)).status, 422, query)
    assert.equal((await t.open(`/transparency.csv${query}`)).status, 404, query)
  }
}))

test('statements have the attributes of the EU’s database', house(async (t) => {
  const { id } = await makeDecision(t.db, { kind: 'suspend', until: new Date('2026-03-08T12:00:00Z'), clause: 'hatred' })
  const { cookie } = await makeAccount(t.db, { roles: ['moderator'] })
  const { html, headers } = await t.open(`/desk/moderation/statements.jsonl${march}`, cookie)
  assert.match(headers.get('content-disposition') ?? '', /^attachment; filename="statements-2026-03-01-2026-03-31\.jsonl"$/)
  const statement = JSON.parse(html)
  assert.equal(statement.puid, `decision-${id}`)
  assert.equal(statement.decision_provision, 'DECISION_PROVISION_PARTIAL_SUSPENSION')
  assert.equal(statement.end_date_service_restriction, '2026-03-08')
  assert.equal(statement.decision_ground, 'DECISION_GROUND_INCOMPATIBLE_CONTENT')
  assert.equal(statement.category, 'STATEMENT_CATEGORY_ILLEGAL_OR_HARMFUL_SPEECH')
  assert.equal(statement.automated_decision, 'AUTOMATED_DECISION_NOT_AUTOMATED')
  assert.equal(statement.source_type, 'SOURCE_VOLUNTARY')
}))

test('only who may see the figures of moderation sees the desk’s', house(async (t) => {
  const author = await makeAccount(t.db, { roles: ['author'] })
  const moderator = await makeAccount(t.db, { roles: ['moderator'] })
  for (const path of ['/desk/moderation/figures', '/desk/moderation/statements', `/desk/moderation/statements.csv${march}`]) {
    assert.equal((await t.open(path, author.cookie)).status, 403)
    assert.equal((await t.open(path, moderator.cookie)).status, 200)
  }
}))

test('figures of the desk show waiting times by day, and each plot has its table', house(async (t) => {
  await makeDecision(t.db, { kind: 'approve', clause: null, waited_since: new Date('2026-03-01T11:20:00Z') })
  const { cookie } = await makeAccount(t.db, { roles: ['moderator'] })
  const { html } = await t.open('/desk/moderation/figures', cookie)
  assert.match(html, /40 Minuten/)
  assert.equal(html.split('<figure class="plot series ').length - 1, 3)
  assert.equal(html.split('<details><summary>Die Zahlen als Tabelle').length - 1, 3)
}))

test('the public sees under an article how many comments came and what became of them', house(async (t) => {
  const section = await makeSection(t.db)
  const article = await makeArticle(t.db, { section_id: section.id, language: 'en' })
  const reader_id = await makeReader(t.db)
  const make = (over: object = {}) => makeComment(t.db, { article_id: article.id, reader_id, ...over })
  await make()
  await t.db.updateTable('comments').set({ waits_for: 'newcomer', shown_at: new Date('2026-03-01T12:07:00Z') }).where('id', '=', await make()).execute()
  await make({ state: 'pending' })
  await make({ state: 'removed', removed_reason: 'hatred', removed_by: 'person' })
  await make({ state: 'removed', removed_reason: null, removed_by: 'author' })
  await t.db.insertInto('decisions').values({ kind: 'reject', article_id: article.id, reader_id, made_by: 'rule', clause: 'advertising', decided_at: noon }).execute()
  const { html } = await t.open(commentFiguresUrl({ ...article, section_slug: section.slug }))
  const text = html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')
  for (const part of ['Came in 6', 'Published 2', 'Not published, or removed 2', 'Deleted by their authors 1', 'Waiting now 1', 'No contempt, no violence person', 'No advertising rule', 'One had to wait: 7 minutes.']) assert.ok(text.includes(part), part)
}))

test('agreement is told as per cent and as Cohen’s kappa', () => {
  const pair = (first_kind: 'approve' | 'reject', second_kind: 'approve' | 'reject', count: number, second_clause = 'person') => ({ first_kind, second_kind, first_clause: 'person', second_clause, count })
  const { checks, agreed, kappa, same_clause } = agreementOf([pair('approve', 'approve', 20), pair('reject', 'reject', 12), pair('reject', 'reject', 3, 'topic'), pair('approve', 'reject', 5), pair('reject', 'approve', 10)])
  assert.deepEqual([checks, agreed, Math.round((kappa ?? 0) * 100) / 100, same_clause], [50, 0.7, 0.4, 0.8])
  assert.deepEqual(agreementOf([pair('approve', 'approve', 4)]).kappa, null)
})
