// A process of its own that takes the files of a folder and says so after each commit, to be killed: its arguments are a database, a folder and a wire.
import { connect } from '../src/base/db/db.ts'
import { folderFiles } from '../src/base/files/files.ts'
import { now } from '../src/base/time.ts'
import { wireById } from '../src/exchange/reads/wires.ts'
import { takeFolder } from '../src/exchange/wire-folder.ts'
import { takeIn } from '../src/exchange/wire-item.ts'

const [url = '', folder = '', id = ''] = process.argv.slice(2)
const { db } = connect({ connectionString: url, max: 1 })
const wire = await wireById(db, Number(id))
if (!wire) throw new Error('there is no such wire')
await takeFolder({
  folder, now: now(),
  keep: async (items) => {
    const came = await takeIn(db, { wire, items }, { files: folderFiles(folder), now: now() })
    process.stdout.write(`${came}\n`)
    return came
  },
})
await db.destroy()
