// litfass wire [--source NAME] < FILE
import { buffer } from 'node:stream/consumers'
import { onDatabase } from '../../base/commands/errand.ts'
import type { Task } from '../../base/commands/command.ts'
import { openFiles } from '../../base/files/files.ts'
import { now } from '../../base/time.ts'
import { Unable } from '../../base/unable.ts'
import { paper } from '../../articles/reads/paper.ts'
import { wireNamed } from '../reads/wires.ts'
import { readWire } from '../wire-format.ts'
import { takeIn } from '../wire-item.ts'
import { wireOfCommand } from '../wire-source.ts'
import { WireRefused } from '../wired.ts'

/** Takes what stands on the standard input; it ends well only once that is committed, so that a mail server keeps what failed. */
export async function takeWire(task: Task) {
  const { source } = task.options
  const name = typeof source === 'string' ? source.trim() : 'Mail'
  const bytes = await buffer(process.stdin)
  try {
    const items = await readWire(bytes)
    const came = await onDatabase(task, 'wire', async ({ db }) => {
      const wire = await wireNamed(db, name) ?? (typeof source === 'string' ? undefined : await wireOfCommand(db, { name, language: (await paper(db)).language }, { by: 'operator', now: now() }))
      if (!wire) throw new Unable(`there is no source of wires called ${JSON.stringify(name)}; it is set up at the desk`)
      return takeIn(db, { wire, items }, { files: openFiles(task.config), now: now() })
    })
    process.stdout.write(`${came} of ${items.length} texts are new.\n`)
  } catch (error) {
    if (error instanceof WireRefused) throw new Unable(error.message)
    throw error
  }
}
