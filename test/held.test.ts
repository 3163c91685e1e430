// What is held is nowhere: every public address is asked, with everything that could stand in it, while an article is public, under
// a legal hold, under an embargo. Words that stand nowhere else are looked for in whatever is answered, and in every mail.
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { submitNotice } from '../src/comments/report.ts'
import { askAuthor, endRoute } from '../src/comments/routing.ts'
import { tellAuthor, tellReporters, tellUndone } from '../src/comments/statement.ts'
import { tellAtOnce, tellDaily } from '../src/comments/telling.ts'
import { watchAudience } from '../src/audience/watching.ts'
import { morningOf } from '../src/newsroom/morning.ts'
import { morningLetter } from '../src/newsroom/morning-letter.ts'
import { fireAt } from '../src/newsroom/firing.ts'
import { tellMove } from '../src/newsroom/move-telling.ts'
import { tellPictureRights } from '../src/newsroom/picture-rights-letter.ts'
import { tellTakers } from '../src/exchange/wire-telling.ts'
import { translator } from '../src/base/i18n/i18n.ts'
import { textOf } from '../src/base/mail/letter.tsx'
import { apiLists } from '../src/audience/api-figures.ts'
import { makeFiguresToken } from '../src/audience/figures-token.ts'
import { articleUrl } from '../src/urls.ts'
import { routes } from '../src/routes.ts'
import { takeIn, viewOf } from './audience-makers.ts'
import { makeComment } from './comment-makers.ts'
import { house, type House } from './house.ts'
import { documentOf, makeArticle, makeAuthor, makePicture, makeSection, makeTopic } from './makers.ts'
import { makeAccount, type Account } from './people-makers.ts'
import { project } from './program.ts'
import { makeWire, ninjs, wireIn } from './wire-makers.ts'

/** Each stands in one place of the article, and nowhere else in the world. */
const words = ['Zwrkxa', 'Zwrkxb', 'Zwrkxc', 'Zwrkxd', 'Zwrkxe', 'zwrkxf']
const [headline, kicker, standfirst, body, comment, slug] = words as [string, string, string, string, string, string]
const secret = /zwrkx/i

interface World { t: House; article: Awaited<ReturnType<typeof makeArticle>>; beside: Awaited<ReturnType<typeof makeArticle>>; topic: string; author: string; token: string; comment_id: number; cards: string[]; bo: Account; lex: Account; lea: Account; picture_id: number; /** Of the files of that picture. */ hashes: string[]; wire_item: number; decision_id: number }

