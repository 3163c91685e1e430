// An article's way through the newsroom, on the desk's pages.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { house, type House } from '../../../test/house.ts'
import { makeArticle, makeAuthor, makeSection } from '../../../test/makers.ts'
import { makeAccount } from '../../../test/people-makers.ts'
import { articleById } from '../../articles/reads/articles.ts'
import { articleUrl } from '../../urls.ts'
import { fireAt } from '../firing.ts'
import { tellMove } from '../move-telling.ts'
import { saveWritten, stateOf } from '../saving.ts'
import { settleByItself } from '../settling.ts'
import { writeInto } from '../writing.ts'

const draft = { state: 'draft', published_at: null, first_published_at: null } as const
const stageOf = async ({ db }: House, id: number) => (await articleById(db, id))!.stage
const at = (article: { id: number }, what = '') => `/desk/articles/${article.id}${what}`
const hours = (now: Date, n: number) => new Date(now.getTime() + n * 3_600_000)

test('a reporter sends a draft to the desk, the desk sends it on, and each sees the others’ notes', house(async (t) => {
  const [ada, bo] = [await makeAccount(t.db, { name: 'Ada', roles: ['author'] }), await makeAccount(t.db, { name: 'Bo', roles: ['editor'] })]
  const article = await makeArticle(t.db, draft)
  const page = (await t.open(at(article), ada.cookie)).html
  assert.match(page, /aria-current="step">Entwurf/)
  assert.match(page, /value="editing">An die Redaktion geben/)
  assert.doesNotMatch(page, /value="ready"/)
  assert.equal((await t.send(at(article, '/stage'), { to: 'ready', stage_seen: 'draft', note: '' }, ada.cookie)).status, 422)
  assert.equal((await t.send(at(article, '/stage'), { to: 'editing', stage_seen: 'draft', note: 'Zahlen <b>fehlen</b> noch.' }, ada.cookie)).status, 303)
  assert.equal(await stageOf(t, article.id), 'editing')
  assert.match((await t.open(at(article), bo.cookie)).html, /Ada, .*2026.*Zahlen &lt;b&gt;fehlen&lt;\/b&gt; noch\./s)
  await t.send(at(article, '/stage'), { to: 'draft', stage_seen: 'editing', note: 'Bitte nachtragen' }, bo.cookie)
  const told = (await t.open('/desk/told', ada.cookie)).html
  assert.match(told, /Neu.*Headline.*von Redigatur nach Entwurf.*Bitte nachtragen.*Bo/s)
  assert.match((await t.open('/desk', ada.cookie)).html, /Neues von Artikeln, die Sie verfolgen/)
}))

test('who sends an article on has stopped writing in it: the next one saves without taking anything over', house(async (t) => {
  const [ada, bo] = [await makeAccount(t.db, { roles: ['author'] }), await makeAccount(t.db, { roles: ['editor'] })]
  const article = await makeArticle(t.db, draft)
  const saved = async ({ cookie }: { cookie: string }, headline: string) => {
    const { html } = await t.open(at(article), cookie)
    const value = (name: string) => new RegExp(`name="${name}"[^>]* value="([^"]*)"|value="([^"]*)"[^>]* name="${name}"`).exec(html)?.slice(1).find((one) => one !== undefined) ?? ''
    const section = /<select id="section"[\s\S]*?value="([^"]+)" selected/.exec(html)?.[1] ?? ''
    return (await t.send(at(article), { headline, seen: value('seen'), section, language: 'de', comment_mode: 'open', body: 'Text.' }, cookie)).status
  }
  assert.equal(await saved(ada, 'Erster Titel'), 303)
  assert.equal(await saved(bo, 'Zweiter Titel'), 409)
  await t.send(at(article, '/stage'), { to: 'editing', stage_seen: 'draft', note: '' }, ada.cookie)
  assert.equal(await saved(bo, 'Zweiter Titel'), 303)
}))

