// A wire is asked by one process at a time, when its time has come, and several of them side by side, so that one that does not
// answer holds up no other; what went wrong is remembered and shown, and it is asked again, less and less often.
import { join } from 'node:path'
import type { Db } from '../base/db/db.ts'
import type { WireConfig } from '../base/config.ts'
import type { Files } from '../base/files/files.ts'
import { enqueueAll, enqueueAt } from '../base/jobs/enqueue.ts'
import type { Log } from '../base/log.ts'
import { cell } from '../base/metrics/counts.ts'
import { NotFetched } from '../base/net/guarded-fetch.ts'
import type { Resolver } from '../base/net/public-address.ts'
import type { Safe } from '../base/safe/safe.ts'
import { secondsAfter } from '../base/time.ts'
import { createTurns } from '../base/turns.ts'
import { dueWires, wireById, type Wire } from './reads/wires.ts'
import { takeFolder } from './wire-folder.ts'
import { readWire } from './wire-format.ts'
import { takeIn } from './wire-item.ts'
import { takeMailbox } from './wire-mailbox.ts'
import { isFolderName, mailboxAt, secretOf } from './wire-source.ts'
import { askUrl, type Reach } from './wire-url.ts'
import { WireRefused, type Wired } from './wired.ts'
import { claimWire, updateWire } from './writes/wires.ts'

export interface Asking { site: { wires?: WireConfig }; files: Files; safe: Safe; now: Date; resolver?: Resolver; log?: Pick<Log, 'warn'> }
export interface Outcome { came: number; wrong: string }
/** Not to be had at all, unlike one text of many that cannot be read. */
interface Asked extends Outcome { failed: boolean }

/** Longer than any asking takes; who was killed is not waited for longer. */
const claimSeconds = 180
const longestPauseSeconds = 3_600
/** How many are asked at once. Each way in has a limit of its own to how long that takes, so nobody's turn is far away. */
const sideBySide = 4
const turns = createTurns({ atOnce: sideBySide, waiting: Number.POSITIVE_INFINITY })
/** Those that this process is asking, or that wait for their turn: the clock strikes again meanwhile. */
const going = new Set<number>()

/** Asks each whose time has come; folders, which are looked into more often than the clock strikes, by jobs of their own. */
export async function askDueWires(db: Db, asking: Asking): Promise<void> {
  const due = await dueWires(db, asking.now)
  await enqueueAll(db, 'look-into-folder', due.filter(({ way }) => way === 'folder').map(({ id }) => ({ wire_id: id })))
  const elsewhere = due.filter(({ id, way }) => way !== 'folder' && !going.has(id))
  const begun = performance.now()
  // Whoever waited for long is asked as of then: a claim that begins in the past ends too soon.
  const inTurn = (wire_id: number) => turns.take(() => askWire(db, { wire_id }, { ...asking, now: secondsAfter(asking.now, (performance.now() - begun) / 1_000) }))
  for (const { id } of elsewhere) going.add(id)
  const all = await Promise.allSettled(elsewhere.map(({ id }) => inTurn(id).finally(() => going.delete(id))))
  const failed = all.find(({ status }) => status === 'rejected')
  if (failed?.status === 'rejected') throw failed.reason
}

/** Asks one, if nobody else does and it is time: `isForced` where a human wants it now. Undefined where nothing was asked. */
export async function askWire(db: Db, { wire_id, isForced = false }: { wire_id: number; isForced?: boolean }, asking: Asking): Promise<Outcome | undefined> {
  const { now } = asking
  if (!(await claimWire(db, wire_id, { now, until: secondsAfter(now, claimSeconds), isForced }))) return undefined
  const wire = await wireById(db, wire_id)
  if (!wire) return undefined
  const { failed, ...outcome } = await asked(db, wire, asking)
  const failures = failed ? wire.failures + 1 : 0
  const pause = pauseOf(wire.every_seconds, failures)
  await updateWire(db, wire_id, { claimed_until: null, asked_at: now, next_at: secondsAfter(now, pause), wrong: outcome.wrong, failures, ...(outcome.came > 0 ? { came_at: now } : {}) })
  cell('litfass_wires_asked_total', { outcome: failed ? 'failed' : 'done' }).count++
  // The clock strikes each minute: a folder is looked into more often than that.
  if (pause < 60 && wire.is_on && wire.way === 'folder') await enqueueAt(db, secondsAfter(now, pause), { name: 'look-into-folder', payload: { wire_id } })
  return outcome
}

/** Twice as long after each failure, up to an hour; seldom ones as seldom as ever. */
export function pauseOf(every_seconds: number, failures: number): number {
  return failures === 0 ? every_seconds : Math.max(every_seconds, Math.min(longestPauseSeconds, every_seconds * 2 ** Math.min(failures, 12)))
}

async function asked(db: Db, wire: Wire, asking: Asking): Promise<Asked> {
  const keep = (items: Wired[]) => takeIn(db, { wire, items }, asking)
  try {
    const { came, refused } = await askedBy(db, wire, { ...asking, keep })
    return { came, wrong: refused.join('; ').slice(0, 500), failed: false }
  } catch (error) {
    if (error instanceof NotFetched || error instanceof WireRefused) return { came: 0, wrong: error.message.slice(0, 500), failed: true }
    if (isOfDisk(error)) return { came: 0, wrong: `the folder cannot be read: ${error.code}`, failed: true }
    // The claim runs out by itself, and the error is in the log of the job.
    throw error
  }
}

interface Way extends Asking { keep: (items: Wired[]) => Promise<number> }

async function askedBy(db: Db, wire: Wire, { site, safe, now, resolver, keep }: Way): Promise<{ came: number; refused: string[] }> {
  const reach: Reach = { hosts: site.wires?.hosts ?? [], ...(resolver ? { resolver } : {}) }
  const nothing = { came: 0, refused: [] }
  if (wire.way === 'folder') return takeFolder({ folder: folderOf(wire, site.wires), now, keep })
  if (wire.way === 'mailbox') {
    const mailbox = mailboxAt(wire.address)
    if (!mailbox) throw new NotFetched('this is no mailbox')
    return takeMailbox({ mailbox, user: wire.user_name, password: secretOf(wire, safe), reach, keep })
  }
  const answer = wire.way === 'url' ? await askUrl(wire, secretOf(wire, safe), reach) : undefined
  if (!answer) return nothing
  const came = await keep(await readWire(answer.bytes))
  // Behind what it brought: asked again after a crash in between, the texts are known.
  await updateWire(db, wire.id, { etag: answer.etag, last_modified: answer.last_modified })
  return { came, refused: [] }
}

export function folderOf({ address }: Pick<Wire, 'address'>, wires: WireConfig | undefined): string {
  if (!wires) throw new NotFetched('no folder of wires is set')
  if (!isFolderName(address)) throw new NotFetched('this is no name of a folder')
  return join(wires.folder, address)
}

function isOfDisk(error: unknown): error is Error & { code: string } {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && /^E(ACCES|PERM|NOENT|ROFS|NOSPC|NOTDIR|IO|EXIST)$/.test(error.code)
}