async function world(t: House): Promise<World> {
  const [section, topic, author] = [await makeSection(t.db, { slug: 'stadt', name: 'Stadt' }), await makeTopic(t.db, { slug: 'depot' }), await makeAuthor(t.db, { slug: 'ada' })]
  const given = { section_id: section.id, topic_ids: [topic.id], bylines: [{ author_id: author.id, role: 'text' as const }] }
  const picture = await makePicture(t.db, { files: t.files })
  await t.db.updateTable('pictures').set({ rights_until: new Date(t.now.getTime() + 3 * 86_400_000), uploaded_by: (await makeAccount(t.db, { roles: ['author'] })).id }).where('id', '=', picture.id).execute()
  const hashes = (await t.db.selectFrom('renditions').select('hash').where('picture_id', '=', picture.id).execute()).map(({ hash }) => hash)
  const { content } = documentOf(body)
  const article = await makeArticle(t.db, { ...given, slug, headline, kicker, standfirst, body: { type: 'doc', content: [...content, { type: 'picture', attrs: { picture: picture.name, alt: '', caption: '' } }] }, former_addresses: ['/?p=77', '/alt/zu-finden'] })
  const beside = await makeArticle(t.db, { ...given, slug: 'daneben', headline: 'Daneben' })
  await makeArticle(t.db, { ...given, slug: 'english', language: 'en', translation_of: article.id })
  const lea = await makeAccount(t.db, { name: 'Lea' })
  const reader_id = lea.id
  const comment_id = await makeComment(t.db, { article_id: article.id, reader_id, body: comment })
  const follower = await makeAccount(t.db, { name: 'Folgt' })
  await t.db.insertInto('follows').values({ reader_id: follower.id, thread_id: comment_id, how: 'at_once', since: new Date(t.now.getTime() - 7_200_000), told_until: new Date(t.now.getTime() - 7_200_000) }).execute()
  await makeComment(t.db, { article_id: article.id, reader_id, parent_id: comment_id, body: comment, submitted_at: new Date(t.now.getTime() - 3_600_000) })
  const made = await makeFiguresToken(t.db, 'Prüfung', { by: 'test', now: t.now })
  const [bo, lex] = [await makeAccount(t.db, { roles: ['editor'] }), await makeAccount(t.db, { roles: ['lawyer'], mail_address: 'lex@mail.test' })]
  await t.db.insertInto('article_watchers').values({ reader_id: lex.id, article_id: article.id, by_mail: true, since: t.now }).execute()
  await wireIn(t.db, await makeWire(t.db), ninjs({ headline }), t.now)
  const { id: wire_item } = await t.db.selectFrom('wire_items').select('id').orderBy('id', 'desc').executeTakeFirstOrThrow()
  await t.db.updateTable('wire_items').set({ state: 'taken', article_id: article.id, taken_by: bo.id, taken_at: t.now }).where('id', '=', wire_item).execute()
  const { id: decision_id } = await t.db.insertInto('decisions').values({ kind: 'remove', comment_id, reader_id, body: comment, made_by: 'person', staff_id: bo.id, clause: 'person', reason: 'Eine Beleidigung.', decided_at: t.now }).returning('id').executeTakeFirstOrThrow()
  await t.db.insertInto('reports').values({ comment_id, kind: 'notice', clause: 'illegal', explanation: 'Verleumdung', contact_mail: 'notice@mail.test', language: 'de', reported_at: t.now, decision_id, outcome: 'acted', ended_at: t.now }).execute()
  const page = (await t.open(articleUrl(article))).html
  return { t, article, beside, topic: 'depot', author: 'ada', token: 'token' in made ? made.token : '', comment_id, cards: [...new Set([...page.matchAll(/\/cards\/[^"]+/g)].map(([card]) => card))], bo, lex, lea, picture_id: picture.id, hashes, wire_item, decision_id }
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
  const { t, token, hashes } = here
  const saying: string[] = []
  for (const path of new Set(addresses(here))) {
    if (path.includes('/live')) continue
    const { html, headers } = await t.open(path, undefined, path.startsWith('/api') ? { authorization: `Bearer ${token}` } : {})
    const asked = decodeURIComponent(path)
    const said = `${html}\n${headers.get('location') ?? ''}\n${headers.get('link') ?? ''}`
    // A page says again what it was asked for; an address that was asked for is not given away.
    const others = words.filter((word) => word.toLowerCase() !== asked.toLowerCase() && !asked.toLowerCase().includes(word.toLowerCase()))
    if (others.some((word) => said.toLowerCase().includes(word.toLowerCase())) || hashes.some((hash) => said.includes(hash))) saying.push(path)
  }
  return saying
}

const site_url = 'http://paper.test'
type Sending = (here: World, at: { site: { url: string }; site_url: string; now: Date }) => Promise<unknown>
const ofNoArticle = 'names no article, whatever it is about'

/** Every file that sends mails, with how it is brought to do so here. */
const senders: Record<string, Sending[] | string> = {
  'comments/telling.ts': [({ t }, at) => tellAtOnce(t.db, at), ({ t }, at) => tellDaily(t.db, at)],
  'comments/statement.ts': [({ t, decision_id }, at) => tellAuthor(t.db, { decision_id }, at), ({ t, decision_id }, at) => tellUndone(t.db, { decision_id }, at), ({ t, decision_id }, at) => tellReporters(t.db, { decision_id }, at)],
  'comments/routing.ts': [
    ({ t, comment_id, bo }, at) => askAuthor(t.db, { comment_id, question: 'Wo war das?' }, { by: bo, ...at }),
    ({ t, comment_id, bo }, at) => endRoute(t.db, { comment_id, route: 'question', outcome: 'corrected', answer: 'Danke.', asksCredit: true }, { by: bo, ...at }),
  ],
  'comments/report.ts': [({ t, comment_id }, at) => submitNotice(t.db, { comment_id, explanation: 'x', contact_name: 'Nora', contact_mail: 'nora@mail.test', reader_id: null, t: translator('de') }, at)],
  'comments/objection-outcome.ts': ofNoArticle,
  'comments/police.ts': 'goes to the police alone, who are told where it stands and what it says (Article 18 of the Digital Services Act), at the press of a button',
  'newsroom/move-telling.ts': [async ({ t, article, wire_item }, at) => {
    const { chain_id } = await t.db.selectFrom('wire_items').select('chain_id').where('id', '=', wire_item).executeTakeFirstOrThrow()
    for (const pubstatus of ['usable', 'canceled'] as const) await tellTakers(t.db, { chain_id, pubstatus, note: headline }, at.now)
    for (const { id } of await t.db.selectFrom('stage_moves').select('id').where('article_id', '=', article.id).execute()) await tellMove(t.db, id, at)
  }],
  'newsroom/picture-rights-letter.ts': [({ t, picture_id }, at) => tellPictureRights(t.db, { picture_id, what: 'soon' }, at)],
  'newsroom/morning-mail.ts': 'asked below, as its letter',
  'audience/watching.ts': [({ t }, at) => watchAudience(t.db, at)],
  ...Object.fromEntries(['people/address-change.ts', 'people/erasure.ts', 'people/factors.ts', 'people/sign-in.ts', ...['certificate-letter', 'declaration-letter', 'own-person', 'personal-link', 'prenotification', 'reminding', 'retention', 'supporter-mail', 'thanks', 'upgrade'].map((name) => `funding/${name}.ts`)].map((file) => [file, ofNoArticle])),
}

/** What goes out by mail from now on. */
async function mailed(here: World): Promise<string> {
  const { t } = here
  const at = { site: { url: site_url }, site_url, now: new Date(t.now.getTime() + 900_000) }
  for (const sending of Object.values(senders)) if (Array.isArray(sending)) for (const send of sending) await send(here, at)
  const morning = await morningOf(t.db, '2026-03-01')
  const letter = morningLetter(morning, { who: { name: 'Bo', mail_address: 'bo@mail.test', language: 'de' }, waiting: [], paper: { name: 'Blatt', language: 'de', url: 'http://paper.test' } })
  const mails = await t.db.selectFrom('mails').select(['to_address', 'subject', 'text', 'html']).execute()
  // Whoever wrote a comment is told which it was, in their own words.
  const own = mails.filter(({ to_address }) => to_address === here.lea.mail_address).flatMap(({ subject, text, html }) => [subject, text, html]).map((text) => text.replaceAll(comment, ''))
  return [textOf(letter), ...own, ...mails.filter(({ to_address }) => to_address !== here.lea.mail_address).flatMap(({ subject, text, html }) => [subject, text, html])].join('\n')
}

/** What the pages of whoever commented there say of it, in other words than their own. */
async function ownPages({ t, lea, comment_id, decision_id }: World): Promise<string[]> {
  const links = (await t.db.selectFrom('mails').select('text').execute()).flatMap(({ text }) => [...text.matchAll(/http:\/\/paper\.test(\/(?:report|unsubscribe)\/[\w-]+)/g)].map(([, path = '']) => path))
  const paths = ['/account/comments', '/account/follows', '/account/decisions', `/account/decisions/${decision_id}`, `/account/questions/${comment_id}`, `/account/credits/${comment_id}`, '/account/data', ...links]
  const saying: string[] = []
  for (const path of new Set(paths)) {
    const { html, status } = await t.open(path, lea.cookie)
    assert.equal(status, 200, path)
    if (secret.test(html.replaceAll(comment, ''))) saying.push(path)
  }
  return saying
}

test('every mail is asked: one that is sent by another file has to be asked, too', () => {
  const sending = globSync('src/{articles,people,comments,funding,audience,newsroom,exchange,site}/**/*.{ts,tsx}', { cwd: project }).filter((file) => !file.includes('.test.') && /\bsendMails?\(/.test(readFileSync(join(project, file), 'utf8')))
  assert.deepEqual(sending.map((file) => file.replace(/^src\//, '')).sort(), Object.keys(senders).sort())
})

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
  for (const path of [articleUrl(here.article), '/feed.json']) assert.match((await t.open(path)).html, new RegExp(here.hashes.join('|')), path)
  for (const path of ['/', '/feed.xml', '/feed.json', '/sitemap.xml?part=1', '/sitemap-news.xml', '/stadt', '/topic/depot', '/author/ada/feed.atom', articleUrl(here.article), `${articleUrl(here.article)}/comments`, articleUrl(here.beside), '/archive/2026/03/01', '/?p=77', '/alt/zu-finden', `/search?q=${body}`]) assert.ok(saying.includes(path), path)
  assert.ok(here.cards.length > 0 && saying.length > 30)
  const mails = await mailed(here)
  for (const what of [headline, slug]) assert.match(mails, new RegExp(what, 'i'))
  assert.ok((await ownPages(here)).length > 5)
}))

test('under a legal hold it is on no page, in no feed, search, sitemap, interface or card, and in no mail', house(async (t) => {
  const here = await world(t)
  await read(here)
  await t.send(`/desk/articles/${here.article.id}/hold`, { hold_note: `${standfirst} beanstandet` }, here.lex.cookie)
  assert.deepEqual(await sayingIt(here), [])
  assert.doesNotMatch(await mailed(here), secret)
  assert.deepEqual(await ownPages(here), [])
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
  assert.deepEqual(await ownPages(here), [])
  await fireAt(t.db, new Date('2026-03-01T17:00:00Z'))
  await isBack(here)
}))

test('a mail that waits to tell of it is taken back when it is held; one that must reach its reader goes out without naming it', house(async (t) => {
  const here = await world(t)
  assert.match(await mailed(here), secret)
  const ofFollows = t.db.selectFrom('mails').select('subject').where('unsubscribe_url', 'is not', null).where('text', 'like', `%${headline}%`)
  assert.ok((await ofFollows.execute()).length > 0)
  const owed = t.db.selectFrom('mails').select(['id', 'to_address', 'subject', 'text', 'html']).where('unsubscribe_url', 'is', null).orderBy('id')
  const before = await owed.execute()
  await t.send(`/desk/articles/${here.article.id}/hold`, { hold_note: 'x' }, here.lex.cookie)
  assert.deepEqual(await ofFollows.execute(), [])
  await namesNothing(here, { before, after: await owed.execute() })
}))

test('under an embargo, too, what waits does not name it', house(async (t) => {
  const here = await world(t)
  await mailed(here)
  const owed = t.db.selectFrom('mails').select(['id', 'to_address', 'subject', 'text', 'html']).where('unsubscribe_url', 'is', null).orderBy('id')
  const before = await owed.execute()
  await t.send(`/desk/articles/${here.article.id}/embargo`, { until: '2026-03-01T18:00' }, here.bo.cookie)
  await namesNothing(here, { before, after: await owed.execute() })
}))

type Waiting = { id: string | number; to_address: string; subject: string; text: string; html: string }[]

/** All that was owed is there, with what else it said and its own button, and nothing names what is held. */
async function namesNothing({ lea, decision_id, comment_id }: World, { before, after }: { before: Waiting; after: Waiting }) {
  assert.deepEqual(after.map(({ id }) => id), before.map(({ id }) => id))
  assert.ok(before.filter(({ subject, text, html }) => secret.test(`${subject} ${text} ${html}`.replaceAll(comment, ''))).length > 5)
  for (const { subject, text, html } of after) assert.doesNotMatch(`${subject} ${text} ${html}`.replaceAll(comment, ''), secret)
  const said = after.filter(({ to_address }) => to_address === lea.mail_address).map(({ text }) => text).join('\n')
  for (const what of ['Eine Beleidigung.', comment, 'Wo war das?', 'Danke.', `/decisions/${decision_id}`, `/questions/${comment_id}`, `/credits/${comment_id}`]) assert.ok(said.includes(what), what)
}
