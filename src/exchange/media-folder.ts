// The folder with the former site's uploads, in whatever depth it was copied. Files are found by where they lay, or
// by their name where only one file in the folder has it.
import { readdir, realpath, stat } from 'node:fs/promises'
import { basename, join, sep } from 'node:path'

export interface MediaFolder { find(file: string): Promise<string | undefined> }

/** `file` is the path below the folder of uploads, such as 2024/05/town-hall.jpg. */
export async function mediaFolder(folder: string): Promise<MediaFolder> {
  const root = await realpath(folder)
  let names: Promise<Map<string, string[]>> | undefined
  return {
    async find(file) {
      for (const candidate of candidates(file)) {
        for (const place of ['', 'uploads', 'wp-content/uploads']) {
          const path = await fileWithin(root, join(root, place, candidate))
          if (path) return path
        }
      }
      names ??= namesBelow(root)
      const known = await names
      for (const candidate of candidates(file)) {
        const paths = known.get(basename(candidate)) ?? []
        // Of several files with one name, none is surely the one.
        if (paths.length === 1 && paths[0]) return fileWithin(root, paths[0])
      }
      return undefined
    },
  }
}

// WordPress keeps a picture in many sizes; the original is the best, and may be the only one copied.
function candidates(file: string): string[] {
  const original = file.replace(/-\d{2,5}x\d{2,5}(?=\.\w+$)/, '')
  const unscaled = original.replace(/-scaled(?=\.\w+$)/, '')
  return [...new Set([unscaled, original, original.replace(/(\.\w+)$/, '-scaled$1'), file])]
}

/** The path, if a file is there and lies in the folder: names in an export may lead anywhere. */
async function fileWithin(root: string, path: string): Promise<string | undefined> {
  try {
    const real = await realpath(path)
    return real.startsWith(root + sep) && (await stat(real)).isFile() ? real : undefined
  } catch {
    return undefined
  }
}

async function namesBelow(root: string): Promise<Map<string, string[]>> {
  const names = new Map<string, string[]>()
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) names.set(entry.name, [...(names.get(entry.name) ?? []), join(entry.parentPath, entry.name)])
  }
  return names
}
