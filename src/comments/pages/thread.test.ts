import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { withdrawArticle } from '../../articles/article.ts'
import { commentUrl, commentsUrl, articleUrl } from '../../urls.ts'
import { makeComment, maker, makeReader, newComment } from '../../../test/comment-makers.ts'
import { house } from '../../../test/house.ts'
import { changeArticle, makeArticle } from '../../../test/makers.ts'
import { addComments, commentNumbers, removeComment } from '../comment.ts'

const page = (address: string) => address.split('#')[0]!

test('the article page carries the first threads, each reply naming and leading to whom it answers', house(async ({ db, open }) => {
  const article = await makeArticle(db)
  const [ada, bert] = [await makeReader(db, 'Ada'), await makeReader(db, 'Bert')]
  const first = await makeComment(db, { article_id: article.id, reader_id: ada, body: 'Es waren immer 70.' })
  const reply = await makeComment(db, { article_id: article.id, reader_id: bert, parent_id: first, body: 'Nie 50.' })
  const { html, headers } = await open(articleUrl(article))
  assert.match(html, /<h2 id="comments">2 Kommentare<\/h2>/)
  assert.match(html, new RegExp(`<article class="comment" id="c${reply}" data-reader="${bert}"><header><h4>Bert</h4>.*<p><a class="to" href="#c${first}">@Ada</a> Nie 50\\.</p>`))
  assert.match(headers.get('surrogate-key')!, new RegExp(`\\bthread:${article.id}\\b`))
}))

test('what an article cannot show of its discussion stands on pages of its own, reached by links', house(async ({ db, open }) => {
  const article = await makeArticle(db)
  const reader_id = await makeReader(db)
  await addComments(db, Array.from({ length: 120 }, (_, n) => newComment({ article_id: article.id, reader_id, body: `Nummer ${n}.`, submitted_at: new Date(maker.now.getTime() + n * 1000) })), maker)
  assert.match((await open(articleUrl(article))).html, /Alle Kommentare \(120\)/)

  const found: string[] = []
  for (let address: string | undefined = commentsUrl(article); address;) {
    const { html, status } = await open(address)
    assert.equal(status, 200)
    found.push(...[...html.matchAll(/Nummer (\d+)\./g)].map(([, n]) => n!))
    address = /<a rel="next" href="([^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&')
  }
  assert.deepEqual(found, Array.from({ length: 120 }, (_, n) => String(119 - n)))
  assert.match((await open(`${commentsUrl(article)}?order=oldest`)).html, /<div class="said"><p>Nummer 0\./)
}))

test('a permalink leads to its comment in its context, at any depth, and on from there', house(async ({ db, open }) => {
  const article = await makeArticle(db)
  const reader_id = await makeReader(db, 'Ada')
  const chain = await commentNumbers(db, 500)
  await addComments(db, chain.map((id, n) => newComment({ id, article_id: article.id, reader_id, parent_id: n === 0 ? null : chain[n - 1]!, body: `Tiefe ${n}.` })), maker)
  for (const depth of [0, 1, 250, 499]) {
    const address = commentUrl(article, chain[depth]!)
    const { html } = await open(page(address))
    assert.ok(address.endsWith(`#c${chain[depth]}`))
    assert.match(html, new RegExp(`id="c${chain[depth]}" data-reader="${reader_id}" aria-current="true".*Tiefe ${depth}\\.`))
    assert.match(html, /Tiefe 0\./)
    assert.equal(html.includes('Frühere Antworten'), depth > 10)
    assert.equal(html.includes('Weitere Antworten'), depth < 400)
  }
}))

