import { each } from '../each.ts'
import type { FileName } from '../files/files.ts'
import type { Progress } from '../progress.ts'

/** A bucket answers slowly, and a disk settles several at once faster than one after the other. */
const hands = 8

/** Does something for each file, several at once. Settles when nothing is at work any more; no other is begun once one has failed. */
export function eachFile(files: readonly FileName[], progress: Progress['at'], work: (name: FileName) => Promise<void>): Promise<void> {
  let done = 0
  return each(files, hands, async (name) => {
    await work(name)
    progress(++done, files.length)
  })
}
