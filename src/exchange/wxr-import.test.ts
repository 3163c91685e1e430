// What an export of WordPress becomes: read from the database, and from the pages that readers see.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test, type TestContext } from 'node:test'
import { sql } from 'kysely'
import { textOf } from '../articles/document.ts'
import { keptDocument } from '../articles/document.ts'
import type { Db } from '../base/db/db.ts'
import { createSection } from '../articles/paper.ts'
import { paper } from '../articles/reads/paper.ts'
import { house, type House } from '../../test/house.ts'
import { testFile, wxr, type MadeExport } from '../../test/wxr-makers.ts'
import { reportText } from './import-report.ts'
import { importWxr } from './wxr-import.ts'
import { WxrRefused } from './wxr-file.ts'

const act = { by: 'import', now: new Date('2026-03-01T12:00:00Z') }

function take(t: TestContext, { db, files }: Pick<House, 'db' | 'files'>, made: MadeExport) {
  return importWxr(db, { file: testFile(t, wxr(made)), files }, act)
}
function theArticle(db: Db) {
  return db.selectFrom('articles').innerJoin('sections', 'sections.id', 'section_id').select(['sections.slug as section', 'sections.name as section_name']).selectAll('articles').executeTakeFirstOrThrow()
}
function textIn(body: unknown): string {
  return textOf(keptDocument(body))
}
/** Everything in every table, but the sequences. */
async function everything(db: Db): Promise<string> {
  const { rows } = await sql<{ name: string }>`select tablename as name from pg_tables where schemaname = 'public' order by 1`.execute(db)
  const tables: string[] = []
  for (const { name } of rows) {
    const { rows: [all] } = await sql<{ all: unknown }>`select jsonb_agg(to_jsonb(t) order by to_jsonb(t)::text) as all from ${sql.table(name)} t`.execute(db)
    tables.push(`${name}: ${JSON.stringify(all?.all)}`)
  }
  return tables.join('\n')
}

const author = '<wp:author><wp:author_login>anna</wp:author_login><wp:author_email>anna@alt.example</wp:author_email><wp:author_display_name><![CDATA[Anna Müller]]></wp:author_display_name></wp:author>'
const categories = '<wp:category><wp:term_id>3</wp:term_id><wp:category_nicename>politik</wp:category_nicename><wp:category_parent></wp:category_parent><wp:cat_name><![CDATA[Politik & Rat]]></wp:cat_name><wp:category_description><![CDATA[Aus dem Rathaus]]></wp:category_description></wp:category><wp:category><wp:term_id>4</wp:term_id><wp:category_nicename>haushalt</wp:category_nicename><wp:category_parent>politik</wp:category_parent><wp:cat_name>Haushalt</wp:cat_name></wp:category>'

test('an empty paper takes the name and the language of the site, one with articles keeps its own', (t) => house(async (h) => {
  const named = (title: string) => ({ language: 'en-GB', header: `<title>${title}</title><description>Täglich</description>${author}${categories}` })
  await take(t, h, { ...named('The Old Site'), items: [{ id: 1, title: 'First' }] })
  const name = async () => { const { name, claim, language } = await paper(h.db); return [name, claim, language] }
  assert.deepEqual(await name(), ['The Old Site', 'Täglich', 'en'])
  await take(t, h, { ...named('Another Site'), items: [{ id: 2, title: 'Second' }] })
  assert.deepEqual(await name(), ['The Old Site', 'Täglich', 'en'])
})())

