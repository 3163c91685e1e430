import { sql } from 'kysely'
import type { Reads } from '../../base/db/db.ts'

/** What a reader has set up to prove who they are, besides their mail address. */
export interface SetUp { passkeys: number; has_totp: boolean; /** Recovery codes that are left. */ codes: number }

export async function setUpOf(db: Reads, reader_id: number): Promise<SetUp> {
  const { rows: [row] } = await sql<SetUp>`select (select count(*) from passkeys where reader_id = ${reader_id}) as passkeys,
    exists (select from totp_secrets where reader_id = ${reader_id} and confirmed_at is not null) as has_totp,
    (select count(*) from recovery_codes where reader_id = ${reader_id} and used_at is null) as codes`.execute(db)
  return row ?? { passkeys: 0, has_totp: false, codes: 0 }
}

const transports = sql<string[]>`transports`.as('transports')

/** The newest first. */
export function passkeysOf(db: Reads, reader_id: number) {
  return db.selectFrom('passkeys').select(['credential_id', transports, 'name', 'created_at', 'used_on']).where('reader_id', '=', reader_id).orderBy('created_at', 'desc').orderBy('credential_id').execute()
}

/** A passkey and whose it is, of readers who have an account. */
export function passkeyById(db: Reads, credential_id: string) {
  return db.selectFrom('passkeys').innerJoin('readers', 'readers.id', 'reader_id').select(['credential_id', 'reader_id', 'public_key', 'counter', transports])
    .where('credential_id', '=', credential_id).where('confirmed_at', 'is not', null).executeTakeFirst()
}

export function totpSecretOf(db: Reads, reader_id: number) {
  return db.selectFrom('totp_secrets').select(['secret', 'confirmed_at', 'last_step']).where('reader_id', '=', reader_id).executeTakeFirst()
}
