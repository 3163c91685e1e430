// PostgreSQL as a child of the program, in the data folder. Whoever holds the owner's lock answers for the server and
// stops it at the end; all other programs on the folder are guests of it.
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { Unable } from '../unable.ts'
import { address, identity, paperRole, places, prepare, readPassword, type Identity, type Places } from './embedded-files.ts'
import { busyStatus, lastWord, makeCluster, recordedServer, startServer, stopServer } from './embedded-server.ts'

/** Any numbers; every program on one data folder must agree on them. Both locks live in the database `postgres`. */
const ownerLock = 1855_07_02
const guestLock = 1855_07_03
const database = 'litfass'
/** PostgreSQL's cannot_connect_now. */
const startingOrStopping = '57P03'
/** How long another program's server may keep this one's out before it gives up, in milliseconds. */
const patience = 10_000

export interface Opening {
  /** The command, for the message that another program shows when it is refused. */
  name: string
  /** A paper wants the folder for itself; a part shares it; an errand shares it and at its end waits for its guests. */
  kind: 'paper' | 'part' | 'errand'
  /** It was open before: should its files be gone, no empty database takes their place. */
  again?: boolean
}

export interface Embedded {
  /** For the role that the paper works as, and for the owner of all. */
  url: string
  ownerUrl: string
  /** This program started the server: nothing else can have been at work in the database before. */
  fresh: boolean
  /** Settles when the server, or the hold on it, is gone without `close`. */
  lost: Promise<void>
  close(): Promise<void>
}

/** Finds the data folder's server or starts it, and creates the folder when it is not there. */
export async function openEmbedded(data: string, opening: Opening): Promise<Embedded> {
  const place = places(data)
  const who = identity(place)
  return oneAtATime(place, async () => {
    // A paper opened now would be an empty one, and stand in the way of the restored one.
    if (existsSync(place.restoring)) throw new Unable(`a backup is being restored into ${place.folder}, or was and did not come to its end: run \`litfass restore\` again, to its end`)
    if (opening.again && !existsSync(place.cluster)) throw new Unable(`${place.cluster} is gone`)
    prepare(place, who)
    await makeCluster(place, who)
    const { client, child } = await connected(place, who, opening.name)
    await makePaperRole(client, place)
    return hold(client, { place, child, opening })
  })
}

/** The kernel's lock on a file: given back even when this program is killed. */
async function oneAtATime<T>(place: Places, work: () => Promise<T>): Promise<T> {
  const holder = spawn('flock', [place.opening, 'sh', '-c', 'echo held; exec cat'], { stdio: ['pipe', 'pipe', 'ignore'], detached: true })
  await Promise.race([once(holder.stdout, 'data'), once(holder, 'error'), once(holder, 'exit')])
  try {
    return await work()
  } finally {
    holder.stdin.end()
  }
}

interface Connected { client: Client; child: ChildProcess | null }

async function connected(place: Places, who: Identity, name: string): Promise<Connected> {
  let child: ChildProcess | null = null
  for (const begun = performance.now(); ; await sleep(15)) {
    const client = await connect(place, name)
    // When another program's server came first, the child has given up.
    if (client instanceof Client) return { client, child: child?.pid === recordedServer(place.cluster)?.pid ? child : null }
    if (client === 'not yet' || (child && child.exitCode === null && child.signalCode === null)) continue
    if (child && performance.now() - begun > patience) throw new Unable(failure(place, child.exitCode))
    if (child) await sleep(200)
    child = startServer(place, who)
    await Promise.race([once(child, 'spawn'), once(child, 'error')])
  }
}

function failure(place: Places, status: number | null): string {
  if (status === busyStatus) return `the data folder ${place.folder} is in use by a server that cannot be reached from here`
  return `the database did not start: ${lastWord(place)} (more in ${place.log})`
}

