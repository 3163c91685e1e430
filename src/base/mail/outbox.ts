// The outbox is a folder in which mails lie that no server takes, as files that any mail program opens.
import { mkdir, open, readdir, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { syncFolder } from '../files/sync-folder.ts'

interface Outgoing { key: string; at: Date; bytes: Uint8Array }

/** Settles when the mail would survive a power cut. One that comes again replaces itself. */
export async function putIntoOutbox(folder: string, { key, at, bytes }: Outgoing) {
  // What lies there lets people sign in.
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const name = `${at.toISOString().replaceAll(':', '-')}-${key.slice(0, 12)}.eml`
  const beside = join(folder, `.${name}`)
  const file = await open(beside, 'w', 0o600)
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(beside, join(folder, name))
  await syncFolder(folder)
}

const namePattern = /^\d{4}-\d\d-\d\dT[\d-]+\.\d{3}Z-[0-9a-f]{12}\.eml$/

/** The one in the file of this name. */
export async function mailInOutbox(folder: string, name: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const bytes = namePattern.test(name) ? await readFile(join(folder, name)).catch(() => undefined) : undefined
  return bytes && new Uint8Array(bytes)
}

/** The newest mails in it, the newest first; `name` is what the file is called. */
export async function mailsInOutbox(folder: string, most: number): Promise<{ name: string; bytes: Buffer }[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => namePattern.test(name)).sort().reverse().slice(0, most)
  return Promise.all(names.map(async (name) => ({ name, bytes: await readFile(join(folder, name)) })))
}
