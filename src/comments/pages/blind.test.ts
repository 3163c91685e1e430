import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeDecision } from '../../../test/case-makers.ts'
import { house } from '../../../test/house.ts'
import { noon } from '../../../test/makers.ts'
import { makeAccount } from '../../../test/people-makers.ts'
import { drawForBlindCheck, lot } from '../blind.ts'

test('the lot is the same for the same decision, and even over many', () => {
  assert.equal(lot(7, noon), lot(7, noon))
  assert.notEqual(lot(7, noon), lot(7, new Date(noon.getTime() + 1)))
  const drawn = Array.from({ length: 10_000 }, (_, id) => lot(id, noon)).filter((one) => one < 5).length
  assert.ok(drawn > 400 && drawn < 600, String(drawn))
})

test('a drawn decision is made again by another moderator who sees the text and not the decision', house(async (t) => {
  await t.db.updateTable('discussion_settings').set({ blind_percent: 100 }).execute()
  const { id, moderator } = await makeDecision(t.db, { body: 'Du Lump!', reason: 'First reason' })
  await drawForBlindCheck(t.db, { decision_id: id }, noon)
  assert.doesNotMatch((await t.open('/desk/moderation/blind', moderator.cookie)).html, /Du Lump/)
  const second = await makeAccount(t.db, { roles: ['moderator'] })
  const { html } = await t.open('/desk/moderation/blind', second.cookie)
  assert.match(html, /Du Lump!/)
  assert.doesNotMatch(html, /First reason/)
  const path = `/desk/moderation/blind/${id}/check`
  await t.send(path, { kind: 'approve' }, moderator.cookie)
  assert.equal((await t.send(path, { kind: 'reject' }, second.cookie)).status, 422)
  assert.equal((await t.send(path, { kind: 'reject', clause: 'person' }, second.cookie)).status, 303)
  await t.send(path, { kind: 'approve' }, (await makeAccount(t.db, { roles: ['moderator'] })).cookie)
  const check = await t.db.selectFrom('blind_checks').selectAll().executeTakeFirstOrThrow()
  assert.deepEqual([check.staff_id, check.kind, check.clause], [second.id, 'reject', 'person'])
}))

test('neither decisions by rules nor suspensions are drawn, nor any where the paper wants none', house(async (t) => {
  await t.db.updateTable('discussion_settings').set({ blind_percent: 100 }).execute()
  for (const over of [{ made_by: 'rule' as const, staff_id: null }, { kind: 'suspend' as const }]) await drawForBlindCheck(t.db, { decision_id: (await makeDecision(t.db, over)).id }, noon)
  await t.db.updateTable('discussion_settings').set({ blind_percent: 0 }).execute()
  await drawForBlindCheck(t.db, { decision_id: (await makeDecision(t.db)).id }, noon)
  assert.equal((await t.db.selectFrom('blind_checks').selectAll().execute()).length, 0)
}))
