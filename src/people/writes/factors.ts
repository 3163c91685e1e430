import type { Insertable } from 'kysely'
import type { Db } from '../../base/db/db.ts'
import type { Schema } from '../../base/db/schema.ts'

export async function insertCeremony(db: Db, ceremony: Insertable<Schema['ceremonies']>) {
  await db.insertInto('ceremonies').values(ceremony).execute()
}
/** Ends a ceremony, whatever comes of it: its challenge is answered once. */
export function deleteCeremony(db: Db, { token_hash, purpose, reader_id, now }: { token_hash: Buffer; purpose: Schema['ceremonies']['purpose']; reader_id: number | null; now: Date }) {
  return db.deleteFrom('ceremonies').where('token_hash', '=', token_hash).where('purpose', '=', purpose).where('reader_id', 'is not distinct from', reader_id).where('expires_at', '>', now)
    .returning('challenge').executeTakeFirst()
}

/** False when there is one with this id. */
export async function insertPasskey(db: Db, passkey: Insertable<Schema['passkeys']>): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db.insertInto('passkeys').values(passkey).onConflict((oc) => oc.doNothing()).executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}
export async function updatePasskeyUsed(db: Db, { credential_id, counter, used_on }: { credential_id: string; counter: number; used_on: string }) {
  await db.updateTable('passkeys').set({ counter, used_on }).where('credential_id', '=', credential_id).execute()
}
export async function updatePasskeyName(db: Db, { credential_id, reader_id, name }: { credential_id: string; reader_id: number; name: string }) {
  await db.updateTable('passkeys').set({ name }).where('credential_id', '=', credential_id).where('reader_id', '=', reader_id).execute()
}
export async function deletePasskey(db: Db, { credential_id, reader_id }: { credential_id: string; reader_id: number }): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('passkeys').where('credential_id', '=', credential_id).where('reader_id', '=', reader_id).executeTakeFirstOrThrow()
  return numDeletedRows > 0n
}

/** A new secret, in the place of one that was never confirmed; one that was stays as it is. */
export async function upsertTotpSecret(db: Db, { reader_id, secret }: { reader_id: number; secret: string }) {
  await db.insertInto('totp_secrets').values({ reader_id, secret }).onConflict((oc) => oc.column('reader_id').doUpdateSet({ secret, last_step: 0 }).where('totp_secrets.confirmed_at', 'is', null)).execute()
}
export async function updateTotpConfirmed(db: Db, { reader_id, confirmed_at, last_step }: { reader_id: number; confirmed_at: Date; last_step: number }) {
  await db.updateTable('totp_secrets').set({ confirmed_at, last_step }).where('reader_id', '=', reader_id).execute()
}
/** False when a code of this step, or a later one, has been taken before. */
export async function updateTotpStep(db: Db, { reader_id, step }: { reader_id: number; step: number }): Promise<boolean> {
  const { numUpdatedRows } = await db.updateTable('totp_secrets').set({ last_step: step }).where('reader_id', '=', reader_id).where('confirmed_at', 'is not', null).where('last_step', '<', step).executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}
export async function deleteTotpSecret(db: Db, reader_id: number): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('totp_secrets').where('reader_id', '=', reader_id).executeTakeFirstOrThrow()
  return numDeletedRows > 0n
}

export async function insertRecoveryCodes(db: Db, { reader_id, hashes }: { reader_id: number; hashes: Buffer[] }) {
  await db.insertInto('recovery_codes').values(hashes.map((code_hash) => ({ reader_id, code_hash }))).execute()
}
/** False when there is no such code, or it has been used. */
export async function updateRecoveryCodeUsed(db: Db, { reader_id, code_hash, used_at }: { reader_id: number; code_hash: Buffer; used_at: Date }): Promise<boolean> {
  const { numUpdatedRows } = await db.updateTable('recovery_codes').set({ used_at }).where('reader_id', '=', reader_id).where('code_hash', '=', code_hash).where('used_at', 'is', null).executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}
export async function deleteRecoveryCodes(db: Db, reader_id: number) {
  await db.deleteFrom('recovery_codes').where('reader_id', '=', reader_id).execute()
}
/** Every way but the mail address. */
export async function deleteFactorsOf(db: Db, reader_id: number) {
  await db.deleteFrom('passkeys').where('reader_id', '=', reader_id).execute()
  await db.deleteFrom('totp_secrets').where('reader_id', '=', reader_id).execute()
  await deleteRecoveryCodes(db, reader_id)
}
