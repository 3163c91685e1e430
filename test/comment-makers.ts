// Makers of readers, comments and whole discussions.
import type { Db } from '../src/base/db/db.ts'
import { addComment, addComments, commentNumbers, type NewComment } from '../src/comments/comment.ts'
import { addReader } from '../src/people/reader.ts'
import { noon } from './makers.ts'
import { seeded } from './random.ts'

export const maker = { by: 'test', now: noon }

export async function makeReader(db: Db, name = 'Ada'): Promise<number> {
  const reader = await addReader(db, { name, mail_address: null }, maker)
  return reader!.id
}
/** As many readers as a large discussion has. */
export async function makeReaders(db: Db, count: number): Promise<number[]> {
  const readers = Array.from({ length: count }, (_, n) => ({ name: `Reader ${n}`, mail_address: null, created_at: noon }))
  return (await db.insertInto('readers').values(readers).returning('id').execute()).map(({ id }) => id)
}

type Made = Partial<Omit<NewComment, 'article_id' | 'reader_id'>> & { article_id: number; reader_id: number }

export function newComment({ article_id, reader_id, ...change }: Made): NewComment {
  return { article_id, reader_id, parent_id: null, body: 'So ist es.', state: 'shown', removed_reason: null, submitted_at: noon, ...change }
}
export function makeComment(db: Db, comment: Made): Promise<number> {
  return addComment(db, newComment(comment))
}

interface Discussion { article_id: number; readers: number[]; count: number; chain: number }

/**
 * A discussion of the usual shape: two of five comments begin a thread, the others answer one of the last hundred.
 * The newest thread is a chain, each comment of it answering the one before. Answers the numbers, the chain's last.
 */
export async function makeDiscussion(db: Db, { article_id, readers, count, chain }: Discussion): Promise<number[]> {
  const numbers = await commentNumbers(db, count)
  const random = seeded(count)
  const comments = numbers.map((id, i) => {
    const inChain = i >= count - chain
    const answered = inChain ? (i > count - chain ? i - 1 : null) : i > 0 && random() < 0.6 ? i - 1 - Math.floor(random() * Math.min(i, 100)) : null
    return newComment({
      id, article_id, reader_id: readers[i % readers.length]!, parent_id: answered === null ? null : numbers[answered]!,
      body: `${'Dazu ist einiges zu sagen, und nicht alles davon passt hierher. '.repeat(1 + (i % 5))}(${i})`,
      submitted_at: new Date(noon.getTime() - (count - i) * 60_000),
    })
  })
  await addComments(db, comments, maker)
  return numbers
}
