import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import * as Y from 'yjs'
import { caretAfter, smallestChange } from './fields.ts'

test('what is typed into a field becomes the smallest change, at the caret where several would do', () => {
  assert.deepEqual(smallestChange('Depot', 'Depots'), { at: 5, removed: 0, inserted: 's' })
  assert.deepEqual(smallestChange('aaaa', 'aaaaa', 2), { at: 1, removed: 0, inserted: 'a' })
  assert.equal(smallestChange('gleich', 'gleich'), undefined)
})
test('whatever the change, the text is what stands in the field, and no sign is cut in half', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), fc.nat(), (before, after, caret) => {
    const change = smallestChange(before, after, caret % (after.length + 1))
    if (!change) return before === after
    assert.ok(change.inserted.isWellFormed())
    const text = new Y.Doc().getText('x')
    text.insert(0, before)
    text.delete(change.at, change.removed)
    text.insert(change.at, change.inserted)
    return text.toString() === after
  }))
})
test('a caret stays at its letter when others write before it, and where it is when they write behind it', () => {
  assert.equal(caretAfter(5, [{ retain: 2 }, { insert: 'xyz' }]), 8)
  assert.equal(caretAfter(5, [{ retain: 5 }, { insert: 'xyz' }]), 5)
  assert.equal(caretAfter(5, [{ retain: 1 }, { delete: 2 }]), 3)
  assert.equal(caretAfter(5, [{ retain: 3 }, { delete: 9 }]), 3)
})
