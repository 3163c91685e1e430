// The key of a paper that was given none lies in a file of its data folder, beside the database and not in it.
import { randomUUID, type KeyObject } from 'node:crypto'
import { chown, link, mkdir, open, readFile, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { syncFolder } from '../files/sync-folder.ts'
import { Unable } from '../unable.ts'
import { keyOf, keyText, newKey } from './keys.ts'

export const keyName = 'key'
export const keyFile = (data: string) => join(data, keyName)

export async function keptKey(data: string): Promise<KeyObject | undefined> {
  const text = await readFile(keyFile(data), 'utf8').catch((error: unknown) => {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    throw new Unable(`the key in ${keyFile(data)} cannot be read (${code})`)
  })
  if (text === undefined) return undefined
  const key = keyOf(text.trim())
  if (!key) throw new Unable(`${keyFile(data)} holds no key: bring it back from a backup`)
  return key
}

/** Of several processes that make one at once, all get the one that came first. */
export async function madeKey(data: string): Promise<KeyObject> {
  await putKey(data, `${keyText(newKey())}\n`)
  const key = await keptKey(data)
  if (!key) throw new Unable(`the key in ${keyFile(data)} is gone again`)
  return key
}

/** Puts it where none is, whole or not at all: a second name for a file that is complete, which the file system gives only once. */
export async function putKey(data: string, text: string): Promise<void> {
  const beside = `${keyFile(data)}.${randomUUID()}`
  try {
    await mkdir(data, { recursive: true })
    const file = await open(beside, 'wx', 0o600)
    await file.writeFile(text).then(() => file.sync()).finally(() => file.close())
    // A folder that a user began stays that user's.
    const { uid, gid } = await stat(dirname(beside))
    if (process.geteuid?.() === 0) await chown(beside, uid, gid)
    await link(beside, keyFile(data)).catch((error: unknown) => { if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error })
  } catch (error) {
    throw new Unable(`no key can be kept in ${data} (${(error as NodeJS.ErrnoException).code}); see LITFASS_KEY in docs/operations.md`)
  } finally {
    await rm(beside, { force: true }).catch(() => {})
  }
  await syncFolder(data)
}
