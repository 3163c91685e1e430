import assert from 'node:assert/strict'
import { test } from 'node:test'
import { house } from '../../test/house.ts'
import { changeArticle, makeArticle, noon } from '../../test/makers.ts'
import { tagsOf, withdrawArticle } from './article.ts'
import { articleById } from './reads/articles.ts'
import { TranslationRefused, translationRefusal, type Standing } from './translation.ts'

const act = { by: 'test', now: noon }
const standing = (over: Partial<Standing> = {}): Standing => ({ id: 1, translation_of: null, has_translations: false, ...over })

test('an article translates an original: not itself, not a translation, and no original becomes one', () => {
  const original = standing({ id: 2, has_translations: true })
  assert.equal(translationRefusal(standing(), original), null)
  assert.equal(translationRefusal(standing(), undefined), 'missing')
  assert.equal(translationRefusal(standing(), standing()), 'itself')
  assert.equal(translationRefusal(standing(), standing({ id: 2, translation_of: 3 })), 'a translation itself')
  assert.equal(translationRefusal(standing({ has_translations: true }), original), 'an original itself')
})

test('original and translations know each other, the original first, and are printed anew together', house(async ({ db }) => {
  const original = await makeArticle(db, { language: 'de' })
  const english = await makeArticle(db, { language: 'en', translation_of: original.id })
  const turkish = await makeArticle(db, { language: 'tr', translation_of: original.id })
  const known = async (id: number) => (await articleById(db, id))?.translations.map((other) => [other.id, other.language])
  assert.deepEqual(await known(original.id), [[english.id, 'en'], [turkish.id, 'tr']])
  assert.deepEqual(await known(turkish.id), [[original.id, 'de'], [english.id, 'en']])
  for (const { id } of [original, english]) assert.ok(tagsOf(turkish).includes(`article:${id}`))
}))

test('a draft and a withdrawn translation are not named', house(async ({ db }) => {
  const original = await makeArticle(db)
  await makeArticle(db, { state: 'draft', published_at: null, first_published_at: null, language: 'fr', translation_of: original.id })
  const english = await makeArticle(db, { language: 'en', translation_of: original.id })
  const withdrawn = await withdrawArticle(db, { id: english.id, reason: 'Falsch.' }, act)
  assert.deepEqual((await articleById(db, original.id))?.translations, [])
  assert.ok(tagsOf(withdrawn).includes(`article:${original.id}`))
}))

test('a translation can be marked later, and taken back', house(async ({ db }) => {
  const [original, other] = [await makeArticle(db), await makeArticle(db, { language: 'en' })]
  assert.equal((await changeArticle(db, { id: other.id, translation_of: original.id }, act)).translations[0]?.id, original.id)
  await assert.rejects(changeArticle(db, { id: original.id, translation_of: other.id }, act), TranslationRefused)
  await assert.rejects(changeArticle(db, { id: other.id, translation_of: other.id }, act), TranslationRefused)
  assert.deepEqual((await changeArticle(db, { id: other.id, translation_of: null }, act)).translations, [])
}))
