import assert from 'node:assert/strict'
import { test } from 'node:test'
import { house } from '../../test/house.ts'
import { importArchive } from './archive-import.ts'
import { besideText } from '../newsroom/beside-text.ts'
import { layoutNow, ofPaper } from '../newsroom/reads/fronts.ts'
import { todayFor } from '../newsroom/today.ts'
import { openArchive } from './archive-source.ts'
import { demonstrationEditor } from '../people/demonstration.ts'
import type { Reader } from '../people/session.ts'
import { giveDemonstrationDesk } from './demonstration-desk.ts'

test('whenever somebody first looks, the desk of the demonstration has something on each of its pages', house(async ({ db, files }) => {
  await importArchive(db, { source: await openArchive('demo'), files })
  const now = new Date('2031-02-27T23:30:00Z')
  await giveDemonstrationDesk(db, { now, files })
  const plans = await db.selectFrom('article_plans').innerJoin('articles', 'articles.id', 'article_id').select(['planned_on', 'stage', 'state', 'language']).orderBy('article_id').execute()
  assert.deepEqual(plans.map(({ planned_on }) => planned_on), ['2031-02-28', '2031-02-28', '2031-03-01', '2031-03-01', '2031-03-01', '2031-03-01', '2031-03-02', '2031-03-02', '2031-03-04', '2031-03-05', null])
  assert.deepEqual([...new Set(plans.map(({ state }) => state))], ['draft'])
  assert.deepEqual([...new Set(plans.map(({ stage }) => stage))].sort(), ['draft', 'editing', 'idea', 'legal', 'ready', 'scheduled'])
  assert.ok(plans.some(({ language }) => language === 'en'))

  const who: Reader = { id: await demonstrationEditor(db, now), name: 'Editha Probst', roles: ['chief_editor'], language: null, mail_address: 'editha@mail.test', session_id: 1, factors: ['link', 'machine'] }
  const { newsroom, waiting } = await todayFor(db, { who, today: '2031-02-28' })
  assert.deepEqual(newsroom?.assignments.map(({ due_on }) => due_on), ['2031-02-27', '2031-02-28', '2031-02-28', '2031-03-01', '2031-03-01'])
  assert.equal(newsroom?.planned.length, 2)
  assert.ok(waiting.some(({ label }) => label === 'told.waiting') && waiting.some(({ label }) => label === 'moderation.routes.waiting'), JSON.stringify(waiting))

  const choir = await db.selectFrom('articles').select('id').where('headline', '=', 'Die Probe beginnt auf Ebene drei').executeTakeFirstOrThrow()
  const { notes, suggestions } = await besideText(db, choir.id)
  assert.deepEqual(notes.map(({ isOrphan, settled, answers }) => [isOrphan, settled !== null, answers.length]), [[false, false, 1], [false, false, 0], [false, true, 1]])
  assert.deepEqual(suggestions.map(({ insertion, deletion }) => [deletion, insertion]), [['länger als im Dom von Bad Oelde', 'anderthalb mehr als im Dom von Bad Oelde'], ['übliche ', '']])
  const revisions = await db.selectFrom('revisions').select(['number', 'why', 'words_in']).where('article_id', '=', choir.id).orderBy('number').execute()
  assert.ok(revisions.length >= 3 && revisions.slice(-3).every(({ why }) => why !== ''), JSON.stringify(revisions))
  assert.ok((revisions.at(-1)?.words_in ?? 0) > 0)

  assert.ok((await db.selectFrom('articles').select('embargo_until').where('embargo_until', '>', now).execute()).length > 0)
  assert.equal((await db.selectFrom('article_schedules').select('id').where('outcome', 'is', null).execute()).length, 1)
  const items = await db.selectFrom('wire_items').select(['language', 'state', 'leads', 'is_latest']).execute()
  const having = (is: (item: (typeof items)[number]) => boolean) => items.filter(is).length
  assert.deepEqual([having(({ language }) => language === 'de'), having(({ language }) => language === 'en'), having(({ state }) => state === 'taken'), having(({ is_latest }) => !is_latest), having(({ leads, is_latest }) => is_latest && !leads)], [7, 3, 2, 1, 1])
  assert.equal((await db.selectFrom('mails').select('id').execute()).length, 0)

  const layout = await layoutNow(db, ofPaper, now)
  assert.deepEqual([layout.places.length, layout.rules.length, layout.places.filter(({ until }) => until !== null).length], [5, 1, 1])
  assert.equal((await db.selectFrom('front_versions').select('id').execute()).length, 4)
  assert.ok((await db.selectFrom('topics').select('slug').where('picture_id', 'is not', null).execute()).length > 0)
}))
