// Figures that leave a paper are whole when what waits on the disk is among them; those that come take the place of what an
// empty paper has counted of itself since it stands.
import type { Db } from '../base/db/db.ts'
import { paperZone } from './reads/rolling.ts'
import { hitsFolder, rollHits } from './rolling.ts'
import { appendLines } from './writes/logs.ts'
import { clearAllFigures, lockRolling } from './writes/rolling.ts'

/** Takes in the hits that wait in a data folder, whether a process with it runs or not. */
export async function rollWaiting(db: Db, { data, now }: { data: string; now: Date }) {
  await rollHits(db, { folder: hitsFolder(data), zone: await paperZone(db), now })
}

/** Nothing else is taken in until the transaction ends: hits wait on the disk. */
export async function clearFigures(tx: Db) {
  await lockRolling(tx, 'for good')
  await clearAllFigures(tx)
}

/** Puts marks of lines behind those that a day has. */
export const appendLogLines = appendLines
