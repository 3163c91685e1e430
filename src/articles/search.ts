// Search finds published articles by their words. Its index is kept in the transaction that changes an article, so it is
// never behind: whoever changes an article, its bylines, topics or pictures, or the name of one of these, calls `indexArticles`.
import { bounded } from '../base/db/bounded.ts'
import type { Db, Reads } from '../base/db/db.ts'
import { parseQuery, wantedWords, type Alternative } from './query.ts'
import { teasersById, type Teaser } from './reads/lists.ts'
import { commonness, countedTo, foundTexts, lexed, likeSpellings, matches, searchBounds, stemsIn, wordsWithStems, type Filter, type FoundText, type Order } from './reads/search.ts'
import { likelyFinder, markedText, snippetOf, type Likely, type Piece } from './snippet.ts'
import { corrected, nearestSpelling } from './spelling.ts'
import { updateSearch } from './writes.ts'

/** How many are indexed by one statement: more would need much memory and save no time. */
const indexedAtOnce = 1_000

/** Indexes articles anew from what their rows say now. Those that are not published leave the index, their words with them. */
export async function indexArticles(db: Db, ids: readonly number[]) {
  for (let from = 0; from < ids.length; from += indexedAtOnce) await updateSearch(db, ids.slice(from, from + indexedAtOnce))
}

export interface Asked {
  /** As the reader typed it; `alternatives` is what was understood. */
  typed: string
  alternatives: Alternative[]
  filter: Filter
  order: Order
  page: number
}
export interface Hit { article: Teaser; headline: Piece[]; snippet: Piece[] }
export interface Found {
  hits: Hit[]
  total: number
  /** All words are too common to be looked for. */
  common: boolean
  /** What may have been meant. Where nothing was found for what was typed, the hits are for this, if there are any. */
  meant: string | null
  instead: boolean
  /** The words that do stand in articles, where those asked for stand nowhere together. */
  alone: string[]
}

/** Undefined when it took too long. */
export function search(db: Reads, asked: Asked, now: Date): Promise<Found | undefined> {
  return bounded(db, searchBounds, async (tx) => {
    const found = await find(tx, asked, now)
    if (found.total > fewHits) return { ...found, ...nothingElse }
    const words = await commonness(tx, wantedWords(asked.alternatives))
    if (found.total === 0 && words.every(({ articles }) => articles === null)) return { ...found, ...nothingElse, common: true }
    const meant = await likelyMeant(tx, asked.typed, words)
    const other = meant === null || found.total > 0 ? null : await find(tx, { ...asked, ...understood(meant) }, now)
    if (other && other.total > 0) return { ...other, ...nothingElse, meant, instead: true }
    return { ...found, ...nothingElse, meant, alone: found.total > 0 || words.length < 2 ? [] : words.flatMap(({ word, articles }) => (articles ? [word] : [])) }
  })
}

/** With so few hits it is asked whether another spelling was meant. */
const fewHits = 2
const nothingElse = { common: false, meant: null, instead: false, alone: [] }

async function find(db: Reads, { alternatives, filter, order, page }: Pick<Asked, 'alternatives' | 'filter' | 'order' | 'page'>, now: Date) {
  const asked = await lexed(db, alternatives)
  const { ids, total } = await matches(db, { lexed: asked, filter, order, page, now })
  const [articles, texts] = [await teasersById(db, ids), await meantIn(db, await foundTexts(db, ids), stemsIn(asked))]
  const hits = ids.flatMap((id): Hit[] => {
    const [article, found] = [articles.find((one) => one.id === id), texts.find((one) => one.id === id)]
    return article && found ? [hit(article, found)] : []
  })
  return { hits, total }
}

interface ReadFound extends FoundText { inHeadline: Likely[]; inText: Likely[] }

/** Where what was looked for stands, after the language of each text. */
async function meantIn(db: Reads, texts: FoundText[], stems: string[]): Promise<ReadFound[]> {
  const find = likelyFinder(stems)
  const read = texts.map((one): ReadFound => ({ ...one, inHeadline: find(one.headline), inText: find(one.text) }))
  const meant = new Map<string, Set<string>>()
  for (const configuration of new Set(texts.map((one) => one.configuration))) {
    const words = read.flatMap((one) => (one.configuration === configuration ? [...one.inHeadline, ...one.inText] : [])).map(({ word }) => word)
    meant.set(configuration, new Set(await wordsWithStems(db, { configuration, words: [...new Set(words)] }, stems)))
  }
  return read.map((one) => {
    const isMeant = ({ word }: Likely) => meant.get(one.configuration)?.has(word) ?? false
    return { ...one, inHeadline: one.inHeadline.filter(isMeant), inText: one.inText.filter(isMeant) }
  })
}

// Words that stand in the headline or a name alone have no place in the text to show: then its standfirst says what it is.
function hit(article: Teaser, { headline, text, inHeadline, inText }: ReadFound): Hit {
  return { article, headline: markedText(headline, inHeadline), snippet: snippetOf(text, inText) ?? [{ text: article.standfirst, marked: false }] }
}

function understood(typed: string): Pick<Asked, 'typed' | 'alternatives'> {
  return { typed, alternatives: parseQuery(typed).alternatives ?? [] }
}

/** With other spellings in place of words that stand in no article, or in hardly any where another is common. */
async function likelyMeant(db: Reads, typed: string, words: { word: string; articles: number | null }[]): Promise<string | null> {
  const spellings = new Map<string, string>()
  for (const { word, articles } of words) {
    if (articles === null || articles > fewHits) continue
    const near = nearestSpelling(word, await likeSpellings(db, word))
    if (near && (articles === 0 || (await isCommon(db, near.word)))) spellings.set(word, near.word)
  }
  return spellings.size === 0 ? null : corrected(typed, spellings)
}

async function isCommon(db: Reads, word: string): Promise<boolean> {
  const [counted] = await commonness(db, [word])
  return counted?.articles === countedTo
}
