// The key, found or made, and compared with what is sealed in the database before anything is opened by it.
import type { Config } from '../config.ts'
import type { Reads } from '../db/db.ts'
import type { Log } from '../log.ts'
import { Unable } from '../unable.ts'
import { keptKey, keyFile, madeKey } from './key-file.ts'
import { nameOf } from './keys.ts'
import { createSecrets, knownKeys, lacking, noSecrets, type Secrets } from './secrets.ts'

const more = 'see "Sealed data" in docs/operations.md'

export async function openSecrets({ data, keys }: Pick<Config, 'data' | 'keys'>, db: Reads, log: Pick<Log, 'warn'>): Promise<Secrets> {
  const found = keys.own ?? await keptKey(data)
  const known = await knownKeys(db)
  // A new one would open nothing of what is there, and hide that the right one is lost.
  if (!found && known.length > 0) throw new Unable(`the key to what is sealed in the database is missing (its name is ${known.map(({ id }) => id).join(', ')}): bring ${keyFile(data)} back, or give LITFASS_KEY; ${more}`)
  const own = found ?? await madeKey(data).catch((error: Error) => error)
  // Such as a paper with outside database and bucket, whose data folder it may not write to.
  if (own instanceof Error) {
    log.warn({ error: own.message }, 'there is no key: nothing can be sealed')
    return noSecrets(own)
  }
  const ring = { own, former: keys.former }
  const lost = lacking(known, ring)
  if (lost.length === 0) return createSecrets(ring, known)
  const where = keys.own ? 'LITFASS_KEY' : keyFile(data)
  throw new Unable(`the key in ${where} (its name is ${nameOf(own)}) does not open what is sealed in the database by ${lost.join(', ')}; give that one in LITFASS_FORMER_KEYS, or in its place; ${more}`)
}
