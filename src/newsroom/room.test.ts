// A room by itself: what it takes, tells and holds back, with a database that a test can take away.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as decoding from 'lib0/decoding'
import * as Y from 'yjs'
import type { Connection } from '../base/web/socket-route.ts'
import { messages } from './client/editor/protocol.ts'
import { createRoom, type Writer } from './room.ts'
import { updateMessage } from './room-messages.ts'
import { openWorkingCopy } from './working-copy.ts'
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
  return { room, rows, database, text: () => openWorkingCopy(rows.map(({ update }) => update)).getText('note').toString() }
}

function guestIn(room: ReturnType<typeof opened>['room'], id = 1) {
  const told = { kept: 0, code: 0, isHeld: false }
  const connection: Connection<string, Writer> = {
    params: {}, who: { id, name: 'Ada', language: null, mail_address: '', session_id: 1, factors: [], roles: ['author'], may: 'write_articles' },
    send(bytes) {
      const decoder = decoding.createDecoder(bytes)
      if (decoding.readVarUint(decoder) === messages.kept) told.kept = decoding.readVarUint(decoder)
    },
    end(code) { told.code ||= code },
    hold() { told.isHeld = true; return () => { told.isHeld = false } },
  }
  const guest = room.enter(connection)
  const doc = new Y.Doc()
  doc.on('update', (update: Uint8Array) => guest.hear(updateMessage(update)))
  return { told, write: (words: string) => doc.getText('note').insert(doc.getText('note').length, words) }
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
