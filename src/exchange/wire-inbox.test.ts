// What comes in by wires, and what the desk does with it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { house, type House } from '../../test/house.ts'
import { makeArticle, makeSection, noon } from '../../test/makers.ts'
import { makeAccount } from '../../test/people-makers.ts'
import { makeWire, newsItem, ninjs, paragraphs, rss, wireIn } from '../../test/wire-makers.ts'
import { textOf, type DocumentNode } from '../articles/document.ts'
import { tellMove } from '../newsroom/move-telling.ts'
import { writtenOf } from '../newsroom/writing.ts'
import { clearWires } from './wire-clearing.ts'

const later = (minutes: number) => new Date(noon.getTime() + minutes * 60_000)
const items = ({ db }: House) => db.selectFrom('wire_items').selectAll().orderBy('id').execute()

test('the same text sent again is one text, a higher version is an update, and an older one that comes late changes nothing', house(async (t) => {
  const wire = await makeWire(t.db)
  assert.equal(await wireIn(t.db, wire, ninjs()), 1)
  assert.equal(await wireIn(t.db, wire, ninjs()), 0)
  assert.equal(await wireIn(t.db, wire, ninjs({ version: '3', text: [...paragraphs, 'Mehr dazu.'] }), later(5)), 1)
  assert.equal(await wireIn(t.db, wire, ninjs({ version: '2', text: [...paragraphs, 'Mehr.'] }), later(6)), 1)
  const all = await items(t)
  assert.deepEqual(all.map(({ foreign_version, is_latest, leads }) => [foreign_version, is_latest, leads]), [['1', false, false], ['3', true, true], ['2', false, false]])
  assert.equal(new Set(all.map(({ chain_id }) => chain_id)).size, 1)
}))

test('what several sources tell in the same words stands in the inbox once, and other news does not', house(async (t) => {
  const [agency, blatt, editor] = [await makeWire(t.db, { name: 'Agentur' }), await makeWire(t.db, { name: 'Hafenblatt' }), await makeAccount(t.db, { roles: ['author'] })]
  await wireIn(t.db, agency, ninjs())
  await wireIn(t.db, blatt, rss([{ guid: 'h1', title: 'Das Depot wird Markthalle', text: `<p>${paragraphs[0]}</p><p>${paragraphs[1]}</p><p>Das Hafenblatt war dabei.</p>` }, { guid: 'h2', title: 'Fähre fährt wieder', text: '<p>Nach vier Wochen in der Werft legt die Fähre nach Nordufer am Montag wieder ab, zunächst nur stündlich und ohne Autos.</p>' }]))
  assert.deepEqual((await items(t)).map(({ leads }) => leads), [true, true, false])
  const { html } = await t.open('/desk/wires', editor.cookie)
  assert.match(html, /Rat will das Depot behalten/)
  assert.match(html, /auch von Hafenblatt/)
  assert.match(html, /Fähre fährt wieder/)
  assert.doesNotMatch(html, /Das Depot wird Markthalle/)
  // On the page of each stands what others say; what the same source sends under another number is its own.
  await wireIn(t.db, agency, ninjs({ uri: 'urn:wa:9', headline: 'Neufassung: Rat behält Depot' }))
  const [first, , copy, again] = await items(t)
  const about = async (item: { id: number } | undefined) => (await t.open(`/desk/wires/${item?.id}`, editor.cookie)).html
  const named = (html: string, words: string) => new RegExp(`${words}:</p><ul>(.*?)</ul>`).exec(html)?.[1] ?? ''
  assert.match(named(await about(first), 'Dasselbe von anderen'), new RegExp(`^<li><a href="/desk/wires/${copy?.id}"`))
  assert.doesNotMatch(named(await about(first), 'Dasselbe von anderen'), /Neufassung/)
  assert.match(named(await about(first), 'Von derselben Quelle auch'), new RegExp(`/desk/wires/${again?.id}"`))
  assert.equal(named(await about(copy), 'Von derselben Quelle auch'), '')
  // The first source takes it back: another one stands for the story.
  await wireIn(t.db, agency, ninjs({ uri: 'urn:wa:9', version: '2', pubstatus: 'canceled' }))
  await wireIn(t.db, agency, ninjs({ version: '2', pubstatus: 'canceled' }))
  assert.match((await t.open('/desk/wires', editor.cookie)).html, /Das Depot wird Markthalle/)
}))

