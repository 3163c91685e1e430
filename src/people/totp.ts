// An app that shows a new code every half minute (TOTP, RFC 6238). It and the paper share a secret.
import { Secret, TOTP } from 'otpauth'
import type { Db } from '../base/db/db.ts'
import { addFactor, mayChangeFactors, type Here } from './factors.ts'
import { setUpOf, totpSecretOf } from './reads/factors.ts'
import type { NewSession, Reader } from './session.ts'
import { updateTotpConfirmed, updateTotpStep, upsertTotpSecret } from './writes/factors.ts'

const period = 30

/** A new secret, to be shown once and confirmed by a code; undefined where this session may not, or an app is set up already. */
export async function beginTotp(db: Db, who: Reader): Promise<string | undefined> {
  const setUp = await setUpOf(db, who.id)
  if (setUp.has_totp || !mayChangeFactors(who, setUp)) return undefined
  const secret = new Secret({ size: 20 }).base32
  await upsertTotpSecret(db, { reader_id: who.id, secret })
  return secret
}

/** What an app reads from the picture. */
export function totpAddress({ secret, paper, mail_address }: { secret: string; paper: string; mail_address: string }): string {
  return new TOTP({ secret: Secret.fromBase32(secret), issuer: paper, label: mail_address, digits: 6, period }).toString()
}

/**
 * Takes the first code. `secret` is the one that was shown to who types it: another session may have begun anew meanwhile,
 * and its secret must not become this reader's.
 */
export function confirmTotp(db: Db, { who, secret, code }: { who: Reader; secret: string; code: string }, { site, now }: Here): Promise<NewSession | undefined> {
  const add = async (tx: Db) => {
    const kept = await totpSecretOf(tx, who.id)
    const step = kept && !kept.confirmed_at && kept.secret === secret ? stepOf({ secret, code }, now) : undefined
    if (step === undefined) return false
    await updateTotpConfirmed(tx, { reader_id: who.id, confirmed_at: now, last_step: step })
    return true
  }
  return addFactor(db, { who, factor: 'totp', add }, { site, now })
}

/** Whether a code is right, and was not taken before: each is used up with that. */
export async function takeTotp(tx: Db, { reader_id, code }: { reader_id: number; code: string }, now: Date): Promise<boolean> {
  const kept = await totpSecretOf(tx, reader_id)
  const step = kept?.confirmed_at ? stepOf({ secret: kept.secret, code }, now) : undefined
  return step !== undefined && updateTotpStep(tx, { reader_id, step })
}

/** The time step that a code belongs to: this one, or one before or after it, since clocks differ. */
function stepOf({ secret, code }: { secret: string; code: string }, now: Date): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined
  const delta = new TOTP({ secret: Secret.fromBase32(secret), digits: 6, period }).validate({ token: code, timestamp: now.getTime(), window: 1 })
  return delta === null ? undefined : Math.floor(now.getTime() / 1_000 / period) + delta
}
