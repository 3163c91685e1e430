import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { house } from '../../test/house.ts'
import { makeAccount } from '../../test/people-makers.ts'
import { removeFolder, temporaryFolder } from '../../test/program.ts'
import { blockOf, segmentName } from '../base/segments/segment.ts'
import { secondsBefore } from '../base/time.ts'
import { paths } from '../urls.ts'
import { hitsWaiting, lookForWaiting } from './waiting.ts'

const id = '00000000-0000-4000-8000-000000000001'

test('the desk says how many hits wait and how much of the disk they take, once they wait for longer than usual', house(async ({ db, open, now }) => {
  const folder = temporaryFolder()
  const { cookie } = await makeAccount(db, { roles: ['editor'] })
  const shown = async () => Promise.all([paths.deskAudience, paths.deskAudienceLive].map(async (path) => / rund ([\d.]+) Aufrufe auf der Platte.* ([\d.]+) von ([\d.]+) Megabyte/.exec((await open(path, cookie)).html)?.slice(1)))
  try {
    const block = blockOf(Array<string>(20_000).fill('x'.repeat(149)))
    writeFileSync(join(folder, segmentName(now, id)), Buffer.concat([block, block]))
    const looked = (minutes: number, rolled: number) => lookForWaiting(folder, new Map([[id, rolled]]), { mostBytes: 2 ** 30, since: secondsBefore(now, minutes * 60) })
    await looked(9, 0)
    assert.deepEqual(await shown(), [undefined, undefined])
    await looked(10, 0)
    assert.deepEqual(await shown(), [['40.001', '6', '1.024'], ['40.001', '6', '1.024']])
    await looked(61, block.length)
    assert.deepEqual(await shown(), [['20.000', '3', '1.024'], ['20.000', '3', '1.024']])
    await looked(61, 2 * block.length)
    assert.deepEqual(await shown(), [undefined, undefined])
    assert.equal(hitsWaiting(now), undefined)
  } finally {
    removeFolder(folder)
  }
}))
