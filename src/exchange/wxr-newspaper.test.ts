// Real exports, which lie beside the project where they are at hand: a newspaper's, and WordPress's own trial files.
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { test, type TestContext } from 'node:test'
import { keptDocument, parseDocument, textOf } from '../articles/document.ts'
import type { Db } from '../base/db/db.ts'
import { house, type House } from '../../test/house.ts'
import { importWxr } from './wxr-import.ts'

const act = { by: 'import', now: new Date('2026-11-22T18:00:00Z') }
const folder = fileURLToPath(new URL('../../../shared/data/wxr/', import.meta.url))

/** The file, or undefined with the test skipped. */
function at(t: TestContext, name: string): string | undefined {
  const file = folder + name
  if (existsSync(file)) return file
  t.skip(`${name} is not at hand`)
  return undefined
}
function take({ db, files }: House, file: string) {
  return importWxr(db, { file, files }, act)
}
async function counts(db: Db) {
  const states = await db.selectFrom('articles').select((eb) => ['state', eb.fn.countAll<number>().as('n')]).groupBy('state').execute()
  const count = async (table: 'pages' | 'sections' | 'topics' | 'authors' | 'readers') => (await db.selectFrom(table).select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()).n
  return {
    ...Object.fromEntries(states.map(({ state, n }) => [state, n])),
    pages: await count('pages'), sections: await count('sections'), topics: await count('topics'), authors: await count('authors'), readers: await count('readers'),
  }
}
async function everyDocumentIsValid(db: Db) {
  const articles = await db.selectFrom('articles').select('body').execute()
  const pages = await db.selectFrom('pages').select('body').execute()
  for (const { body } of [...articles, ...pages]) parseDocument(body)
}

