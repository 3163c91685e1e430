// A code that somebody types: of their app, or one of those on paper.
import type { Db } from '../base/db/db.ts'
import { proveFactor, type Here } from './factors.ts'
import { takeRecoveryCode } from './recovery.ts'
import type { NewSession, Reader } from './session.ts'
import { takeTotp } from './totp.ts'

/** The session that has proven it; undefined when the code is wrong, or was used before. The caller limits how often. */
export function proveByCode(db: Db, { who, code: typed }: { who: Reader; code: string }, { site, now }: Here): Promise<NewSession | undefined> {
  const code = typed.replace(/\s/g, '')
  const of = { reader_id: who.id, code }
  const check = async (tx: Db) => {
    if (/^\d{6}$/.test(code)) return (await takeTotp(tx, of, now)) ? 'totp' : undefined
    return (await takeRecoveryCode(tx, of, { site, now })) ? 'recovery' : undefined
  }
  return proveFactor(db, { who, check }, now)
}
