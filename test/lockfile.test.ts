import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

interface Package { version?: string; integrity?: string; resolved?: string; optionalDependencies?: Record<string, string> }
const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Package> }

test('the lockfile holds the packages of every system, or npm ci refuses it everywhere', () => {
  const missing = Object.entries(packages).flatMap(([place, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) => !packages[`node_modules/${name}`] && !packages[`${place}/node_modules/${name}`]))
  assert.deepEqual(missing, [])
})

test('every package is locked by its content, and by no registry', () => {
  const loose = Object.entries(packages).filter(([place, one]) => place !== '' && (!one.integrity || one.resolved))
  assert.deepEqual(loose.map(([place]) => place), [])
})
