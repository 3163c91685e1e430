// Wires are somebody else's texts: what nobody took over is kept for some days, what was dismissed for fewer.
import type { WireConfig } from '../base/config.ts'
import { atomically, type Db } from '../base/db/db.ts'
import type { Files } from '../base/files/files.ts'
import { secondsBefore } from '../base/time.ts'
import { allWires, wireSettings } from './reads/wires.ts'
import { folderOf } from './wire-asking.ts'
import { clearAside } from './wire-attachments.ts'
import { clearFolder } from './wire-folder.ts'
import { isFolderName } from './wire-source.ts'
import { chooseLeader, clearItems, leaderlessStories } from './writes/wire-items.ts'

export async function clearWires(db: Db, { site: { wires }, files, now }: { site: { wires?: WireConfig }; files: Files; now: Date }): Promise<number> {
  const { keep_days, keep_dismissed_days } = await wireSettings(db)
  const before = secondsBefore(now, keep_days * 86_400)
  const removed = await atomically(db, async (tx) => {
    const count = await clearItems(tx, { before, dismissedBefore: secondsBefore(now, keep_dismissed_days * 86_400) })
    for (const story_id of await leaderlessStories(tx)) await chooseLeader(tx, story_id)
    return count
  })
  await clearAside(db, files, now)
  for (const wire of await allWires(db)) if (wires && wire.way === 'folder' && isFolderName(wire.address)) await clearFolder(folderOf(wire, wires), before)
  return removed
}
