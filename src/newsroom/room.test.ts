// A room by itself: what it takes, tells and holds back, with a database that a test can take away.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as decoding from 'lib0/decoding'
import { prosemirrorToYXmlFragment } from 'y-prosemirror'
import * as Y from 'yjs'
import { craftedUpdate, type Piece } from '../../test/crafted.ts'
import type { Connection } from '../base/web/socket-route.ts'
import { fitted } from './body-fitting.ts'
import { messages } from './client/editor/protocol.ts'
import { editorSchema } from './client/editor/schema.ts'
import { createRoom, type Writer } from './room.ts'
import { updateMessage } from './room-messages.ts'
import { bodyOf, openWorkingCopy } from './working-copy.ts'
import type { NewUpdate } from './writes/writings.ts'

function opened() {
  const rows: { number: number; update: Uint8Array }[] = [{ number: 0, update: Y.encodeStateAsUpdate(new Y.Doc()) }]
  const database = { isAway: false, tries: 0 }
  const room = createRoom({
    updates: [...rows], mayWrite: () => true, moved() {}, left() {}, broken() {}, warn() {},
    since: async (number) => rows.filter((row) => row.number > number),
    async store(updates: NewUpdate[]) {
      database.tries++
      if (database.isAway) throw new Error('away')
      for (const { update } of updates) rows.push({ number: rows.length, update })
      return rows.length - 1
    },
  })
  const kept = () => openWorkingCopy(rows.map(({ update }) => update))
  return { room, rows, database, kept, text: () => kept().getText('note').toString() }
}

