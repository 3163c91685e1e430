import type { FileName } from '../files/files.ts'
import type { Progress } from '../progress.ts'

/** A bucket answers slowly, and a disk settles several at once faster than one after the other. */
const hands = 8

/** Does something for each file, several at once. Settles when nothing is at work any more; no other is begun once one has failed. */
export async function eachFile(files: readonly FileName[], progress: Progress['at'], work: (name: FileName) => Promise<void>) {
  const waiting = files.toReversed()
  let done = 0
  const hand = async () => {
    for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
      await work(name)
      progress(++done, files.length)
    }
  }
  const ended = await Promise.allSettled(Array.from({ length: hands }, () => hand().finally(() => { waiting.length = 0 })))
  for (const one of ended) if (one.status === 'rejected') throw one.reason
}
