import assert from 'node:assert/strict'
import { test } from 'node:test'
import { corrected, mistakesBetween, nearestSpelling } from './spelling.ts'

const word = (folded: string, witnesses = 1, word = folded) => ({ folded, witnesses, word })

test('a letter put in, left out, exchanged, or swapped with its neighbour is one mistake', () => {
  for (const [typed, mistakes] of [['haushalt', 0], ['haushallt', 1], ['haushat', 1], ['hausholt', 1], ['hausahlt', 1], ['haasholt', 2], ['', 8]] as const) {
    assert.equal(mistakesBetween(typed, 'haushalt'), mistakes, typed)
    assert.equal(mistakesBetween('haushalt', typed), mistakes, typed)
  }
})

test('the nearest spelling has the fewest mistakes, and of these is the most used', () => {
  assert.equal(nearestSpelling('Haushallt', [word('haushalte'), word('haushalt', 3), word('haushalts')])?.word, 'haushalt')
  assert.equal(nearestSpelling('schloss', [word('schluss', 1), word('schliss', 3)])?.word, 'schliss')
  assert.equal(nearestSpelling('burgermeistr', [word('burgermeister', 3, 'bürgermeister')])?.word, 'bürgermeister')
})

test('what is too far away, too short, or the word itself is no suggestion', () => {
  assert.equal(nearestSpelling('Depot', [word('despoten')]), undefined)
  assert.equal(nearestSpelling('rad', [word('rat')]), undefined)
  assert.equal(nearestSpelling('Müller', [word('muller', 3, 'müller')]), undefined)
})

test('only the words themselves are put right, and a capital stays', () => {
  assert.equal(corrected('Haushallt -"haushallt 2024" Haushallte', new Map([['Haushallt', 'haushalt'], ['haushallt', 'haushalt']])), 'Haushalt -"haushalt 2024" Haushallte')
})
