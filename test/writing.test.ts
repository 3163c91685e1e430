// Several write in one article: through the real door, on two processes' worth of rooms, on one database.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import * as Y from 'yjs'
import { staleAtOnce } from '../src/base/press/stale.ts'
import { presentIn } from '../src/newsroom/reads/presences.ts'
import { compactWriting } from '../src/newsroom/compacting.ts'
import { writeInto, writtenOf } from '../src/newsroom/writing.ts'
import { freshDatabase, type FreshDatabase } from './database.ts'
import { documentOf, makeArticle, noon } from './makers.ts'
import { openPaper } from './open-paper.ts'
import { makeAccount } from './people-makers.ts'
import { until } from './program.ts'
import { bodyText, openWriter, paragraphText, type Writer } from './writer.ts'

type Paper = Awaited<ReturnType<typeof openPaper>>
let house: FreshDatabase
let papers: [Paper, Paper]
before(async () => {
  house = await freshDatabase()
  papers = [await openPaper(house), await openPaper(house)]
})
const all: Writer[] = []
after(async () => {
  for (const writer of all) writer.leave()
  await Promise.all(papers.map((paper) => paper.close()))
  await house.drop()
})

const draft = () => makeArticle(house.db, { state: 'draft', published_at: null, first_published_at: null, headline: 'Am Hafen', body: documentOf('Anfang.') })

/** Somebody of the staff in an article, on the first paper or the second. */
async function writerIn(article: number, { paper = 0, name, ...over }: { paper?: 0 | 1; name?: string; cookie?: string; headers?: Record<string, string> } = {}) {
  const account = over.cookie ? undefined : await makeAccount(house.db, { ...(name ? { name } : {}), roles: ['author'] })
  const writer = openWriter({ address: papers[paper].address, article, cookie: over.cookie ?? account?.cookie, headers: over.headers ?? {} })
  all.push(writer)
  return { ...writer, account, come: await writer.connect() }
}
const leave = (...writers: Writer[]) => writers.forEach((writer) => writer.leave())
const say = (writer: Writer, text: string) => { const at = paragraphText(writer.doc, 0); at.insert(at.length, text) }

test('two who write on two processes have the same text, and what they were told is kept is in the database', async () => {
  const { id } = await draft()
  const [ada, bob] = [await writerIn(id), await writerIn(id, { paper: 1 })]
  assert.deepEqual([ada.come, bob.come, bodyText(ada.doc), bob.doc.getText('headline').toString()], ['here', 'here', 'Anfang.', 'Am Hafen'])
  say(ada, ' Eins.')
  bob.doc.getText('headline').insert(8, ' heute')
  await Promise.all([ada.allKept(), bob.allKept()])
  await until('both have both', () => bodyText(bob.doc) === 'Anfang. Eins.' && ada.doc.getText('headline').toString() === 'Am Hafen heute')
  const { written } = await writtenOf(house.db, id)
  assert.deepEqual([written.headline, written.body], ['Am Hafen heute', documentOf('Anfang. Eins.')])
  const by = await house.db.selectFrom('writing_updates').select('written_by').where('article_id', '=', id).execute()
  assert.deepEqual(new Set(by.map(({ written_by }) => written_by)), new Set([ada.account!.id, bob.account!.id]))
  await writeInto(house.db, { article_id: id, written: { headline: 'Von der Seite' } }, { by: 'test', now: noon })
  await until('what the program writes is seen', () => [ada, bob].every(({ doc }) => doc.getText('headline').toString() === 'Von der Seite'))
  leave(ada, bob)
})

test('who comes from another site, or says nothing of where they come from, is not let in', async () => {
  const { id } = await draft()
  const { cookie } = await makeAccount(house.db, { roles: ['author'] })
  for (const headers of [{ origin: 'https://evil.example' }, { origin: 'null' }, { origin: papers[0].address.replace(/\d+$/, '1') }, { 'sec-fetch-site': 'same-site' }]) {
    assert.equal((await writerIn(id, { cookie, headers: { ...headers } })).come, 403, JSON.stringify(headers))
  }
  const { default: WebSocket } = await import('ws')
  const bare = new WebSocket(`${papers[0].address.replace('http', 'ws')}/desk/articles/${id}/writing`, { headers: { cookie } })
  assert.equal(await new Promise((resolve) => bare.on('error', () => {}).on('unexpected-response', (_, { statusCode }) => { resolve(statusCode); bare.terminate() })), 403)
})

