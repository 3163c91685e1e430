// A key: 32 bytes that no log or message can show (a KeyObject prints as nothing), and what is derived from it.
import { createSecretKey, hkdfSync, randomBytes, type KeyObject } from 'node:crypto'

const keyBytes = 32

export function newKey(): KeyObject {
  return createSecretKey(randomBytes(keyBytes))
}

/** Base64, in either alphabet, of exactly 32 bytes; undefined for anything else. */
export function keyOf(text: string): KeyObject | undefined {
  if (!/^[\w+/-]{43}=?$/.test(text)) return undefined
  const bytes = Buffer.from(text, 'base64')
  return bytes.length === keyBytes ? createSecretKey(bytes) : undefined
}

export function keyText(key: KeyObject): string {
  return key.export().toString('base64')
}

/** One key for each use of one (HKDF, RFC 5869), so that what is learnt of one use says nothing of another. */
export interface Keys { id: string; sealing: KeyObject; hashing: KeyObject }

export function derived(key: KeyObject): Keys {
  const part = (use: string, bytes: number) => Buffer.from(hkdfSync('sha256', key, '', `litfass ${use}`, bytes))
  return { id: part('key id', 6).toString('base64url'), sealing: createSecretKey(part('seal', keyBytes)), hashing: createSecretKey(part('fingerprint', keyBytes)) }
}