test('a public post is an article in the section of its first category, its other categories and tags are topics', (t) => house(async (h) => {
  const report = await take(t, h, { header: author + categories, items: [{
    id: 7, title: 'Rat &amp; Tat <em>jetzt</em>', excerpt: 'Worum\nes geht.', content: '<!-- wp:paragraph --><p>Der Text.</p><!-- /wp:paragraph -->', slug: 'rat-und-tat',
    date_gmt: '2026-01-02 03:04:05', modified_gmt: '2026-01-02 05:00:00', terms: ['category:politik:Politik', 'category:haushalt:Haushalt', 'post_tag:rathaus:Rathaus', 'post_tag:haushalt:Haushalt'],
  }] })
  const article = await theArticle(h.db)
  assert.deepEqual([article.section, article.section_name, article.state, article.headline, article.standfirst, article.language], ['politik', 'Politik & Rat', 'published', 'Rat & Tat jetzt', 'Worum es geht.', 'de'])
  assert.deepEqual([article.published_at, article.first_published_at, article.updated_at], [new Date('2026-01-02T03:04:05Z'), new Date('2026-01-02T03:04:05Z'), new Date('2026-01-02T05:00:00Z')])
  assert.deepEqual((await h.db.selectFrom('topics').select('slug').orderBy('id').execute()).map(({ slug }) => slug), ['haushalt', 'rathaus'])
  assert.deepEqual(report.came, { sections: 1, authors: 1, topics: 2, articles: 1 })
  const { status, html } = await h.open(`/politik/rat-und-tat-${article.id}`)
  assert.equal(status, 200)
  for (const part of ['Rat &amp; Tat jetzt', 'Worum es geht.', 'Der Text.', 'Anna Müller', '/topic/rathaus']) assert.ok(html.includes(part), part)
  assert.equal(await h.db.selectFrom('readers').selectAll().executeTakeFirst(), undefined, 'a person in a byline needs no account')
})())

test('nothing that was a draft, pending, private, scheduled or behind a password can be read', (t) => house(async (h) => {
  const hidden = ['draft', 'pending', 'private', 'future', 'publish'].map((status, n) => ({ id: n + 1, status, slug: `geheim-${n + 1}`, title: `Geheim ${status}`, password: status === 'publish' ? 'x' : '', comments: [{ id: n + 1 }] }))
  const report = await take(t, h, { items: [...hidden, { id: 6, status: 'trash' }, { id: 7, status: 'auto-draft' }] })
  const articles = await h.db.selectFrom('articles').selectAll().execute()
  assert.deepEqual(articles.map(({ state, published_at }) => [state, published_at]), hidden.map(() => ['draft', null]))
  for (const { id, slug } of articles) {
    for (const address of [`/uncategorized/${slug}-${id}`, `/uncategorized/${slug}-${id}/comments`, `/2026/01/${slug}/`, `/?p=${id}`]) {
      const { html } = await h.open((await h.open(address)).headers.get('location') ?? address)
      assert.doesNotMatch(html, /Geheim/, address)
    }
    assert.equal((await h.open(`/uncategorized/${slug}-${id}`)).status, 404)
  }
  for (const address of ['/', '/uncategorized', '/author/anna']) assert.doesNotMatch((await h.open(address)).html, /Geheim/)
  assert.deepEqual(report.left_out.map(({ what, times }) => [what, times]), [['posts in the state trash', 1], ['posts in the state auto-draft', 1]])
  assert.equal(report.came['drafts that were protected by a password'], 1)
})())

test('every former address leads to what stands there now', (t) => house(async (h) => {
  await take(t, h, { site: 'https://alt.example/blatt', header: author + categories, items: [
    { id: 7, slug: 'rat', link: 'https://alt.example/blatt/2026/01/rat/', terms: ['category:politik:Politik', 'category:haushalt:Haushalt', 'post_tag:rathaus:Rathaus'] },
    { id: 8, type: 'page', title: 'Über uns', slug: 'ueber-uns', link: 'https://alt.example/blatt/verlag/ueber-uns/' },
  ] })
  const { id } = await theArticle(h.db)
  for (const [from, to] of [
    ['/blatt/2026/01/rat/', `/politik/rat-${id}`], ['/blatt/2026/01/rat', `/politik/rat-${id}`], ['/blatt/?p=7', `/politik/rat-${id}`],
    ['/blatt/category/politik/', '/politik'], ['/blatt/?cat=3', '/politik'], ['/blatt/category/politik/haushalt/', '/topic/haushalt'], ['/blatt/tag/rathaus/', '/topic/rathaus'],
    ['/blatt/author/anna/', '/author/anna'], ['/blatt/verlag/ueber-uns/', '/ueber-uns'], ['/blatt/?page_id=8', '/ueber-uns'],
  ]) {
    const { status, headers } = await h.open(from!)
    assert.deepEqual([from, status, headers.get('location')], [from, 301, to])
  }
})())

