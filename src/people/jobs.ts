// The background work of people.
import type { Db } from '../base/db/db.ts'
import { catchUpWithNames } from './reader.ts'
import { clearExpired } from './session.ts'

export async function clearSignIns({ db, now }: { db: Db; now: Date }) {
  await clearExpired(db, now)
}

export async function catchUpWithReaders({ db }: { db: Db }) {
  await catchUpWithNames(db)
}