test('who has moved an article from where it no longer stands is told so, and nothing happens', house(async (t) => {
  const bo = await makeAccount(t.db, { roles: ['editor'] })
  const article = await makeArticle(t.db, draft)
  await t.send(at(article, '/stage'), { to: 'ready', stage_seen: 'draft' }, bo.cookie)
  const { status, html } = await t.send(at(article, '/stage'), { to: 'legal', stage_seen: 'draft', note: 'Mein Text' }, bo.cookie)
  assert.equal(status, 422)
  assert.match(html, /Inzwischen hat jemand anderes.*Mein Text/s)
  assert.equal(await stageOf(t, article.id), 'ready')
}))

test('those who wait for a stage or a section are told of what comes there, once each, by mail if they want', house(async (t) => {
  const section = await makeSection(t.db, { slug: 'stadt', name: 'Stadt' })
  const [ada, lex, sam] = [await makeAccount(t.db, { name: 'Ada', roles: ['editor'] }), await makeAccount(t.db, { name: 'Lex', roles: ['lawyer'], mail_address: 'lex@mail.test' }), await makeAccount(t.db, { name: 'Sam', roles: ['author'] })]
  assert.equal((await t.send('/desk/told/watching', { section: '', stage: '' }, lex.cookie)).status, 422)
  await t.send('/desk/told/watching', { section: '', stage: 'legal', by_mail: 'on' }, lex.cookie)
  await t.send('/desk/told/watching', { section: 'stadt', stage: 'legal' }, lex.cookie)
  await t.send('/desk/told/watching', { section: 'stadt', stage: '' }, sam.cookie)
  const article = await makeArticle(t.db, { ...draft, section_id: section.id, headline: 'Der Rat' })
  await t.send(at(article, '/stage'), { to: 'ready', stage_seen: 'draft' }, ada.cookie)
  await t.send(at(article, '/stage'), { to: 'legal', stage_seen: 'ready', note: 'Seite 3' }, ada.cookie)
  const moves = await t.db.selectFrom('stage_moves').select('id').where('article_id', '=', article.id).orderBy('id').execute()
  const notices = await t.db.selectFrom('move_notices').select(['reader_id', 'by_mail']).where('move_id', 'in', moves.map(({ id }) => id)).orderBy('move_id').orderBy('reader_id').execute()
  assert.deepEqual(notices, [{ reader_id: sam.id, by_mail: false }, { reader_id: lex.id, by_mail: true }, { reader_id: sam.id, by_mail: false }])
  for (let n = 0; n < 2; n++) for (const { id } of moves) await tellMove(t.db, id, { site: { url: 'http://paper.test' }, now: t.now })
  const mails = await t.db.selectFrom('mails').select(['to_address', 'subject', 'text']).execute()
  assert.deepEqual(mails.map(({ to_address, subject }) => [to_address, subject]), [['lex@mail.test', 'Der Rat: von Fertig nach Rechtsprüfung']])
  assert.match(mails[0]!.text, /Guten Tag Lex.*> Seite 3.*http:\/\/paper\.test\/desk\/articles\/\d+.*\/desk\/told\/watching/s)
  // Who has seen it is told so no more, until the next one.
  await t.send('/desk/told', { until: String(moves[1]!.id) }, sam.cookie)
  assert.doesNotMatch((await t.open('/desk', sam.cookie)).html, /Neues von Artikeln, die Sie verfolgen/)
  await t.send('/desk/told/watching/' + (await t.db.selectFrom('article_watchers').select('id').where('reader_id', '=', sam.id).executeTakeFirstOrThrow()).id + '/end', {}, sam.cookie)
  await t.send(at(article, '/stage'), { to: 'editing', stage_seen: 'legal' }, ada.cookie)
  assert.doesNotMatch((await t.open('/desk', sam.cookie)).html, /Neues von Artikeln, die Sie verfolgen/)
}))