test('who is not signed in, has proven it in one way only, may not write, or names no article is told so', async () => {
  const { id } = await draft()
  const [nobody, reader, moderator, half] = [
    await writerIn(id, { cookie: 'litfass=nothing' }), await writerIn(id, { cookie: (await makeAccount(house.db)).cookie }),
    await writerIn(id, { cookie: (await makeAccount(house.db, { roles: ['moderator'] })).cookie }), await writerIn(id, { cookie: (await makeAccount(house.db, { roles: ['author'], factors: ['link'] })).cookie }),
  ]
  assert.deepEqual([nobody.come, reader.come, moderator.come, half.come], [4401, 4403, 4403, 4403])
  assert.equal((await writerIn(999_999)).come, 4404)
  assert.equal((await house.db.selectFrom('writings').select('article_id').where('article_id', '=', id).execute()).length, 0)
})

test('who loses a role or is signed out is out at once, and what they had typed before stays', async () => {
  const { id } = await draft()
  const [ada, bob, carl] = [await writerIn(id), await writerIn(id, { paper: 1 }), await writerIn(id)]
  say(ada, ' Von Ada.')
  await ada.allKept()
  await house.db.deleteFrom('staff_roles').where('reader_id', '=', ada.account!.id).execute()
  await house.db.deleteFrom('sessions').where('reader_id', '=', bob.account!.id).execute()
  await until('both are out', () => ada.closed.length > 0 && bob.closed.length > 0, 3_000)
  assert.deepEqual([ada.closed, bob.closed, carl.closed], [[4403], [4401], []])
  assert.equal(bodyText(carl.doc), 'Anfang. Von Ada.')
  leave(ada, bob, carl)
})

test('who may write drafts only is sent away from what the desk has taken over, as soon as that is told, and not let in again', async () => {
  const { id } = await draft()
  const [author, editor] = [await writerIn(id), await writerIn(id, { cookie: (await makeAccount(house.db, { roles: ['editor'] })).cookie })]
  say(author, ' Im Entwurf.')
  await author.allKept()
  await house.db.updateTable('articles').set({ stage: 'ready' }).where('id', '=', id).execute()
  await staleAtOnce(house.db, `article:${id}`)
  await until('they are sent away', () => { say(author, '!'); return author.closed.length > 0 })
  assert.deepEqual(author.closed, [4403])
  say(editor, ' Danach.')
  await editor.allKept()
  assert.equal((await writerIn(id, { cookie: author.account!.cookie })).come, 4403)
  assert.match(bodyText(editor.doc), /^Anfang\. Im Entwurf\.!* Danach\.$/)
  assert.deepEqual((await writtenOf(house.db, id)).written.body, documentOf(bodyText(editor.doc)))
  leave(author, editor)
})

