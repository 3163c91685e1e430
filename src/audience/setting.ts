// How the paper counts is set at the desk, and journalled: what is kept of readers depends on it.
import { atomically, type Db } from '../base/db/db.ts'
import { record, type Act } from '../base/db/journal.ts'
import { stale, staleAtOnce } from '../base/press/stale.ts'
import { modes, type Mode } from './hit.ts'
import { audienceSettings } from './reads/rolling.ts'
import { updateIsPublic, updateMode } from './writes/setting.ts'

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

/** Whether everybody may see how much is read. Every page of the paper links to it then, so all are printed anew. */
export function setPublic(db: Db, is_public: boolean, act: Act): Promise<void> {
  return atomically(db, async (tx) => {
    if ((await audienceSettings(tx)).is_public === is_public) return
    await updateIsPublic(tx, is_public)
    await record(tx, { ...act, what: is_public ? 'statistics made public' : 'statistics made private', subject: 'counting' })
    await staleAtOnce(tx, 'statistics')
    await stale(tx, 'paper')
  })
}
