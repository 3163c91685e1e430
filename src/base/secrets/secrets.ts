// What must not be read from the database alone, an IBAN for instance, is sealed: encrypted by a key that lies outside of it.
// The safe does that. Here the database learns by name which keys have sealed in it, so that a start sees whether it has them all.
import { timingSafeEqual, type KeyObject } from 'node:crypto'
import { sql } from 'kysely'
import { atomically, type Db, type Reads } from '../db/db.ts'
import { printsOf, safeOf, type Safe } from '../safe/safe.ts'
import { nameOf } from './keys.ts'

export interface Secrets {
  /** What pages, actions and jobs are given. Only once the database is `told`. */
  safe: Safe
  /** The name of the key that seals; undefined where there is none. */
  name?: string
  /** Tells the database by name which key seals here. Throws where another key has sealed in it. */
  told(db: Db): Promise<void>
}

/** A process has another key than those that have sealed. */
export class SealBroken extends Error {}

export interface KeyRing { own: KeyObject; former?: readonly KeyObject[] }

/** `own` seals, and all open. `known`: the keys the database knows, all of which these open. */
export function createSecrets(ring: KeyRing, known: readonly KnownKey[]): Secrets {
  const name = nameOf(ring.own)
  const prints = printsIn(ring, known)
  return {
    name, safe: safeOf(bytesOf(ring), prints),
    async told(db) {
      if (!known.some(({ id }) => id === name)) await makeKnown(db, ring, prints)
    },
  }
}

/** For a paper that has sealed nothing and can keep no key: it goes on as long as nothing is to be sealed. */
export function noSecrets(why: Error): Secrets {
  const refuse = () => { throw why }
  return { safe: { seal: refuse, open: refuse, fingerprint: refuse, mark: Buffer.alloc(0) }, told: async () => {} }
}

const checkWord = 'litfass'

export interface KnownKey { id: string; /** By its name, and a word sealed by it: base64. */ sealed_check: string; prints_sealed: Buffer | null }

/** In the order in which they came into use. */
export function knownKeys(db: Reads): Promise<KnownKey[]> {
  return db.selectFrom('secret_keys').select(['id', 'sealed_check', 'prints_sealed']).orderBy('first_used_at').orderBy('id').execute()
}

/** The names of keys that have sealed something here and are not on the ring. */
export function lacking(known: readonly KnownKey[], ring: KeyRing): string[] {
  const safe = safeOf(bytesOf(ring))
  const names = new Set(bothOf(ring).map(nameOf))
  return known.filter((one) => !names.has(one.id) || !opensCheck(one, safe)).map(({ id }) => id)
}

function opensCheck({ id, sealed_check }: KnownKey, safe: Safe): boolean {
  // Words of the first form, which nothing opens any more: there the name alone has to do, which is made from the key.
  if (sealed_check.startsWith('s1.')) return true
  try {
    return safe.open(Buffer.from(sealed_check, 'base64'), checkPlace(id)).toString() === checkWord
  } catch {
    return false
  }
}

/** Those of the key that seals, where the database knows it, or else of the one before it: they stay from key to key. */
function printsIn(ring: KeyRing, known: readonly KnownKey[]): Buffer {
  const row = known.find(({ id }) => id === nameOf(ring.own)) ?? known.at(-1)
  if (row?.prints_sealed) return safeOf(bytesOf(ring)).open(row.prints_sealed, printsPlace(row.id))
  const key = bothOf(ring).find((one) => nameOf(one) === row?.id) ?? ring.own
  return printsOf(key.export())
}

/** Any number. Of two processes that seal for the first time, by two keys, the second must see the first one's. */
const firstSealLock = 1855_07_05

export async function holdKeys(tx: Db) {
  await sql`select pg_advisory_xact_lock(${firstSealLock})`.execute(tx)
}

async function makeKnown(db: Db, ring: KeyRing, prints: Buffer) {
  const id = nameOf(ring.own)
  await atomically(db, async (tx) => {
    await holdKeys(tx)
    const known = await knownKeys(tx)
    const others = lacking(known, ring)
    if (others.length > 0) throw new SealBroken(`this process has the key ${id}, and ${others.join(', ')} has sealed in this database: all processes need the same LITFASS_KEY`)
    if (!timingSafeEqual(printsIn(ring, known), prints)) throw new SealBroken('another process began to seal in this database at this moment: start again')
    const safe = safeOf(bytesOf(ring))
    const row = { id, sealed_check: safe.seal(checkWord, checkPlace(id)).toString('base64'), prints_sealed: safe.seal(prints, printsPlace(id)) }
    await tx.insertInto('secret_keys').values(row).onConflict((conflict) => conflict.doNothing()).execute()
  })
}

function checkPlace(id: string): string {
  return `secret_keys.sealed_check ${id}`
}
function printsPlace(id: string): string {
  return `secret_keys.prints_sealed ${id}`
}

function bothOf({ own, former = [] }: KeyRing): [KeyObject, ...KeyObject[]] {
  return [own, ...former]
}
function bytesOf({ own, former = [] }: KeyRing): [Buffer, ...Buffer[]] {
  return [own.export(), ...former.map((one) => one.export())]
}
