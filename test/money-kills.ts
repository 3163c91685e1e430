// The program itself, killed in the middle of what it does with money: taking a collection together and writing its files, and
// hearing from payment providers.
import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { connect, type Db } from '../src/base/db/db.ts'
import { address as databaseAddress, paperRole, places } from '../src/base/db/embedded-files.ts'
import { checkLedger } from '../src/funding/ledger-check.ts'
import { kill } from './killing.ts'
import { prepared } from './prepared.ts'
import { removeFolder, run, stopped, type Program } from './program.ts'
import { seeded } from './random.ts'

export interface Kills { kills: number; seed: number }

/** The program with its own database. */
export interface Killable {
  /** While it is open. */
  db(): Db
  /** Its outbox is in it. */
  data: string
  below(n: number): number
  /** Where it is open now; before it is, and while it is down, nobody answers. */
  address(): string
  start(): Promise<void>
  /** Ends the program, its database or both as a power cut would, after so many milliseconds. */
  kill(after: number): Promise<void>
  /** Posts as a browser does; the status, 0 where nobody answered, and the bytes. */
  post(path: string, sent: { form?: Record<string, string>; body?: string; headers?: Record<string, string> }): Promise<{ status: number; bytes: Buffer }>
}

/** The key of `safe` in the makers. */
const key = Buffer.alloc(32, 7).toString('base64')

export async function killable(seed: number, env: Record<string, string>, body: (paper: Killable) => Promise<void>) {
  const data = await prepared()
  const random = seeded(seed)
  let program: Program | undefined
  let address = ''
  let db: Db | undefined
  const paper: Killable = {
    data, below: (n) => Math.floor(random() * n), address: () => address,
    db: () => db ?? never(),
    async start() {
      program = run(['start', '--empty'], { data, env: { LITFASS_KEY: key, ...env } })
      // On a busy machine, and nicely.
      address = await program.open(300_000)
      db = connect({ connectionString: databaseAddress(places(data), 'litfass', paperRole), max: 2 }).db
    },
    async kill(after) {
      await sleep(after)
      await kill(program ?? never(), { data, kind: paper.below(3) })
      address = ''
      await db?.destroy().catch(() => {})
    },
    async post(path, { form, body = new URLSearchParams(form).toString(), headers = {} }) {
      const answer = await fetch(address + path, { method: 'POST', body, redirect: 'manual', headers: { 'content-type': 'application/x-www-form-urlencoded', origin: address, ...headers } }).catch(() => undefined)
      return { status: answer?.status ?? 0, bytes: Buffer.from((await answer?.arrayBuffer().catch(() => undefined)) ?? new ArrayBuffer()) }
    },
  }
  try {
    await body(paper)
    assert.deepEqual(await checkLedger(paper.db()), [])
    await db?.destroy()
    await stopped(program ?? never())
  } finally {
    program?.signal('SIGKILL')
    await program?.exited
    removeFolder(data)
  }
}

function never(): never {
  throw new Error('it was never started')
}
