// Whoever is on their own side guesses numbers: of pledges, dues, receipts that are somebody else's. Every page there is, and
// every one that will be.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { routes } from '../src/routes.ts'
import { house, type House } from './house.ts'
import { makeGiving, payDue, type Giving } from './own-side-makers.ts'

const own = routes.filter(({ path }) => path.startsWith('/my-support/') && path.includes(':id'))
const fields = { amount: '99', rhythm: 'yearly', until: '2026-09-01', holder: 'Eve', iban: 'DE89 3704 0044 0532 0130 00', name: 'Eve', mail_address: 'eve@mail.test', reason: '', date: '', manner: 'ordinary' }

async function pledgeOf(db: House['db'], { pledge_id }: Giving) {
  return JSON.stringify([await db.selectFrom('pledges').selectAll().where('id', '=', pledge_id).execute(), await db.selectFrom('pledge_changes').selectAll().where('pledge_id', '=', pledge_id).execute(), await db.selectFrom('dues').selectAll().where('pledge_id', '=', pledge_id).execute()])
}

test('what others give cannot be seen or changed from one’s own side, whatever numbers are tried', house(async ({ db, open, send }) => {
  const [ada, eve] = [await makeGiving(db, { name: 'Ada Secret' }), await makeGiving(db, { name: 'Eve' })]
  await payDue(db, ada.due_id, '2026-03-01')
  await db.deleteFrom('mails').execute()
  const before = await pledgeOf(db, ada)
  assert.ok(own.length > 15)
  for (const { method, path } of own) {
    for (const id of [ada.pledge_id, ada.due_id]) {
      // Numbers of pledges and dues are counted apart: Eve's own are let be.
      if (id === eve.pledge_id || id === eve.due_id) continue
      const at = path.replace(':id', String(id))
      const { status, html } = method === 'GET' ? await open(at, eve.cookie) : await send(at, fields, eve.cookie)
      assert.equal(status, 404, `${method} ${at}`)
      assert.ok(!html.includes('Ada Secret') && !html.includes(ada.reference), `${method} ${at} tells of somebody else`)
    }
  }
  assert.equal(await pledgeOf(db, ada), before)
  assert.deepEqual(await db.selectFrom('mails').select('to_address').execute(), [])
}))

test('a number that is none, or too large for any, is not found and breaks nothing', house(async ({ db, open, send }) => {
  const { cookie } = await makeGiving(db)
  for (const { method, path } of own) {
    for (const id of ['0', '-1', '1e3', '9'.repeat(30), '1%27', '١']) {
      const { status } = method === 'GET' ? await open(path.replace(':id', id), cookie) : await send(path.replace(':id', id), fields, cookie)
      assert.equal(status, 404, `${method} ${path} ${id}`)
    }
  }
}))
