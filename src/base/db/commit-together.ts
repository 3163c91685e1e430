// Many transactions in one wait for the disk. A commit waits until the disk has it, and those that give notice (`stale`)
// do so one after another, each holding what it has locked: on a disk that takes 5 ms that is 200 a second, however
// fast the machine. So here a transaction ends without waiting, others see it, and only then does it wait, beside all
// that ended meanwhile, for one write that takes in every one of them. Nobody is told before that it is done.
import { sql, type RawBuilder } from 'kysely'
import type { Db } from './db.ts'

/** As `atomically`, for what comes in by the hundreds. Settles when what was done survives a loss of power, as there. */
export async function commitTogether<T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> {
  if (db.isTransaction) return work(db)
  const result = await db.transaction().execute(async (tx) => {
    await sql`set local synchronous_commit = off`.execute(tx)
    return work(tx)
  })
  await onDisk(db)
  return result
}

/** The same for one statement, which is a transaction by itself: it has to select `besides` along. */
export async function runTogether<T>(db: Db, statement: (besides: RawBuilder<unknown>) => RawBuilder<T>): Promise<T[]> {
  if (db.isTransaction) return (await statement(sql`null`).execute(db)).rows
  const { rows } = await statement(sql`set_config('synchronous_commit', 'off', true)`).execute(db)
  await onDisk(db)
  return rows
}

interface Writing { running: Promise<void>; next: Promise<void> | undefined }
const writings = new WeakMap<Db, Writing>()

/** A write begun before a transaction ended need not hold it: who comes meanwhile waits for the next one. */
function onDisk(db: Db): Promise<void> {
  const writing = writings.get(db) ?? { running: Promise.resolve(), next: undefined }
  writings.set(db, writing)
  writing.next ??= writing.running.then(() => {
    writing.next = undefined
    const written = flush(db)
    writing.running = written.catch(() => {})
    return written
  })
  return writing.next
}

/** PostgreSQL writes its log in order: a small record with a commit that does wait takes along whatever ended before. */
async function flush(db: Db) {
  await sql`select pg_logical_emit_message(true, 'litfass', '')`.execute(db)
}