/** All addresses of one kind that can be reached from a page by following links of another kind. */
async function reached({ open }: House, from: string, { follow, collect }: { follow: RegExp; collect: RegExp }): Promise<Set<string>> {
  const seen = new Set([from])
  const found = new Set<string>()
  for (const address of seen) {
    const { status, html } = await open(address)
    assert.equal(status, 200, address)
    for (const [, link = ''] of html.matchAll(/href="([^"#]+)/g)) if (follow.test(link.replaceAll('&amp;', '&'))) seen.add(link.replaceAll('&amp;', '&'))
    for (const [, match = ''] of html.matchAll(collect)) found.add(match)
  }
  return found
}

test('a newspaper’s export: a reader finds each public article in its section and each approved comment in its thread, and nothing else', (t) => house(async (h) => {
  const file = at(t, 'newspaper-200-articles.wxr.xml')
  if (!file) return
  await take(h, file)
  assert.deepEqual(await counts(h.db), { published: 190, draft: 12, pages: 1, sections: 10, topics: 10, authors: 4, readers: 1125 })
  await everyDocumentIsValid(h.db)

  const sections = await h.db.selectFrom('sections').select(['id', 'slug']).execute()
  const articles = new Set<string>()
  for (const { id, slug } of sections) {
    const own = await h.db.selectFrom('articles').select((eb) => eb.fn.countAll<number>().as('n')).where('section_id', '=', id).where('state', '=', 'published').executeTakeFirstOrThrow()
    const found = await reached(h, `/${slug}`, { follow: new RegExp(`^/${slug}\\?before=\\d+$`), collect: new RegExp(`href="(/${slug}/[a-z0-9-]+-\\d+)"`, 'g') })
    assert.equal(found.size, own.n, slug)
    for (const address of found) articles.add(address)
  }
  assert.equal(articles.size, 190)

  const comments = new Set<string>()
  for (const address of articles) {
    const follow = new RegExp(`^${address}/comments(\\?after=\\d+|/\\d+)?$`)
    for (const id of await reached(h, address, { follow, collect: /id="c(\d+)"/g })) comments.add(id)
  }
  const shown = await h.db.selectFrom('comments').innerJoin('articles', 'articles.id', 'article_id').select('comments.id').where('comments.state', '=', 'shown').where('articles.state', '=', 'published').execute()
  assert.equal(shown.length, 1903)
  assert.equal(shown.filter(({ id }) => !comments.has(String(id))).length, 0)
  const others = await h.db.selectFrom('comments').select(['id', 'visible']).where('state', '<>', 'shown').execute()
  assert.ok(others.every(({ id, visible }) => visible || !comments.has(String(id))))
})())

test('a newspaper’s export: nothing of its drafts, private posts, waiting comments and readers’ addresses stands on any page', (t) => house(async (h) => {
  const file = at(t, 'newspaper-200-articles.wxr.xml')
  if (!file) return
  await take(h, file)
  const hidden = await h.db.selectFrom('articles').select(['id', 'slug', 'headline']).where('state', '=', 'draft').execute()
  const waiting = await h.db.selectFrom('comments').select('body').where('state', '=', 'pending').execute()
  const said = (await h.db.selectFrom('comments').select('body').where('state', '=', 'shown').execute()).map(({ body }) => body).join('\n')
  // What others quote is said by them.
  const secrets = [...hidden.map(({ headline }) => headline), ...waiting.map(({ body }) => body.split('\n')[0]!).filter((line) => line.length > 40 && !said.includes(line))]
  assert.ok(secrets.length > 100)
  const published = await h.db.selectFrom('articles').innerJoin('sections', 'sections.id', 'section_id').select(['articles.id', 'articles.slug', 'sections.slug as section']).where('state', '=', 'published').execute()
  const escaped = secrets.map((secret) => secret.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll("'", '&#39;'))
  for (const { id, slug, section } of published) {
    for (const address of [`/${section}/${slug}-${id}`, `/${section}/${slug}-${id}/comments`]) {
      const { html } = await h.open(address)
      assert.doesNotMatch(html, /@example\.com|192\.0\.2\.\d/, address)
      assert.equal(escaped.find((secret) => html.includes(secret)), undefined, address)
    }
  }
  for (const { id, slug } of hidden) for (const address of [`/web/${slug}-${id}`, `/?p=${id}`]) assert.notEqual((await h.open(address)).headers.get('location')?.includes(slug), true, address)
})())

test('WordPress’s trial of themes: what it tries becomes valid documents, the odd cases find their places', (t) => house(async (h) => {
  const file = at(t, 'theme-unit-test-data.xml')
  if (!file) return
  const report = await take(h, file)
  await everyDocumentIsValid(h.db)
  const { published, draft, pages } = Object.assign({ published: 0, draft: 0 }, await counts(h.db))
  assert.deepEqual({ published, draft, pages }, { published: 55, draft: 3, pages: 21 })
  const headlines = (await h.db.selectFrom('articles').select('headline').execute()).map(({ headline }) => headline)
  assert.ok(headlines.includes('Markup: Title With Markup'))
  assert.ok(headlines.some((headline) => headline.startsWith('This post has no title')))
  const tiled = await h.db.selectFrom('articles').select('body').where('slug', '=', 'post-format-gallery-tiled').executeTakeFirstOrThrow()
  assert.deepEqual(keptDocument(tiled.body).content?.filter(({ type }) => type === 'gallery').map(({ content }) => content?.length), [6])
  const empty = await h.db.selectFrom('articles').select('body').where('slug', '=', 'edge-case-no-content').executeTakeFirstOrThrow()
  assert.equal(textOf(keptDocument(empty.body)), '')
  assert.equal(report.left_out.find(({ what }) => what === 'comments of the kind pingback')?.times, 2)
  assert.equal(report.missing_files.length, new Set(report.missing_files).size)
  const locked = await h.db.selectFrom('articles').select('state').where('slug', '=', 'template-password-protected').executeTakeFirstOrThrow()
  assert.equal(locked.state, 'draft')
})())

test('exports of an older version: categories of every script, children before parents, terms of unknown kinds', (t) => house(async (h) => {
  const [small, oldest] = [at(t, 'small-export.xml'), at(t, 'valid-wxr-1.1.xml')]
  if (!small || !oldest) return
  assert.match(readFileSync(small, 'utf8'), /<wp:wxr_version>1\.1</)
  await take(h, small)
  assert.deepEqual(await counts(h.db), { published: 5, draft: 1, pages: 4, sections: 4, topics: 29, authors: 3, readers: 1 })
  const names = (await h.db.selectFrom('topics').select('name').execute()).map(({ name }) => name)
  assert.ok(names.includes('远征手记'))
  const again = await take(h, oldest)
  // Both say that they come from http://localhost, so their numbers mean the same things.
  assert.deepEqual([again.came, again.already_here], [{}, { articles: 1, comments: 1, pages: 1 }])
})())
