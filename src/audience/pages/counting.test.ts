import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { house, type House } from '../../../test/house.ts'
import { languages, translator } from '../../base/i18n/i18n.ts'
import type { Mode } from '../hit.ts'
import { createSalts } from '../salt.ts'

const agent = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1'
const asked = (t: House, headers: Record<string, string> = {}) => t.open('/privacy/counting', undefined, { 'user-agent': agent, 'accept-language': 'de-AT,de;q=0.8', ...headers })
/** The line that is written, as the page shows it. */
const line = (html: string) => JSON.parse((/<pre class="record"[^>]*><code>(.*?)<\/code>/.exec(html)?.[1] ?? '').replaceAll('&quot;', '"')) as Record<string, unknown>
const mode = (t: House, mode: Mode) => t.db.updateTable('audience_settings').set({ mode }).execute()

test('a reader sees field by field what is kept of the request just made, with the number that is counted', house(async (t) => {
  await createSalts().share(t.db, '2026-03-01')
  const { status, html, headers } = await asked(t)
  assert.deepEqual([status, headers.get('cache-control')], [200, 'no-store'])
  const { salt } = await t.db.selectFrom('day_salts').select('salt').executeTakeFirstOrThrow()
  const reader = createHash('sha256').update(Buffer.concat([salt, Buffer.from(`\0${agent}\0http://paper.test`)])).digest('hex').slice(0, 16)
  assert.deepEqual(line(html), { kind: 'view', minute: t.now.getTime() / 60_000, page: { path: '/privacy/counting' }, reader, device: 'phone', language: 'de', country: null, campaign: null })
  for (const words of [reader, 'Telefon', 'Deutsch', agent, 'de-AT,de;q=0.8', 'Aufrufe und Besuche.']) assert.ok(html.includes(words), words)
}))

test('who asks by GPC or DNT not to be watched, and whoever reads a paper that only counts, sees that nothing is made of them', house(async (t) => {
  const bare = { kind: 'view', minute: t.now.getTime() / 60_000, page: { path: '/privacy/counting' }, reader: null, device: null, language: null, country: null, campaign: null }
  await createSalts().share(t.db, '2026-03-01')
  for (const headers of [{ 'sec-gpc': '1' }, { dnt: '1' }]) {
    const { html } = await asked(t, headers)
    assert.deepEqual(line(html), bare)
    assert.match(html, /Ihr Browser sagt mit Global Privacy Control/)
  }
  await mode(t, 'count')
  const { html } = await asked(t)
  assert.deepEqual(line(html), bare)
  assert.match(html, /Nur Aufrufe\./)
}))

test('a machine sees that it is counted as one, and as which', house(async (t) => {
  await createSalts().share(t.db, '2026-03-01')
  const { html } = await asked(t, { 'user-agent': 'GPTBot/1.2 (+https://openai.com/gptbot)', 'accept-language': 'en' })
  assert.equal(line(html).machine, 'ai_training')
  assert.match(html, /training of AI/)
}))

test('while the salt of the day is not to be had, no other number is shown as if it were the one counted', house(async (t) => {
  const { html } = await asked(t)
  assert.doesNotMatch(html, /class="record"|[0-9a-f]{16}<\/code>/)
  assert.match(html, /wird gerade neu gewürfelt/)
}))

test('the page speaks all languages of the program in all modes, and what stands at the privacy page leads to it', house(async (t) => {
  for (const language of languages) {
    for (const one of ['count', 'visit', 'full'] as const) {
      await mode(t, one)
      const { html } = await asked(t, { 'accept-language': language })
      assert.ok(html.includes(translator(language)(`counting.mode.${one}.reader`)))
    }
  }
  assert.match((await t.open('/privacy')).html, /<a href="\/privacy\/counting">/)
}))

test('the worker of those who are left out stands at the top of all addresses, and is a script', house(async (t) => {
  const { status, headers, html } = await t.open('/unmeasured.js')
  assert.deepEqual([status, headers.get('content-type')], [200, 'text/javascript; charset=utf-8'])
  assert.match(html, /\/seen\.gif/)
  assert.doesNotMatch(html, /^(?:import|export) /m)
}))
