// What must not be read from the database alone, an IBAN for instance, is sealed: encrypted by a key that lies outside of it.
//
//   const reference = …                                                       // known before the row is
//   const about = { table: 'mandates', column: 'sealed_iban', row: reference }
//   await insertMandate(tx, { reference, sealed_iban: await secrets.seal(tx, iban, about), iban_print: secrets.fingerprint(iban, 'iban') })
//   secrets.open(mandate.sealed_iban, about)
import { createCipheriv, createDecipheriv, createHmac, randomBytes, type KeyObject } from 'node:crypto'
import { sql } from 'kysely'
import { atomically, type Db, type Reads } from '../db/db.ts'
import { safeOf, type Safe } from '../safe/safe.ts'
import { derived, type Keys } from './keys.ts'

/** Where a sealed value stands. `row` is what names the row for good, and must be known before the value is sealed. */
export interface About { table: string; column: string; row: string | number }

export interface Secrets {
  /** What pages, actions and jobs are given: the same by bytes, without a database at hand. Only once the database is `told`. */
  safe: Safe
  /** Tells the database by name which key seals here. Throws where another key has sealed in it. */
  told(db: Db): Promise<void>
  /** In the transaction that keeps it. Sealing the same twice gives two different values. Throws where another key has sealed in this database. */
  seal(db: Db, text: string, about: About): Promise<string>
  /** Throws `SealBroken` for a value that was changed, belongs elsewhere, or was sealed by a key that is not here. */
  open(sealed: string, about: About): string
  /** The same for the same text of a kind, and nothing to anybody without the key: to find equal values unopened. The caller brings the text into one form first. */
  fingerprint(text: string, kind: string): string
  /** By the key and all former ones, to look for what was kept before the key was changed. */
  fingerprints(text: string, kind: string): string[]
}

export class SealBroken extends Error {}

/** `own` seals, and all open. `isKnown`: what `own` has sealed is in the database already, so that it need not be asked. */
export function createSecrets({ own, former = [] }: { own: KeyObject; former?: readonly KeyObject[] }, isKnown = false): Secrets {
  const [first, ...rest] = [derived(own), ...former.map(derived)] as const
  const all = new Map([first, ...rest].map((keys) => [keys.id, keys]))
  const print = ({ hashing }: Keys, text: string, kind: string) => createHmac('sha256', hashing).update(JSON.stringify([kind, text])).digest('base64url')
  return {
    safe: safeOf([own.export(), ...former.map((one) => one.export())]),
    async told(db) {
      if (!isKnown) await makeKnown(db, first, all)
    },
    async seal(db, text, about) {
      if (!isKnown) await makeKnown(db, first, all)
      return sealBy(first, text, about)
    },
    open: (sealed, about) => openBy(all, sealed, about),
    fingerprint: (text, kind) => print(first, text, kind),
    fingerprints: (text, kind) => [...all.values()].map((keys) => print(keys, text, kind)),
  }
}

/** For a paper that has sealed nothing and can keep no key: it goes on as long as nothing is to be sealed. */
export function noSecrets(why: Error): Secrets {
  const refuse = () => { throw why }
  return { safe: { seal: refuse, open: refuse, fingerprint: refuse }, told: async () => {}, seal: async () => refuse(), open: refuse, fingerprint: refuse, fingerprints: refuse }
}

const [algorithm, nonceBytes, tagBytes] = ['aes-256-gcm', 12, 16] as const

/** `s1.KEY.BYTES`: the form, the name of the key, and nonce, ciphertext and tag in base64url. */
function sealBy({ id, sealing }: Keys, text: string, about: About): string {
  // By chance: up to 2^32 values by one key (NIST SP 800-38D, 8.3).
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv(algorithm, sealing, nonce, { authTagLength: tagBytes }).setAAD(bound(id, about))
  return `s1.${id}.${Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64url')}`
}

function openBy(all: ReadonlyMap<string, Keys>, sealed: string, about: About): string {
  const place = `${about.table}.${about.column}`
  const [form, id = '', body = '', ...more] = sealed.split('.')
  const bytes = Buffer.from(body, 'base64url')
  // Base64 has spellings that read alike.
  if (form !== 's1' || more.length > 0 || bytes.length < nonceBytes + tagBytes || bytes.toString('base64url') !== body) throw new SealBroken(`a value of ${place} is not sealed, or damaged`)
  const keys = all.get(id)
  if (!keys) throw new SealBroken(`a value of ${place} was sealed by the key ${id}, which is not here`)
  const end = bytes.length - tagBytes
  const decipher = createDecipheriv(algorithm, keys.sealing, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes }).setAAD(bound(id, about)).setAuthTag(bytes.subarray(end))
  try {
    return Buffer.concat([decipher.update(bytes.subarray(nonceBytes, end)), decipher.final()]).toString('utf8')
  } catch {
    throw new SealBroken(`a value of ${place} was changed, or belongs to another row`)
  }
}

function bound(id: string, { table, column, row }: About): Buffer {
  return Buffer.from(JSON.stringify(['s1', id, table, column, String(row)]))
}

const checkWord = 'litfass'
const checkAbout = (id: string): About => ({ table: 'secret_keys', column: 'sealed_check', row: id })

export interface KnownKey { id: string; sealed_check: string }
export function knownKeys(db: Reads): Promise<KnownKey[]> {
  return db.selectFrom('secret_keys').select(['id', 'sealed_check']).orderBy('id').execute()
}

/** The names of keys that have sealed something here and that these secrets do not open. */
export function lacking(known: readonly KnownKey[], open: Secrets['open']): string[] {
  const isOpen = ({ id, sealed_check }: KnownKey) => {
    try {
      return open(sealed_check, checkAbout(id)) === checkWord
    } catch {
      return false
    }
  }
  return known.filter((key) => !isOpen(key)).map(({ id }) => id)
}

/** Any number. Of two processes that seal for the first time, by two keys, the second must see the first one's. */
const firstSealLock = 1855_07_05

async function makeKnown(db: Db, own: Keys, all: ReadonlyMap<string, Keys>) {
  if ((await knownKeys(db)).some(({ id }) => id === own.id)) return
  await atomically(db, async (tx) => {
    await sql`select pg_advisory_xact_lock(${firstSealLock})`.execute(tx)
    const others = lacking(await knownKeys(tx), (sealed, about) => openBy(all, sealed, about))
    if (others.length > 0) throw new SealBroken(`this process has the key ${own.id}, and ${others.join(', ')} has sealed in this database: all processes need the same LITFASS_KEY`)
    await tx.insertInto('secret_keys').values({ id: own.id, sealed_check: sealBy(own, checkWord, checkAbout(own.id)) }).onConflict((conflict) => conflict.doNothing()).execute()
  })
}