test('a section cannot take a word that means something else, a page may', (t) => house(async (h) => {
  const report = await take(t, h, { items: [
    { id: 1, terms: ['category:support:Support'] }, { id: 2, terms: ['category:%ce%b1%ce%b2:Αβ'] }, { id: 3, terms: ['category:foo_bar:Foo'] },
    { id: 4, type: 'page', slug: 'about', title: 'Über uns' }, { id: 5, type: 'page', slug: 'search', title: 'Suche' },
  ] })
  assert.deepEqual((await h.db.selectFrom('sections').select(['slug', 'name']).orderBy('position').execute()), [{ slug: 'support-2', name: 'Support' }, { slug: 'section', name: 'Αβ' }, { slug: 'foo-bar', name: 'Foo' }])
  assert.deepEqual((await h.db.selectFrom('pages').select('slug').orderBy('slug').execute()).map(({ slug }) => slug), ['about', 'search-2'])
  assert.equal(report.changed.find(({ what }) => what.startsWith('sections with another slug'))?.times, 3)
})())

test('articles go into a section that is there already', (t) => house(async (h) => {
  await createSection(h.db, { slug: 'politik', name: 'Rathaus', position: 1 })
  await take(t, h, { items: [{ id: 1, terms: ['category:politik:Politik'] }] })
  assert.equal((await theArticle(h.db)).section_name, 'Rathaus')
})())

test('a page keeps its title and text; drafts of pages and comments on them are left out and named', (t) => house(async (h) => {
  const report = await take(t, h, { items: [
    { id: 1, type: 'page', title: 'Verlag', slug: 'verlag', content: 'Seit <b>1871</b>.', comments: [{ id: 1 }] }, { id: 2, type: 'page', status: 'draft' }, { id: 3, type: 'page', password: 'x' },
  ] })
  const { status, html } = await h.open('/verlag')
  assert.equal(status, 200)
  assert.match(html, /Seit <strong>1871<\/strong>\./)
  assert.deepEqual(report.came, { pages: 1 })
  assert.deepEqual(report.left_out.map(({ what, where }) => [what, where]), [
    ['comments on pages, which have no thread here', ['https://alt.example/2026/01/verlag/']],
    ['pages that were in the state draft: a page here is public', ['https://alt.example/2026/01/titel-2/']],
    ['pages that were protected by a password: a page here is public', ['https://alt.example/2026/01/titel-3/']],
  ])
})())

test('an article without a title is headed by its first words, one without a text stands all the same', (t) => house(async (h) => {
  await take(t, h, { items: [{ id: 1, title: '', slug: '', content: 'Eins zwei drei vier fünf sechs sieben acht neun zehn.' }, { id: 2, title: ' ', slug: '', content: '' }] })
  const articles = await h.db.selectFrom('articles').select(['headline', 'slug', 'body']).orderBy('id').execute()
  assert.deepEqual(articles.map(({ headline, slug }) => [headline, slug]), [['Eins zwei drei vier fünf sechs sieben acht …', 'eins-zwei-drei-vier-fuenf-sechs-sieben-acht'], ['Ohne Titel', 'ohne-titel']])
  assert.equal(textIn(articles[1]?.body), '')
})())

test('times are UTC; where only the site’s clock is told, it is set by other items', (t) => house(async (h) => {
  await take(t, h, { items: [
    { id: 1, date: '2026-01-02 05:04:05', date_gmt: '2026-01-02 03:04:05' },
    { id: 2, date: '2026-02-02 05:00:00', date_gmt: '0000-00-00 00:00:00', modified_gmt: '0000-00-00 00:00:00' },
  ] })
  assert.deepEqual((await h.db.selectFrom('articles').select('published_at').orderBy('id').execute()).map(({ published_at }) => published_at?.toISOString()), ['2026-01-02T03:04:05.000Z', '2026-02-02T03:00:00.000Z'])
})())