test('what no database keeps, in whatever place of a text, keeps neither it nor the others of its source away', house(async (t) => {
  const wire = await makeWire(t.db)
  const [nothing, half] = ['\0', '\ud83d']
  const strange = [{ uri: `urn:${nothing}a${half}` }, { uri: 'urn:b', headline: `Halbes ${half} Zeichen ${nothing}` }, { uri: 'urn:c', version: half, subjects: [nothing, half], text: [`Text ${nothing} und ${half}.`], ednote: half, by: `Von Eva ${half}` }]
  for (const [n, one] of strange.entries()) assert.equal(await wireIn(t.db, wire, ninjs(one)), 1, String(n))
  assert.equal(await wireIn(t.db, wire, rss([{ guid: 'tief', title: 'Tief', text: `${'<blockquote><ul><li>'.repeat(2_000)}x` }])), 1)
}))

test('a text finds its section by what its source says it is about', house(async (t) => {
  const [sport, stadt] = [await makeSection(t.db, { name: 'Sport' }), await makeSection(t.db, { name: 'Stadt' })]
  const wire = await makeWire(t.db, { section_id: stadt.id })
  await t.db.insertInto('wire_mappings').values([{ wire_id: wire.id, position: 0, subject: 'wa:FUSSBALL', section_id: sport.id }]).execute()
  await wireIn(t.db, wire, ninjs({ uri: 'urn:1', subjects: ['Fussball'], text: ['Der SV Wallstedt hat sein Heimspiel gegen Nordufer mit vier zu zwei gewonnen und steht nun auf Platz drei der Tabelle.'] }))
  await wireIn(t.db, wire, ninjs({ uri: 'urn:2' }))
  assert.deepEqual((await items(t)).map(({ section_id }) => section_id), [sport.id, stadt.id])
  const editor = await makeAccount(t.db, { roles: ['editor'] })
  const { html } = await t.open(`/desk/wires?section=${sport.slug}`, editor.cookie)
  assert.equal(html.match(/class="wire[ "]/g)?.length, 1)
}))

test('the inbox filters by urgency, words, source and state, and dismissing takes whole stories out', house(async (t) => {
  const editor = await makeAccount(t.db, { roles: ['editor'] })
  const [agency, blatt] = [await makeWire(t.db, { name: 'Agentur' }), await makeWire(t.db, { name: 'Hafenblatt' })]
  await wireIn(t.db, agency, ninjs({ uri: 'urn:1', urgency: 1, headline: 'Brücke gesperrt', text: ['Die Hafenbrücke ist nach einem Unfall gesperrt, wie die Polizei am Mittag mitteilte.'] }))
  await wireIn(t.db, agency, ninjs({ uri: 'urn:2' }))
  await wireIn(t.db, blatt, rss([{}]))
  const lines = async (query: string) => [...(await t.open(`/desk/wires${query}`, editor.cookie)).html.matchAll(/id="w(\d+)"/g)].map(([, id]) => Number(id))
  const [flash, depot, copy] = (await items(t)).map(({ id }) => id)
  assert.deepEqual(await lines(''), [depot, flash])
  assert.deepEqual(await lines('?urgency=on'), [flash])
  assert.deepEqual(await lines('?q=markthall+hafenstr'), [depot])
  assert.deepEqual(await lines(`?wire=${blatt.id}`), [])
  const sent = await t.send('/desk/wires/dismissal', { item: String(depot), next: '/desk/wires?q=markthalle' }, editor.cookie)
  assert.equal(sent.headers.get('location'), '/desk/wires?q=markthalle&done=dismissed&n=1')
  assert.deepEqual(await lines(''), [flash])
  assert.deepEqual(await lines('?state=dismissed'), [depot])
  assert.deepEqual((await items(t)).find(({ id }) => id === copy)?.state, 'dismissed')
  // An update of it stays out, unless it has become urgent.
  await wireIn(t.db, agency, ninjs({ uri: 'urn:2', version: '2', text: [...paragraphs, 'Nachtrag.'] }))
  assert.deepEqual(await lines(''), [flash])
  await wireIn(t.db, agency, ninjs({ uri: 'urn:2', version: '3', urgency: 2, text: [...paragraphs, 'Nachtrag: Feuer im Depot.'] }))
  assert.equal((await lines('')).length, 2)
}))

