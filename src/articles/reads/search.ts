// Who finds what. The planner takes looking into all words of all articles for cheap, and would rather do that than ask
// the index: these run where it has been told not to (`searchBounds`).
import { sql, type RawBuilder } from 'kysely'
import type { Reads } from '../../base/db/db.ts'
import { spellings, type Alternative } from '../query.ts'

/** Of more matches only the newest are ranked: everything else would take as long as there are articles. */
export const mostRanked = 2_000
export const searchPageLength = 20
const searchMs = 2_000

/** For base/db/bounded.ts. */
export const searchBounds = { ms: searchMs, settings: { enable_seqscan: 'off', jit: 'off', 'pg_trgm.similarity_threshold': '0.4' } }

export interface Filter {
  section_id?: number | undefined
  topic_ids?: number[] | undefined
  author_ids?: number[] | undefined
  /** Days, YYYY-MM-DD, as the paper's time zone counts them; both are in. */
  from?: string | undefined
  to?: string | undefined
  time_zone: string
}
/** As PostgreSQL writes it. `query` finds; `marking` is what of it can be seen in what was found; `coarse` asks of phrases only that their words are there. */
export interface Lexed { query: string; marking: string; coarse: string }

/** What to look for, in the words' stems: in every language, since an article may be in any. */
export async function lexed(db: Reads, alternatives: Alternative[]): Promise<Lexed> {
  const { rows: [row] } = await sql<Lexed>`
    select ${anyOf(alternatives.map(alternative))}::text as query, ${anyOf(alternatives.map((one) => wanted(one)))}::text as marking,
      ${anyOf(alternatives.map((one) => wanted(one, 'plainto_tsquery')))}::text as coarse`.execute(db)
  return row ?? { query: '', marking: '', coarse: '' }
}

const configurations = ['search_german', 'search_english', 'search_other'] as const
type Configuration = (typeof configurations)[number]
type TsQuery = RawBuilder<unknown>
type Understanding = 'phraseto_tsquery' | 'plainto_tsquery'

// Wanted is what one language makes of all words; each has its own commonest words, which it passes over. Unwanted is
// what any language makes of a word, or an article in one language would slip through the other's net.
function alternative(one: Alternative): TsQuery {
  return allOf([wanted(one), ...one.unwanted.map(({ text }) => sql`!!${anyOf(configurations.map((name) => termIn(name, text)))}`)])
}
function wanted(one: Alternative, how: Understanding = 'phraseto_tsquery'): TsQuery {
  return anyOf(configurations.map((name) => allOf(one.wanted.map(({ text }) => termIn(name, text, how)))))
}
// A word that is passed over in one spelling is so in all: fuer is für.
function termIn(configuration: Configuration, text: string, how: Understanding = 'phraseto_tsquery'): TsQuery {
  const queries = spellings(text).map((spelling) => sql`${sql.raw(how)}(${sql.lit(configuration)}, searchable(${spelling}))`)
  return queries.length === 1 ? anyOf(queries) : sql`case when ${sql.join(queries.map((query) => sql`numnode(${query}) = 0`), sql` or `)} then '' else ${anyOf(queries)} end`
}
function anyOf(queries: TsQuery[]): TsQuery {
  return sql`(${sql.join(queries, sql` || `)})`
}
function allOf(queries: TsQuery[]): TsQuery {
  return sql`(${sql.join(queries, sql` && `)})`
}

export type Order = 'relevance' | 'newest'
export interface Wanted { lexed: Lexed; filter: Filter; order: Order; page: number; now: Date }
export interface Matches {
  ids: number[]
  /** One more than are ranked stands for any number above. */
  total: number
}

