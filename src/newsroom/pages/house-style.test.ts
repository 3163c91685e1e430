// House style at the desk: who keeps the list, how it goes out and in, and what of it keeps an article from being published.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { house, type House } from '../../../test/house.ts'
import { makeArticle } from '../../../test/makers.ts'
import { makeAccount } from '../../../test/people-makers.ts'
import { articleById } from '../../articles/reads/articles.ts'
import { fireAt } from '../firing.ts'
import { writeInto } from '../writing.ts'
import { asChecked, recordAnyway, styleFindings, styleRefusal } from '../style-check.ts'

const path = '/desk/settings/house-style'
const rule = { kind: 'avoid', what: 'Familiendrama', instead: 'Tötung', reason: 'Verharmlost.', language: 'de', blocks: 'on' }
const body = { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Ein Familiendrama in Wallstädt.' }] }] }
const chief = (t: House) => makeAccount(t.db, { roles: ['chief_editor'] })

test('a rule is kept, changed in its place and removed, and each is in the journal', house(async (t) => {
  const { cookie, id } = await chief(t)
  assert.equal((await t.send(`${path}/rules`, rule, cookie)).status, 303)
  const [kept] = await t.db.selectFrom('style_rules').selectAll().execute()
  assert.deepEqual([kept?.what, kept?.blocks, kept?.made_by], ['Familiendrama', true, id])
  const form = await t.open(`${path}?change=${kept?.id}`, cookie)
  assert.match(form.html, /name="what"[^>]*value="Familiendrama"/)
  await t.send(`${path}/rules`, { ...rule, what: 'Familientragödie', blocks: '', instead_of: String(kept?.id) }, cookie)
  const [changed, ...more] = await t.db.selectFrom('style_rules').selectAll().execute()
  assert.deepEqual([changed?.what, changed?.blocks, more.length], ['Familientragödie', false, 0])
  await t.send(`${path}/rules/${changed?.id}/removal`, {}, cookie)
  assert.equal((await t.db.selectFrom('style_rules').selectAll().execute()).length, 0)
  const deeds = await t.db.selectFrom('journal').select('what').where('actor', '=', `staff:${id}`).orderBy('id').execute()
  assert.deepEqual(deeds.map(({ what }) => what), ['house style rule kept', 'house style rule kept', 'house style rule dropped'])
}))

test('a rule that is none is refused with what was typed, and one is tried on what was published', house(async (t) => {
  const { cookie } = await chief(t)
  const refused = await t.send(`${path}/rules`, { ...rule, what: '*' }, cookie)
  assert.deepEqual([refused.status, /value="Tötung"/.test(refused.html), /id="what-error"/.test(refused.html)], [422, true, true])
  const { id } = await makeArticle(t.db, { headline: 'In Wallstedt', language: 'de', body })
  const tried = await t.send(`${path}/rules`, { ...rule, kind: 'name', what: 'Wallstedt', do: 'try' }, cookie)
  assert.equal(tried.status, 200)
  assert.match(tried.html, new RegExp(`Einmal gefunden[\\s\\S]*/desk/articles/${id}"[\\s\\S]*<mark>Wallstädt</mark>[\\s\\S]*Wallstedt`))
  assert.equal((await t.db.selectFrom('style_rules').selectAll().execute()).length, 0)
}))

test('a rule is tried only so often in a minute, and what was typed stays', house(async (t) => {
  const { cookie } = await chief(t)
  const tries = []
  for (let n = 0; n < 11; n++) tries.push((await t.send(`${path}/rules`, { ...rule, do: 'try' }, cookie)).status)
  assert.deepEqual(tries, [...Array.from({ length: 10 }, () => 200), 429])
  const { status, html, headers } = await t.send(`${path}/rules`, { ...rule, do: 'try' }, cookie)
  assert.deepEqual([status, headers.get('retry-after')], [429, '60'])
  assert.match(html, /value="Familiendrama"/)
  assert.match(html, /Das war viel in kurzer Zeit/)
  assert.equal((await t.send(`${path}/rules`, { ...rule, do: 'try' }, (await chief(t)).cookie)).status, 200)
}))

test('the list goes out as a file and comes in again; a whole list removes what it does not have', house(async (t) => {
  const { cookie } = await chief(t)
  await t.send(`${path}/rules`, rule, cookie)
  const out = await t.open(`${path}/rules.csv`, cookie)
  assert.match(out.html, /kind,what,instead,reason,language,blocks\r\navoid,Familiendrama,Tötung,Verharmlost\.,de,yes\r\n/)
  const send = (text: string, more: Record<string, string> = {}) => {
    const form = new FormData()
    form.set('file', new File([text], 'stil.csv'))
    for (const [name, value] of Object.entries(more)) form.set(name, value)
    return t.upload(`${path}/rules.csv`, form, cookie)
  }
  assert.equal((await send(`${out.html}name,Wallstedt,,,,\r\n`)).status, 303)
  assert.equal((await t.db.selectFrom('style_rules').selectAll().execute()).length, 2)
  assert.equal((await send('kind,what\nname,Nordhausen\n', { is_whole: 'on' })).status, 303)
  assert.deepEqual((await t.db.selectFrom('style_rules').select('what').execute()).map(({ what }) => what), ['Nordhausen'])
  const wrong = await send('kind,what\nname,klein\n')
  assert.deepEqual([wrong.status, /Zeile 2/.test(wrong.html)], [422, true])
}))

test('checks are set with their limits, and a limit that is no number is refused', house(async (t) => {
  const { cookie } = await chief(t)
  const { html } = await t.open(path, cookie)
  const form = Object.fromEntries([...html.matchAll(/name="(limit_\w+)"[^>]*value="(\d+)"/g)].map(([, name = '', value = '']) => [name, value]))
  assert.deepEqual(form, { limit_attribution: '60', limit_headline_length: '75', limit_standfirst_length: '300', limit_length: '10' })
  assert.equal((await t.send(`${path}/checks`, { ...form, weight_headline_length: 'blocks', limit_headline_length: '20' }, cookie)).status, 303)
  const article = asChecked({ ...row, headline: 'Einundzwanzig Zeichen' })
  assert.deepEqual((await styleFindings(t.db, article)).map(({ check, blocks }) => [check, blocks]), [['headline_length', true], ['standfirst_missing', false]])
  assert.equal((await t.send(`${path}/checks`, { ...form, limit_length: 'viel' }, cookie)).status, 422)
}))

const row = { kicker: '', headline: 'Kurz', standfirst: '', dateline_place: '', lead_alt: null, lead_caption: null, note: '', language: 'de', body: { type: 'doc', content: [] } }

test('what blocks refuses publication, and only who may set house style may publish anyway, with a reason', house(async (t) => {
  const { cookie, id: by } = await chief(t)
  await t.send(`${path}/rules`, rule, cookie)
  const written = asChecked({ ...row, body })
  const refused = await styleRefusal(t.db, { written, roles: ['editor'], anyway: 'Eilt.' })
  assert.deepEqual([refused?.findings.map(({ words }) => words), refused?.may_anyway], [['Familiendrama'], false])
  assert.equal((await styleRefusal(t.db, { written, roles: ['chief_editor'] }))?.may_anyway, true)
  assert.equal(await styleRefusal(t.db, { written, roles: ['chief_editor'], anyway: 'Zitat der Polizei.' }), undefined)
  const { id } = await makeArticle(t.db)
  await recordAnyway(t.db, { article_id: id, anyway: 'Zitat der Polizei.' }, { by: `staff:${by}`, now: t.now })
  const { html } = await t.open(`/desk/journal?subject=article:${id}`, cookie)
  assert.match(html, /gegen den Hausstil veröffentlicht/)
  assert.match(html, /Zitat der Polizei\./)
}))

test('the reason why something was published anyway stands with its revision and on the article’s way: at first, and with a change', house(async (t) => {
  const [chief_editor, bo] = [await chief(t), await makeAccount(t.db, { roles: ['editor'] })]
  await t.send(`${path}/rules`, rule, chief_editor.cookie)
  const { id } = await makeArticle(t.db, { language: 'de', body, state: 'draft', published_at: null, first_published_at: null })
  const desk = `/desk/articles/${id}`
  assert.doesNotMatch((await t.send(`${desk}/publication`, {}, bo.cookie)).html, /name="anyway"/)
  assert.match((await t.send(`${desk}/publication`, {}, chief_editor.cookie)).html, /name="anyway"/)
  assert.equal((await t.send(`${desk}/publication`, { anyway: 'Zitat der Polizei.' }, chief_editor.cookie)).status, 303)
  assert.match((await t.open(`${desk}/revisions`, bo.cookie)).html, /gegen den Hausstil[\s\S]*Zitat der Polizei\./)
  assert.match((await t.open(desk, bo.cookie)).html, /class="said">Zitat der Polizei\./)
  await writeInto(t.db, { article_id: id, written: { headline: 'Ein anderer Titel' } }, { by: `staff:${bo.id}`, now: t.now })
  const refused = await t.send(`${desk}/changes`, { how: 'revised', why: 'Titel' }, chief_editor.cookie)
  assert.equal(refused.status, 422)
  assert.match(refused.html, /name="anyway"/)
  assert.match(refused.html, /Familiendrama/)
  assert.doesNotMatch((await t.send(`${desk}/changes`, { how: 'revised', why: 'Titel', anyway: 'x' }, bo.cookie)).html, /name="anyway"/)
  assert.equal((await t.send(`${desk}/changes`, { how: 'revised', why: 'Titel', anyway: 'Bleibt ein Zitat.' }, chief_editor.cookie)).status, 303)
  const { number } = await t.db.selectFrom('revisions').select('number').where('article_id', '=', id).orderBy('number', 'desc').executeTakeFirstOrThrow()
  assert.match((await t.open(`${desk}/revisions/${number}`, bo.cookie)).html, /gegen den Hausstil[\s\S]*Titel – Bleibt ein Zitat\./)
}))

test('who may publish against house style may schedule it, with a reason that stands wherever it would; what is against it by then goes out as decided, and the desk says so', house(async (t) => {
  const [chief_editor, bo] = [await chief(t), await makeAccount(t.db, { roles: ['editor'] })]
  const draft = { language: 'de', state: 'draft', published_at: null, first_published_at: null } as const
  const [decided, later] = [await makeArticle(t.db, { ...draft, body }), await makeArticle(t.db, draft)]
  await t.send(`${path}/rules`, rule, chief_editor.cookie)
  const [desk, form] = [`/desk/articles/${decided.id}`, { kind: 'publish', at: '2026-03-01T14:00' }]
  const refused = await t.send(`${desk}/schedule`, { ...form, schedule_anyway: 'Eilt.' }, bo.cookie)
  assert.deepEqual([refused.status, /name="schedule_anyway"/.test(refused.html)], [422, false])
  const asked = await t.send(`${desk}/schedule`, form, chief_editor.cookie)
  assert.equal(asked.status, 422)
  assert.match(asked.html, /<details open[\s\S]*value="2026-03-01T14:00"[\s\S]*name="schedule_anyway"/)
  assert.equal((await t.send(`${desk}/schedule`, { ...form, schedule_anyway: 'Zitat der Polizei.' }, chief_editor.cookie)).status, 303)
  assert.match((await t.open(desk, bo.cookie)).html, /Gegen den Hausstil: Zitat der Polizei\./)
  assert.match((await t.open(`/desk/journal?subject=article:${decided.id}`, chief_editor.cookie)).html, /gegen den Hausstil terminiert/)
  assert.equal((await t.send(`/desk/articles/${later.id}/schedule`, form, bo.cookie)).status, 303)
  await writeInto(t.db, { article_id: later.id, written: { headline: 'Ein Familiendrama' } }, { by: `staff:${chief_editor.id}`, now: t.now })
  assert.equal(await fireAt(t.db, new Date('2026-03-01T13:00:00Z')), 2)
  for (const [{ id }, reason] of [[decided, 'Zitat der Polizei.'], [later, undefined]] as const) {
    const { html } = await t.open(`/desk/articles/${id}`, bo.cookie)
    assert.match(html, /ging er hinaus wie terminiert, obwohl der Hausstil etwas einwandte/)
    assert.equal(html.includes('class="said">Zitat der Polizei.'), reason !== undefined)
    assert.match((await t.open(`/desk/articles/${id}/revisions`, bo.cookie)).html, /gegen den Hausstil/)
    assert.equal((await articleById(t.db, id))?.state, 'published')
  }
  assert.equal((await t.send(`${desk}/schedule`, { kind: 'update', at: '2026-03-01T15:00' }, bo.cookie)).status, 422)
}))

test('the editor is told list, checks and what is known of pictures; authors cannot change the list', house(async (t) => {
  const author = await makeAccount(t.db, { roles: ['author'] })
  await t.send(`${path}/rules`, rule, (await chief(t)).cookie)
  const facts = JSON.parse((await t.open('/desk/house-style?pictures=nirgends', author.cookie)).html)
  assert.deepEqual([facts.rules[0].what, facts.checks.headline_length, facts.pictures], ['Familiendrama', { weight: 'hint', limit: 75 }, {}])
  assert.equal((await t.open(path, author.cookie)).status, 403)
  assert.equal((await t.send(`${path}/rules`, rule, author.cookie)).status, 403)
}))

test('a published article is checked as it stands', house(async (t) => {
  await t.send(`${path}/rules`, rule, (await chief(t)).cookie)
  const { id } = await makeArticle(t.db, { language: 'de', body })
  const article = await articleById(t.db, id)
  assert.ok((await styleFindings(t.db, asChecked(article!))).some(({ words, blocks }) => words === 'Familiendrama' && blocks))
}))