test('whatever bytes somebody sends, they alone are sent away, and the others write on', async () => {
  const { id } = await draft()
  const honest = await writerIn(id, { paper: 1 })
  const update = (change: (doc: Y.Doc) => void) => { const doc = new Y.Doc(); change(doc); return Buffer.from([0, 2, ...lengthOf(Y.encodeStateAsUpdate(doc))]) }
  const deep = update((doc) => {
    let at: Y.XmlFragment = doc.getXmlFragment('body')
    for (let n = 0; n < 60; n++) { const next = new Y.XmlElement('quotation'); at.insert(0, [next]); at = next }
  })
  const hostile = {
    'nothing': Buffer.alloc(0), 'no message': Buffer.from([9, 1, 2]), 'cut off': Buffer.from([0, 2, 40, 1, 1]), 'noise': Buffer.from([0, 2, 8, 255, 255, 255, 255, 255, 255, 255, 127]),
    'a vector that is none': Buffer.from([0, 0, 3, 200, 200, 200]),
    'another part': update((doc) => doc.getText('password').insert(0, 'x')),
    'another node': update((doc) => doc.getXmlFragment('body').insert(0, [new Y.XmlElement('script')])),
    'another mark': update((doc) => { const text = new Y.XmlText(); doc.getXmlFragment('body').insert(0, [text]); text.insert(0, 'x', { blink: {} }) }),
    'a link that runs': update((doc) => { const text = new Y.XmlText(); doc.getXmlFragment('body').insert(0, [text]); text.insert(0, 'x', { link: { href: 'javascript:alert(1)', title: null } }) }),
    'a document in it': update((doc) => doc.getMap('notes').set('x', new Y.Doc())),
    'bytes in it': update((doc) => doc.getMap('notes').set('x', new Uint8Array(9))),
    'too deep': deep,
  }
  for (const [what, bytes] of Object.entries(hostile)) {
    const one = await writerIn(id)
    one.send(bytes)
    await until(`${what} is sent away`, () => one.closed.length > 0)
    assert.deepEqual([what, one.closed], [what, [4409]])
    one.leave()
  }
  const large = await writerIn(id)
  large.send(Buffer.alloc(3 * 1_024 * 1_024))
  await until('what is too large is sent away', () => large.closed.length > 0)
  assert.deepEqual(large.closed, [1009])
  large.leave()
  say(honest, ' Weiter.')
  await honest.allKept()
  assert.deepEqual([honest.closed, (await writtenOf(house.db, id)).written.body], [[], documentOf('Anfang. Weiter.')])
  leave(honest)
})

function lengthOf(bytes: Uint8Array): number[] {
  const length = []
  for (let rest = bytes.length; ;) {
    if (rest < 128) { length.push(rest); break }
    length.push(128 | (rest % 128))
    rest = Math.floor(rest / 128)
  }
  return [...length, ...bytes]
}

test('what hangs on something that has not come yet is not told to be kept before that has come', async () => {
  const { id } = await draft()
  const ada = await writerIn(id)
  const other = new Y.Doc()
  Y.applyUpdate(other, Y.encodeStateAsUpdate(ada.doc))
  const updates: Uint8Array[] = []
  other.on('update', (update: Uint8Array) => updates.push(update))
  for (const word of ['eins ', 'zwei ', 'drei ']) other.getText('note').insert(other.getText('note').length, word)
  const before = ada.sent()
  const send = (n: number) => ada.send(Buffer.from([0, 2, ...lengthOf(updates[n]!)]))
  send(2)
  send(1)
  await sleep(250)
  assert.equal(ada.kept(), before)
  send(0)
  await until('all is kept', () => ada.kept() === before + 3)
  assert.equal((await writtenOf(house.db, id)).written.note, 'eins zwei drei ')
  leave(ada)
})

test('while the database is away nothing is told to be kept; when it is back, all of it is, on both processes', async () => {
  const { id } = await draft()
  const [ada, bob] = [await writerIn(id), await writerIn(id, { paper: 1 })]
  await Promise.all([ada.allKept(), bob.allKept()])
  await house.refuse(true)
  const before = ada.kept()
  say(ada, ' Allein.')
  bob.doc.getText('note').insert(0, 'Auch allein.')
  await sleep(600)
  assert.deepEqual([ada.kept(), ada.closed, bob.closed], [before, [], []])
  await house.refuse(false)
  await Promise.all([ada.allKept(), bob.allKept()])
  await until('both have both', () => bodyText(bob.doc) === 'Anfang. Allein.' && ada.doc.getText('note').toString() === 'Auch allein.')
  const { written } = await writtenOf(house.db, id)
  assert.deepEqual([written.note, written.body], ['Auch allein.', documentOf('Anfang. Allein.')])
  leave(ada, bob)
})

