// A script that is made of packages is bound into one file. Its name follows from all that goes into it, so that pages can
// name it before it is made: that costs half a second, once for each version of the program, when somebody first needs it.
import { createHash } from 'node:crypto'
import { globSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface Bundle {
  /** Of what goes into it. */
  hash: string
  /** Made when it is first asked for; then the same again. */
  text(): Promise<Buffer>
}

const cache = join(process.env.LITFASS_CACHE ?? join(tmpdir(), 'litfass-cache'), 'bundles')

/** `entry` imports its own files from anywhere in `sources` (a pattern), and packages as the lockfile says; both are paths in `root`. */
export function bundle(entry: string, { root, sources }: { root: string; sources: string[] }): Bundle {
  const made = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')))
  for (const path of sources.flatMap((pattern) => globSync(pattern, { cwd: root })).sort()) if (!path.includes('.test.')) made.update(path).update(readFileSync(join(root, path)))
  const hash = made.digest('hex').slice(0, 12)
  const kept = join(cache, `${hash}.js`)
  let making: Promise<Buffer> | undefined
  return {
    hash,
    text() {
      making ??= readFile(kept).catch(() => bound(join(root, entry), kept))
      making.catch(() => { making = undefined })
      return making
    },
  }
}

async function bound(entry: string, kept: string): Promise<Buffer> {
  const { build, stop } = await import('esbuild')
  const { outputFiles: [file] } = await build({ entryPoints: [entry], bundle: true, minify: true, format: 'esm', target: 'es2022', write: false, legalComments: 'eof', logLevel: 'silent' })
  // Its process would stay for as long as the program runs.
  await stop()
  if (!file) throw new Error(`nothing was made of ${entry}`)
  const text = Buffer.from(file.contents)
  try {
    mkdirSync(cache, { recursive: true })
    // Written under a name of its own first: another process may be reading.
    writeFileSync(`${kept}.${process.pid}`, text)
    renameSync(`${kept}.${process.pid}`, kept)
  } catch { /* a cache that cannot be written only costs time */ }
  return text
}
