import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { colours } from './colours.ts'

test('what is drawn has the colours of the pages, light and dark', () => {
  const css = readFileSync(new URL('ui.css', import.meta.url), 'utf8')
  const [light, dark] = [...css.matchAll(/--paper: #[^}]*?--accent: #[0-9a-f]{6}/g)].map(([tokens]) => Object.fromEntries([...tokens.matchAll(/--(\w+): (#[0-9a-f]{6})/g)].map(([, name, value]) => [name, value])))
  assert.deepEqual({ light, dark }, colours)
})