function guestIn(room: ReturnType<typeof opened>['room'], id = 1) {
  const told = { kept: 0, code: 0, isHeld: false, messages: 0 }
  const connection: Connection<string, Writer> = {
    params: {}, who: { id, name: 'Ada', language: null, mail_address: '', session_id: 1, factors: [], roles: ['author'], may: 'write_articles' },
    send(bytes) {
      told.messages++
      const decoder = decoding.createDecoder(bytes)
      if (decoding.readVarUint(decoder) === messages.kept) told.kept = decoding.readVarUint(decoder)
    },
    end(code) { told.code ||= code },
    hold() { told.isHeld = true; return () => { told.isHeld = false } },
  }
  const guest = room.enter(connection)
  const doc = new Y.Doc()
  doc.on('update', (update: Uint8Array) => guest.hear(updateMessage(update)))
  return { told, hear: guest.hear, send: (update: Uint8Array) => guest.hear(updateMessage(update)), write: (words: string) => doc.getText('note').insert(doc.getText('note').length, words) }
}
async function until(what: string, holds: () => boolean) {
  for (let n = 0; !holds(); n++) {
    if (n > 1_000) assert.fail(`waited in vain until ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

test('nothing is told to be kept while the database is away, and it is kept once when that is back', async () => {
  const { room, database, rows, text } = opened()
  const ada = guestIn(room)
  database.isAway = true
  for (const word of ['eins ', 'zwei ', 'drei ']) ada.write(word)
  await until('it was tried again and again', () => database.tries > 2)
  assert.deepEqual([ada.told.kept, rows.length], [0, 1])
  database.isAway = false
  await until('it is kept', () => ada.told.kept === 3)
  assert.deepEqual([text(), rows.length], ['eins zwei drei ', 2])
  room.close()
})

test('who writes more than can be kept is read no further until it is', async () => {
  const { room, database, text } = opened()
  const [ada, bob] = [guestIn(room), guestIn(room, 2)]
  database.isAway = true
  for (let n = 0; n < 5; n++) ada.write('x'.repeat(1_000_000))
  bob.write('y')
  assert.deepEqual([ada.told.isHeld, bob.told.isHeld], [true, true])
  database.isAway = false
  await until('both are read again', () => !ada.told.isHeld && !bob.told.isHeld)
  assert.deepEqual([ada.told.kept, bob.told.kept, text().length], [5, 1, 5_000_001])
  room.close()
})

test('a working copy has an end, and who goes beyond it is sent away with what is there left whole', async () => {
  const { room, text } = opened()
  const ada = guestIn(room)
  for (let n = 0; n < 9; n++) ada.write('x'.repeat(1_000_000))
  assert.equal(ada.told.code, 4409)
  await room.settled()
  assert.equal(text().length, 8_000_000)
  room.close()
})

const many = <T>(count: number, make: (n: number) => T) => Array.from({ length: count }, (_, n) => make(n))

test('who makes up neighbours that are far from one another is sent away alone, nobody hears of it, and what others wrote is kept', async () => {
  const { room, text } = opened()
  const [ada, mallory] = [guestIn(room), guestIn(room, 2)]
  ada.write('Anfang ')
  await room.settled()
  const heard = ada.told.messages
  mallory.send(craftedUpdate([[7, 0, [{ kind: 'words', parent: 'standfirst', value: 'x'.repeat(5_000) }, ...many(5_000, (n): Piece => ({ kind: 'words', right: [7, n], value: 'y' }))]]]))
  assert.deepEqual([mallory.told.code, ada.told.code, ada.told.messages - heard], [4409, 1012, 0])
  await room.settled()
  assert.equal(text(), 'Anfang ')
  room.close()
})

test('what an hour without a line, an article of a thousand paragraphs, and two of them at one place bring is taken, whoever comes first', async () => {
  const { room, kept } = opened()
  const [ada, bob] = [guestIn(room), guestIn(room, 2)]
  const paragraph = (n: number) => ({ type: 'paragraph', content: [{ type: 'text', text: `Absatz ${n}: ` }, { type: 'text', text: 'fett', marks: [{ type: 'strong' }] }, { type: 'text', text: ' und ' }, { type: 'text', text: 'Weg', marks: [{ type: 'link', attrs: { href: 'https://example.org/', title: null } }] }] })
  const pasted = (client: number) => {
    const doc = new Y.Doc()
    doc.clientID = client
    prosemirrorToYXmlFragment(fitted(editorSchema, { type: 'doc', content: many(1_000, paragraph) }), doc.getXmlFragment('body'))
    return doc
  }
  ada.send(Y.encodeStateAsUpdate(pasted(20)))
  bob.send(Y.encodeStateAsUpdate(pasted(10)))
  const away = pasted(20)
  const body = away.getXmlFragment('body')
  // A word each second, each in another place, and every fourth put right.
  for (let n = 0; n < 3_600; n++) {
    const words = (body.get((n * 7) % 1_000) as Y.XmlElement).get(0) as Y.XmlText
    for (const [at, letter] of [...' wort'].entries()) words.insert(3 + at, letter)
    if (n % 4 === 0) words.delete(4, 2)
  }
  ada.send(Y.encodeStateAsUpdate(away))
  await room.settled()
  assert.deepEqual([ada.told.code, bob.told.code, ada.told.kept, bob.told.kept], [0, 0, 2, 1])
  assert.equal(bodyOf(kept()).content?.length, 2_000)
  room.close()
})

test('many texts that go at once with words of somebody who left lose none of them', async () => {
  const { room, kept } = opened()
  const bob = guestIn(room)
  const texts = (client: number, word: string): Piece[] => many(1_500, (n): Piece[] => [
    { kind: 'element', value: 'paragraph', ...(n === 0 ? client === 1 ? { parent: 'body' } : { left: [1, 0] } : { left: [client, (n - 1) * 7] }) },
    { kind: 'text', parent: [client, n * 7] }, { kind: 'words', parent: [client, n * 7 + 1], value: `${word}${String(n).padStart(4, '0')}` },
  ]).flat()
  bob.send(craftedUpdate([[1, 0, texts(1, 'a')]]))
  const began = process.threadCpuUsage()
  bob.send(craftedUpdate([[2, 0, texts(2, 'b')]], [[1, many(1_500, (n): [number, number] => [n * 7, 1])]]))
  const { user } = process.threadCpuUsage(began)
  await room.settled()
  const words = new Set(JSON.stringify(bodyOf(kept())).match(/[ab]\d{4}/g))
  assert.deepEqual([bob.told.code, words.size], [0, 3_000])
  assert.ok(user < 2_000_000, `${user} µs`)
  room.close()
})

test('what hangs on nothing that comes, a vector and whereabouts have an end', () => {
  const { room } = opened()
  const [ada, bob, cem] = [guestIn(room), guestIn(room, 2), guestIn(room, 3)]
  for (let n = 0; n < 4; n++) ada.send(craftedUpdate([[9, 5, [{ kind: 'words', left: [9, 4], value: 'x'.repeat(40_000) }]]]))
  bob.hear(Buffer.concat([Uint8Array.of(messages.sync, 0, ...lengthOf(300_000)), new Uint8Array(300_000)]))
  cem.hear(Buffer.concat([Uint8Array.of(messages.awareness, ...lengthOf(20_000)), new Uint8Array(20_000)]))
  assert.deepEqual([ada, bob, cem].map(({ told }) => told.code), [4409, 4409, 4409])
  room.close()
})
function lengthOf(bytes: number): number[] {
  return bytes < 128 ? [bytes] : [128 | (bytes % 128), ...lengthOf(Math.floor(bytes / 128))]
}
