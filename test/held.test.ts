// What is held is nowhere: every public address is asked, with everything that could stand in it, while an article is public, under
// a legal hold, under an embargo. Words that stand nowhere else are looked for in whatever is answered, and in every mail.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { tellAtOnce, tellDaily } from '../src/comments/telling.ts'
import { watchAudience } from '../src/audience/watching.ts'
import { morningOf } from '../src/newsroom/morning.ts'
import { morningLetter } from '../src/newsroom/morning-letter.ts'
import { fireAt } from '../src/newsroom/firing.ts'
import { tellMove } from '../src/newsroom/move-telling.ts'
import { textOf } from '../src/base/mail/letter.tsx'
import { apiLists } from '../src/audience/api-figures.ts'
import { makeFiguresToken } from '../src/audience/figures-token.ts'
import { articleUrl } from '../src/urls.ts'
import { routes } from '../src/routes.ts'
import { takeIn, viewOf } from './audience-makers.ts'
import { makeComment, makeReader } from './comment-makers.ts'
import { house, type House } from './house.ts'
import { documentOf, makeArticle, makeAuthor, makeSection, makeTopic } from './makers.ts'
import { makeAccount, type Account } from './people-makers.ts'

/** Each stands in one place of the article, and nowhere else in the world. */
const words = ['Zwrkxa', 'Zwrkxb', 'Zwrkxc', 'Zwrkxd', 'Zwrkxe', 'zwrkxf']
const [headline, kicker, standfirst, body, comment, slug] = words as [string, string, string, string, string, string]
const secret = /zwrkx/i

interface World { t: House; article: Awaited<ReturnType<typeof makeArticle>>; beside: Awaited<ReturnType<typeof makeArticle>>; topic: string; author: string; token: string; comment_id: number; cards: string[]; bo: Account; lex: Account }

