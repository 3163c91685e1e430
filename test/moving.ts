// Papers that move from one data folder to another, through the program as its operator runs it.
import assert from 'node:assert/strict'
import { createWriteStream, existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { folderFiles, type Files } from '../src/base/files/files.ts'
import { exportArchive } from '../src/exchange/archive-export.ts'
import { importArchive } from '../src/exchange/archive-import.ts'
import { openArchive } from '../src/exchange/archive-source.ts'
import { importWxr } from '../src/exchange/wxr-import.ts'
import { entriesOf, exported } from './archives.ts'
import { freshDatabase } from './database.ts'
import { liveThrough } from './histories.ts'
import { makeArticle, makePicture, noon } from './makers.ts'
import { drawn } from './pictures.ts'
import { databaseProcesses, run, until } from './program.ts'

/** An archive of a paper with a past, two pictures and an article in the section `stadt`. */
export async function makeArchive({ seed, deeds }: { seed: number; deeds: number }): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'litfass-moving-'))
  const files = folderFiles(join(folder, 'files'))
  const { db, drop } = await freshDatabase()
  await liveThrough(db, { seed, deeds })
  // A demonstration that opens has its editor, or gets one.
  await db.updateTable('paper').set({ demonstration: false }).execute()
  const picture = await makePicture(db, { files, name: 'hall' })
  await makePicture(db, { files, name: 'tower', focal_x: 0.2, bytes: await drawn(500, 300).png().toBuffer() })
  await makeArticle(db, { headline: 'Das Depot zieht um', lead_picture_id: picture.id })
  const path = join(folder, 'paper.tar')
  await exportArchive(db, { files, target: createWriteStream(path), folder: mkdtempSync(join(folder, 'work-')) })
  await drop()
  return path
}

/** Runs a command to its end; answers what it said. */
export async function said(words: string[], { data, status = 0 }: { data: string; status?: number }): Promise<string> {
  const program = run(words, { data })
  assert.equal(await program.exited, status, program.output())
  return program.output()
}

/** Begins to take an archive in, and is killed with all its processes so many milliseconds after the first picture lay there. */
export async function killedWhileTaking(archive: string, { data, after }: { data: string; after: number }) {
  const taking = run(['import', 'archive', archive], { data })
  let over = false
  void taking.exited.then(() => { over = true })
  await until('the first picture lies there', () => over || existsSync(join(data, 'files/originals')), 60_000)
  await sleep(after)
  for (const pid of [taking.pid, ...databaseProcesses(data)]) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch { /* gone already */ }
  }
  await taking.exited
}

/** Whether two archives hold the same paper; one that was opened has a key, whose name and check word are its own. */
export async function samePaper(a: string, b: string): Promise<boolean> {
  const [one, other] = [await entriesOf(a), await entriesOf(b)]
  for (const entries of [one, other]) for (const name of ['secret_keys.jsonl', 'archive.json', 'SHA256SUMS']) entries.delete(name)
  // Named, for whoever reads the report of a test.
  const differing = [...new Set([...one.keys(), ...other.keys()])].filter((name) => !isDeepStrictEqual(one.get(name), other.get(name)))
  for (const name of differing) console.error(`${name} differs:`, firstDifference(linesOf(one.get(name)), linesOf(other.get(name))))
  return one.size > 20 && differing.length === 0
}

function linesOf(bytes: Buffer | undefined): string[] {
  return bytes?.toString().split('\n') ?? []
}

function firstDifference(one: string[], other: string[]): [string | undefined, string | undefined] {
  const at = one.findIndex((line, n) => line !== other[n])
  return at < 0 ? [undefined, other[one.length]] : [one[at], other[at]]
}

export function sameFile(a: string, b: string): boolean {
  return readFileSync(a).equals(readFileSync(b))
}

/** Takes an export of WordPress over, moves the paper, and takes it over there once more. */
export async function moveWordPress(file: string, files: Files) {
  const [first, second] = [await freshDatabase(), await freshDatabase()]
  const act = { by: 'test', now: noon }
  await importWxr(first.db, { file, files }, act)
  const archive = await exported(first.db, files)
  await importArchive(second.db, { source: await openArchive(archive), files })
  assert.ok(sameFile(archive, await exported(second.db, files)), file)
  const { came } = await importWxr(second.db, { file, files }, act)
  assert.deepEqual(came, {}, file)
  assert.ok(sameFile(archive, await exported(second.db, files)), file)
  await Promise.all([first.drop(), second.drop()])
}
