import { open } from 'node:fs/promises'

/** A name is durable once its folder is. */
export async function syncFolder(path: string) {
  const opened = await open(path)
  await opened.sync().finally(() => opened.close())
}
