import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

interface Package { version?: string; integrity?: string; resolved?: string; dependencies?: Record<string, string>; optionalDependencies?: Record<string, string> }
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

test('no package asks for the latest of another: older npm refuses such a lockfile, and newer npm as soon as there is a later one', () => {
  const loose = Object.entries(packages).flatMap(([place, { dependencies = {} }]) => Object.entries(dependencies).filter(([, range]) => range === 'latest').map(([name]) => `${place}: ${name}`))
  assert.deepEqual(loose, [])
})