test('who wrote an article is told what becomes of it without asking', house(async (t) => {
  const [author, ada, bo] = [await makeAuthor(t.db), await makeAccount(t.db, { roles: ['author'] }), await makeAccount(t.db, { roles: ['editor'] })]
  await t.db.updateTable('readers').set({ author_id: author.id }).where('id', '=', ada.id).execute()
  const article = await makeArticle(t.db, { ...draft, bylines: [{ author_id: author.id, role: 'text' }] })
  await t.send(at(article, '/stage'), { to: 'ready', stage_seen: 'draft' }, bo.cookie)
  assert.match((await t.open('/desk/told', ada.cookie)).html, /von Entwurf nach Fertig/)
}))

test('fact checkers and lawyers read what is not public, and write and publish nothing', house(async (t) => {
  const [lex, fay] = [await makeAccount(t.db, { roles: ['lawyer'] }), await makeAccount(t.db, { roles: ['fact_checker'] })]
  const article = await makeArticle(t.db, { ...draft, headline: 'Geheim' })
  for (const { cookie } of [lex, fay]) {
    const { status, html } = await t.open(at(article), cookie)
    assert.equal(status, 200)
    assert.match(html, /Geheim/)
    assert.doesNotMatch(html, /name="headline"/)
    assert.equal((await t.send(at(article), { headline: 'Anders' }, cookie)).status, 403)
    assert.equal((await t.send(at(article, '/publication'), {}, cookie)).status, 403)
  }
  assert.deepEqual([(await t.send(at(article, '/hold'), { hold_note: 'Verfügung' }, fay.cookie)).status, (await t.send(at(article, '/hold'), { hold_note: 'Verfügung' }, lex.cookie)).status], [403, 303])
}))

test('a step that every article must pass stops its publication, and says which', house(async (t) => {
  const [chief, bo] = [await makeAccount(t.db, { roles: ['chief_editor'] }), await makeAccount(t.db, { roles: ['editor'] })]
  const article = await makeArticle(t.db, draft)
  assert.equal((await t.send('/desk/settings/steps', { idea: 'no', editing: 'yes', fact_check: 'no', legal: 'must', ready: 'must' }, chief.cookie)).status, 303)
  assert.match((await t.open('/desk/settings/steps', chief.cookie)).html, /name="legal".*value="must" selected/s)
  const page = (await t.open(at(article), bo.cookie)).html
  assert.doesNotMatch(page, /Idee|Faktencheck/)
  assert.match(page, /Vorher muss er durch: Rechtsprüfung/)
  const { status, html } = await t.send(at(article, '/publication'), {}, bo.cookie)
  assert.equal(status, 422)
  assert.match(html, /Vorher muss er durch: Rechtsprüfung/)
  await t.send(at(article, '/stage'), { to: 'legal', stage_seen: 'draft' }, bo.cookie)
  await t.send(at(article, '/stage'), { to: 'ready', stage_seen: 'legal' }, chief.cookie)
  assert.equal((await t.send(at(article, '/publication'), {}, bo.cookie)).status, 303)
  assert.equal(await stageOf(t, article.id), 'published')
}))

test('an author writes in an article until the desk has passed it on', house(async (t) => {
  const [ada, bo] = [await makeAccount(t.db, { roles: ['author'] }), await makeAccount(t.db, { roles: ['editor'] })]
  const article = await makeArticle(t.db, draft)
  await t.send(at(article, '/stage'), { to: 'editing', stage_seen: 'draft' }, ada.cookie)
  assert.match((await t.open(at(article), ada.cookie)).html, /name="headline"/)
  await t.send(at(article, '/stage'), { to: 'ready', stage_seen: 'editing' }, bo.cookie)
  assert.match((await t.open(at(article), ada.cookie)).html, /Schreiben darf darin, wer redigiert/)
}))

