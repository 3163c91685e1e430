import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { steps } from './text-size.tsx'

test('every size of the text that a reader may choose is one that the pages know, but for the browser’s own', () => {
  const css = readFileSync(new URL('text-size.css', import.meta.url), 'utf8')
  const sizes = [...css.matchAll(/\[data-text="(\d+)"\] \{ font-size: ([\d.]+)%/g)].map(([, step, size]) => [Number(step), Math.round(Number(size))])
  assert.deepEqual(sizes, steps.filter((step) => step !== 100).map((step) => [step, step]))
})
