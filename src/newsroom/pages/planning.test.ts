import assert from 'node:assert/strict'
import { test } from 'node:test'
import { house, type House } from '../../../test/house.ts'
import { makeArticle, makeSection } from '../../../test/makers.ts'
import { makeAccount } from '../../../test/people-makers.ts'
import { makeComment, makeReader } from '../../../test/comment-makers.ts'
import { dayOf } from '../../base/time.ts'
import { addDays } from '../../funding/rhythm.ts'
import { mondayOf } from '../planning-week.ts'
import { writtenOf } from '../writing.ts'

test('a week begins on its Monday, also over the end of a year', () => {
  assert.deepEqual(['2026-11-23', '2026-11-29', '2027-01-01', '2028-02-29'].map(mondayOf), ['2026-11-23', '2026-11-23', '2026-12-28', '2028-02-28'])
})

const idea = { headline: 'Wer zahlt für die Brücke?', brief: 'Beim Bauamt nachfragen', planned_on: '2026-12-02', length: '4500' }

async function begun(t: House, cookie: string, over: Partial<typeof idea & { section: string }> = {}) {
  const section = await makeSection(t.db)
  const { slug } = await t.db.selectFrom('sections').select('slug').where('id', '=', section.id).executeTakeFirstOrThrow()
  return t.send('/desk/planning', { ...idea, section: slug, ...over }, cookie)
}

test('a piece begins as an idea with its day, and stands in the calendar of that week and no other', house(async (t) => {
  const { cookie } = await makeAccount(t.db, { roles: ['author'] })
  const answer = await begun(t, cookie)
  assert.equal(answer.status, 303)
  const article = await t.db.selectFrom('articles').select(['id', 'state']).executeTakeFirstOrThrow()
  assert.equal(answer.headers.get('location'), `/desk/articles/${article.id}?done=planned`)
  assert.equal(article.state, 'draft')
  assert.match((await t.open('/desk/planning?day=2026-12-05', cookie)).html, /Wer zahlt für die Brücke\?/)
  assert.doesNotMatch((await t.open('/desk/planning?day=2026-12-07', cookie)).html, /Wer zahlt für die Brücke\?/)
  assert.match((await t.open('/desk/planning?day=2026-12-07&who=0', cookie)).html, /Nothing planned|Nichts geplant/)
  assert.equal((await t.open('/desk/planning?day=nonsense', cookie)).status, 200)
}))

test('what is wrong with an idea is said, and what was typed is kept', house(async (t) => {
  const { cookie } = await makeAccount(t.db, { roles: ['author'] })
  for (const wrong of [{ headline: ' ' }, { planned_on: '2026-02-30' }, { length: 'viel' }, { length: '0' }, { section: 'nowhere' }]) {
    const { status, html } = await begun(t, cookie, wrong)
    assert.equal(status, 422)
    assert.match(html, /Beim Bauamt nachfragen/)
  }
  assert.deepEqual(await t.db.selectFrom('articles').select('id').execute(), [])
}))

test('the length that is planned is the one aimed at where the piece is written', house(async (t) => {
  const { cookie } = await makeAccount(t.db, { roles: ['editor'] })
  await begun(t, cookie)
  const { id } = await t.db.selectFrom('articles').select('id').executeTakeFirstOrThrow()
  assert.equal((await writtenOf(t.db, id)).written.length_aim, 4_500)
  await t.send(`/desk/articles/${id}/plan`, { planned_on: '', brief: '', length: '6000' }, cookie)
  assert.equal((await writtenOf(t.db, id)).written.length_aim, 6_000)
}))

test('those who plan move pieces and ask others; authors take on what they do themselves', house(async (t) => {
  const [author, editor, other] = [await makeAccount(t.db, { roles: ['author'], name: 'Ada Anders' }), await makeAccount(t.db, { roles: ['editor'] }), await makeAccount(t.db, { roles: ['author'], name: 'Ben Berg' })]
  const { id } = await makeArticle(t.db, { state: 'draft', published_at: null, first_published_at: null })
  assert.equal((await t.send(`/desk/articles/${id}/plan`, { planned_on: '2026-12-03', brief: '', length: '' }, author.cookie)).status, 403)
  const moved = await t.send(`/desk/articles/${id}/plan`, { planned_on: '2026-12-03', brief: 'x', length: '', next: 'planning' }, editor.cookie)
  assert.equal(moved.headers.get('location'), '/desk/planning?day=2026-12-03&done=moved')
  const given = (cookie: string, name: string) => t.send(`/desk/articles/${id}/assignments`, { task: 'photo', name, due_on: '2026-12-02', note: '' }, cookie)
  assert.equal((await given(author.cookie, 'Ben Berg')).status, 422)
  assert.equal((await given(author.cookie, 'Ada Anders')).status, 303)
  assert.equal((await given(editor.cookie, 'Fotobüro Nord')).status, 303)
  const rows = await t.db.selectFrom('assignments').select(['id', 'staff_id', 'name']).orderBy('id').execute()
  assert.deepEqual(rows.map(({ staff_id, name }) => [staff_id, name]), [[author.id, ''], [null, 'Fotobüro Nord']])
  const [own, outside] = rows.map((row) => row.id)
  assert.equal((await t.send(`/desk/assignments/${own}/done`, {}, other.cookie)).status, 403)
  assert.equal((await t.send(`/desk/assignments/${outside}/removal`, {}, author.cookie)).status, 403)
  assert.match((await t.open('/desk', author.cookie)).html, /action="\/desk\/assignments\/\d+\/done"/)
  assert.equal((await t.send(`/desk/assignments/${own}/done`, { next: 'desk' }, author.cookie)).headers.get('location'), '/desk?done=assignment')
  assert.doesNotMatch((await t.open('/desk', author.cookie)).html, /action="\/desk\/assignments\/\d+\/done"/)
  await t.send(`/desk/assignments/${own}/done`, { again: 'on' }, author.cookie)
  assert.equal((await t.send(`/desk/assignments/${outside}/removal`, {}, editor.cookie)).status, 303)
  assert.deepEqual((await t.db.selectFrom('assignments').select(['id', 'done_at']).execute()), [{ id: own, done_at: null }])
  assert.match((await t.open('/desk/planning?day=2026-12-03', author.cookie)).html, /Ada Anders/)
}))

