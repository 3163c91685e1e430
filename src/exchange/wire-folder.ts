// A wire that lays files into a folder: the receiver of an agency, a script of the paper's own. Each file is taken once it
// is whole, and moved aside once its texts are committed: to done/, or to refused/ with the reason beside it.
import { lstat, mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { mostBytes } from '../articles/picture.ts'
import { mostMailBytes, readWire, refuseLarge } from './wire-format.ts'
import { WireRefused, type Wired } from './wired.ts'

/** A file that has not grown for this long is whole. Whoever writes elsewhere and moves it here has no wait. */
const stillMs = 2_000
const mostAtOnce = 200
/** What is left then is taken the next time: nobody looks into the folder beside us before. */
const longestMs = 60_000
const picture = /\.(jpe?g|png|webp|tiff?|gif)$/i

export interface Taking {
  folder: string
  now: Date
  /** Commits the texts of a file. */
  keep: (items: Wired[]) => Promise<number>
}
/** `refused`: what lies there, for as long as somebody leaves it there. */
export interface Taken { came: number; refused: string[] }

/** Looks once, and takes what is whole; throws where the folder itself cannot be read. */
export async function takeFolder({ folder, now, keep }: Taking): Promise<Taken> {
  const [done, refused] = [join(folder, 'done'), join(folder, 'refused')]
  for (const path of [done, refused]) await mkdir(path, { recursive: true })
  let came = 0
  const end = performance.now() + longestMs
  for (const name of await wholeFiles(folder)) {
    if (performance.now() > end) break
    const path = join(folder, name)
    try {
      // Pictures wait beside their texts until somebody takes these over.
      if (!picture.test(name)) came += await keep(await readWire(await readWhole(path)))
      await moveInto(done, path, now)
    } catch (error) {
      if (!(error instanceof WireRefused)) throw error
      const moved = await moveInto(refused, path, now)
      await writeFile(`${moved}${reasonEnding}`, `${error.message}\n`)
    }
  }
  return { came, refused: await reasonsIn(refused) }
}

const reasonEnding = '.reason.txt'
const mostReasons = 3

async function reasonsIn(refused: string): Promise<string[]> {
  const names = (await readdir(refused)).filter((name) => name.endsWith(reasonEnding)).sort()
  const told = await Promise.all(names.slice(0, mostReasons).map(async (name) => `refused/${name.slice(0, -reasonEnding.length)}: ${(await readFile(join(refused, name), 'utf8').catch(() => '')).trim().slice(0, 200)}`))
  return names.length > mostReasons ? [...told, `and ${names.length - mostReasons} more`] : told
}

/** By name, since agencies number their files: hidden ones and those still being written are not there yet. */
async function wholeFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isFile() && !/^\.|\.(tmp|part|filepart|crdownload|swp)$/i.test(entry.name)).map(({ name }) => name).sort().slice(0, mostAtOnce)
  const first = await Promise.all(names.map((name) => about(join(folder, name))))
  const young = first.some((one) => one !== undefined && !one.isOld)
  if (young) await sleep(stillMs)
  const second = young ? await Promise.all(names.map((name) => about(join(folder, name)))) : first
  return names.filter((_, n) => first[n] !== undefined && second[n] !== undefined && first[n]?.mark === second[n]?.mark)
}

async function about(path: string): Promise<{ mark: string; isOld: boolean } | undefined> {
  const found = await stat(path).catch(() => undefined)
  return found && { mark: `${found.size} ${found.mtimeMs}`, isOld: performance.timeOrigin + performance.now() - found.mtimeMs > stillMs }
}

async function readWhole(path: string): Promise<Buffer> {
  const { size } = await stat(path)
  refuseLarge(size, mostMailBytes)
  return readFile(path)
}

/** Under its own name, or with a number where there was such a file already. */
async function moveInto(folder: string, path: string, now: Date): Promise<string> {
  const name = basename(path)
  for (let n = 1; ; n++) {
    const to = join(folder, n === 1 ? name : `${n}-${name}`)
    if (await stat(to).then(() => true, () => false)) continue
    await rename(path, to)
    // By its time it is cleared away, like the texts.
    await utimes(to, now, now)
    return to
  }
}

/** The file of a picture that a text names: by its last part alone, so that no other file can be meant. */
export async function folderPicture(folder: string, address: string): Promise<Buffer | undefined> {
  const name = basename(decoded(address.replace(/^file:/i, '').split(/[?#]/)[0] ?? '')).trim()
  if (!picture.test(name)) return undefined
  for (const path of [join(folder, 'done', name), join(folder, name)]) {
    // A link may lead anywhere, and to files without end.
    const about = await lstat(path).catch(() => undefined)
    const bytes = about?.isFile() && about.size <= mostBytes ? await readFile(path).catch(() => undefined) : undefined
    if (bytes) return bytes
  }
  return undefined
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** Removes files that were taken before a moment. */
export async function clearFolder(folder: string, before: Date) {
  for (const part of ['done', 'refused']) {
    for (const name of await readdir(join(folder, part)).catch(() => [])) {
      const path = join(folder, part, name)
      const found = await stat(path).catch(() => undefined)
      if (found?.isFile() && found.mtime < before) await rm(path, { force: true })
    }
  }
}
