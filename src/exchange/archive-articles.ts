// Articles on their way in from an archive, with everything that belongs to them.
import { listedAt } from '../articles/addition.ts'
import { InvalidDocument, parseDocument } from '../articles/document.ts'
import { indexArticles } from '../articles/search.ts'
import type { Db } from '../base/db/db.ts'
import { insertRows } from '../base/db/rows.ts'
import { recordRefused, type RecordLine } from './archive-lines.ts'
import { known, takeLines, type Ids, type Taking } from './archive-taking.ts'

type ArticleLine = RecordLine<'articles'>

/** Takes articles in, then those that translate others: an original may have the higher number. */
export async function takeArticles(taking: Taking, ids: Ids) {
  const { tx } = taking
  const translations = new Set<number>()
  await takeLines(taking, 'articles', async (lines) => {
    for (const { value } of lines) if (value.translation_of !== null) translations.add(value.number)
    await insertArticles(tx, { lines: lines.filter(({ value }) => value.translation_of === null), ids })
  })
  if (translations.size === 0) return
  const again = { ...taking, came: () => {} }
  await takeLines(again, 'articles', (lines) => insertArticles(tx, { lines: lines.filter(isTranslation), ids }))

  function isTranslation(line: ArticleLine): boolean {
    const { translation_of } = line.value
    if (translation_of !== null && translations.has(translation_of)) throw recordRefused(line, `article ${translation_of}, which it translates, is a translation itself`)
    return translation_of !== null
  }
}

async function insertArticles(tx: Db, { lines, ids }: { lines: ArticleLine[]; ids: Ids }) {
  const values = lines.map(({ value }) => value)
  await insertRows(tx, 'articles', lines.map((line) => articleRow(line, ids)))
  await insertRows(tx, 'bylines', lines.flatMap((line) => line.value.bylines.map(({ author, role }, position) =>
    ({ ...ofArticle(line, position), author_id: known(ids.authors, { at: line, what: 'author', name: author }), role }))))
  await insertRows(tx, 'article_topics', lines.flatMap((line) => line.value.topics.map((topic, position) =>
    ({ ...ofArticle(line, position), topic_id: known(ids.topics, { at: line, what: 'topic', name: topic }) }))))
  await insertRows(tx, 'corrections', values.flatMap(({ number: article_id, corrections }) => corrections.map(({ comment: comment_id, ...correction }) => ({ article_id, ...correction, comment_id }))))
  await insertRows(tx, 'article_addresses', values.flatMap(({ number: article_id, addresses }) => addresses.map((address) => ({ article_id, ...address }))))
  await indexArticles(tx, values.map(({ number }) => number))
}

function articleRow(line: ArticleLine, ids: Ids) {
  const { number: id, section, lead_picture, body, bylines, topics, corrections, addresses, ...columns } = line.value
  checkDocument(line, body)
  return {
    id, ...columns, body,
    section_id: known(ids.sections, { at: line, what: 'section', name: section }),
    lead_picture_id: lead_picture === null ? null : known(ids.pictures, { at: line, what: 'picture', name: lead_picture }),
  }
}

/** Checked, but kept as it came: a model that has grown since would add to it. */
export function checkDocument(line: RecordLine, body: unknown) {
  try {
    parseDocument(body)
  } catch (error) {
    throw error instanceof InvalidDocument ? recordRefused(line, `its body is no document: ${error.message}`) : error
  }
}

function ofArticle({ value }: ArticleLine, position: number) {
  return { article_id: value.number, position, listed_at: listedAt(value) }
}
