// A key: 32 bytes that no log or message can show (a KeyObject prints as nothing), and its name.
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

/** By which the database knows it: made from the key, and telling nothing of it (HKDF, RFC 5869). */
export function nameOf(key: KeyObject): string {
  return Buffer.from(hkdfSync('sha256', key, '', 'litfass key id', 6)).toString('base64url')
}
