import assert from 'node:assert/strict'
import { test } from 'node:test'
import { house } from '../../../test/house.ts'
import { makePicture } from '../../../test/makers.ts'
import { makeAccount } from '../../../test/people-makers.ts'

test('the editor is told of a picture by its name: where it lies, how large it is, what is said of it', house(async (t) => {
  const { cookie } = await makeAccount(t.db, { roles: ['author'] })
  const { name } = await makePicture(t.db, { files: t.files, alt: 'Ein Kran', credit_person: 'Eva Roth' })
  const told = JSON.parse((await t.open(`/desk/pictures/named/${name}`, cookie)).html)
  assert.deepEqual({ ...told, address: '', wide: '', width: 0, height: 0, page: '' }, { name, alt: 'Ein Kran', caption: '', credit: 'Foto: Eva Roth', address: '', wide: '', width: 0, height: 0, page: '' })
  assert.ok(told.width > 0 && told.height > 0)
  assert.match(told.page, /^\/desk\/pictures\/\d+$/)
  assert.equal((await t.open('/desk/pictures/named/gibt-es-nicht', cookie)).status, 404)
}))

test('readers are told nothing of pictures that no article shows', house(async (t) => {
  const { cookie } = await makeAccount(t.db)
  const { name } = await makePicture(t.db, { files: t.files })
  assert.notEqual((await t.open(`/desk/pictures/named/${name}`, cookie)).status, 200)
}))
