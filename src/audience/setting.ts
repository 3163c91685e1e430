// How the paper counts is set at the desk, and journalled: what is kept of readers depends on it.
import { atomically, type Db } from '../base/db/db.ts'
import { record, type Act } from '../base/db/journal.ts'
import { modes, type Mode } from './hit.ts'
import { audienceSettings } from './reads/rolling.ts'
import { updateMode } from './writes/setting.ts'

export function modeIn(text: string): Mode | undefined {
  return modes.find((mode) => mode === text)
}

/** All processes count so within seconds: each asks with its next turn (counting.ts). Nothing is noted where nothing changes. */
export function setMode(db: Db, mode: Mode, act: Act): Promise<void> {
  return atomically(db, async (tx) => {
    if ((await audienceSettings(tx)).mode === mode) return
    await updateMode(tx, mode)
    await record(tx, { ...act, what: `counting set to ${mode}`, subject: 'counting' })
  })
}
