// The comments of a generated paper: few under most articles, hundreds under some, very many under one, in threads of
// every depth, a few of them removed or waiting.
import { secondsAfter } from '../base/time.ts'
import type { Clause } from '../comments/clause.ts'
import type { NewComment } from '../comments/comment.ts'
import { logNormal, pick, waiting, whole, zipf, type Chance } from './generate-chance.ts'
import { sentences } from './generate-articles.ts'
import { english } from './generate-english.ts'
import { german } from './generate-german.ts'

/** What the comments need to know of their article. */
export interface Commented { id: number; published_at: Date; language: string; about: number[] }

/** The share of all comments that stands under one article: 50,000 of a million. */
const shareOfLargest = 0.05
const discussedFor = 3 * 86_400
const reasons: Clause[] = ['topic', 'person', 'insinuation', 'advertising']

/** How many comments each of so many articles has: a long tail, and one of the last with very many. Their sum is `comments`. */
export function commentNumbersOf(chance: Chance, { articles, comments }: { articles: number; comments: number }): number[] {
  const largest = Math.floor(comments * shareOfLargest)
  const weights = Array.from({ length: articles }, () => logNormal(chance, { median: 1, spread: 1.5 }))
  const each = (comments - largest) / weights.reduce((a, b) => a + b, 0)
  let [due, given] = [0, 0]
  const numbers = weights.map((weight) => {
    due += weight * each
    const count = Math.round(due) - given
    given += count
    return count
  })
  const at = Math.floor(articles * 0.97)
  numbers[at] = (numbers[at] ?? 0) + comments - given
  return numbers
}

/** Comments under one article in the order in which they came, one for each of the numbers. */
export function draftComments(chance: Chance, article: Commented, { numbers, readers, until }: { numbers: number[]; readers: number[]; until: Date }): NewComment[] {
  const voice = article.language === 'en' ? english : german
  const seconds = Math.max(60, Math.min(discussedFor, (until.getTime() - article.published_at.getTime()) / 1000))
  let submitted = 0
  return numbers.map((id, n) => {
    submitted = Math.min(seconds, submitted + waiting(chance, (seconds / 2 / numbers.length)))
    const answered = answeredBy(chance, n)
    return {
      id, article_id: article.id, parent_id: answered === null ? null : numbers[answered] ?? null, reader_id: readers[zipf(chance, readers.length)] ?? null,
      body: sentences(chance, { voice, about: article.about }, pick(chance, [1, 1, 1, 2, 2, 3, 4, 6])), submitted_at: secondsAfter(article.published_at, Math.floor(submitted)), ...fate(chance),
    }
  })
}

/** Which of those before it the n-th comment answers; none begins a thread. Half of the answers follow one another, so that threads go deep. */
function answeredBy(chance: Chance, n: number): number | null {
  if (n === 0 || chance() < 0.42) return null
  return chance() < 0.5 ? n - 1 : Math.max(0, n - whole(chance, 1, 60))
}

function fate(chance: Chance): Pick<NewComment, 'state' | 'removed_reason' | 'removed_by'> {
  const drawn = chance()
  if (drawn < 0.015) return { state: 'removed', removed_reason: pick(chance, reasons), removed_by: 'person' }
  return { state: drawn < 0.018 ? 'pending' : 'shown', removed_reason: null, removed_by: null }
}

const pseudonyms = ['Nordlicht', 'Radfahrer', 'Stadtkind', 'Moorhuhn', 'Querdurch', 'Lesezeichen', 'Frühaufsteher', 'Zaungast', 'Deichgraf', 'Wortklauber', 'Pendlerin', 'Kaffeetasse']

export function readerName(chance: Chance): string {
  const person = german.person(chance)
  const form = chance()
  if (form < 0.4) return `${pick(chance, pseudonyms)} ${whole(chance, 1, 999)}`
  if (form < 0.7) return `${person.split(' ')[0]} ${person.split(' ')[1]?.charAt(0)}.`
  return person
}
