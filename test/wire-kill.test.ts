// Nothing that an agency laid into a folder is lost or taken twice when the program is killed while it takes it.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { freshDatabase } from './database.ts'
import { noon } from './makers.ts'
import { makeWire, ninjs } from './wire-makers.ts'

const files = 30

test('files of a folder are each taken once, though the program is killed between commit and move again and again', async () => {
  const { db, url, drop } = await freshDatabase()
  const folder = mkdtempSync(join(tmpdir(), 'litfass-wire-kill-'))
  try {
    const wire = await makeWire(db, { way: 'folder', address: 'x' })
    for (let n = 0; n < files; n++) {
      const path = join(folder, `${String(n).padStart(3, '0')}.json`)
      writeFileSync(path, ninjs({ uri: `urn:${n}`, headline: `Meldung ${n}`, text: [`Meldung ${n * 7919} mit eigenen Wörtern a${n} b${n} c${n} d${n} e${n} f${n} g${n}.`] }))
      utimesSync(path, noon, noon)
    }
    let killed = 0
    for (const after of [3, 8, 1]) killed += await taking([url, folder, String(wire.id)], after)
    assert.ok(killed > 0, 'nothing was killed in time')
    await taking([url, folder, String(wire.id)], Infinity)
    const items = await db.selectFrom('wire_items').select('headline').orderBy('id').execute()
    assert.deepEqual(items.map(({ headline }) => headline).sort(), Array.from({ length: files }, (_, n) => `Meldung ${n}`).sort())
    assert.deepEqual([readdirSync(folder).sort(), readdirSync(join(folder, 'done')).length, readdirSync(join(folder, 'refused'))], [['done', 'refused'], files, []])
  } finally {
    rmSync(folder, { recursive: true })
    await drop()
  }
})

/** 1 if it was killed, after so many commits. */
async function taking(args: string[], commits: number): Promise<number> {
  const child = spawn(process.execPath, [...process.execArgv, fileURLToPath(new URL('./wire-taking.ts', import.meta.url)), ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  const exited = new Promise<NodeJS.Signals | number | null>((resolve) => child.once('exit', (code, signal) => resolve(signal ?? code)))
  let seen = 0
  for await (const _ of createInterface({ input: child.stdout })) if (++seen === commits) child.kill('SIGKILL')
  const ended = await exited
  assert.ok(ended === 0 || ended === 'SIGKILL', String(ended))
  return ended === 'SIGKILL' ? 1 : 0
}