test('an embargo is set with the paper’s clock, refuses publication before it, and says until when', house(async (t) => {
  const bo = await makeAccount(t.db, { roles: ['editor'] })
  const article = await makeArticle(t.db, draft)
  assert.equal((await t.send(at(article, '/embargo'), { until: '2026-03-01T12:30' }, bo.cookie)).status, 422)
  // Noon in UTC is one o'clock in Berlin.
  assert.equal((await t.send(at(article, '/embargo'), { until: '2026-03-01T18:00' }, bo.cookie)).status, 303)
  const { status, html } = await t.send(at(article, '/publication'), {}, bo.cookie)
  assert.equal(status, 422)
  assert.match(html, /Sperrfrist bis 1\. März 2026, 18\.00 Uhr/)
  const early = await t.send(at(article, '/schedule'), { kind: 'publish', at: '2026-03-01T17:59' }, bo.cookie)
  assert.equal(early.status, 422)
  assert.match(early.html, /vor dem Ende der Sperrfrist: 1\. März 2026, 18\.00 Uhr/)
  assert.equal((await t.send(at(article, '/schedule'), { kind: 'publish', at: '2026-03-01T18:00' }, bo.cookie)).status, 303)
  assert.equal(await fireAt(t.db, new Date(hours(t.now, 5).getTime() - 1)), 0)
  assert.equal(await fireAt(t.db, hours(t.now, 5)), 1)
  assert.deepEqual((await articleById(t.db, article.id))!.published_at, hours(t.now, 5))
}))

test('a legal hold takes an article and its comments off the paper, calls off what was to happen, and lifts without a trace', house(async (t) => {
  const lex = await makeAccount(t.db, { roles: ['lawyer'] })
  const bo = await makeAccount(t.db, { roles: ['editor'] })
  const article = await makeArticle(t.db, { headline: 'Der Fall' })
  await t.send(at(article, '/schedule'), { kind: 'withdraw', schedule_reason: 'Frist', at: '2026-04-01T10:00' }, bo.cookie)
  assert.equal((await t.open(articleUrl(article))).status, 200)
  assert.equal((await t.send(at(article, '/hold'), { hold_note: '' }, lex.cookie)).status, 422)
  assert.equal((await t.send(at(article, '/hold'), { hold_note: 'Einstweilige Verfügung' }, lex.cookie)).status, 303)
  for (const path of ['', '/comments', '/comments/feed.xml', '/comments/1']) {
    const { status, html } = await t.open(articleUrl(article) + path)
    assert.equal(status, 404, path)
    assert.match(html, /Dieser Artikel ist zurzeit nicht verfügbar/)
    assert.doesNotMatch(html, /Der Fall|Verfügung/)
  }
  const page = (await t.open(at(article), bo.cookie)).html
  assert.match(page, /Rechtlich gesperrt seit.*Einstweilige Verfügung/s)
  assert.doesNotMatch(page, /Sperre aufheben/)
  assert.equal((await t.send(at(article, '/hold/lifting'), { lifting_note: 'Vergleich' }, bo.cookie)).status, 403)
  assert.equal((await t.send(at(article, '/hold/lifting'), { lifting_note: 'Vergleich' }, lex.cookie)).status, 303)
  assert.equal((await t.open(articleUrl(article))).status, 200)
  // To be withdrawn it still is.
  await fireAt(t.db, hours(t.now, 24 * 60))
  assert.equal((await t.open(articleUrl(article))).status, 410)
}))

test('what is scheduled is published at its time; moved back, held or called off it is not, and stands ready again', house(async (t) => {
  const [bo, lex] = [await makeAccount(t.db, { roles: ['editor'] }), await makeAccount(t.db, { roles: ['lawyer'] })]
  const scheduled = async () => {
    const article = await makeArticle(t.db, draft)
    assert.equal((await t.send(at(article, '/schedule'), { kind: 'publish', at: '2026-03-01T14:00' }, bo.cookie)).status, 303)
    assert.equal(await stageOf(t, article.id), 'scheduled')
    return article
  }
  const [stays, back, held, off] = [await scheduled(), await scheduled(), await scheduled(), await scheduled()]
  assert.match((await t.open(at(stays), bo.cookie)).html, /Wird veröffentlicht: 1\. März 2026, 14\.00 Uhr/)
  await t.send(at(back, '/stage'), { to: 'editing', stage_seen: 'scheduled' }, bo.cookie)
  await t.send(at(held, '/hold'), { hold_note: 'Prüfung' }, lex.cookie)
  await t.send(at(off, '/schedule/end'), { kind: 'publish' }, bo.cookie)
  assert.equal(await fireAt(t.db, hours(t.now, 1)), 1)
  assert.deepEqual(await Promise.all([stays, back, held, off].map(({ id }) => stageOf(t, id))), ['published', 'editing', 'ready', 'ready'])
  assert.equal(await fireAt(t.db, hours(t.now, 1)), 0)
  const { rows } = { rows: await t.db.selectFrom('article_schedules').select(['outcome', 'why']).orderBy('id').execute() }
  assert.deepEqual(rows, [{ outcome: 'done', why: null }, { outcome: 'cancelled', why: 'moved' }, { outcome: 'cancelled', why: 'legal_hold' }, { outcome: 'cancelled', why: 'called_off' }])
}))

