import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as Y from 'yjs'
import { typedIn } from './typed.ts'

test('what was typed is read from the changes alone, without what was taken out again', () => {
  const kept = new Y.Doc()
  kept.getText('headline').insert(0, 'Die Uhr geht vor')
  const mine = new Y.Doc()
  Y.applyUpdate(mine, Y.encodeStateAsUpdate(kept))
  const changes: Uint8Array[] = []
  mine.on('update', (change: Uint8Array) => changes.push(change))
  const headline = mine.getText('headline')
  for (const [n, letter] of [...' und nachh'].entries()) headline.insert(16 + n, letter)
  headline.delete(25, 1)
  mine.getText('kicker').insert(0, 'Rathaus')
  const paragraph = new Y.XmlElement('paragraph')
  mine.getXmlFragment('body').insert(0, [paragraph])
  const words = new Y.XmlText()
  paragraph.insert(0, [words])
  for (const [n, letter] of [...'Sieben Minuten.'].entries()) words.insert(n, letter)
  assert.equal(typedIn(Y.decodeUpdate(Y.mergeUpdates(changes))), ' und nach\nRathaus\nSieben Minuten.')
})
