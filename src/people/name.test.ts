import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nameKey, shapeRefusal, staffRefusal, tidyName } from './name.ts'

test('names that look alike share a key', () => {
  const alike = [['Jürgen', 'JURGEN', 'jurgen', 'J.u.r-g_e n', 'Jurgеn'], ['Paul', 'PauI', 'Pau1', 'Рaul', 'РAUL'], ['Lena 007', 'Lena oo7', 'LENA-OO7'], ['Arno', 'Amo'], ['Weiß', 'Weiss'], ['ΑΝΝΑ', 'Anna', 'АННА'.replace(/Н/g, 'N')], ['Ｍａｘ', 'Max'], ['Łukasz', 'Lukasz'], ['Ödön', 'Odon', 'Oe'.replace('e', 'don')]]
  for (const names of alike) assert.deepEqual(new Set(names.map(nameKey)).size, 1, names.join(', '))
})

test('names that differ to the eye do not', () => {
  const names = ['Anna', 'Anne', 'Hanna', 'Ada', 'Adam', 'Bernd', 'Max', 'Maximilian', 'Юрий', 'Γιώργος']
  assert.equal(new Set(names.map(nameKey)).size, names.length)
})

test('a name is letters of one script with digits, and signs only between them', () => {
  for (const name of ['Ada', 'Ada L.', "O'Neill", 'Jean-Luc', 'J. R. Ewing', 'Leserin_47', 'Юрий', 'Γιώργος', '日本 太郎', 'Ødegård', 'Nguyễn']) assert.equal(shapeRefusal(tidyName(name)), null, name)
  for (const name of ['A', '', 'x'.repeat(41)]) assert.equal(shapeRefusal(tidyName(name)), 'length', name)
  for (const name of ['47 11', '-Ada', 'Ada!', 'Ada\u202eadA', 'A\u200bda', 'Ada<b>', 'ada@mail.example', 'Ada --- L', '★★★', 'ᴀᴅᴀ', 'A\u0301\u0301\u0301b', 'a/b', '@ada', 'Ada\u00adLee']) assert.equal(shapeRefusal(tidyName(name)), 'characters', name)
  for (const name of ['Pаul', 'Aνna']) assert.equal(shapeRefusal(tidyName(name)), 'mixed', name)
})

test('nobody takes a name that speaks for the paper, or is one of its people’s', () => {
  const ours = { paper: 'Havelbote', people: ['Anna Muster', 'dpa', 'Jo Li'] }
  const posing = ['Redaktion', 'Redaktion Anna', 'Die Redakteurin', 'M0derator', 'Admin', 'admin1', 'AdminAnna', 'Аdmin', 'Support-Team', 'Havelbote', 'H a v e l b o t e', 'Leser des Havelboten'.replace('Havelboten', 'Havelbote'), 'CvD', 'Chefredakteur', 'The Editor', 'Litfaß']
  for (const name of posing) assert.equal(staffRefusal(name, ours), 'reserved', name)
  for (const name of ['Anna Muster', 'AnnaMuster', 'anna muster 2', 'Frau Anna Muster', 'Ännä Mústér', 'dpa', 'dpa Berlin', 'jo li', 'Jo Li aus Berlin']) assert.equal(staffRefusal(name, ours), 'staff', name)
  for (const name of ['Badminton', 'Anna', 'Muster', 'Modeste', 'Creditor', 'Steamer', 'Teamster', 'Jo Lin', 'Johanna Li', 'Presslufthammer']) assert.equal(staffRefusal(name, ours), null, name)
})
