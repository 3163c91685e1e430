// Writes the files that are made from the code and committed, from a freshly migrated database: `npm run generate`.
// test/generated.test.ts compares them with what would be written now, so none can go stale.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from '../src/base/db/db.ts'
import { openEmbedded } from '../src/base/db/embedded.ts'
import { paperRole } from '../src/base/db/embedded-files.ts'
import { migrate } from '../src/base/db/migrate.ts'
import { generatedFiles } from '../test/generated.ts'

const folder = mkdtempSync(join(tmpdir(), 'litfass-generate-'))
const database = await openEmbedded(folder, { name: 'generate', kind: 'errand' })
const { db, pool } = connect({ connectionString: database.ownerUrl })
await migrate(pool, paperRole)
for (const [path, text] of Object.entries(await generatedFiles(pool))) writeFileSync(path, text)
await db.destroy()
await database.close()
rmSync(folder, { recursive: true })
