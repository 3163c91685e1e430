import assert from 'node:assert/strict'
import { test } from 'node:test'
import { house } from '../../../test/house.ts'
import { documentOf, makeArticle, makePicture, makeTopic } from '../../../test/makers.ts'
import { makeAccount } from '../../../test/people-makers.ts'
import { topicNamed } from '../../articles/naming.ts'
import { countCommonWords, countTopicWords, suggestFor, suggestTopics } from '../../articles/topic-suggestion.ts'
import type { Db } from '../../base/db/db.ts'
import { renumberImportedTopic } from '../../exchange/imported-topic.ts'
import { paths, url } from '../../urls.ts'

const by = (id: number) => ({ id: String(id) })
const topicsOf = async (db: Db, article_id: number) => (await db.selectFrom('article_topics').select('topic_id').where('article_id', '=', article_id).orderBy('topic_id').execute()).map(({ topic_id }) => topic_id)

test('a topic is made once of a name, described, and called otherwise: its former address and feeds lead to the new one', house(async ({ db, files, open, send }) => {
  const { cookie } = await makeAccount(db, { roles: ['editor'] })
  const { headers } = await send(paths.deskTopics, { name: 'Hafen' }, cookie)
  const page = headers.get('location')!.split('?')[0]!
  const id = Number(page.split('/').at(-1))
  assert.equal((await send(paths.deskTopics, { name: 'Hafen' }, cookie)).status, 422)
  const article = await makeArticle(db, { topic_ids: [id], headline: 'Neuer Kai' })
  const { name: picture } = await makePicture(db, { files, caption: 'Der Kai am Morgen' })
  assert.equal((await send(page, { name: 'Hafenviertel', slug: 'hafenviertel', description: 'Alles vom Wasser.', picture }, cookie)).status, 303)
  const led = await open('/topic/hafen')
  assert.deepEqual([led.status, led.headers.get('location')], [301, '/topic/hafenviertel'])
  assert.equal((await open('/topic/hafen/feed.xml')).headers.get('location'), '/topic/hafenviertel/feed.xml')
  const { html } = await open('/topic/hafenviertel')
  assert.match(html, /<h1>Hafenviertel<\/h1>[\s\S]*Alles vom Wasser\.[\s\S]*Der Kai am Morgen[\s\S]*Neuer Kai/)
  assert.match(html, /property="og:image" content="http:\/\/paper\.test\/pictures\//)
  assert.match((await open('/search?q=Hafenviertel')).html, /Neuer Kai/)
  assert.deepEqual(await topicsOf(db, article.id), [id])
  // Back again: nothing leads in a circle.
  await send(page, { name: 'Hafen', slug: 'hafen', description: '', picture: '' }, cookie)
  assert.equal((await open('/topic/hafen')).status, 200)
  assert.equal((await open('/topic/hafenviertel')).headers.get('location'), '/topic/hafen')
}))

test('what is wrong with a topic is said, and what was typed is kept', house(async ({ db, send }) => {
  const { cookie } = await makeAccount(db, { roles: ['editor'] })
  const [topic, other] = [await makeTopic(db), await makeTopic(db)]
  const refused = async (fields: Record<string, string>) => (await send(url(paths.deskTopic, by(topic.id)), { name: 'Name', slug: 'ein-slug', description: '', picture: '', ...fields }, cookie)).html
  assert.match(await refused({ slug: other.slug, description: 'Was getippt war' }), /hat ein anderes Thema[\s\S]*Was getippt war/)
  assert.match(await refused({ slug: 'Groß' }), /nur kleine Buchstaben/)
  assert.match(await refused({ name: '' }), /braucht einen Namen/)
  assert.match(await refused({ picture: 'kein-bild' }), /kein-bild/)
}))

test('two topics are merged after their numbers were shown: articles, addresses, feeds, search, fronts and what nobody is asked under', house(async ({ db, open, send, now }) => {
  const { cookie, id: staff } = await makeAccount(db, { roles: ['chief_editor'] })
  const [from, into, third] = [await makeTopic(db, { name: 'Straßenbahn' }), await makeTopic(db, { name: 'Tram' }), await makeTopic(db)]
  const [one, both, draft] = [await makeArticle(db, { topic_ids: [from.id], headline: 'Linie 4 fährt wieder' }), await makeArticle(db, { topic_ids: [into.id, from.id] }), await makeArticle(db, { topic_ids: [third.id, from.id], state: 'draft', published_at: null, first_published_at: null })]
  await db.updateTable('topics').set({ no_appeals: true }).where('id', '=', from.id).execute()
  await db.insertInto('redirects').values({ address: '/topic/bahn', leads_to: `/topic/${from.slug}`, since: now }).execute()
  await send(url(paths.deskFrontPlaces, { front: `t${from.id}` }), { deed: 'top', article: String(one.id) }, cookie)
  await send(url(paths.deskFrontRules, { front: 'paper' }), { block: 'lead', rule: 'topic', topic: 'Straßenbahn' }, cookie)
  const asked = await open(`${url(paths.deskTopicMerging, by(from.id))}?into=Tram`, cookie)
  assert.match(asked.html, /3, davon 2 öffentlich[\s\S]*Davon schon unter beiden[\s\S]*>1<[\s\S]*ebenso 1 frühere Adresse[\s\S]*lässt sich nicht zurücknehmen/)
  assert.deepEqual(await topicsOf(db, one.id), [from.id], 'looking changes nothing')
  assert.equal((await send(url(paths.deskTopicMerging, by(from.id)), { into: String(into.id) }, cookie)).status, 303)
  assert.deepEqual([await topicsOf(db, one.id), await topicsOf(db, both.id), await topicsOf(db, draft.id)], [[into.id], [into.id], [into.id, third.id].sort((a, b) => a - b)])
  for (const address of [`/topic/${from.slug}`, '/topic/bahn']) assert.equal((await open(address)).headers.get('location'), `/topic/${into.slug}`)
  assert.equal((await open(`/topic/${from.slug}/feed.json`)).headers.get('location'), `/topic/${into.slug}/feed.json`)
  assert.match((await open(`/topic/${into.slug}`)).html, /Linie 4/)
  assert.match((await open('/search?q=Tram')).html, /Linie 4/)
  assert.equal((await db.selectFrom('topics').select('no_appeals').where('id', '=', into.id).executeTakeFirstOrThrow()).no_appeals, true)
  assert.deepEqual((await db.selectFrom('front_rules').select('topic_id').execute()).map(({ topic_id }) => topic_id), [into.id])
  assert.equal((await db.selectFrom('fronts').select('topic_id').where('topic_id', 'is not', null).execute()).map(({ topic_id }) => topic_id).join(), String(into.id))
  const deed = await db.selectFrom('journal').select(['actor', 'what']).where('subject', '=', `topic:${into.id}`).executeTakeFirstOrThrow()
  assert.deepEqual(deed, { actor: `staff:${staff}`, what: '3 articles taken over from a merged topic' })
  // A text that is still being written names it as it was called.
  assert.equal(await topicNamed(db, 'Straßenbahn', { by: 'test', now }), into.id)
}))

test('an import that is repeated after a merging finds the topic that is left', house(async ({ db, now }) => {
  const into = await makeTopic(db)
  const kept = { source: 'https://old.test', kind: 'topic', imported_at: now }
  await db.insertInto('imported').values([{ ...kept, foreign_id: 'tag:bahn', own_id: '987654' }, { ...kept, foreign_id: 'tag:leer', own_id: '987655' }]).execute()
  await renumberImportedTopic(db, { from: 987654, into: into.id })
  await renumberImportedTopic(db, { from: 987655, into: null })
  assert.deepEqual(await db.selectFrom('imported').select(['foreign_id', 'own_id']).execute(), [{ foreign_id: 'tag:bahn', own_id: String(into.id) }])
}))

test('a topic is taken away only when nothing stands under it, not even a draft', house(async ({ db, open, send }) => {
  const { cookie } = await makeAccount(db, { roles: ['editor'] })
  const [full, empty] = [await makeTopic(db), await makeTopic(db)]
  await makeArticle(db, { topic_ids: [full.id], state: 'draft', published_at: null, first_published_at: null })
  assert.equal((await send(url(paths.deskTopicDeletion, by(full.id)), {}, cookie)).status, 422)
  assert.equal((await send(url(paths.deskTopicDeletion, by(empty.id)), {}, cookie)).status, 303)
  assert.deepEqual([(await open(`/topic/${full.slug}`)).status, (await open(`/topic/${empty.slug}`)).status], [200, 404])
}))

test('topics are found by words in their names, and those under which nothing stands; authors do not come in', house(async ({ db, open }) => {
  const { cookie } = await makeAccount(db, { roles: ['editor'] })
  const [full] = [await makeTopic(db, { name: 'Rathaus Nord' }), await makeTopic(db, { name: 'Rathaus Süd' })]
  await makeArticle(db, { topic_ids: [full.id] })
  const { html } = await open(`${paths.deskTopics}?q=rathaus`, cookie)
  assert.match(html, /Rathaus Nord[\s\S]*Rathaus Süd/)
  const empty = (await open(`${paths.deskTopics}?q=rathaus&empty=on`, cookie)).html
  assert.doesNotMatch(empty, /Rathaus Nord/)
  assert.match(empty, /Rathaus Süd/)
  assert.equal((await open(paths.deskTopics, (await makeAccount(db, { roles: ['author'] })).cookie)).status, 403)
}))

test('a topic is suggested for a text by the words of what the paper has put there, and the words are said', house(async ({ db, open, send, now }) => {
  const { cookie } = await makeAccount(db, { roles: ['author'] })
  const [tram, school] = [await makeTopic(db, { name: 'Nahverkehr' }), await makeTopic(db, { name: 'Bildung' })]
  for (const n of [1, 2, 3]) {
    await makeArticle(db, { topic_ids: [tram.id], body: documentOf(`Die Straßenbahn hielt am Depot, der Fahrplan ${n} galt, und die Weichen waren gefroren.`) })
    await makeArticle(db, { topic_ids: [school.id], body: documentOf(`Das Gymnasium schrieb Zeugnisse, die Lehrer ${n} kamen, und der Unterricht fiel aus.`) })
    await makeArticle(db, { body: documentOf(`Es kamen viele Leute, und der Wein ${n} war gut.`) })
  }
  await countCommonWords(db)
  assert.equal(await countTopicWords(db, now), 2)
  assert.equal(await countTopicWords(db, now), 0, 'nothing new, nothing counted')
  const [first, ...others] = await suggestTopics(db, { language: 'de', text: 'Zwei Straßenbahnen stießen vor dem Depot zusammen. Die Weichen waren vereist.', has: [] }, 3)
  assert.deepEqual([first?.id, others], [tram.id, []])
  assert.ok(first?.words.includes('Straßenbahnen') && first.words.includes('Weichen'))
  const draft = await makeArticle(db, { state: 'draft', published_at: null, first_published_at: null, headline: 'Unterricht fällt aus', body: documentOf('Die Lehrer des Gymnasiums sind krank.') })
  assert.deepEqual((await suggestFor(db, draft.id, 3)).map(({ name }) => name), ['Bildung'])
  assert.match((await open(`${paths.deskTopicSuggestions}?article=${draft.id}`, cookie)).html, /name="suggested_topic" value="Bildung"[\s\S]*wegen: [^<]*Lehrer/)
  const form = (await open(url(paths.deskArticle, by(draft.id)), cookie)).html
  const value = (name: string) => new RegExp(`name="${name}"[^>]*value="([^"]*)"`).exec(form)?.[1] ?? ''
  const saved = await send(url(paths.deskArticle, by(draft.id)), { seen: value('seen'), headline: 'Unterricht fällt aus', section: draft.section_slug, slug: draft.slug, language: 'de', comment_mode: 'open', body: 'Die Lehrer des Gymnasiums sind krank.', topics: '', suggested_topic: 'Bildung' }, cookie)
  assert.equal(saved.status, 303, saved.html.slice(0, 3000))
  assert.match((await open(url(paths.deskArticle, by(draft.id)), cookie)).html, /name="topics"[^>]*value="Bildung"/)
  assert.deepEqual(await suggestTopics(db, { language: 'de', text: 'Die Straßenbahn am Depot', has: [tram.id] }, 3), [], 'what it has already is not suggested')
}))

test('topics are advised only so often in a minute, and whoever asks for more is told so in their language', house(async ({ db, open }) => {
  const [ada, bo] = [await makeAccount(db, { roles: ['author'] }), await makeAccount(db, { roles: ['author'] })]
  const { id } = await makeArticle(db)
  const asked = ({ cookie }: { cookie: string }, article = String(id)) => open(`${paths.deskTopicSuggestions}?article=${article}`, cookie)
  assert.equal((await asked(ada)).status, 200)
  // On a busy machine some of the minute is over by then.
  let times = 1
  const tooMany = async () => {
    for (; times < 100; times++) {
      const { status } = await asked(ada, 'x')
      assert.ok(status === 404 || (status === 429 && times >= 30), `${times} ${status}`)
      const answer = status === 429 ? await asked(ada) : undefined
      if (answer?.status === 429) return answer
    }
    return assert.fail('nobody was told that it is too much')
  }
  const { html, headers } = await tooMany()
  assert.deepEqual([headers.get('retry-after'), html], ['60', '<!doctype html><p class="nothing">Das war viel in kurzer Zeit. Bitte versuchen Sie es in einer Minute noch einmal.</p>'])
  await db.updateTable('readers').set({ language: 'en' }).where('id', '=', ada.id).execute()
  assert.match((await tooMany()).html, /That was a lot in a short time\. Please try again in a minute\./)
  assert.equal((await asked(bo)).status, 200)
}))

test('a picture is chosen for a topic from the library, with and without scripts, and taken out again', house(async ({ db, files, open, send, now }) => {
  const [{ cookie }, author] = [await makeAccount(db, { roles: ['editor'] }), await makeAccount(db, { roles: ['author'] })]
  const topic = await makeTopic(db, { name: 'Hafen' })
  const [one, over] = [await makePicture(db, { files, name: 'kai' }), await makePicture(db, { files, name: 'alt' })]
  await db.updateTable('pictures').set({ rights_until: new Date('2026-02-01T00:00:00Z'), taken_off_at: now }).where('id', '=', over.id).execute()
  const address = url(paths.deskTopicPicture, by(topic.id))
  const page = async () => (await open(url(paths.deskTopic, by(topic.id)), cookie)).html
  assert.match(await page(), new RegExp(`data-words=[^]*href="/desk/pictures\\?for=t${topic.id}"`))
  const list = (await open(`/desk/pictures?for=t${topic.id}`, cookie)).html
  assert.match(list, new RegExp(`Bild für das Thema „Hafen“[^]*name="for" value="t${topic.id}"[^]*action="${address}"[^]*value="kai"`))
  assert.doesNotMatch((await open(`/desk/pictures?for=t${topic.id}`, author.cookie)).html, /Bild für das Thema/)
  assert.equal((await send(address, { picture: 'kai' }, author.cookie)).status, 403)
  assert.equal((await send(address, { picture: 'kai' }, cookie)).status, 303)
  assert.match(await page(), /name="picture" value="kai"[^]*<code>kai<\/code>[^]*name="no_picture"/)
  assert.match((await open(`/desk/pictures/${one.id}`, cookie)).html, /Hafen<\/a>[^]*Thema/)
  for (const picture of ['nirgends', 'alt', '']) assert.equal((await send(address, { picture }, cookie)).status, 422, picture)
  const wrong = await send(url(paths.deskTopic, by(topic.id)), { name: 'Hafen', slug: topic.slug, description: 'Getippt', picture: 'alt' }, cookie)
  assert.deepEqual([wrong.status, /abgelaufen[^]*Getippt[^]*name="picture" value="alt"/.test(wrong.html)], [422, true])
  assert.equal((await send(url(paths.deskTopic, by(topic.id)), { name: 'Hafen', slug: topic.slug, description: '', picture: 'kai', no_picture: 'on' }, cookie)).status, 303)
  assert.equal((await db.selectFrom('topics').select('picture_id').where('id', '=', topic.id).executeTakeFirstOrThrow()).picture_id, null)
}))

test('what is sent for topics that are not there, or for what is no number, is answered and not broken', house(async ({ db, send }) => {
  const { cookie } = await makeAccount(db, { roles: ['chief_editor'] })
  const topic = await makeTopic(db, { name: 'Straßenbahn' })
  await send(url(paths.deskFrontPlaces, { front: `t${topic.id}` }), { deed: 'top', article: String((await makeArticle(db, { topic_ids: [topic.id] })).id) }, cookie)
  for (const into of ['4711', '0', 'x', '', '99999999999999999999', '999999999999999', String(topic.id)]) {
    const refused = await send(url(paths.deskTopicMerging, by(topic.id)), { into, called: 'Tram' }, cookie)
    assert.deepEqual([refused.status, /gibt es nicht mehr[^]*name="into"[^>]*value="Tram"/.test(refused.html)], [422, true], into)
  }
  for (const id of ['4711', '0', 'x', '99999999999999999999', '999999999999999']) {
    for (const path of [paths.deskTopic, paths.deskTopicMerging, paths.deskTopicDeletion, paths.deskTopicPicture]) {
      assert.equal((await send(url(path, { id }), { name: 'Name', slug: 'name', description: '', into: String(topic.id), picture: 'x' }, cookie)).status, 404, `${path} ${id}`)
    }
  }
  assert.equal((await send(url(paths.deskTopic, by(topic.id)), { name: 'Name', slug: 'a'.repeat(5_000), description: 'x', picture: '' }, cookie)).status, 422)
  assert.equal((await db.selectFrom('topics').select('name').where('id', '=', topic.id).executeTakeFirstOrThrow()).name, 'Straßenbahn')
}))
