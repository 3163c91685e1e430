// What a backup says of itself, and the sums of all it consists of, in the format of `sha256sum`, so that
// `sha256sum --check SHA256SUMS` in a backup's folder checks it without Litfass.
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { placeOf } from '../files/file-names.ts'
import type { FileName } from '../files/files.ts'
import { jsonOf } from '../json.ts'
import { Unable } from '../unable.ts'

export const manifestName = 'manifest.json'
export const sumsName = 'SHA256SUMS'
export const databaseName = 'database.tar.gz'
export const passwordName = 'password'
/** Seen from a backup's folder, where the files lie that all backups share. */
const sharedFiles = '../files/'

export type Manifest = z.infer<typeof Manifest>
const Manifest = z.object({
  format: z.literal('litfass backup'),
  version: z.literal(1),
  begun_at: z.iso.datetime(),
  /**
   * Null: the paper has an outside database, which is not in it. It holds all that was acknowledged before `copied_from`
   * and nothing that was written after `copied_until`: what stood there at a moment between them.
   */
  database: z.object({ postgresql: z.string(), system: z.string(), bytes: z.number(), copied_from: z.iso.datetime(), copied_until: z.iso.datetime() }).nullable(),
  /** How many files of pictures are in it. */
  files: z.int().min(0),
  /** Those that the database names and the paper itself did not have, or had damaged. */
  missing: z.array(z.string()),
})

/** The system whose PostgreSQL can open the files of this one's. */
export const system = `${process.platform}-${process.arch}`

export interface Backup {
  name: string
  folder: string
  manifest: Manifest
  /** The sum of each of its own files, by name. */
  own: Map<string, string>
  files: FileName[]
}

export async function readManifest(folder: string): Promise<Manifest> {
  const parsed = Manifest.safeParse(jsonOf(await textOf(folder, manifestName)))
  if (!parsed.success) throw new Unable(`${join(folder, manifestName)} is damaged, or a newer Litfass made it`)
  return parsed.data
}

export async function readBackup(dir: string, name: string): Promise<Backup> {
  const folder = join(dir, name)
  const [manifest, sums, sum] = await Promise.all([readManifest(folder), textOf(folder, sumsName), fileSum(join(folder, manifestName))])
  const backup: Backup = { name, folder, manifest, own: new Map(), files: [] }
  for (const line of sums.split('\n')) {
    const [, hash, path] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? []
    if (hash && path?.startsWith(sharedFiles)) backup.files.push(fileNamed(path, hash))
    else if (hash && path) backup.own.set(path, hash)
  }
  // Each speaks of the other: what was cut off one shows in the other.
  const own = [manifestName, ...(manifest.database ? [databaseName, passwordName] : [])]
  const whole = backup.files.length === manifest.files && own.every((path) => backup.own.has(path)) && backup.own.get(manifestName) === sum
  if (!whole) throw new Unable(`${manifestName} or ${sumsName} in ${folder} is damaged`)
  return backup
}

async function textOf(folder: string, name: string): Promise<string> {
  try {
    return await readFile(join(folder, name), 'utf8')
  } catch (error) {
    throw new Unable(`${join(folder, name)} cannot be read (${(error as NodeJS.ErrnoException).code})`)
  }
}

function fileNamed(path: string, hash: string): FileName {
  const shelf = path.slice(sharedFiles.length).startsWith('originals/') ? 'originals' : 'renditions'
  return `${shelf}/${hash}${basename(path).slice(hash.length)}`
}

/** The text of SHA256SUMS. */
export function sumsText(own: Map<string, string>, files: Iterable<FileName>): string {
  const shared = Array.from(files, (name) => `${hashOf(name)}  ${sharedFiles}${placeOf(name)}\n`)
  return Array.from(own, ([path, hash]) => `${hash}  ${path}\n`).concat(shared.sort()).join('')
}

/** The sum of a file's content is its name. */
export function hashOf(name: FileName): string {
  return basename(name).slice(0, 64)
}

export function textSum(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

export async function fileSum(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk as Buffer)
  return hash.digest('hex')
}