test('what one has seen is no longer new to them alone', house(async (t) => {
  const [ada, bob] = [await makeAccount(t.db, { roles: ['author'] }), await makeAccount(t.db, { roles: ['author'] })]
  await wireIn(t.db, await makeWire(t.db), ninjs())
  const [item] = await items(t)
  assert.match((await t.open('/desk/wires', ada.cookie)).html, /class="wire fresh"/)
  assert.equal((await t.send('/desk/wires/seen', { seen_id: String(item!.id), next: '/desk/wires' }, ada.cookie)).status, 303)
  assert.doesNotMatch((await t.open('/desk/wires', ada.cookie)).html, /class="wire fresh"/)
  assert.match((await t.open('/desk/wires', bob.cookie)).html, /class="wire fresh"/)
}))

test('a wire becomes a draft with its credit, place, people, embargo and topics, and its text without the dateline', house(async (t) => {
  const [section, author] = [await makeSection(t.db), await makeAccount(t.db, { roles: ['author'] })]
  await wireIn(t.db, await makeWire(t.db, { section_id: section.id }), ninjs({ embargoed: '2026-03-02T05:00:00Z' }))
  const [item] = await items(t)
  const page = await t.open(`/desk/wires/${item!.id}`, author.cookie)
  assert.match(page.html, /Nicht vor .* veröffentlichen/)
  const taken = await t.send(`/desk/wires/${item!.id}/taking`, { section: section.slug, topic: ['Stadtentwicklung', 'Erfunden'] }, author.cookie)
  assert.equal(taken.status, 303)
  const id = Number(/\/desk\/articles\/(\d+)/.exec(taken.headers.get('location')!)?.[1])
  const article = await t.db.selectFrom('articles').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  assert.deepEqual([article.state, article.headline, article.dateline_place, article.dateline_source, article.section_id, article.embargo_until?.toISOString()], ['draft', 'Rat will das Depot behalten', 'Wallstedt', 'wa', section.id, '2026-03-02T05:00:00.000Z'])
  assert.deepEqual((article.body as { content: { content: { text: string }[] }[] }).content.map((one) => one.content[0]!.text), paragraphs)
  const bylines = await t.db.selectFrom('bylines').innerJoin('authors', 'authors.id', 'author_id').select('name').where('article_id', '=', id).execute()
  const topics = await t.db.selectFrom('article_topics').innerJoin('topics', 'topics.id', 'topic_id').select('name').where('article_id', '=', id).execute()
  assert.deepEqual([bylines, topics], [[{ name: 'Henrike Sölter' }], [{ name: 'Stadtentwicklung' }]])
  // Nobody takes it twice.
  assert.equal((await t.send(`/desk/wires/${item!.id}/taking`, { section: section.slug }, author.cookie)).status, 409)
  assert.match((await t.open('/desk/wires?state=taken', author.cookie)).html, /Rat will das Depot/)
}))

test('a wire is taken over in the typography of its language; the inbox, code, addresses and what stands in quotation stay as they came', house(async (t) => {
  const [section, author] = [await makeSection(t.db), await makeAccount(t.db, { roles: ['author'] })]
  const wire = await makeWire(t.db)
  const text = ['"Ja" - so der Rat.', '<code>"a" - b</code>', 'https://a.example/a--b', '</p><blockquote><p>"So" - und nicht anders</p></blockquote><p>']
  await wireIn(t.db, wire, ninjs({ headline: 'Rat: "Depot bleibt"', text: ['Anfang.', ...text] }))
  const [item] = await items(t)
  assert.ok(item?.headline === 'Rat: "Depot bleibt"' && item.plain_text.includes('"Ja" - so der Rat.'))
  const id = Number((await t.send(`/desk/wires/${item.id}/taking`, { section: section.slug }, author.cookie)).headers.get('location')!.split('/').at(-1))
  const article = await t.db.selectFrom('articles').select(['headline', 'body']).where('id', '=', id).executeTakeFirstOrThrow()
  assert.equal(article.headline, 'Rat: „Depot bleibt“')
  assert.deepEqual((article.body as { content: DocumentNode[] }).content.map(textOf), ['Anfang.', '„Ja“ – so der Rat.', '"a" - b', 'https://a.example/a--b', '"So" - und nicht anders'])
}))

