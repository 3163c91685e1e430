// A discussion as one reader sees it: with what of theirs nobody else sees yet, and what they have to do with the rest.
import { sql } from 'kysely'
import type { Reads } from '../../base/db/db.ts'
import { secondsAfter } from '../../base/time.ts'
import type { Mine } from '../views/comment-acts.tsx'
import type { How } from '../follow.ts'
import { hiddenIds } from './hidden-ids.ts'
import { columns, conversation, firstThreads, withNames, type Conversation, type Row, type ShownComment, type ThreadPage } from './threads.ts'

interface Whose { article_id: number; id: number; reader_id: number }
interface Target { id: number; thread_id: number; parent_id: number | null; state: 'pending' | 'shown' | 'removed'; visible: boolean; reader_id: number | null }

/** Where a comment stands, if this reader may see it: everyone sees it, or it is theirs. */
export function targetOf(db: Reads, { article_id, id, reader_id }: Whose): Promise<Target | undefined> {
  return db.selectFrom('comments').select(['id', 'thread_id', 'parent_id', 'state', 'visible', 'reader_id'])
    .where('id', '=', id).where('article_id', '=', article_id).where((eb) => eb.or([eb('visible', '=', true), eb('reader_id', '=', reader_id)])).executeTakeFirst()
}

type Placed = ShownComment & { path: Buffer }

/** A reader's own comments of a thread that wait, with their words. */
async function waitingIn(db: Reads, { thread_id, reader_id }: { thread_id: number; reader_id: number }): Promise<Placed[]> {
  const { rows } = await sql<Row & { own_body: string }>`select ${columns}, body as own_body from comments
    where reader_id = ${reader_id} and thread_id = ${thread_id} and state = 'pending' order by path`.execute(db)
  // To its author it is what it will be once it is shown.
  const asShown = await withNames(db, rows.map(({ own_body, ...row }) => ({ ...row, state: 'shown', body: own_body })))
  return asShown.flatMap((comment, i) => { const path = rows[i]?.path; return path ? [{ ...comment, state: 'pending', path }] : [] })
}

/** The thread around a comment. Where it answers what is not to be seen any more, or begins a thread and waits, it stands alone. */
export async function ownConversation(db: Reads, target: Target, { article_id, reader_id }: Omit<Whose, 'id'>): Promise<Conversation | undefined> {
  const [around, waiting] = await Promise.all([
    conversation(db, { article_id, id: target.visible ? target.id : target.parent_id ?? target.id }),
    waitingIn(db, { thread_id: target.thread_id, reader_id }),
  ])
  if (!around) return undefined
  const paths = await pathsOf(db, around.thread.replies.map(({ id }) => id))
  const shown = around.thread.replies.filter(({ id }) => !waiting.some((own) => own.id === id)).map((reply) => ({ ...reply, path: paths.get(reply.id) ?? Buffer.alloc(0) }))
  const replies = [...shown, ...waiting.filter(({ id }) => id !== target.thread_id)].toSorted((a, b) => Buffer.compare(a.path, b.path))
  const first = waiting.find(({ id }) => id === target.thread_id) ?? around.thread.first
  return { ...around, id: target.id, thread: { ...around.thread, first, replies } }
}

/** The newest threads, before them one that waits. */
export async function ownFirst(db: Reads, target: Target, { article_id, reader_id }: Omit<Whose, 'id'>): Promise<ThreadPage> {
  const [page, waiting] = await Promise.all([firstThreads(db, article_id), waitingIn(db, { thread_id: target.thread_id, reader_id })])
  const [first, ...replies] = waiting
  return { ...page, items: first ? [{ first, replies, more: 0 }, ...page.items] : page.items }
}

async function pathsOf(db: Reads, ids: number[]): Promise<Map<number, Buffer>> {
  const rows = ids.length === 0 ? [] : await db.selectFrom('comments').select(['id', 'path']).where('id', '=', sql<number>`any(${ids}::bigint[])`).execute()
  return new Map(rows.map(({ id, path }) => [id, path]))
}

/** What a reader has to do with these comments. */
export async function mineAmong(db: Reads, comments: ShownComment[], { reader_id, now }: { reader_id: number; now: Date }): Promise<Mine> {
  const ids = comments.map(({ id }) => id)
  const [own, recommended, hidden] = await Promise.all([
    db.selectFrom('comments').innerJoin('discussion_settings', (join) => join.onTrue()).select(['comments.id', 'state', 'submitted_at', 'edit_minutes'])
      .where('comments.id', '=', sql<number>`any(${ids}::bigint[])`).where('reader_id', '=', reader_id).where('state', 'in', ['pending', 'shown'] as const).execute(),
    db.selectFrom('recommendations').select('comment_id').where('reader_id', '=', reader_id).where('comment_id', '=', sql<number>`any(${ids}::bigint[])`).execute(),
    hiddenIds(db, reader_id),
  ])
  return {
    reader_id,
    own: new Map(own.map(({ id, state, submitted_at, edit_minutes }) => [id, { state: state === 'shown' ? 'shown' : 'pending', can_edit: now < secondsAfter(submitted_at, edit_minutes * 60) }])),
    recommended: new Set(recommended.map(({ comment_id }) => comment_id)),
    hidden: new Set(hidden),
  }
}

/** How a reader follows a thread; undefined where they never chose. */
export async function howFollowed(db: Reads, { reader_id, thread_id }: { reader_id: number; thread_id: number }): Promise<How | undefined> {
  return (await db.selectFrom('follows').select('how').where('reader_id', '=', reader_id).where('thread_id', '=', thread_id).executeTakeFirst())?.how
}
