// A backup is the whole paper: the database as it stood at the moment when the last of it was copied, and every file of a
// picture that it names. Files are taken once and shared by all backups of a folder.
import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { contentHash, type FileName, type Files } from '../files/files.ts'
import type { Progress } from '../progress.ts'
import { keyName } from '../secrets/key-file.ts'
import { beginBackup, type BackupFolder, type Unfinished } from './backup-folder.ts'
import { databaseTar } from './database-tar.ts'
import { eachFile } from './each-file.ts'
import { databaseName, hashOf, manifestName, passwordName, sumsName, sumsText, system, textSum, type Manifest } from './manifest.ts'

interface BackedUp {
  /** The embedded database: its address, and the file that holds its password. Null for an outside one, which is not copied. */
  database: { url: string; password: string } | null
  /** The file of the key that seals, where the paper has one. */
  key: string
  files: Files
  /** The files that the database names at this moment. */
  names: () => Promise<FileName[]>
  progress: Progress['at']
}
export interface Kept {
  name: string
  manifest: Manifest
  /** Files that no earlier backup had. */
  added: { files: number; bytes: number }
}

const mode = 0o600

export async function keepBackup(folder: BackupFolder, paper: BackedUp, clock: () => Date): Promise<Kept> {
  const begun_at = clock().toISOString()
  const unfinished = await beginBackup(folder, new Date(begun_at))
  try {
    const copied: Copied = { there: new Set(), missing: new Set(), files: 0, bytes: 0 }
    // Most files go first, so that the database is hardly older than the backup's end. Files are written before the rows
    // that name them, and named by then: what came while the database was copied is in the second round.
    await copyFiles(folder.files, await paper.names(), { paper, copied })
    const own = new Map<string, string>()
    const database = paper.database && await keepDatabase(unfinished, paper.database, { own, clock })
    await keepOwn(unfinished, { from: paper.key, name: keyName }, own).catch(unlessMissing)
    const names = await paper.names()
    await copyFiles(folder.files, names, { paper, copied })

    const missing = names.filter((name) => copied.missing.has(name))
    const manifest: Manifest = { format: 'litfass backup', version: 1, begun_at, database, files: copied.there.size, missing }
    await describe(unfinished, { manifest, own, files: copied.there })
    await unfinished.finish()
    return { name: unfinished.name, manifest, added: { files: copied.files, bytes: copied.bytes } }
  } catch (error) {
    await unfinished.discard().catch(() => {})
    throw error
  }
}

interface Copied { there: Set<FileName>; missing: Set<FileName>; files: number; bytes: number }

async function copyFiles(to: Files, names: FileName[], { paper, copied }: { paper: BackedUp; copied: Copied }) {
  const waiting = [...new Set(names)].filter((name) => !copied.there.has(name))
  await eachFile(waiting, paper.progress, async (name) => {
    if (await to.has(name) || await copyFile(to, name, { paper, copied })) copied.there.add(name)
    else copied.missing.add(name)
  })
}

async function copyFile(to: Files, name: FileName, { paper, copied }: { paper: BackedUp; copied: Copied }): Promise<boolean> {
  const bytes = await paper.files.read(name)
  // A damaged one would pass for the file in all later backups.
  if (!bytes || contentHash(bytes) !== hashOf(name)) return false
  await to.put(name, bytes)
  copied.files += 1
  copied.bytes += bytes.length
  return true
}

async function keepDatabase({ folder }: Unfinished, { url, password }: { url: string; password: string }, { own, clock }: { own: Map<string, string>; clock: () => Date }): Promise<Manifest['database']> {
  const copied_from = clock().toISOString()
  const { tar, postgresql, close } = await databaseTar(url)
  const hash = createHash('sha256')
  let bytes = 0
  try {
    await pipeline(tar, createGzip({ level: 1 }), async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        hash.update(chunk)
        bytes += chunk.length
        yield chunk
      }
    }, createWriteStream(join(folder, databaseName), { flush: true, mode }))
  } finally {
    await close()
  }
  const copied_until = clock().toISOString()
  own.set(databaseName, hash.digest('hex'))
  await keepOwn({ folder }, { from: password, name: passwordName }, own)
  return { postgresql, system, bytes, copied_from, copied_until }
}

async function keepOwn({ folder }: Pick<Unfinished, 'folder'>, { from, name }: { from: string; name: string }, own: Map<string, string>) {
  const text = await readFile(from, 'utf8')
  await writeFile(join(folder, name), text, { flush: true, mode })
  own.set(name, textSum(text))
}

function unlessMissing(error: unknown) {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
}

async function describe({ folder }: Unfinished, { manifest, own, files }: { manifest: Manifest; own: Map<string, string>; files: Set<FileName> }) {
  const text = `${JSON.stringify(manifest, null, 2)}\n`
  await writeFile(join(folder, manifestName), text, { flush: true, mode })
  own.set(manifestName, textSum(text))
  await writeFile(join(folder, sumsName), sumsText(own, files), { flush: true, mode })
}
