// The key with which the paper signs its daily totals (Ed25519, RFC 8032). Its private half lies sealed in the database, as all
// secrets do; public halves stay for good, so that what a former key signed can still be verified.
import { createPrivateKey, createPublicKey, generateKeyPairSync, hash, sign, verify } from 'node:crypto'
import type { Db } from '../base/db/db.ts'
import type { Safe } from '../base/safe/safe.ts'
import { currentKey } from './reads/totals.ts'
import { insertKey, sealKey } from './writes/totals.ts'

export const statementFormat = 'litfass-totals/1'

export interface TotalsKey { id: number; name: string; /** In base64. */ sign(text: string): string }

/** Undefined where there is none yet, or where what there is does not open: the key to the paper's secrets was lost. */
export async function openKey(db: Db, safe: Safe): Promise<{ key: TotalsKey | undefined; row: Awaited<ReturnType<typeof currentKey>> }> {
  const row = await currentKey(db)
  if (!row) return { key: undefined, row }
  try {
    return { row, key: keyOf(row, safe.open(row.private_sealed, place(row.id))) }
  } catch {
    return { key: undefined, row }
  }
}

export async function makeKey(tx: Db, safe: Safe, now: Date): Promise<TotalsKey & { public_key: string }> {
  const pair = generateKeyPairSync('ed25519')
  const spki = pair.publicKey.export({ type: 'spki', format: 'der' })
  const pkcs8 = pair.privateKey.export({ type: 'pkcs8', format: 'der' })
  const named = { name: keyName(spki), public_key: spki.toString('base64') }
  const id = await insertKey(tx, { ...named, made_at: now })
  await sealKey(tx, { id, private_sealed: safe.seal(pkcs8, place(id)) })
  return { ...keyOf({ id, name: named.name }, pkcs8), public_key: named.public_key }
}

function place(id: number): string {
  return `totals_keys.private_sealed ${id}`
}

function keyOf({ id, name }: { id: number; name: string }, pkcs8: Buffer): TotalsKey {
  const key = createPrivateKey({ key: pkcs8, type: 'pkcs8', format: 'der' })
  return { id, name, sign: (text) => sign(null, Buffer.from(text), key).toString('base64') }
}

/** The first half of SHA-256 of a public key (SubjectPublicKeyInfo, DER): who knows the name knows the key. */
export function keyName(spki: Uint8Array): string {
  return hash('sha256', spki, 'hex').slice(0, 32)
}

/** `public_key` and `signature` in base64. False also for what is no key or no signature. */
export function isSignedBy(public_key: string, { text, signature }: { text: string; signature: string }): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(public_key, 'base64'), type: 'spki', format: 'der' })
    return key.asymmetricKeyType === 'ed25519' && verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64'))
  } catch {
    return false
  }
}

/** As openssl and everybody else reads it. */
export function pemOf(public_key: string): string {
  return `-----BEGIN PUBLIC KEY-----\n${public_key.replace(/.{64}(?=.)/g, '$&\n')}\n-----END PUBLIC KEY-----\n`
}

/** SHA-256 of a statement's text, in hexadecimal: by this the next one names it. */
export function textHash(text: string): string {
  return hash('sha256', text, 'hex')
}
