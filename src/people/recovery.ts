// Recovery codes are ten codes on paper, each good once, for the day when the phone is gone. Only their hashes are kept.
import { randomBytes } from 'node:crypto'
import { atomically, type Db } from '../base/db/db.ts'
import { tellOfChange, type Here } from './factors.ts'
import { setUpOf } from './reads/factors.ts'
import { hashOf, isStrong, type Reader } from './session.ts'
import { deleteRecoveryCodes, insertRecoveryCodes, updateRecoveryCodeUsed } from './writes/factors.ts'

// Without i, l, o and u, which look like others; 60 bits a code.
const letters = '0123456789abcdefghjkmnpqrstvwxyz'
export const recoveryCodeCount = 10

/** Ten new codes, in the place of those there were; to be shown once. Undefined where this session may not. */
export function makeRecoveryCodes(db: Db, who: Reader, { site, now }: Here): Promise<string[] | undefined> {
  return atomically(db, async (tx) => {
    if (!isStrong(who.factors)) return undefined
    const had = (await setUpOf(tx, who.id)).codes > 0
    const codes = Array.from({ length: recoveryCodeCount }, newCode)
    await deleteRecoveryCodes(tx, who.id)
    await insertRecoveryCodes(tx, { reader_id: who.id, hashes: codes.map((code) => hashOf(plain(code))) })
    if (had) await tellOfChange(tx, { reader_id: who.id, change: 'mail.security.codes_made' }, { site, now })
    return codes
  })
}

/** Whether a code is one of theirs that was not used before: it is used up with that, and its owner told. */
export async function takeRecoveryCode(tx: Db, { reader_id, code }: { reader_id: number; code: string }, { site, now }: Here): Promise<boolean> {
  const taken = await updateRecoveryCodeUsed(tx, { reader_id, code_hash: hashOf(plain(code)), used_at: now })
  if (taken) await tellOfChange(tx, { reader_id, change: 'mail.security.code_used' }, { site, now })
  return taken
}

function newCode(): string {
  const code = [...randomBytes(12)].map((byte) => letters[byte % letters.length]).join('')
  return [code.slice(0, 4), code.slice(4, 8), code.slice(8)].join('-')
}

/** However somebody types it. */
function plain(code: string): string {
  return code.toLowerCase().replace(/[^a-z0-9]/g, '').replace(/[il]/g, '1').replaceAll('o', '0')
}