async function connect(place: Places, name: string): Promise<Client | 'away' | 'not yet'> {
  const client = new Client({ connectionString: address(place, 'postgres'), application_name: `litfass ${name}, process ${process.pid}`, connectionTimeoutMillis: 5_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    return client
  } catch (error) {
    const { code = '' } = error as { code?: string }
    if (code === startingOrStopping) return 'not yet'
    // A class of PostgreSQL's own errors has two letters or digits before the rest: 28P01 is a wrong password.
    if (/^[0-9A-Z]{5}$/.test(code) && !code.startsWith('57') && !code.startsWith('08')) throw error
    return 'away'
  }
}

const powers = ['super', 'createrole', 'createdb', 'replication', 'bypassrls'] as const

/** The role that the paper works as: made where a database has none yet, and let in anew after a restore, which brings the database but not its password. */
async function makePaperRole(client: Client, place: Places) {
  const { rows: [row] } = await client.query<{ has_powers: boolean }>(`select ${powers.map((power) => `rol${power}`).join(' or ')} as has_powers from pg_roles where rolname = $1`, [paperRole])
  if (row && !row.has_powers && await opens(place)) return
  await client.query(`${row ? 'alter' : 'create'} role ${paperRole} login ${powers.map((power) => `no${power === 'super' ? 'superuser' : power}`).join(' ')} password ${client.escapeLiteral(readPassword(place.paperPassword))}`)
}

async function opens(place: Places): Promise<boolean> {
  const client = new Client({ connectionString: address(place, 'postgres', paperRole), connectionTimeoutMillis: 5_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.end()
    return true
  } catch (error) {
    // 28: not let in.
    if ((error as { code?: string }).code?.startsWith('28')) return false
    throw error
  }
}

interface Hold { place: Places; child: ChildProcess | null; opening: Opening }

async function hold(client: Client, { place, child, opening }: Hold): Promise<Embedded> {
  const { rows: [row] } = await client.query<{ owner: boolean }>('select pg_try_advisory_lock($1) as owner', [ownerLock])
  const owner = row?.owner === true
  if (!owner && opening.kind === 'paper') throw await refusal(client, place)
  const server = owner ? { child, pid: child?.pid ?? (await adopted(client, place)) } : null
  if (owner) await makeDatabase(client)
  else await client.query('select pg_advisory_lock_shared($1)', [guestLock])

  let closing = false
  const lost = new Promise<void>((resolve) => client.once('end', () => { if (!closing) resolve() }))
  const close = async () => {
    closing = true
    if (server && opening.kind === 'errand') await client.query('select pg_advisory_lock($1)', [guestLock]).catch(() => {})
    if (server) await stopServer(server)
    await client.end().catch(() => {})
  }
  return { url: address(place, database, paperRole), ownerUrl: address(place, database), fresh: child !== null, lost, close }
}

async function refusal(client: Client, { folder }: Places): Promise<Unable> {
  const { rows: [row] } = await client.query<{ application_name: string }>(
    `select application_name from pg_locks join pg_stat_activity using (pid) where locktype = 'advisory' and objid = $1 and granted`, [ownerLock])
  await client.end()
  return new Unable(`the data folder ${folder} is in use already, by ${row?.application_name ?? 'another program'}; stop that first, or give this one another folder in LITFASS_DATA`)
}

/** The number of a server whose program died. Stopping it by number is safe only when the number is certainly its own. */
async function adopted(client: Client, { cluster }: Places): Promise<number> {
  const { rows: [row] } = await client.query<{ folder: string; started: number }>(
    `select current_setting('data_directory') as folder, extract(epoch from pg_postmaster_start_time())::float8 as started`)
  const recorded = recordedServer(cluster)
  if (!row || !recorded || row.folder !== cluster || Math.abs(row.started - recorded.started) > 10) throw new Unable(`the server that answers for ${cluster} is not the one its postmaster.pid names`)
  return recorded.pid
}

async function makeDatabase(client: Client) {
  const { rowCount } = await client.query('select from pg_database where datname = $1', [database])
  if (rowCount === 0) await client.query(`create database ${database}`)
}