test('a wire can be put at the end of an article that is being written, under its source', house(async (t) => {
  const [author, article] = [await makeAccount(t.db, { roles: ['author'] }), await makeArticle(t.db, { state: 'draft', first_published_at: null, published_at: null })]
  await wireIn(t.db, await makeWire(t.db), ninjs())
  const [item] = await items(t)
  assert.equal((await t.send(`/desk/wires/${item!.id}/taking`, { into: '987654' }, author.cookie)).status, 422)
  assert.equal((await t.send(`/desk/wires/${item!.id}/taking`, { into: `http://paper.test/desk/articles/${article.id}` }, author.cookie)).status, 303)
  const { written } = await writtenOf(t.db, article.id)
  const text = JSON.stringify(written.body)
  assert.ok(text.includes('Some text.') && text.includes('Wallstedt (wa)') && text.includes(paragraphs[2]!))
}))

test('a wire put into an article brings its embargo with it, and comes into none that its taker may not write in or that is public', house(async (t) => {
  const [author, editor] = [await makeAccount(t.db, { roles: ['author'] }), await makeAccount(t.db, { roles: ['editor'] })]
  const draft = { state: 'draft', first_published_at: null, published_at: null } as const
  const [there, open] = [await makeArticle(t.db, { ...draft, stage: 'ready' }), await makeArticle(t.db)]
  await wireIn(t.db, await makeWire(t.db), ninjs({ embargoed: '2026-03-02T05:00:00Z' }))
  const [item] = await items(t)
  const into = (article: { id: number }, { cookie }: { cookie: string }) => t.send(`/desk/wires/${item!.id}/taking`, { into: String(article.id) }, cookie)
  for (const [article, who, why] of [[there, author, /nur noch die Redaktion/], [open, editor, /Sperrfrist, und der Artikel ist schon/]] as const) {
    const { status, html } = await into(article, who)
    assert.deepEqual([status, why.test(html)], [409, true])
    assert.doesNotMatch(JSON.stringify((await writtenOf(t.db, article.id)).written.body), /Wallstedt \(wa\)/)
  }
  await t.db.insertInto('article_schedules').values({ article_id: there.id, kind: 'publish', fires_at: later(60), next_at: later(60), reason: '', made_by: editor.id, made_at: t.now }).execute()
  assert.equal((await into(there, editor)).status, 303)
  const { embargo_until } = await t.db.selectFrom('articles').select('embargo_until').where('id', '=', there.id).executeTakeFirstOrThrow()
  assert.equal(embargo_until?.toISOString(), '2026-03-02T05:00:00.000Z')
  assert.deepEqual(await t.db.selectFrom('article_schedules').select('outcome').where('article_id', '=', there.id).execute(), [{ outcome: 'cancelled' }])
}))

