// A paper that is written to, backed up, killed and restored, again and again.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Client } from 'pg'
import { placeOf } from '../src/base/files/file-names.ts'
import { contentHash, folderFiles, type FileName } from '../src/base/files/files.ts'
import { prepared } from './prepared.ts'
import { connected, databaseProcesses, removeFolder, run, stopped, temporaryFolder, type Program } from './program.ts'
import { seeded } from './random.ts'

/** The finished backups of a folder, oldest first. */
export function backupsIn(dir: string): string[] {
  return existsSync(dir) ? readdirSync(dir).filter((name) => /^\d{4}-/.test(name)).sort() : []
}

export async function done(program: Program): Promise<string> {
  assert.equal(await program.exited, 0, program.output())
  return program.output()
}

/** A picture as the program takes one in: its files first, then the rows that name them. */
export async function insertPicture(client: Client, data: string, bytes: Buffer = randomBytes(20_000)): Promise<FileName[]> {
  const [original, rendition] = [contentHash(bytes), contentHash(bytes.subarray(1))]
  const names: [FileName, FileName] = [`originals/${original}`, `renditions/${rendition}.webp`]
  const files = folderFiles(join(data, 'files'))
  await files.put(names[0], bytes)
  await files.put(names[1], bytes.subarray(1))
  await client.query(
    `with picture as (insert into pictures (name, hash, media_type, bytes, width, height, created_at) values ($1, $2, 'image/jpeg', $4, 30, 20, now()) returning id)
    insert into renditions (picture_id, crop, format, width, height, hash, bytes) select id, 'full', 'webp', 30, 20, $3, $4 from picture`,
    [`p-${original}`, original, rendition, bytes.length])
  return names
}

/** What the database in a data folder names, with each file read and its hash compared. */
export async function checkFiles(client: Client, data: string): Promise<FileName[]> {
  const { rows } = await client.query<{ name: FileName }>(`select 'originals/' || hash as name from pictures union select 'renditions/' || hash || '.' || format from renditions`)
  for (const { name } of rows) assert.equal(contentHash(readFileSync(join(data, 'files', placeOf(name)))), name.split('/')[1]!.slice(0, 64))
  return rows.map(({ name }) => name)
}

/** Every row of every table, and every entry of every index, as amcheck reads them. */
export async function checkDatabase(client: Client): Promise<number> {
  await client.query('create extension if not exists amcheck')
  const { rows } = await client.query<{ checked: number }>(
    `select count(case am.amname when 'btree' then bt_index_check(c.oid, true, true)::text when 'gin' then gin_index_check(c.oid)::text end)::int as checked
    from pg_class c join pg_am am on am.oid = c.relam where c.relkind = 'i' and c.relpersistence = 'p'`)
  const { rows: broken } = await client.query(
    `select c.relname, found.* from pg_class c cross join lateral verify_heapam(c.oid) found where c.relkind in ('r', 't', 'm') and c.relpersistence = 'p'`)
  assert.deepEqual(broken, [])
  return rows[0]!.checked
}

export function killAll(pids: number[]) {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch { /* gone already */ }
  }
}

export interface Survived { acknowledged: number; restored: number; cutOff: number }
type Fate = 'let be' | 'backup killed' | 'paper killed'
const fates: Fate[] = ['let be', 'backup killed', 'paper killed']

/**
 * Each round writes to the running paper with several hands, backs it up meanwhile, and kills the backup or the paper with
 * its database at a random moment. A backup that has its name is then restored: it must hold everything that was
 * acknowledged before it began. One without a name must not have harmed those that have.
 */
export async function surviveBackups({ rounds, seed }: { rounds: number; seed: number }): Promise<Survived> {
  const random = seeded(seed)
  const [data, kept] = [await prepared(), temporaryFolder()]
  const dir = join(kept, 'backups')
  const acknowledged = new Set<string>()
  const survived: Survived = { acknowledged: 0, restored: 0, cutOff: 0 }
  for (let round = 0; round < rounds; round++) {
    const paper = run(['start', '--empty'], { data })
    await paper.open()
    const hands = Array.from({ length: 3 }, (_, hand) => write(data, `${round}.${hand}`, acknowledged))
    await sleep(100 + random() * 400)

    const [before, earlier] = [new Set(acknowledged), backupsIn(dir)]
    const backup = run(['backup', dir, '--keep', '2'], { data })
    const fate = fates[round % fates.length]!
    if (fate !== 'let be') await sleep(200 + random() * 1_300)
    if (fate === 'backup killed') killAll([backup.pid])
    if (fate === 'paper killed') killAll([paper.pid, ...databaseProcesses(data)])
    const status = await backup.exited
    killAll([paper.pid, ...databaseProcesses(data)])
    await Promise.all([paper.exited, ...hands])

    const made = backupsIn(dir).filter((name) => !earlier.includes(name))
    if (fate === 'let be') assert.equal(status, 0, backup.output())
    assert.equal(made.length, status === 0 ? 1 : made.length && 1, backup.output())
    if (made.length === 0) survived.cutOff += 1
    if (made.length > 0) await checkRestored(dir, before)
    else if (earlier.length > 0) await done(run(['restore', dir, '--check'], { data }))
    survived.restored += made.length
  }
  survived.acknowledged = acknowledged.size
  removeFolder(data)
  removeFolder(kept)
  return survived
}

async function write(data: string, hand: string, acknowledged: Set<string>) {
  // The kill may come before this hand has begun.
  const client = await connected(data).catch(() => undefined)
  if (!client) return
  try {
    for (let n = 0; ; n++) {
      const subject = `${hand}.${n}`
      await client.query(`insert into journal (actor, what, subject, happened_at) values ('test', 'written', $1, now())`, [subject])
      acknowledged.add(subject)
      if (n % 50 === 0) for (const name of await insertPicture(client, data)) acknowledged.add(name)
    }
  } catch {
    await client.end().catch(() => {})
  }
}

/** Restores the newest backup into a new folder and opens the paper there. */
async function checkRestored(dir: string, before: Set<string>) {
  const above = temporaryFolder()
  const data = join(above, 'data')
  await done(run(['restore', dir, '--to', data], { data: '/nonexistent' }))
  const paper = run(['start', '--empty'], { data })
  await paper.open()
  const client = await connected(data)
  const { rows } = await client.query<{ subject: string }>(`select subject from journal where what = 'written'`)
  const found = new Set<string>([...rows.map(({ subject }) => subject), ...await checkFiles(client, data)])
  assert.deepEqual([...before].filter((one) => !found.has(one)), [])
  assert.ok(await checkDatabase(client) > 100)
  await client.end()
  await stopped(paper)
  removeFolder(above)
}
