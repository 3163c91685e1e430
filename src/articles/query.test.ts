import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parseQuery, spellings, wantedWords } from './query.ts'

const alternatives = (typed: string) => parseQuery(typed).alternatives?.map(({ wanted, unwanted }) =>
  [...wanted.map(({ text, quoted }) => (quoted ? `"${text}"` : text)), ...unwanted.map(({ text, quoted }) => (quoted ? `-"${text}"` : `-${text}`))].join(' '))

test('words are wanted, with a minus unwanted, in quotation marks together, and `or` parts alternatives', () => {
  assert.deepEqual(alternatives('depot haushalt'), ['depot haushalt'])
  assert.deepEqual(alternatives('  depot\t-haushalt\n'), ['depot -haushalt'])
  assert.deepEqual(alternatives('"altes Depot" -"neuer Bahnhof"'), ['"altes Depot" -"neuer Bahnhof"'])
  assert.deepEqual(alternatives('katze or hund'), ['katze', 'hund'])
  assert.deepEqual(alternatives('katze oder hund -maus OR fisch'), ['katze', 'hund -maus', 'fisch'])
})

test('quotation marks and dashes of every kind mean the same', () => {
  for (const typed of ['„altes Depot“', '“altes Depot”', '«altes Depot»', '»altes Depot«']) assert.deepEqual(alternatives(typed), ['"altes Depot"'], typed)
  assert.deepEqual(alternatives('stadt –land'), ['stadt -land'])
})

test('what is not finished or says nothing is passed over', () => {
  assert.deepEqual(alternatives('"altes Depot'), ['altes Depot'])
  assert.deepEqual(alternatives('or katze or or hund or'), ['katze', 'hund'])
  for (const typed of ['', '   ', '-', '""', '- -', '?!', 'or', '"…"']) assert.deepEqual(alternatives(typed), [], typed)
})

test('a hyphen inside a word keeps it together, and a minus belongs to what follows it', () => {
  assert.deepEqual(alternatives('open-air'), ['open air'])
  assert.deepEqual(alternatives('Covid-19'), ['Covid-19'])
  assert.deepEqual(alternatives('-open-air fest'), ['fest -open air'])
})

test('what is too long, has control characters or names only what is not wanted is refused', () => {
  assert.equal(parseQuery('a'.repeat(200)).refused, undefined)
  assert.equal(parseQuery('a'.repeat(201)).refused, 'long')
  assert.equal(parseQuery('de\u0001pot').refused, 'unreadable')
  assert.equal(parseQuery('de\u0085pot').refused, 'unreadable')
  assert.equal(parseQuery('\ud800').refused, 'unreadable')
  assert.equal(parseQuery('-depot').refused, 'only-unwanted')
  assert.equal(parseQuery('haus or -depot').refused, 'only-unwanted')
  assert.equal(parseQuery('a '.repeat(16)).refused, undefined)
  assert.equal(parseQuery('a '.repeat(17)).refused, 'many')
})

test('ä and ae, ö and oe, ü and ue, ß and ss find each other; neue, Frauen and Quelle hold no umlaut', () => {
  assert.deepEqual(spellings('Müller'), ['Müller', 'Mueller'])
  assert.deepEqual(spellings('Mueller'), ['Mueller', 'Müller'])
  assert.deepEqual(spellings('Ökoäpfel'), ['Ökoäpfel', 'Oekoaepfel'])
  for (const word of ['neue', 'Frauen', 'Quelle', 'Depot']) assert.deepEqual(spellings(word), [word], word)
})

test('Leserinnen are looked for as Leser:innen, too', () => assert.deepEqual(spellings('Leserinnen'), ['Leserinnen', 'Leser innen']))

test('the wanted words are known one by one', () => {
  assert.deepEqual(wantedWords(parseQuery('"altes Depot" open-air -haus or depot').alternatives ?? []), ['altes', 'Depot', 'open', 'air', 'depot'])
})

test('whatever is typed is understood or refused', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 220 }), (typed) => {
    const query = parseQuery(typed)
    for (const { wanted } of query.alternatives ?? []) assert.ok(wanted.length > 0)
  }))
  fc.assert(fc.property(fc.array(fc.constantFrom('-', '"', ' ', 'or', 'a', 'ß', '-b', '„', '“')).map((parts) => parts.join('')), (typed) => {
    for (const { wanted, unwanted } of parseQuery(typed).alternatives ?? []) for (const { text } of [...wanted, ...unwanted]) assert.match(text, /[\p{L}\p{N}]/u)
  }))
})