/** One page of the matches, and how many there are. */
export async function matches(db: Reads, { lexed, filter, order, page, now }: Wanted): Promise<Matches> {
  // A word in the headline outweighs any number of them further down; what is a year old weighs three quarters of what is new.
  const rank = sql`ts_rank('{0.05, 0.2, 0.4, 1}', words, ${lexed.query}::tsquery) * (0.5 + 0.5 / (1 + greatest(0, extract(day from ${now}::timestamptz - published_at)) / 365.0)) desc,`
  const looked = await narrowest(db, { lexed, filter, now })
  const { rows: [row] } = await sql<Matches>`
    with newest as materialized (
      ${newestOf(lexed, looked, filter)} limit ${mostRanked + 1}
    )
    select (select count(*) from newest) as total, array(
      select article_id from (select * from newest limit ${mostRanked}) ranked
      order by ${order === 'newest' ? sql`` : rank} published_at desc, article_id desc
      limit ${searchPageLength} offset ${(page - 1) * searchPageLength}) as ids`.execute(db)
  return { ids: row?.ids.map(Number) ?? [], total: row?.total ?? 0 }
}

/** What the index is asked for: of words that stand nearly everywhere the last years have enough, and it need not bring all the others to be sorted. */
async function narrowest(db: Reads, { lexed: { query, coarse }, filter, now }: Pick<Wanted, 'lexed' | 'filter' | 'now'>): Promise<string> {
  if (hasPhrase(query)) return coarse
  if (query === '') return query
  const [year, from] = [now.getUTCFullYear(), filter.from === undefined ? undefined : Number(filter.from.slice(0, 4))]
  // Days of the paper's time zone may lie in the year beside.
  if (from !== undefined && year - from < mostYears) return inYears(query, from - 1, Math.max(from, Number(filter.to?.slice(0, 4) ?? year)) + 1)
  const recent = inYears(query, year - 2, year)
  const { rows: [row] } = await sql<{ enough: boolean }>`
    select count(*) > ${mostRanked} as enough from (select from article_search where words @@ ${recent}::tsquery ${conditions(filter)} limit ${mostRanked + 1}) counted`.execute(db)
  return row?.enough ? recent : query
}

const mostYears = 50
/** Years stand in the index as words that no text has. */
function inYears(query: string, from: number, to: number): string {
  const years = Array.from({ length: Math.min(mostYears + 2, to - from + 1) }, (_, n) => `'\u0001${from + n}'`)
  return `(${query}) & (${years.join(' | ')})`
}

// The index knows which words an article has, but not where: for a phrase the words themselves have to be looked at.
// They are looked at from the newest on, until there are enough, and not in all articles that have these words.
function newestOf({ query }: Lexed, looked: string, filter: Filter) {
  const all = sql`select article_id, published_at, words from article_search where words @@ ${looked}::tsquery ${conditions(filter)} order by published_at desc, article_id desc`
  return hasPhrase(query) ? sql`select * from (${all} offset 0) having_words where words @@ ${query}::tsquery` : all
}

function hasPhrase(query: string): boolean {
  return query.includes('<')
}

// The sum keeps the planner from looking at all that a topic or author has, one by one, instead of asking the index for the words.
function conditions({ section_id, topic_ids, author_ids, from, to, time_zone }: Filter) {
  const all = [
    section_id === undefined ? null : sql`section_id = ${section_id}`,
    topic_ids === undefined ? null : sql`article_id + 0 in (select article_id from article_topics where topic_id = any(${topic_ids}))`,
    author_ids === undefined ? null : sql`article_id + 0 in (select article_id from bylines where author_id = any(${author_ids}))`,
    from === undefined ? null : sql`published_at >= ${from}::date::timestamp at time zone ${time_zone}`,
    to === undefined ? null : sql`published_at < (${to}::date + 1)::timestamp at time zone ${time_zone}`,
  ].filter((one) => one !== null)
  return all.length === 0 ? sql`` : sql`and ${sql.join(all, sql` and `)}`
}

/** Who or what is called so, or has it in the address; several authors may have one name. */
export function topicIdsCalled(db: Reads, name: string) {
  return idsCalled(db, 'topics', name)
}
export function authorIdsCalled(db: Reads, name: string) {
  return idsCalled(db, 'authors', name)
}
async function idsCalled(db: Reads, table: 'topics' | 'authors', name: string): Promise<number[]> {
  const rows = await db.selectFrom(table).select('id').where((eb) => eb.or([eb('slug', '=', name), eb(eb.fn('lower', ['name']), '=', eb.fn('lower', [eb.val(name)]))])).execute()
  return rows.map(({ id }) => id)
}