test('a schedule that stands against a hold set by other means is refused, and those who wait are told', house(async (t) => {
  const bo = await makeAccount(t.db, { roles: ['editor'] })
  const article = await makeArticle(t.db, draft)
  await t.send(at(article, '/schedule'), { kind: 'publish', at: '2026-03-01T14:00' }, bo.cookie)
  await t.db.updateTable('articles').set({ legal_hold_at: t.now, legal_hold_note: 'von Hand' }).where('id', '=', article.id).execute()
  await fireAt(t.db, hours(t.now, 1))
  assert.equal(await stageOf(t, article.id), 'ready')
  assert.match((await t.open(at(article), bo.cookie)).html, /ist nicht erschienen\. Er war rechtlich gesperrt/)
  assert.match((await t.open('/desk/told', bo.cookie)).html, /Zum Termin nicht möglich/)
}))

test('a schedule that fires long after its time says that the program was not running', house(async (t) => {
  const bo = await makeAccount(t.db, { roles: ['editor'] })
  const article = await makeArticle(t.db, draft)
  await t.send(at(article, '/schedule'), { kind: 'publish', at: '2026-03-01T14:00' }, bo.cookie)
  await fireAt(t.db, new Date(hours(t.now, 1).getTime() + 42 * 60_000))
  assert.match((await t.open(at(article), bo.cookie)).html, /kam 42 Minuten zu spät: Das Programm lief nicht/)
}))

test('an embargo on a public article takes it away until its time', house(async (t) => {
  const bo = await makeAccount(t.db, { roles: ['editor'] })
  const article = await makeArticle(t.db)
  await t.send(at(article, '/embargo'), { until: '2026-03-01T18:00' }, bo.cookie)
  assert.equal((await t.open(articleUrl(article))).status, 404)
  assert.match((await t.open(at(article), bo.cookie)).html, /kommt von selbst zurück/)
  assert.equal(await fireAt(t.db, hours(t.now, 5)), 1)
  assert.equal((await t.open(articleUrl(article))).status, 200)
}))

test('the page says that a text was changed since it was scheduled, by whom and when, and leads to the difference; what is published is the text as it is then', house(async (t) => {
  const [bo, ida, lex] = [await makeAccount(t.db, { name: 'Bo', roles: ['editor'] }), await makeAccount(t.db, { name: 'Ida', roles: ['editor'] }), await makeAccount(t.db, { roles: ['lawyer'] })]
  const article = await makeArticle(t.db, { ...draft, headline: 'Rat stimmt zu' })
  await t.send(at(article, '/schedule'), { kind: 'publish', at: '2026-03-01T14:00' }, bo.cookie)
  assert.doesNotMatch((await t.open(at(article), bo.cookie)).html, /Seit der Planung/)
  await writeInto(t.db, { article_id: article.id, written: { headline: 'Rat lehnt ab' } }, { by: `staff:${ida.id}`, now: t.now })
  // In the first seconds it is not saved as a revision yet.
  assert.match((await t.open(at(article), bo.cookie)).html, /Seit der Planung geändert\.<\/strong> Öffentlich wird der Text, wie er dann dasteht/)
  await settleByItself(t.db, { article_id: article.id, by: `staff:${ida.id}` }, new Date(t.now.getTime() + 60_000))
  const { html } = await t.open(at(article), bo.cookie)
  assert.match(html, /Seit der Planung geändert, zuletzt von Ida, 1\. März 2026, 13\.01 Uhr\./)
  const [, link = ''] = /href="([^"]+)">Unterschied ansehen/.exec(html) ?? []
  const difference = (await t.open(link.replace('&amp;', '&'), bo.cookie)).html
  assert.match(difference, /stimmt zu/)
  assert.match(difference, /lehnt ab/)
  const theirs = (await t.open(at(article), lex.cookie, { 'accept-language': 'en' })).html
  assert.match(theirs, /Changed since this was scheduled, last by Ida/)
  assert.doesNotMatch(theirs, /See the difference/)
  await fireAt(t.db, hours(t.now, 1))
  assert.equal((await articleById(t.db, article.id))!.headline, 'Rat lehnt ab')
}))

