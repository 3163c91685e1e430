import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { project, removeFolder, run, temporaryFolder } from '../../test/program.ts'

const folder = temporaryFolder()
after(() => removeFolder(folder))

test('a job that outlasts its grace when the program stops is cut off, and the program ends well all the same', async () => {
  const script = join(folder, 'stops.mjs')
  writeFileSync(script, `
    const [{ runProcess }, { parseConfig }, { openLog }, { enqueue }] = await Promise.all(['process', 'config', 'log', 'jobs/enqueue'].map((name) => import('${join(project, 'src/base')}/' + name + '.ts')))
    const job = async () => {
      process.kill(process.pid, 'SIGTERM')
      await new Promise((resolve) => setTimeout(resolve, 5_030))
      throw new Error('cut off')
    }
    const task = { config: parseConfig(process.env), log: await openLog('info'), words: [], options: {} }
    await runProcess(task, { opening: { name: 'work', kind: 'part' }, fill: ({ db }) => enqueue(db, 'picture-renditions', { picture_id: 1 }), jobs: { 'picture-renditions': job } })
    process.exit(0)`)
  const program = run([script], { data: join(folder, 'data'), bin: join(project, 'bin/run') })
  assert.equal(await program.exited, 0, program.output())
  assert.match(program.output(), /"msg":"stopping"/)
})
