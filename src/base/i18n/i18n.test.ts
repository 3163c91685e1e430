import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { IntlMessageFormat } from 'intl-messageformat'
import { languages, spoken, translator } from './i18n.ts'

const messages = (language: string): Record<string, string> => JSON.parse(readFileSync(`locales/${language}.json`, 'utf8'))

test('every language has every message, and each can be read', () => {
  const keys = Object.keys(messages('en')).sort()
  for (const language of languages) {
    const own = messages(language)
    assert.deepEqual(Object.keys(own).sort(), keys, language)
    for (const [key, text] of Object.entries(own)) {
      assert.ok(text.trim(), `${language} ${key}`)
      assert.doesNotThrow(() => new IntlMessageFormat(text, language), `${language} ${key}`)
    }
  }
})

test('no message is left over that nothing says', () => {
  const source = globSync('src/**/*.{ts,tsx}').filter((f) => !f.includes('.test.')).map((f) => readFileSync(f, 'utf8')).join('\n')
  // Keys made up of a fixed part and a value, such as `picture.${kind}`.
  const stems = [...source.matchAll(/`([a-z_]+(?:\.[a-z_]+)*\.)\$\{/g)].map(([, stem]) => stem ?? '')
  const unsaid = Object.keys(messages('en')).filter((key) => !source.includes(`'${key}'`) && !stems.some((stem) => key.startsWith(stem)))
  assert.deepEqual(unsaid, [])
})

test('numbers, dates and money are written as the language writes them', () => {
  const [de, en] = [translator('de'), translator('en')]
  const time = new Date('2026-11-20T10:42:00Z')
  assert.equal(de.dateTime(time, 'Europe/Berlin'), '20. November 2026, 11.42 Uhr')
  assert.equal(en.dateTime(time, 'Europe/Berlin'), '20 November 2026, 11:42')
  assert.equal(de.longDate(time, 'Europe/Berlin'), 'Freitag, 20. November 2026')
  assert.equal(de.day('2026-12-31'), '31. Dezember 2026')
  assert.equal(de.number(3412), '3.412')
  assert.equal(de.money(500, 'EUR'), '5\u00a0€')
  assert.equal(en.money(550, 'EUR'), '€5.50')
  assert.equal(de('comments.count', { n: 1 }), '1 Kommentar')
  assert.equal(de('comments.count', { n: 1500 }), '1.500 Kommentare')
  assert.equal(de.list(['A', 'B', 'C']), 'A, B und C')
})

test('a language the paper does not speak falls back to one it does', () => {
  assert.equal(spoken('de-AT', 'en'), 'de')
  assert.equal(spoken('fr', 'de'), 'de')
})

test('a language that there is not is spoken to in English', () => {
  for (const tag of ['de-abcdefghijklmnop', 'constructor', '', 'de-']) {
    const t = translator(tag)
    assert.equal(t.number(3412), '3,412', tag)
    assert.equal(t('comments.count', { n: 1 }), '1 comment', tag)
  }
})

test('quotation marks within quotation marks are single ones', () => {
  assert.equal(translator('de')('case.text.under', { named: 'yes', time: 'heute', headline: 'Rat: „Zu teuer“' }), 'Geschrieben am heute zu „Rat: ‚Zu teuer‘“.')
  assert.match(translator('en')('case.text.under', { named: 'yes', time: 'today', headline: 'A “Faust” in 55 minutes' }), /“A ‘Faust’ in 55 minutes”/)
})