test('the first page says what is planned and published today, and what came of it; the list says it of each article', house(async (t) => {
  const { cookie } = await makeAccount(t.db, { roles: ['chief_editor'] })
  const reader_id = await makeReader(t.db)
  const today = dayOf(t.now, 'Europe/Berlin')
  const article = await makeArticle(t.db, { headline: 'Heute erschienen', published_at: t.now, first_published_at: t.now })
  const { id: page_id } = await t.db.insertInto('counted_pages').values({ article_id: article.id }).returning('id').executeTakeFirstOrThrow()
  await t.db.insertInto('page_days').values([{ page_id, day: today, views: 1_234, told: 0 }, { page_id, day: addDays(today, -1), views: 8_000, told: 0 }]).execute()
  await makeComment(t.db, { article_id: article.id, reader_id })
  await makeComment(t.db, { article_id: article.id, reader_id, state: 'pending' })
  await begun(t, cookie, { planned_on: today })
  const first = await t.open('/desk', cookie)
  assert.match(first.html, /Heute erschienen[\s\S]*Wer zahlt|Wer zahlt[\s\S]*Heute erschienen/)
  for (const { html } of [first, await t.open('/desk/articles', cookie)]) assert.match(html, /9[.,]234[\s\S]{0,200}1[.,]234[\s\S]{0,200}>1<[\s\S]{0,200}>1</)
  const moderator = await makeAccount(t.db, { roles: ['moderator'] })
  assert.doesNotMatch((await t.open('/desk', moderator.cookie)).html, /Heute erschienen/)
}))

test('the list finds by section, author and words together', house(async (t) => {
  const { cookie } = await makeAccount(t.db, { roles: ['editor'] })
  const [here, there] = [await makeSection(t.db, { slug: 'hier' }), await makeSection(t.db, { slug: 'dort' })]
  const author = await t.db.insertInto('authors').values({ slug: 'ada', name: 'Ada Anders' }).returning('id').executeTakeFirstOrThrow()
  await makeArticle(t.db, { headline: 'Alpha eins', section_id: here.id, bylines: [{ author_id: author.id, role: 'text' }] })
  await makeArticle(t.db, { headline: 'Alpha zwei', section_id: there.id })
  await makeArticle(t.db, { headline: 'Beta 100%', section_id: here.id })
  const found = async (query: string) => [...(await t.open(`/desk/articles?${query}`, cookie)).html.matchAll(/<th scope="row"[^>]*><a [^>]*>([^<]+)</g)].map(([, headline]) => headline)
  assert.deepEqual(await found('section=hier'), ['Beta 100%', 'Alpha eins'])
  assert.deepEqual(await found('q=alpha'), ['Alpha zwei', 'Alpha eins'])
  assert.deepEqual(await found('q=alpha&section=hier'), ['Alpha eins'])
  assert.deepEqual(await found('author=Ada+Anders'), ['Alpha eins'])
  assert.deepEqual(await found('q=0%25'), ['Beta 100%'])
}))

test('of staff the list says what they prove who they are with, and in how many places they are signed in', house(async (t) => {
  const { cookie } = await makeAccount(t.db, { roles: ['admin'], name: 'Nora Nix' })
  const ada = await makeAccount(t.db, { roles: ['author'], name: 'Ada Anders' })
  await t.db.insertInto('totp_secrets').values({ reader_id: ada.id, secret: 'x', confirmed_at: t.now }).execute()
  const { html } = await t.open('/desk/people', cookie)
  assert.match(html, /Ada Anders[\s\S]*?(Code-App|code app)[\s\S]*?>1</)
  assert.match(html, /Nora Nix[\s\S]*?<strong>(keiner|none)</)
}))