/** All articles whose words hold the name of this topic, or of this author. */
export async function articleIdsOn(db: Reads, topic_id: number): Promise<number[]> {
  return (await db.selectFrom('article_topics').select('article_id').where('topic_id', '=', topic_id).execute()).map(({ article_id }) => article_id)
}
export async function articleIdsBy(db: Reads, author_id: number): Promise<number[]> {
  return (await db.selectFrom('bylines').select('article_id').distinct().where('author_id', '=', author_id).execute()).map(({ article_id }) => article_id)
}

/** What the form offers to be chosen from; nothing where there are too many for that. */
export async function nameSuggestions(db: Reads) {
  const few = async (table: 'topics' | 'authors') => {
    const rows = await db.selectFrom(table).select('name').orderBy('name').limit(mostSuggested + 1).execute()
    return rows.length > mostSuggested ? [] : [...new Set(rows.map(({ name }) => name))]
  }
  return { topics: await few('topics'), authors: await few('authors') }
}
const mostSuggested = 100

/** Of a text longer than this only the beginning is looked at for a snippet. */
const mostLetters = 20_000

export interface FoundText { id: number; configuration: string; headline: string; text: string }

export async function foundTexts(db: Reads, ids: number[]): Promise<FoundText[]> {
  const { rows } = await sql<FoundText>`
    select id, search_configuration(language)::text as configuration, headline, left(concat_ws(e'\n', standfirst, document_text(body)), ${mostLetters}) as text
    from articles where id = any(${ids}) and state = 'published'`.execute(db)
  return rows
}

/** The stems that are looked for, in all languages. */
export function stemsIn({ marking }: Lexed): string[] {
  return [...new Set([...marking.matchAll(/'((?:[^']|\'\')+)'/g)].map(([, stem = '']) => stem.replaceAll("''", "'")))]
}

/** Which of these words, each in the language of its text, have one of the stems. */
export async function wordsWithStems(db: Reads, words: Pick<FoundText, 'configuration'> & { words: string[] }, stems: string[]): Promise<string[]> {
  const { rows } = await sql<{ word: string }>`
    select word from unnest(${words.words}::text[]) as given (word)
    where tsvector_to_array(to_tsvector(${words.configuration}::regconfig, searchable(word))) && ${stems}::text[]`.execute(db)
  return rows.map(({ word }) => word)
}

export interface Commonness {
  word: string
  /** How many articles have it, counted to `countedTo`; null for a word so common that it is passed over. */
  articles: number | null
}
/** Enough to tell a word that is hardly used from one that is. */
export const countedTo = 20

export async function commonness(db: Reads, words: string[]): Promise<Commonness[]> {
  const counts = words.map((word, n) => {
    const query = anyOf(configurations.map((name) => termIn(name, word)))
    return sql`select ${sql.lit(n)}::integer as n, case when numnode(${termIn('search_german', word)}) = 0 or numnode(${termIn('search_english', word)}) = 0 then null
      else (select count(*) from (select from article_search where words @@ ${query} limit ${countedTo}) counted) end as articles`
  })
  const { rows } = await sql<{ n: number; articles: number | null }>`${sql.join(counts, sql` union all `)}`.execute(db)
  return rows.map(({ n, articles }) => ({ word: words[n] ?? '', articles }))
}

export interface Spelling { word: string; folded: string; witnesses: number }

/** Words in published articles that look like this one, the likest first. */
export async function likeSpellings(db: Reads, word: string): Promise<Spelling[]> {
  const { rows } = await sql<Spelling>`
    select min(word) as word, folded, count(*) as witnesses from search_words where folded % lower(unaccent(${word}))
    group by folded order by similarity(folded, lower(unaccent(${word}))) desc, folded limit 20`.execute(db)
  return rows
}