test('a removed comment leaves a tombstone with the rule while something answers it, otherwise nothing', house(async ({ db, open }) => {
  const article = await makeArticle(db)
  const [ada, bert] = [await makeReader(db, 'Ada'), await makeReader(db, 'Bert')]
  const answered = await makeComment(db, { article_id: article.id, reader_id: ada, body: 'unsäglich' })
  await makeComment(db, { article_id: article.id, reader_id: bert, parent_id: answered })
  const alone = await makeComment(db, { article_id: article.id, reader_id: ada, body: 'unerträglich' })
  for (const id of [answered, alone]) await removeComment(db, { id, removed_reason: 'Regel 3, keine Unterstellungen', removed_by: 'person' }, maker)

  const { html } = await open(commentsUrl(article))
  assert.match(html, new RegExp(`id="c${answered}"><div class="tombstone"><h3>Kommentar entfernt</h3>: Regel 3, keine Unterstellungen\\. Das hat ein Mensch entschieden\\. <a href="/netiquette">`))
  assert.match(html, new RegExp(`<a class="to" href="#c${answered}">@entfernter Kommentar</a>`))
  assert.match(html, /<h2 id="comments">1 Kommentar<\/h2>/)
  assert.doesNotMatch(html, /unsäglich|unerträglich|Ada/)
  assert.equal((await open(page(commentUrl(article, answered)))).status, 200)
  assert.equal((await open(page(commentUrl(article, alone)))).status, 404)
}))

test('an address that was never given out, or has more than one form, prints no page', house(async ({ db, open }) => {
  const [article, other] = [await makeArticle(db), await makeArticle(db)]
  const reader_id = await makeReader(db)
  const elsewhere = await makeComment(db, { article_id: other.id, reader_id })
  const first = await makeComment(db, { article_id: article.id, reader_id })
  const reply = await makeComment(db, { article_id: article.id, reader_id, parent_id: first })
  const all = commentsUrl(article)
  for (const wrong of [`?after=${elsewhere}`, `?after=${reply}`, '?after=0', '?after=1e3', `?after=0${first}`, '?after=', `/${elsewhere}`, '/x', `/0${first}`]) {
    assert.equal((await open(all + wrong)).status, 404, wrong)
  }
  for (const [second, canonical] of [['?order=newest', ''], ['?order=best', ''], [`?order=newest&after=${first}`, `?after=${first}`]]) {
    const { status, headers } = await open(all + second)
    assert.deepEqual([status, headers.get('location')], [301, all + canonical])
  }
}))

test('the pages follow their article: moved when it moves, gone when it is withdrawn, absent when it is a draft or takes no comments', house(async ({ db, open }) => {
  const [before, draft, silent] = [await makeArticle(db), await makeArticle(db, { state: 'draft' }), await makeArticle(db, { comment_mode: 'off' })]
  const id = await makeComment(db, { article_id: before.id, reader_id: await makeReader(db) })
  const after = await changeArticle(db, { id: before.id, slug: 'a-better-one', section_id: before.section_id }, maker)
  const threads = await open(`${commentsUrl(before)}?order=oldest`)
  assert.deepEqual([threads.status, threads.headers.get('location')], [301, `${commentsUrl(after)}?order=oldest`])
  const comment = await open(page(commentUrl(before, id)))
  assert.deepEqual([comment.status, comment.headers.get('location')], [301, commentUrl(after, id)])

  for (const absent of [draft, silent]) assert.equal((await open(commentsUrl(absent))).status, 404)
  await withdrawArticle(db, { id: after.id, reason: 'Es stimmte nicht.' }, maker)
  assert.equal((await open(commentsUrl(after))).status, 410)
  assert.equal((await open(page(commentUrl(after, id)))).status, 410)
  for (const never of [`${commentsUrl(after)}?after=${id + 1_000}`, `${commentsUrl(after)}/${id + 1_000}`]) assert.equal((await open(never)).status, 404, never)
}))

test('all scripts of a page with a discussion are at most 15 KB, compressed', house(async ({ db, open }) => {
  const article = await makeArticle(db)
  for (const page of [articleUrl(article), commentsUrl(article)]) {
    const addresses = [...(await open(page)).html.matchAll(/<script[^>]* src="([^"]+)"/g)].map(([, address = '']) => address)
    assert.ok(addresses.length >= 4)
    const sizes = await Promise.all(addresses.map(async (address) => gzipSync((await open(address)).bytes).length))
    assert.ok(sizes.reduce((sum, size) => sum + size) <= 15 * 1_024, `${sizes}`)
  }
}))
