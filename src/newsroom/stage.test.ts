import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Role } from '../people/permissions.ts'
import { firstAtDesk, mayWrite, missingSteps, nextStages, passed, refusal, usualSteps, type Move, type Stage, type Steps } from './stage.ts'

const next = (stage: Stage, roles: Role[], steps: Partial<Steps> = {}) => nextStages({ stage, roles, steps: { ...usualSteps, ...steps } })
const way = (...stages: Stage[]): Move[] => stages.slice(1).map((to_stage, n) => ({ from_stage: stages[n]!, to_stage }))

test('authors send their draft to the desk and no further, and take no article from the desk', () => {
  assert.deepEqual(next('idea', ['author']), ['draft', 'editing'])
  assert.deepEqual(next('draft', ['author']), ['idea', 'editing'])
  for (const stage of ['editing', 'fact_check', 'legal', 'ready', 'scheduled'] as const) assert.deepEqual(next(stage, ['author']), [], stage)
})

test('editors send an article anywhere, but let nothing pass that the lawyer is to clear', () => {
  assert.deepEqual(next('editing', ['editor']), ['idea', 'draft', 'fact_check', 'legal', 'ready'])
  assert.deepEqual(next('legal', ['editor']), ['idea', 'draft', 'editing', 'fact_check'])
  assert.deepEqual(next('legal', ['lawyer']), ['idea', 'draft', 'editing', 'fact_check', 'ready'])
  assert.deepEqual(next('fact_check', ['fact_checker']), ['idea', 'draft', 'editing', 'legal', 'ready'])
  assert.deepEqual(next('fact_check', ['lawyer']), [])
})

test('what is scheduled is taken back by who may publish, and what is public is moved by nobody', () => {
  assert.deepEqual(next('scheduled', ['lawyer', 'author']), [])
  assert.ok(next('scheduled', ['editor']).includes('ready'))
  assert.equal(refusal({ stage: 'published', roles: ['admin'], steps: usualSteps }, 'draft'), 'public')
  assert.equal(refusal({ stage: 'draft', roles: ['admin'], steps: usualSteps }, 'draft'), 'same')
})

test('a step that the paper leaves out is offered to nobody, and authors send past it', () => {
  assert.deepEqual(next('draft', ['author'], { editing: 'no', idea: 'no' }), ['fact_check'])
  assert.equal(firstAtDesk({ idea: 'no', editing: 'no', fact_check: 'no', legal: 'no', ready: 'yes' }), 'ready')
  assert.equal(refusal({ stage: 'editing', roles: ['admin'], steps: { ...usualSteps, legal: 'no' } }, 'legal'), 'unused')
  assert.deepEqual(next('draft', ['chief_editor'], { idea: 'no', fact_check: 'no', legal: 'no' }), ['editing', 'ready'])
})

test('what stands in a step that the paper has left out since finds its way on', () => {
  assert.deepEqual(next('legal', ['lawyer'], { legal: 'no', fact_check: 'no' }), ['idea', 'draft', 'editing', 'ready'])
})

test('a step is passed once somebody lets the article go on from it, until it is sent back behind it', () => {
  assert.deepEqual([...passed(way('draft', 'editing', 'legal', 'ready'))], ['draft', 'editing', 'legal'])
  assert.deepEqual([...passed(way('draft', 'editing', 'legal', 'ready', 'editing', 'ready'))], ['draft', 'editing'])
  // From the law back to the desk: it was not cleared.
  assert.deepEqual([...passed(way('editing', 'legal', 'editing', 'ready'))], ['editing'])
})

test('a step that every article must pass is missing until it is passed', () => {
  const steps = { ...usualSteps, legal: 'must', fact_check: 'must' } as const
  assert.deepEqual(missingSteps({ stage: 'ready', roles: ['editor'], steps }, way('draft', 'editing', 'ready')), ['fact_check', 'legal'])
  assert.deepEqual(missingSteps({ stage: 'ready', roles: ['editor'], steps }, way('draft', 'fact_check', 'legal', 'ready')), [])
  // Who keeps the step that it stands at lets it pass by publishing.
  assert.deepEqual(missingSteps({ stage: 'legal', roles: ['chief_editor'], steps }, way('draft', 'fact_check', 'legal')), [])
  assert.deepEqual(missingSteps({ stage: 'legal', roles: ['editor'], steps }, way('draft', 'fact_check', 'legal')), ['legal'])
  assert.deepEqual(missingSteps({ stage: 'withdrawn', roles: [], steps }, []), [])
})

test('authors write until the desk has passed an article on, and again once it is public: readers see nothing of that yet', () => {
  for (const stage of ['idea', 'draft', 'editing'] as const) assert.ok(mayWrite(['author'], { state: 'draft', stage, is_awaited: false }), stage)
  for (const stage of ['fact_check', 'legal', 'ready', 'scheduled'] as const) assert.deepEqual([mayWrite(['author'], { state: 'draft', stage, is_awaited: false }), mayWrite(['editor'], { state: 'draft', stage, is_awaited: false })], [false, true], stage)
  assert.deepEqual([mayWrite(['author'], { state: 'published', stage: 'published', is_awaited: false }), mayWrite(['lawyer'], { state: 'held', stage: 'published', is_awaited: false })], [true, false])
  // At the time that is set nobody looks any more.
  assert.deepEqual([mayWrite(['author'], { state: 'published', stage: 'published', is_awaited: true }), mayWrite(['editor'], { state: 'published', stage: 'published', is_awaited: true })], [false, true])
})
