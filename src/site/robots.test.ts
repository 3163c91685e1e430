import assert from 'node:assert/strict'
import { test } from 'node:test'
import { crawlerPurposes, type CrawlerPurpose } from '../base/config.ts'
import { miningRules, miningTerms } from '../base/web/mining.ts'
import { aiCrawlers } from '../audience/ai-crawlers.ts'
import { robotsText } from './robots.ts'

const site = (crawlers: CrawlerPurpose[], mining: { reserved: boolean; policy: string } | null = null) => robotsText({ url: 'https://anzeiger.example', crawlers, mining, isLocal: true })

/** May this crawler read this page? As RFC 9309 has it: the group that names it counts, otherwise that of all. */
function mayRead(robots: string, crawler: string): boolean {
  const groups = robots.split('\n\n').map((group) => group.split('\n').filter((line) => !line.startsWith('#')).map((line) => line.split(': ')))
  const naming = (name: string) => groups.find((lines) => lines.some(([key, value]) => key === 'User-agent' && value === name))
  const group = naming(crawler) ?? naming('*')
  return !group?.some(([key, value]) => key === 'Disallow' && value === '/')
}

test('search engines and everybody else may read everything, whatever is set for AI crawlers', () => {
  for (const welcome of [[], ['search'], [...crawlerPurposes]] as CrawlerPurpose[][]) {
    for (const crawler of ['Googlebot', 'Bingbot', 'Applebot', 'Feedly']) assert.ok(mayRead(site(welcome), crawler), crawler)
  }
})

test('each AI crawler may come exactly when its purpose is welcome', () => {
  for (const welcome of [[], ['training'], ['search', 'user'], [...crawlerPurposes]] as CrawlerPurpose[][]) {
    for (const { name, purpose } of aiCrawlers) assert.equal(mayRead(site(welcome), name), welcome.includes(purpose), `${name} with ${welcome.join()}`)
  }
})

test('every crawler of the list has an operator, a source, and a name that robots.txt can hold, once', () => {
  for (const { name, operator, source } of aiCrawlers) {
    assert.match(name, /^[A-Za-z0-9_-]+$/)
    assert.ok(operator && URL.canParse(source), name)
  }
  assert.equal(new Set(aiCrawlers.map(({ name }) => name.toLowerCase())).size, aiCrawlers.length)
})

test('robots.txt names the sitemaps by whole addresses and uses no directive that checkers do not know', () => {
  const text = site(['search'], { reserved: true, policy: 'https://anzeiger.example/licences' })
  assert.match(text, /^Sitemap: https:\/\/anzeiger\.example\/sitemap\.xml\nSitemap: https:\/\/anzeiger\.example\/sitemap-news\.xml$/m)
  assert.match(text, /^# Terms: https:\/\/anzeiger\.example\/licences$/m)
  for (const line of text.split('\n')) assert.match(line, /^$|^# |^(User-agent|Allow|Disallow|Sitemap): \S+$/)
})

test('the reservation is said alike in headers and in the file, with its terms only where something is reserved', () => {
  assert.deepEqual(miningTerms(null), {})
  assert.deepEqual(miningTerms({ reserved: true, policy: 'https://anzeiger.example/licences' }), { 'tdm-reservation': '1', 'tdm-policy': 'https://anzeiger.example/licences' })
  assert.deepEqual(miningTerms({ reserved: false, policy: 'https://anzeiger.example/licences' }), { 'tdm-reservation': '0' })
  assert.deepEqual(miningRules({ reserved: true, policy: 'https://anzeiger.example/licences' }), [{ location: '/', 'tdm-reservation': 1, 'tdm-policy': 'https://anzeiger.example/licences' }])
})