test('whoever took a text over is told of an update and, loudly, of its withdrawal; the article stays as it is', house(async (t) => {
  const [section, author] = [await makeSection(t.db), await makeAccount(t.db, { roles: ['author'] })]
  const wire = await makeWire(t.db, { name: 'Agentur' })
  await wireIn(t.db, wire, ninjs())
  const [item] = await items(t)
  const location = (await t.send(`/desk/wires/${item!.id}/taking`, { section: section.slug }, author.cookie)).headers.get('location')!
  const before = await t.db.selectFrom('articles').selectAll().where('id', '=', Number(location.split('/').at(-1))).executeTakeFirstOrThrow()
  assert.doesNotMatch((await t.open(location, author.cookie)).html, /zu diesem Artikel nachgelegt/)

  await wireIn(t.db, wire, ninjs({ version: '2', text: [paragraphs[0]!, 'Zwei Mitglieder wechselten die Seite.'] }), later(10))
  await wireIn(t.db, wire, ninjs({ version: '3', text: [paragraphs[0]!, 'Drei Mitglieder wechselten die Seite.'] }), later(11))
  const told = () => t.db.selectFrom('move_notices').innerJoin('stage_moves', 'stage_moves.id', 'move_id').select(['kind', 'note', 'by_mail']).where('reader_id', '=', author.id).orderBy('move_id').execute()
  const since = `− ${paragraphs[1]}\n− ${paragraphs[2]}`
  assert.deepEqual(await told(), [
    { kind: 'wire_update', note: `${since}\n+ Zwei Mitglieder wechselten die Seite.`, by_mail: false }, { kind: 'wire_update', note: `${since}\n+ Drei Mitglieder wechselten die Seite.`, by_mail: false },
  ])
  const desk = (await t.open('/desk/told', author.cookie)).html
  assert.match(desk, /Rat will das Depot behalten<\/a>[\s\S]*Die Agentur hat nachgelegt[\s\S]*\+ Drei Mitglieder wechselten die Seite\./)
  assert.match((await t.open(location, author.cookie)).html, /zu diesem Artikel nachgelegt/)
  const newest = (await items(t)).at(-1)!
  const page = (await t.open(`/desk/wires/${newest.id}`, author.cookie)).html
  assert.match(page, /<del>Zwei Mitglieder wechselten die Seite\.<\/del>/)
  assert.match(page, /<ins>Drei Mitglieder wechselten die Seite\.<\/ins>/)
  await t.send(`/desk/wires/${newest.id}/acknowledgement`, {}, author.cookie)
  assert.doesNotMatch((await t.open(location, author.cookie)).html, /zu diesem Artikel nachgelegt/)

  await wireIn(t.db, wire, ninjs({ version: '4', pubstatus: 'canceled', ednote: 'Falsche Zahlen.' }), later(12))
  assert.deepEqual((await told()).slice(2), [{ kind: 'wire_back', note: 'Falsche Zahlen.', by_mail: true }])
  const { move_id } = await t.db.selectFrom('move_notices').select((eb) => eb.fn.max('move_id').as('move_id')).executeTakeFirstOrThrow()
  await tellMove(t.db, Number(move_id), { site: { url: 'http://paper.test' }, now: later(12) })
  const [mail, ...more] = await t.db.selectFrom('mails').select(['subject', 'to_address']).where('subject', 'like', '%Depot%').execute()
  assert.deepEqual([mail, more], [{ subject: 'Rat will das Depot behalten: ZURÜCKGEZOGEN von der Agentur', to_address: author.mail_address }, []])
  assert.match((await t.open(location, author.cookie)).html, /role="alert".*ZURÜCKGEZOGEN: Agentur/s)
  assert.equal((await t.send(`/desk/wires/${(await items(t)).at(-1)!.id}/taking`, { section: section.slug }, author.cookie)).status, 409)
  assert.deepEqual(await t.db.selectFrom('articles').selectAll().where('id', '=', before.id).executeTakeFirstOrThrow(), before)
}))

test('who follows an article is told of its wire as they wish, and so is a taker who wants mails', house(async (t) => {
  const [section, author, editor] = [await makeSection(t.db), await makeAccount(t.db, { roles: ['author'] }), await makeAccount(t.db, { roles: ['editor'] })]
  const wire = await makeWire(t.db)
  await wireIn(t.db, wire, ninjs())
  const location = (await t.send(`/desk/wires/${(await items(t))[0]!.id}/taking`, { section: section.slug, by_mail: 'on' }, author.cookie)).headers.get('location')!
  assert.match((await t.open(location, author.cookie)).html, /Sie verfolgen diesen Artikel, auch per Mail/)
  await t.send(`${location}/watch`, { how: 'desk' }, editor.cookie)
  await wireIn(t.db, wire, ninjs({ version: '2', headline: 'Rat behält das Depot' }), later(5))
  assert.deepEqual(await t.db.selectFrom('move_notices').innerJoin('stage_moves', 'stage_moves.id', 'move_id').select(['reader_id', 'by_mail', 'note']).where('kind', '=', 'wire_update').orderBy('reader_id').execute(),
    [{ reader_id: author.id, by_mail: true }, { reader_id: editor.id, by_mail: false }].map((one) => ({ ...one, note: '− Rat will das Depot behalten\n+ Rat behält das Depot' })))
}))