async function world(t: House): Promise<World> {
  const [section, topic, author] = [await makeSection(t.db, { slug: 'stadt', name: 'Stadt' }), await makeTopic(t.db, { slug: 'depot' }), await makeAuthor(t.db, { slug: 'ada' })]
  const given = { section_id: section.id, topic_ids: [topic.id], bylines: [{ author_id: author.id, role: 'text' as const }] }
  const article = await makeArticle(t.db, { ...given, slug, headline, kicker, standfirst, body: documentOf(body), former_addresses: ['/?p=77', '/alt/zu-finden'] })
  const beside = await makeArticle(t.db, { ...given, slug: 'daneben', headline: 'Daneben' })
  await makeArticle(t.db, { ...given, slug: 'english', language: 'en', translation_of: article.id })
  const reader_id = await makeReader(t.db, 'Lea')
  const comment_id = await makeComment(t.db, { article_id: article.id, reader_id, body: comment })
  const follower = await makeAccount(t.db, { name: 'Folgt' })
  await t.db.insertInto('follows').values({ reader_id: follower.id, thread_id: comment_id, how: 'at_once', since: new Date(t.now.getTime() - 7_200_000), told_until: new Date(t.now.getTime() - 7_200_000) }).execute()
  await makeComment(t.db, { article_id: article.id, reader_id, parent_id: comment_id, body: comment, submitted_at: new Date(t.now.getTime() - 3_600_000) })
  const made = await makeFiguresToken(t.db, 'Prüfung', { by: 'test', now: t.now })
  const [bo, lex] = [await makeAccount(t.db, { roles: ['editor'] }), await makeAccount(t.db, { roles: ['lawyer'], mail_address: 'lex@mail.test' })]
  await t.db.insertInto('article_watchers').values({ reader_id: lex.id, article_id: article.id, by_mail: true, since: t.now }).execute()
  const page = (await t.open(articleUrl(article))).html
  return { t, article, beside, topic: 'depot', author: 'ada', token: 'token' in made ? made.token : '', comment_id, cards: [...new Set([...page.matchAll(/\/cards\/[^"]+/g)].map(([card]) => card))], bo, lex }
}

/** Every address of the paper that is open to all, with each value that its parts may have. */
function addresses({ article, beside, topic, author, comment_id, cards }: World): string[] {
  const [part, others] = [`${article.slug}-${article.id}`, `${beside.slug}-${beside.id}`]
  const values: Record<string, string[]> = {
    article: [part, others], section: ['stadt'], slug: ['stadt', topic, author, 'about'], id: [String(comment_id), String(article.id)], year: ['2026'], month: ['03', '2026-03'], day: ['01'], list: [...apiLists], kind: ['topics', 'authors', 'sections', 'articles'],
    table: ['articles.csv', 'articles', 'days.csv'], number: ['1'], file: ['1'], token: ['x'], name: ['1'],
  }
  const queries: Record<string, string> = { q: headline, p: '77', part: '1', before: String(beside.id), order: 'oldest', after: '', a: String(article.id), at: String(comment_id), month: '2026-03' }
  return routes.filter(({ method, guard }) => method === 'GET' && !guard.name.startsWith('staff ')).flatMap((route) => {
    let paths = [route.path as string]
    for (const [, name = ''] of route.path.matchAll(/:(\w+)/g)) paths = paths.flatMap((path) => (values[name] ?? ['1']).map((value) => path.replace(`:${name}`, value)))
    return paths.flatMap((path) => [path, ...route.query.flatMap((name) => (queries[name] ? [`${path}?${name}=${queries[name]}`] : []))])
  }).concat(cards, ['/alt/zu-finden', '/alt/zu-finden/', `/stadt/anders-${article.id}`, `/anderswo/${part}`, `/search?q=${standfirst}&sort=newest`, `/search?q=${body}`, `/search?q=${headline.slice(0, 5)}x`, `/search?q=topic:${topic}+Daneben`, `/search?q=${comment}`])
}

/** The addresses that say something of it; what they were asked with is not what they say. */
async function sayingIt(here: World): Promise<string[]> {
  const { t, token } = here
  const saying: string[] = []
  for (const path of new Set(addresses(here))) {
    if (path.includes('/live')) continue
    const { html, headers } = await t.open(path, undefined, path.startsWith('/api') ? { authorization: `Bearer ${token}` } : {})
    const asked = decodeURIComponent(path)
    const said = `${html}\n${headers.get('location') ?? ''}\n${headers.get('link') ?? ''}`
    // A page says again what it was asked for; an address that was asked for is not given away.
    const others = words.filter((word) => word.toLowerCase() !== asked.toLowerCase() && !asked.toLowerCase().includes(word.toLowerCase()))
    if (others.some((word) => said.toLowerCase().includes(word.toLowerCase()))) saying.push(path)
  }
  return saying
}

/** What goes out by mail from now on. */
async function mailed({ t, article }: World): Promise<string> {
  const later = new Date(t.now.getTime() + 900_000)
  const here = { site: { url: 'http://paper.test' }, now: later }
  await tellAtOnce(t.db, here)
  await tellDaily(t.db, here)
  await watchAudience(t.db, here)
  for (const { id } of await t.db.selectFrom('stage_moves').select('id').where('article_id', '=', article.id).execute()) await tellMove(t.db, id, here)
  const morning = await morningOf(t.db, '2026-03-01')
  const letter = morningLetter(morning, { who: { name: 'Bo', mail_address: 'bo@mail.test', language: 'de' }, waiting: [], paper: { name: 'Blatt', language: 'de', url: 'http://paper.test' } })
  const mails = await t.db.selectFrom('mails').select(['subject', 'text', 'html']).execute()
  return [textOf(letter), ...mails.flatMap(({ subject, text, html }) => [subject, text, html])].join('\n')
}

async function isBack({ t, article, comment_id }: World) {
  for (const path of ['/', '/feed.json', '/sitemap.xml?part=1', `/search?q=${body}`, '/topic/depot', articleUrl(article), `${articleUrl(article)}/comments/${comment_id}`]) assert.match((await t.open(path)).html, secret, path)
}

/** Somebody has read it, so that it stands in figures of reading. */
async function read({ t, article }: World) {
  await takeIn(t.db, Array.from({ length: 60 }, () => viewOf('2026-03-01T10:00:00Z', { page: { article_id: article.id } })), t.now)
  await t.db.updateTable('audience_settings').set({ is_public: true }).execute()
}

test('the search for words that stand in it finds them everywhere while it is public', house(async (t) => {
  const here = await world(t)
  await read(here)
  const saying = await sayingIt(here)
  for (const path of ['/', '/feed.xml', '/feed.json', '/sitemap.xml?part=1', '/sitemap-news.xml', '/stadt', '/topic/depot', '/author/ada/feed.atom', articleUrl(here.article), `${articleUrl(here.article)}/comments`, articleUrl(here.beside), '/archive/2026/03/01', '/?p=77', '/alt/zu-finden', `/search?q=${body}`]) assert.ok(saying.includes(path), path)
  assert.ok(here.cards.length > 0 && saying.length > 30)
  assert.match(await mailed(here), secret)
}))

test('under a legal hold it is on no page, in no feed, search, sitemap, interface or card, and in no mail', house(async (t) => {
  const here = await world(t)
  await read(here)
  await t.send(`/desk/articles/${here.article.id}/hold`, { hold_note: `${standfirst} beanstandet` }, here.lex.cookie)
  assert.deepEqual(await sayingIt(here), [])
  assert.doesNotMatch(await mailed(here), secret)
  assert.equal((await t.open(here.cards[0]!)).status, 404)
  await t.send(`/desk/articles/${here.article.id}/hold/lifting`, {}, here.lex.cookie)
  await isBack(here)
}))

test('under an embargo it is nowhere until its time, whether it was public before or not', house(async (t) => {
  const here = await world(t)
  await read(here)
  await t.send(`/desk/articles/${here.article.id}/embargo`, { until: '2026-03-01T18:00' }, here.bo.cookie)
  assert.deepEqual(await sayingIt(here), [])
  assert.doesNotMatch(await mailed(here), secret)
  await fireAt(t.db, new Date('2026-03-01T17:00:00Z'))
  await isBack(here)
}))

test('a mail that waits to tell of it is taken back when it is held', house(async (t) => {
  const here = await world(t)
  assert.match(await mailed(here), secret)
  assert.ok((await t.db.selectFrom('mails').select('id').where('text', 'like', `%${headline}%`).execute()).length > 0)
  await t.send(`/desk/articles/${here.article.id}/hold`, { hold_note: 'x' }, here.lex.cookie)
  assert.deepEqual(await t.db.selectFrom('mails').select('subject').where('text', 'like', `%${headline}%`).execute(), [])
}))
