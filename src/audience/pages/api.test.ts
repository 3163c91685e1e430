import assert from 'node:assert/strict'
import { test } from 'node:test'
import { measuredOf, readerNumber, takeIn, viewOf } from '../../../test/audience-makers.ts'
import { house, type House } from '../../../test/house.ts'
import { makeArticle } from '../../../test/makers.ts'
import { makeAccount } from '../../../test/people-makers.ts'
import { makeToken } from '../counting-token.ts'
import { makeFiguresToken, noteTokenUses, withdrawFiguresToken } from '../figures-token.ts'
import { apiLists } from '../api-figures.ts'

const act = { by: 'staff:1', now: new Date('2026-03-01T12:00:00Z') }

async function asking(t: House, name = 'Bericht') {
  const made = await makeFiguresToken(t.db, name, act)
  assert.ok('token' in made)
  const ask = async (path: string) => {
    const { status, html, headers } = await t.open(`/api/audience${path}`, undefined, { authorization: `Bearer ${made.token}` })
    assert.match(headers.get('content-type') ?? '', /^application\/json/)
    return { status, headers, body: JSON.parse(html) }
  }
  return { token: made.token, ask }
}

async function aDay(t: House) {
  const { id } = await makeArticle(t.db, { headline: 'Depot' })
  const page = { article_id: id }
  const at = '2026-03-01T10:00:00Z'
  await takeIn(t.db, [
    ...Array.from({ length: 9 }, (_, n) => viewOf(at, { page, reader: readerNumber(n % 6), device: n < 3 ? 'phone' : 'desktop', country: 'DE' })), viewOf('2026-02-28T10:00:00Z', { reader: readerNumber(1) }),
    ...Array.from({ length: 6 }, () => measuredOf(at, { page, source: { kind: 'search', name: 'suche.example' }, seconds: 20 })), { kind: 'machine', minute: viewOf(at).minute, page, machine: 'search' }, { kind: 'left_out', minute: viewOf(at).minute, why: 'prefetch' },
  ], act.now)
  return id
}

test('a program reads what the desk sees, in codes, and few are not told exactly', house(async (t) => {
  const id = await aDay(t)
  const { ask } = await asking(t)
  const days = (await ask('/days?from=2026-02-28&to=2026-03-01')).body
  assert.deepEqual([days.from, days.to, days.time_zone, days.mode, days.views, days.visitor_days], ['2026-02-28', '2026-03-01', 'Europe/Berlin', 'visit', 10, 7])
  assert.deepEqual(days.days, [{ day: '2026-02-28', views: 1, readers: '<5', measured_views: 0, engaged_seconds: null }, { day: '2026-03-01', views: 9, readers: 6, measured_views: 6, engaged_seconds: 20 }])
  assert.equal((await ask('/days?from=2026-03-01')).body.readers, 6)
  assert.deepEqual((await ask('/machines')).body.machines, [{ class: 'search', hits: 1 }])
  assert.deepEqual((await ask('/left-out')).body.left_out, [{ reason: 'prefetch', hits: 1 }])
  assert.deepEqual((await ask('/devices')).body.devices, [{ value: 'desktop', views: 6 }, { value: 'phone', views: '<5' }])
  assert.deepEqual((await ask('/countries')).body.countries, [{ value: 'DE', views: 9 }])
  assert.deepEqual((await ask('/sources')).body.sources, [{ kind: 'search', name: 'suche.example', measured_views: 6 }])
  assert.deepEqual((await ask('/articles')).body.articles.map(({ article, views, headline }: Record<string, unknown>) => [article, views, headline]), [[id, 9, 'Depot']])
  assert.equal((await ask('/pages?limit=1')).body.pages.length, 1)
  assert.equal((await ask('/hours')).body.hours[11].views, 9)
  const { body: article } = await ask(`/articles/${id}`)
  assert.deepEqual([article.views, article.sources[0].measured_views, article.reached[4].share_of_measured_views], [9, 6, 1])
  const { body: { sections: [section] } } = await ask('/by/sections?from=2026-03-01')
  assert.deepEqual([section.views, section.readers], [9, 6])
  assert.equal((await ask(`/by/sections/${section.key}`)).body.articles[0].article, id)
  for (const list of apiLists) assert.equal((await ask(`/${list}`)).status, 200, list)
  assert.ok((await ask('')).body.lists.includes('/api/audience/live'))
}))