test('what is changed and changed back again is as it was scheduled; of a withdrawal nothing is said', house(async (t) => {
  const bo = await makeAccount(t.db, { roles: ['editor'] })
  const article = await makeArticle(t.db, { headline: 'Rat stimmt zu' })
  const write = (headline: string) => writeInto(t.db, { article_id: article.id, written: { headline } }, { by: `staff:${bo.id}`, now: t.now })
  await write('Rat stimmte zu')
  for (const kind of ['update', 'withdraw']) assert.equal((await t.send(at(article, '/schedule'), { kind, schedule_reason: 'Frist', at: '2026-03-01T14:00' }, bo.cookie)).status, 303)
  await write('Rat lehnt ab')
  assert.equal((await t.open(at(article), bo.cookie)).html.match(/Seit der Planung/g)?.length, 1)
  await write('Rat stimmte zu')
  assert.doesNotMatch((await t.open(at(article), bo.cookie)).html, /Seit der Planung/)
}))

test('who may no longer write when it comes to saving saves nothing, and keeps what they typed', house(async (t) => {
  const [ada, bo] = [await makeAccount(t.db, { roles: ['author'] }), await makeAccount(t.db, { roles: ['editor'] })]
  const article = await makeArticle(t.db, { ...draft, headline: 'Vorher' })
  const { written, seen } = await stateOf(t.db, (await articleById(t.db, article.id))!)
  const form = { headline: 'Mein Titel', seen, section: article.section_slug, language: 'de', comment_mode: 'open', body: 'Mein Absatz.' }
  // She was asked, and then the desk passes it on: under the lock it counts how the article stands by then.
  await t.send(at(article, '/stage'), { to: 'ready', stage_seen: 'draft' }, bo.cookie)
  assert.deepEqual(await saveWritten(t.db, { article_id: article.id, written: { ...written, headline: 'Mein Titel' }, seen }, { who: { id: ada.id, roles: ['author'] }, now: t.now }), { why: 'not_permitted' })
  const { status, html } = await t.send(at(article), form, ada.cookie)
  assert.equal(status, 403)
  assert.match(html, /role="alert"[\s\S]*Nicht gespeichert[\s\S]*Mein Titel[\s\S]*Mein Absatz\./)
  assert.equal((await articleById(t.db, article.id))!.headline, 'Vorher')
}))

test('what has happened meanwhile cannot be called off or withdrawn, and whoever tries is told so', house(async (t) => {
  const bo = await makeAccount(t.db, { roles: ['editor'] })
  const article = await makeArticle(t.db, draft)
  await t.send(at(article, '/schedule'), { kind: 'publish', at: '2026-03-01T14:00' }, bo.cookie)
  await fireAt(t.db, hours(t.now, 1))
  const late = await t.send(at(article, '/schedule/end'), { kind: 'publish' }, bo.cookie)
  assert.equal(late.status, 422)
  assert.match(late.html, /Es gibt nichts mehr abzusagen/)
  assert.equal((await t.send(at(article, '/withdrawal'), { reason: 'Irrtum' }, bo.cookie)).status, 303)
  const twice = await t.send(at(article, '/withdrawal'), { reason: 'Noch einmal' }, bo.cookie)
  assert.equal(twice.status, 422)
  assert.match(twice.html, /nichts zurückzuziehen/)
}))