test('what has no place in a paper is named: menus, other kinds of items and terms, people and terms without posts', (t) => house(async (h) => {
  const header = author + categories + '<wp:tag><wp:term_id>9</wp:term_id><wp:tag_slug>leer</wp:tag_slug><wp:tag_name>Leer</wp:tag_name></wp:tag>'
  const report = await take(t, h, { header, items: [{ id: 1, creator: 'bernd', sticky: true, terms: ['post_format:post-format-aside:Aside', 'ort:wall:Wallstedt'] }, { id: 2, type: 'nav_menu_item' }, { id: 3, type: 'wp_block' }] })
  assert.deepEqual(Object.fromEntries(report.left_out.map(({ what, where }) => [what, where])), {
    'terms of the kind ort': ['Wallstedt'],
    'items of the kind nav_menu_item, which has no place in a paper': ['https://alt.example/2026/01/titel-2/'],
    'items of the kind wp_block, which has no place in a paper': ['https://alt.example/2026/01/titel-3/'],
    'categories that no post is in': ['Politik & Rat', 'Haushalt'], 'tags that no post has': ['Leer'], 'people who wrote no post': ['Anna Müller'],
  })
  assert.deepEqual(report.changed.map(({ what }) => what), ['articles no longer held at the top'])
})())

test('taking an export over twice changes nothing; a later one adds what is new in it', (t) => house(async (h) => {
  const first: MadeExport = { header: author + categories, items: [
    { id: 1, terms: ['category:politik:Politik', 'post_tag:a:A'], comments: [{ id: 1 }, { id: 2, parent: 9 }, { id: 3, mail: '', name: 'Ohne' }, { id: 4, approved: '0' }, { id: 5, approved: 'spam' }] },
    { id: 2, type: 'page', slug: 'verlag' }, { id: 3, status: 'draft' },
  ] }
  await take(t, h, first)
  const before = await everything(h.db)
  const again = await take(t, h, first)
  assert.equal(await everything(h.db), before)
  assert.deepEqual([again.came, again.already_here], [{}, { articles: 2, pages: 1, comments: 4 }])

  const later = { ...first, items: [{ ...first.items[0]!, title: 'Anders', comments: [...first.items[0]!.comments!, { id: 6, parent: 1 }, { id: 7, parent: 9, mail: '', name: 'Ohne' }] }, { id: 4 }] }
  assert.deepEqual((await take(t, h, later)).came, { comments: 2, articles: 1 })
  const { headline, id } = await theArticle(h.db)
  assert.equal(headline, 'Titel 1', 'what was taken over belongs to the paper now')
  assert.equal((await h.db.selectFrom('comment_counts').selectAll().where('article_id', '=', id).executeTakeFirstOrThrow()).shown, 5)
  assert.equal((await h.db.selectFrom('readers').selectAll().execute()).length, 2)
})())

test('a broken file is refused before anything is written', (t) => house(async (h) => {
  const before = await everything(h.db)
  const file = testFile(t, wxr({ items: [{ id: 1, comments: [{ id: 1 }] }, { id: 2 }] }).replace('</channel>', '</chanel>'))
  await assert.rejects(importWxr(h.db, { file, files: h.files }, act), WxrRefused)
  assert.equal(await everything(h.db), before)
})())

test('names that are none, are too long for an index or give orders to a terminal do not end an import', (t) => house(async (h) => {
  const long = randomBytes(4_000).toString('hex')
  const report = await take(t, h, { language: 'klingon', items: [
    { id: 1, creator: long, terms: [`category:${long}:`, `post_tag:${long}:`], meta: { _thumbnail_id: '9' } }, { id: 2, terms: ['category::', 'post_tag::'] },
    { id: 9, type: 'attachment', status: 'inherit', attachment_url: 'https://alt.example/wp-content/uploads/%1b%5d0;x%07.jpg' },
  ] })
  assert.deepEqual([report.came.articles, report.missing_files], [2, ['\u001b]0;x\u0007.jpg']])
  assert.doesNotMatch(reportText(report), /[^\P{Cc}\n]/u)
})())

test('a private post with the number of a public one adds nothing to that', (t) => house(async (h) => {
  const report = await take(t, h, { items: [{ id: 1, title: 'Offen' }, { id: 1, status: 'private', comments: [{ id: 5, text: 'vertraulich' }] }] })
  assert.equal((await h.db.selectFrom('comments').selectAll().execute()).length, 0)
  assert.deepEqual(report.left_out.map(({ what }) => what), ['items with a number that an earlier one has'])
})())
