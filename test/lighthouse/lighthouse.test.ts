import assert from 'node:assert/strict'
import { test } from 'node:test'
import { demonstration } from '../browser/demonstration.ts'
import { verdicts } from './lighthouse.ts'

const paper = demonstration()

// Performance depends on what else the machine does; bench/lighthouse.ts measures it.
test('Lighthouse gives front page, section, article and search 100 for accessibility, best practices and search engines', async () => {
  const addresses = ['/', '/stadt', '/stadt/wallstedt-kauft-sein-depot-zurueck-1', '/search'].map((address) => paper.home + address)
  const found = await verdicts(addresses, ['accessibility', 'best-practices', 'seo'])
  // A page of results is kept from search engines on purpose: it is not judged by how well they find it.
  found.push(...await verdicts([`${paper.home}/search?q=Depot`], ['accessibility', 'best-practices']))
  assert.deepEqual(found.filter(({ scores }) => Object.values(scores).some((score) => score < 100)), [])
})