test('without a token, with a wrong one, with one for counting, and with one that was withdrawn nobody reads anything', house(async (t) => {
  const { token, ask } = await asking(t)
  const counting = await makeToken(t.db, 'zähler', act.now)
  const staff = await makeAccount(t.db, { roles: ['publisher'] })
  for (const authorization of ['', 'Bearer', `Bearer ${token}x`, `Bearer ${token.slice(0, -1)}`, `Basic ${token}`, `Bearer ${counting}`, `Bearer litfass_figures_${'a'.repeat(43)}`]) {
    const { status, html, headers } = await t.open('/api/audience/days', staff.cookie, authorization ? { authorization } : {})
    assert.deepEqual([status, headers.get('www-authenticate'), JSON.parse(html).error.code], [401, 'Bearer', 'no_token'], authorization)
  }
  assert.equal((await ask('/days')).status, 200)
  assert.equal(await withdrawFiguresToken(t.db, { name: 'Bericht' }, act), true)
  const { status, body } = await ask('/days')
  assert.deepEqual([status, body.error.code], [401, 'no_token'])
  assert.equal(await withdrawFiguresToken(t.db, { name: 'Bericht' }, act), false)
}))

test('what is asked wrongly is refused in JSON, with words', house(async (t) => {
  const { ask } = await asking(t)
  for (const wrong of ['from=gestern', 'to=2026-02-30', 'from=2026-03-02', 'from=2026-02-02&to=2026-02-01', 'from=2001-01-01&to=2026-02-01', 'to=2025-13-45']) {
    const { status, body } = await ask(`/days?${wrong}`)
    assert.deepEqual([status, body.error.code], [400, 'wrong_period'], wrong)
  }
  for (const wrong of ['0', '-1', '1001', 'alle']) assert.equal((await ask(`/pages?limit=${wrong}`)).body.error.code, 'wrong_limit', wrong)
  for (const none of ['/people', '/articles/999999', '/articles/x', '/by/readers', '/by/authors/0', '/by/desks/%00']) {
    const { status, body } = await ask(none)
    assert.deepEqual([status, body.error.code], [404, 'not_found'], none)
  }
}))

test('a token may ask so often and no more, and another one is not in its way', house(async (t) => {
  const [one, other] = [await asking(t), await asking(t, 'Anderer')]
  let [answer, allowed] = [await one.ask(''), 0]
  // Each half second one more is free.
  for (; answer.status === 200 && allowed < 240; allowed++) answer = await one.ask('')
  assert.ok(allowed >= 120 && allowed < 240, String(allowed))
  const { status, body, headers } = answer
  assert.deepEqual([status, body.error.code, headers.get('retry-after')], [429, 'too_many', '1'])
  assert.equal((await other.ask('')).status, 200)
}))

test('tokens are made, seen with the day they were used last, and withdrawn at the desk; the token itself is shown once and kept nowhere', house(async (t) => {
  const publisher = await makeAccount(t.db, { roles: ['publisher'] })
  const path = '/desk/audience/settings'
  const { status, html } = await t.send(`${path}/tokens`, { name: ' Wochenbericht ' }, publisher.cookie)
  const [token] = /litfass_figures_[\w-]{43}/.exec(html) ?? []
  assert.ok(status === 200 && token !== undefined)
  assert.doesNotMatch((await t.open(path, publisher.cookie)).html, /litfass_figures_/)
  assert.match((await t.open(path, publisher.cookie)).html, /Wochenbericht[\s\S]*noch nie/)
  assert.doesNotMatch(JSON.stringify(await t.db.selectFrom('figures_tokens').selectAll().execute()), new RegExp(token.slice('litfass_figures_'.length)))
  assert.equal((await t.open('/api/audience/days', undefined, { authorization: `Bearer ${token}` })).status, 200)
  await noteTokenUses(t.db)
  assert.match((await t.open(path, publisher.cookie)).html, /Wochenbericht[\s\S]*1\. März 2026/)

  for (const [name, why] of [['Wochenbericht', /gibt es schon/], ['', /60 Zeichen/], ['x'.repeat(61), /60 Zeichen/]] as const) {
    const again = await t.send(`${path}/tokens`, { name }, publisher.cookie)
    assert.equal(again.status, 422)
    assert.match(again.html, why)
    assert.match(again.html, new RegExp(`value="${name}"`))
  }
  const { id } = await t.db.selectFrom('figures_tokens').select('id').executeTakeFirstOrThrow()
  const editor = await makeAccount(t.db, { roles: ['editor'] })
  assert.equal((await t.send(`${path}/tokens/${id}/withdrawal`, {}, editor.cookie)).status, 403)
  assert.equal((await t.send(`${path}/tokens/${id}/withdrawal`, {}, publisher.cookie)).headers.get('location'), `${path}?done=withdrawn`)
  assert.equal((await t.send(`${path}/tokens/${id}/withdrawal`, {}, publisher.cookie)).status, 404)
  assert.equal((await t.open('/api/audience/days', undefined, { authorization: `Bearer ${token}` })).status, 401)
  assert.deepEqual((await t.db.selectFrom('journal').select('what').where('subject', '=', 'counting').orderBy('id').execute()).map(({ what }) => what), ['token for figures made', 'token for figures withdrawn'])
}))
