// Keeps what must not be read in the database alone: sealed under a key that lies outside of it (AES-256-GCM).
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'

export interface Safe {
  /** `about` names the place, such as `mandates.iban_sealed 42`: what is sealed for one place does not open at another. */
  seal(content: string | Uint8Array, about: string): Buffer
  /** Throws where the key, the place or a bit is not the one it was sealed with. */
  open(sealed: Uint8Array, about: string): Buffer
  /** Finds equal contents without opening them. */
  fingerprint(content: string): Buffer
  /** What all that is sealed by it begins with: the name of the key that seals. */
  mark: Buffer
}

const keyIdBytes = 4
const nonceBytes = 12
const tagBytes = 16

/** The first key seals; all of them (32 bytes each) open. Fingerprints are made with `prints`: they must stay what they are when the key is changed. */
export function safeOf([key, ...former]: readonly [Buffer, ...Buffer[]], prints = printsOf(key)): Safe {
  const keys = new Map([key, ...former].map((one) => [keyId(one).toString('hex'), one]))
  return {
    mark: keyId(key),
    seal(content, about) {
      // By chance: up to 2^32 values by one key (NIST SP 800-38D, 8.3).
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(about))
      const body = Buffer.concat([cipher.update(content), cipher.final()])
      return Buffer.concat([keyId(key), nonce, cipher.getAuthTag(), body])
    },
    open(sealed, about) {
      const bytes = Buffer.from(sealed)
      const own = keys.get(bytes.subarray(0, keyIdBytes).toString('hex'))
      if (!own || bytes.length < keyIdBytes + nonceBytes + tagBytes) throw new Error('it was sealed with a key that is not here')
      const nonce = bytes.subarray(keyIdBytes, keyIdBytes + nonceBytes)
      const tag = bytes.subarray(keyIdBytes + nonceBytes, keyIdBytes + nonceBytes + tagBytes)
      const decipher = createDecipheriv('aes-256-gcm', own, nonce, { authTagLength: tagBytes }).setAAD(Buffer.from(about)).setAuthTag(tag)
      return Buffer.concat([decipher.update(bytes.subarray(keyIdBytes + nonceBytes + tagBytes)), decipher.final()])
    },
    fingerprint: (content) => createHmac('sha256', prints).update(content).digest(),
  }
}

/** What fingerprints are made with in a database that was first sealed in by a key. */
export function printsOf(key: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', key, '', 'fingerprint', 32))
}

function keyId(key: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', key, '', 'name', keyIdBytes))
}