test('what a source holds back of a newer version is in no notice and no mail, for the article need not be held', house(async (t) => {
  const [section, author] = [await makeSection(t.db), await makeAccount(t.db, { roles: ['author'] })]
  const wire = await makeWire(t.db)
  await wireIn(t.db, wire, ninjs())
  await t.send(`/desk/wires/${(await items(t))[0]!.id}/taking`, { section: section.slug, by_mail: 'on' }, author.cookie)
  await wireIn(t.db, wire, ninjs({ version: '2', headline: 'Rat tritt zurück', embargoed: later(60).toISOString(), ednote: 'Sperrfrist.' }), later(5))
  await wireIn(t.db, wire, ninjs({ version: '3', headline: 'Rat ist zurückgetreten', embargoed: later(60).toISOString() }), later(70))
  assert.deepEqual(await t.db.selectFrom('stage_moves').select('note').where('kind', '=', 'wire_update').orderBy('id').execute(), [{ note: 'Sperrfrist.' }, { note: '− Rat will das Depot behalten\n+ Rat ist zurückgetreten' }])
}))

test('old wires are cleared away, dismissed ones sooner; what was taken over stays with all its versions', house(async (t) => {
  const [section, author] = [await makeSection(t.db), await makeAccount(t.db, { roles: ['author'] })]
  const wire = await makeWire(t.db)
  const day = (n: number) => later(n * 1_440)
  await wireIn(t.db, wire, ninjs({ uri: 'urn:taken' }))
  await t.send(`/desk/wires/${(await items(t))[0]!.id}/taking`, { section: section.slug }, author.cookie)
  await wireIn(t.db, wire, ninjs({ uri: 'urn:taken', version: '2', text: ['Neu.', ...paragraphs] }))
  const short = (n: number) => [`Kurzmeldung ${n} aus Wallstedt über ein Ereignis mit der Nummer ${n * 7919}, das sonst nirgends vorkommt und für sich steht ${n * 31}.`]
  await wireIn(t.db, wire, ninjs({ uri: 'urn:old', text: short(1) }))
  await wireIn(t.db, wire, ninjs({ uri: 'urn:dismissed', text: ['Ganz anders: Im Zoo von Nordufer ist ein Okapi geboren worden, das erste seit elf Jahren.'] }))
  await t.send('/desk/wires/dismissal', { item: String((await items(t)).at(-1)!.id) }, author.cookie)
  const ids = async () => (await items(t)).map(({ foreign_id }) => foreign_id)
  await clearWires(t.db, { site: {}, files: t.files, now: day(3) })
  assert.deepEqual(await ids(), ['urn:taken', 'urn:taken', 'urn:old'])
  await clearWires(t.db, { site: {}, files: t.files, now: day(15) })
  assert.deepEqual(await ids(), ['urn:taken', 'urn:taken'])
}))

test('who may not read wires does not see them, and only some may set them up', house(async (t) => {
  const [moderator, author, reader] = [await makeAccount(t.db, { roles: ['moderator'] }), await makeAccount(t.db, { roles: ['author'] }), await makeAccount(t.db)]
  await wireIn(t.db, await makeWire(t.db), newsItem())
  const [item] = await items(t)
  for (const path of ['/desk/wires', `/desk/wires/${item!.id}`]) {
    assert.notEqual((await t.open(path, moderator.cookie)).status, 200)
    assert.notEqual((await t.open(path, reader.cookie)).status, 200)
    assert.equal((await t.open(path, author.cookie)).status, 200)
  }
  assert.notEqual((await t.open('/desk/wires/sources', author.cookie)).status, 200)
}))