test('everybody sees where the others are, under the names that the program knows; and who is there can be asked for', async () => {
  const { id } = await draft()
  const [ada, bob] = [await writerIn(id, { name: 'Ada Lorenz' }), await writerIn(id, { paper: 1, name: 'Bob Kern' })]
  ada.awareness.setLocalState({ user: { id: 1, name: 'Somebody else' }, cursor: { anchor: 'here' } })
  bob.awareness.setLocalState({ user: null, cursor: null })
  const seenBy = (writer: Writer, other: Writer) => writer.awareness.getStates().get(other.doc.clientID) as { user: { id: number; name: string; colour: number }; cursor: unknown } | undefined
  // Whether the other process has the article open it learns at the latest when somebody moves again.
  await until('they see one another', () => {
    ada.awareness.setLocalStateField('cursor', { anchor: 'here', at: Math.random() })
    return seenBy(ada, bob) !== undefined && seenBy(bob, ada) !== undefined
  })
  const { user, cursor } = seenBy(bob, ada)!
  assert.deepEqual([user.id, user.name, (cursor as { anchor: string }).anchor], [ada.account!.id, 'Ada Lorenz', 'here'])
  assert.ok(user.colour >= 1 && user.colour <= 8)
  await until('who is there is known', async () => (await presentIn(house.db, [id])).get(id)?.length === 2)
  assert.deepEqual((await presentIn(house.db, [id, 7])).get(id), [{ id: ada.account!.id, name: 'Ada Lorenz' }, { id: bob.account!.id, name: 'Bob Kern' }])
  bob.leave()
  await until('one has gone', async () => seenBy(ada, bob) === undefined && (await presentIn(house.db, [id])).get(id)?.length === 1)
  // What a process that died has said is not true any more after a while.
  await house.db.updateTable('writing_presences').set({ seen_at: new Date(Date.now() - 60_000), process_id: crypto.randomUUID() }).where('article_id', '=', id).execute()
  assert.equal((await presentIn(house.db, [id])).size, 0)
  leave(ada)
})

test('changes are put together while others add to them, and none is lost to who has read up to somewhere', async () => {
  const { id } = await draft()
  const [ada, bob] = [await writerIn(id), await writerIn(id, { paper: 1 })]
  const words = Array.from({ length: 30 }, (_, n) => `w${n}`)
  const compacting = (async () => {
    let together = 0
    for (let n = 0; n < 12; n++, await sleep(30)) together += (await Promise.all([compactWriting(house.db, id), compactWriting(house.db, id)])).reduce((a, b) => a + b)
    return together
  })()
  for (const [n, word] of words.entries()) {
    say(n % 2 ? ada : bob, ` ${word}`)
    await sleep(12)
  }
  assert.ok((await compacting) > 3)
  await Promise.all([ada.allKept(), bob.allKept()])
  await until('both have the same', () => bodyText(ada.doc) === bodyText(bob.doc) && bodyText(ada.doc).split(' ').length === 31)
  await compactWriting(house.db, id)
  const carl = await writerIn(id)
  assert.equal(bodyText(carl.doc), bodyText(ada.doc))
  assert.deepEqual((await writtenOf(house.db, id)).written.body, documentOf(bodyText(ada.doc)))
  assert.equal((await house.db.selectFrom('writing_updates').select('number').where('article_id', '=', id).execute()).length, 0)
  leave(ada, bob, carl)
})

test('nobody has more than twenty open at once', async () => {
  const { id } = await draft()
  const { cookie } = await makeAccount(house.db, { roles: ['author'] })
  const twentyOne = await Promise.all(Array.from({ length: 21 }, () => writerIn(id, { cookie })))
  assert.deepEqual(twentyOne.map(({ come }) => come).sort().filter((come) => come !== 'here'), [4429])
  leave(...twentyOne)
})

test('a stop keeps what was typed a moment before, says that it comes back, and takes no time', async () => {
  const { id } = await draft()
  const third = await openPaper(house)
  const { cookie } = await makeAccount(house.db, { roles: ['author'] })
  const writers = Array.from({ length: 5 }, () => openWriter({ address: third.address, article: id, cookie }))
  await Promise.all(writers.map((writer) => writer.connect()))
  for (const [n, writer] of writers.entries()) writer.doc.getText('note').insert(0, `${n} `)
  await until('it has come', () => writers.every(({ doc }) => doc.getText('note').length === 10))
  const begun = performance.now()
  await third.close()
  assert.ok(performance.now() - begun < 2_500, `${performance.now() - begun}`)
  await until('all are told', () => writers.every(({ closed }) => closed.length > 0))
  assert.deepEqual(new Set(writers.flatMap(({ closed }) => closed)), new Set([1012]))
  assert.equal((await writtenOf(house.db, id)).written.note.length, 10)
  leave(...writers)
})
