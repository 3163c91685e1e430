// Comments on their way in from an archive, thread by thread.
import { insertRows, type Row } from '../base/db/rows.ts'
import { threadRows, threadsOf } from './archive-discussion.ts'
import { takeBatches, type At, type Taking } from './archive-taking.ts'

type CommentRow = At & { row: Row<'comments'> }
interface Counts { shown: number; threads: number; arrivals: number }

export async function takeComments(taking: Taking) {
  const { tx, source } = taking
  const counts = new Map<number, Counts>()
  await takeBatches(taking, { kind: 'comments', lines: rows() }, (lines) => insertRows(tx, 'comments', lines.map(({ row }) => row)))
  const all = counts.entries().map(([article_id, counted]) => ({ article_id, ...counted })).toArray()
  for (let at = 0; at < all.length; at += countsAtOnce) await insertRows(tx, 'comment_counts', all.slice(at, at + countsAtOnce))

  async function* rows(): AsyncGenerator<CommentRow> {
    for await (const thread of threadsOf(source.records('comments'))) {
      for (const [n, row] of threadRows(thread).entries()) {
        const line = thread[n]
        if (!line) continue
        count(counts, { article: line.value.article, shown: Number(row.state === 'shown'), threads: Number(n === 0 && row.visible), arrivals: Number(row.shown_at !== null) })
        yield { kind: line.kind, line: line.line, bytes: line.bytes, row }
      }
    }
  }
}

const countsAtOnce = 5_000

function count(counts: Map<number, Counts>, { article, shown, threads, arrivals }: Counts & { article: number }) {
  const counted = counts.get(article)
  if (!counted) return void counts.set(article, { shown, threads, arrivals })
  counted.shown += shown
  counted.threads += threads
  counted.arrivals += arrivals
}
