// A process of its own that takes a job and never ends it, to be killed: its argument is a database.
import { pino } from 'pino'
import { connect } from '../src/base/db/db.ts'
import { folderFiles } from '../src/base/files/files.ts'
import { startWorker } from '../src/base/jobs/worker.ts'
import { safeOf } from '../src/base/safe/safe.ts'

const [url = ''] = process.argv.slice(2)
const { db, pool } = connect({ connectionString: url })
startWorker({ 'picture-renditions': () => new Promise(() => { process.stdout.write('begun\n') }) }, { url, ownerUrl: url, db, pool, fresh: false, close: async () => {} }, {
  patience: { lookEveryMs: 100, goneForMs: 1_500 }, files: folderFiles('/nonexistent'), safe: safeOf([Buffer.alloc(32, 7)]), mailer: { hand: async () => ({}) }, site: { url: 'http://paper.test' }, payments: {}, log: pino({ level: 'silent' }),
})
