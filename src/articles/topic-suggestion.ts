// Which topics a text may belong under, by the words of what the paper has put there until now. Counted here, in the paper's
// own database; the editor decides.
import { atomically, type Db, type Reads } from '../base/db/db.ts'
import { secondsBefore } from '../base/time.ts'
import { hasCommonWords, lexemesOf, saidIn, spelledLike, textsOn, topicsSpokenFor, topicsToCount } from './reads/topic-words.ts'
import { replaceCommonWords, replaceTopicWords } from './writes.ts'

export interface Suggestion { id: number; name: string; /** Why: words of the text, the strongest first. */ words: string[] }

/** One word alone may stand there by chance. */
const fewestWords = 2
/** Of a text longer than this only the beginning is looked at. */
const mostLetters = 60_000
/** Each count is made anew once a month, even if nothing new came. */
const monthSeconds = 30 * 86_400
const topicsAtOnce = 50
/** In one run, so that a large paper's first count does not take the night in one piece. */
const topicsInARun = 2_000

/** Topics for a text, but for those it has. */
export async function suggestTopics(db: Reads, { language, text, has }: { language: string; text: string; has: readonly number[] }, limit: number): Promise<Suggestion[]> {
  const looked = text.slice(0, mostLetters)
  const found = (await topicsSpokenFor(db, { language, text: looked, fewest: fewestWords }, limit + has.length)).filter(({ id }) => !has.includes(id)).slice(0, limit)
  const spelled = await spelledLike(db, { language, words: wordsIn(looked), lexemes: [...new Set(found.flatMap(({ lexemes }) => lexemes))] })
  return found.map(({ id, name, lexemes }) => ({ id, name, words: lexemes.map((lexeme) => spelled.get(lexeme) ?? lexeme) }))
}

/** The same for an article as it is kept. */
export async function suggestFor(db: Reads, article_id: number, limit: number): Promise<Suggestion[]> {
  const said = await saidIn(db, article_id)
  return said ? suggestTopics(db, { ...said, has: said.topic_ids }, limit) : []
}

/** Words that speak for a topic, as its own articles write them. */
export async function wordsFor(db: Reads, topic_id: number, limit: number): Promise<string[]> {
  const [lexemes, texts] = [await lexemesOf(db, topic_id, limit), await textsOn(db, topic_id, 12)]
  const spelled = new Map<string, string>()
  for (const { language, text } of texts) for (const [lexeme, word] of await spelledLike(db, { language, words: wordsIn(text.slice(0, mostLetters)), lexemes })) if (!spelled.has(lexeme)) spelled.set(lexeme, word)
  return lexemes.flatMap((lexeme) => spelled.get(lexeme) ?? [])
}

function wordsIn(text: string): string[] {
  return [...new Set(text.split(/[^\p{L}\p{N}-]+/u).filter((word) => word.length > 1))]
}

/** Counts how common each word is in the newest articles of the paper. */
export function countCommonWords(db: Db): Promise<void> {
  return atomically(db, (tx) => replaceCommonWords(tx))
}

/** Counts the words of the topics that have something new; answers how many they were. */
export async function countTopicWords(db: Db, now: Date): Promise<number> {
  if (!(await hasCommonWords(db))) await countCommonWords(db)
  const ids = await topicsToCount(db, { before: secondsBefore(now, monthSeconds), limit: topicsInARun })
  for (let at = 0; at < ids.length; at += topicsAtOnce) await atomically(db, (tx) => replaceTopicWords(tx, ids.slice(at, at + topicsAtOnce), now))
  return ids.length
}
