// Keeps what is written in a room: what has come in since is taken to the database together, several times a second, and
// whoever wrote it is told once it is there. Nothing is told, and nothing forgotten, while the database is away.
import * as Y from 'yjs'
import type { NewUpdate } from './writes/writings.ts'

/** One message of somebody's, to be told when it is kept; without a change where it brought nothing new. */
interface Waiting { update: Uint8Array | undefined; written_by: number | null; told: (() => void) | undefined }

export interface Keeping {
  add(one: Waiting): void
  /** What waits, in bytes. */
  waiting(): number
  /** Settles once nothing waits any more; rejects as soon as something cannot be kept. */
  settled(): Promise<void>
  close(): void
}
interface Setting {
  /** Brings changes to the database; false where there is no place for them any more. */
  store: (updates: NewUpdate[]) => Promise<boolean>
  failed: (error: unknown) => void
  lost: () => void
  batchMs?: number
}

const pausesMs = [100, 250, 500, 1_000, 2_000]

export function createKeeping({ store, failed, lost, batchMs = 40 }: Setting): Keeping {
  let [queue, bytes, failures, isClosed]: [Waiting[], number, number, boolean] = [[], 0, 0, false]
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | undefined

  function add(one: Waiting) {
    queue.push(one)
    bytes += one.update?.length ?? 0
    later()
  }
  function later() {
    if (timer || running || isClosed || queue.length === 0) return
    timer = setTimeout(() => void keep().catch(() => {}), pausesMs[failures - 1] ?? (failures > 0 ? pausesMs.at(-1) : batchMs))
  }
  /** Those who ask while it runs wait for the same. */
  function keep(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    running ??= keepAll().finally(() => {
      running = undefined
      later()
    })
    return running
  }

  async function keepAll() {
    const taken = queue
    queue = []
    const updates = together(taken)
    try {
      if (updates.length > 0 && !(await store(updates))) return lost()
      failures = 0
    } catch (error) {
      queue = [...taken, ...queue]
      failures = Math.min(failures + 1, pausesMs.length)
      failed(error)
      throw error
    }
    bytes -= taken.reduce((sum, { update }) => sum + (update?.length ?? 0), 0)
    for (const { told } of taken) told?.()
  }

  async function settled() {
    while (queue.length > 0 || running) await keep()
  }
  function close() {
    isClosed = true
    clearTimeout(timer)
  }
  return { add, waiting: () => bytes, settled, close }
}

/** What each has written, in one piece: in the order in which they began. */
function together(taken: readonly Waiting[]): NewUpdate[] {
  const by = new Map<number | null, Uint8Array[]>()
  for (const { update, written_by } of taken) {
    if (!update) continue
    const theirs = by.get(written_by) ?? []
    by.set(written_by, theirs)
    theirs.push(update)
  }
  return [...by].map(([written_by, updates]) => ({ written_by, update: updates.length === 1 && updates[0] ? updates[0] : Y.mergeUpdates(updates) }))
}
