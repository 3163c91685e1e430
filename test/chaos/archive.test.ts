import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { folderFiles } from '../../src/base/files/files.ts'
import { killedWhileTaking, makeArchive, moveWordPress, said, sameFile } from '../moving.ts'
import { removeFolder, temporaryFolder } from '../program.ts'
import { seeded } from '../random.ts'

test('whenever an import is killed, the paper is empty or whole', async () => {
  const random = seeded(11)
  for (let round = 0; round < 12; round++) {
    const archive = await makeArchive({ seed: round, deeds: 600 })
    const data = temporaryFolder()
    await killedWhileTaking(archive, { data, after: random() * 1_500 })
    const told = await said(['export', join(data, 'after.tar')], { data })
    if (/: 0 articles/.test(told)) await said(['import', 'archive', archive], { data })
    await said(['export', join(data, 'again.tar')], { data })
    assert.ok(sameFile(archive, join(data, 'again.tar')))
    removeFolder(data)
    removeFolder(dirname(archive))
  }
})

const newspaper = '../shared/data/wxr/newspaper-200-articles.wxr.xml'
test('a newspaper of WordPress moves, and can be taken over there again', { skip: existsSync(newspaper) ? false : `no ${newspaper}` }, async () => {
  const folder = temporaryFolder()
  await moveWordPress(newspaper, folderFiles(folder))
  removeFolder(folder)
})
