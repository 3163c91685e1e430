import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { asked, minute } from '../../test/matomo-asked.ts'
import type { Hit } from './hit.ts'

interface Recorded { client: string; method: string; path: string; headers: Record<string, string>; body?: string; status: number; tells: Record<string, unknown>[] }

// Those of matomo.js 5.2, matomo.js 4.16, piwik.js 2.17 and import_logs.py were recorded from these programs at work, in a browser and
// beside a log; only the browser's name was changed, since a browser without a window is a machine. Those of the apps, of PHP
// and of WordPress are put together as these programs' sources do it.
const recorded = JSON.parse(readFileSync(new URL('../../test/matomo-requests.json', import.meta.url), 'utf8')) as Recorded[]

/** Of a hit only what the record names. */
function named(hit: Hit | undefined, told: Record<string, unknown>): Record<string, unknown> {
  const all: Record<string, unknown> = { ...hit, minutesAgo: minute - (hit?.minute ?? 0) }
  return Object.fromEntries(Object.keys(told).map((key) => [key, all[key]]))
}

for (const { client, method, path, headers, body, status, tells } of recorded) {
  test(`what known clients send is understood: ${client}`, asked(async ({ ask, hits }) => {
    const answer = await ask(path, { method, headers, ...(body === undefined ? {} : { body }) })
    assert.equal(answer.status, status)
    const told = await hits()
    // A sign of attention needs the page that it is of.
    if (path.includes('ping=1')) return assert.deepEqual(told, [])
    assert.deepEqual(told.map((hit, n) => named(hit, tells[n] ?? {})), tells, JSON.stringify(told))
    assert.equal(told.filter((hit) => hit.kind === 'machine').length, 0)
    if (body?.includes('"requests"')) assert.match(answer.body.toString(), /"status":"success","tracked":\d,"invalid":0/)
  }, { mode: 'full' }))
}
