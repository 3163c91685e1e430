// Files are kept under the hash of their content, so what lies under a name never changes and nothing lies there twice.
import { createHash, randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { access, mkdir, open, readFile, rename, rm, stat, type FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { placeOf } from './file-names.ts'
import type { Bucket } from './s3-client.ts'
import { checkBucket, s3Files, type StorageLog } from './s3-files.ts'
import { syncFolder } from './sync-folder.ts'
import { watchedFiles } from './watched-files.ts'

/** What came in is kept apart from what may be served, and both from what is still on its way in. */
export type FileName = `${'originals' | 'renditions' | 'uploads'}/${string}`

/** A place for files: a folder, or a bucket of other machines. Throws FilesAway while that cannot be reached. */
export interface Files {
  /** Settles when the bytes would survive a power cut. */
  put(name: FileName, bytes: Uint8Array): Promise<void>
  read(name: FileName): Promise<Buffer | undefined>
  /** For serving: the size at once; nothing is opened before the stream is read. */
  open(name: FileName): Promise<{ size: number; stream: ReadableStream<Uint8Array> } | undefined>
  has(name: FileName): Promise<boolean>
  remove(name: FileName): Promise<void>
}

/** SHA-256, 64 hexadecimal digits. */
export function contentHash(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

interface Kept { data: string; bucket?: Bucket | undefined }

/** The files of the paper that the configuration describes. */
export function openFiles({ data, bucket }: Kept, log?: StorageLog): Files {
  return watchedFiles(bucket ? s3Files(bucket, log) : folderFiles(join(data, 'files')))
}

/** Throws Unable when files cannot be kept as the configuration says, for a reason that will not pass by itself. */
export async function checkFiles({ bucket }: Kept, log: StorageLog) {
  if (bucket) await checkBucket(bucket, log)
}

export function folderFiles(folder: string): Files {
  const inFolder = (name: FileName) => join(folder, placeOf(name))
  const has = (name: FileName) => unlessMissing(access(inFolder(name), constants.R_OK).then(() => true)).then(Boolean)
  return {
    has,
    put: async (name, bytes) => {
      const place = inFolder(name)
      if (!(await has(name))) await write(place, { folder, bytes })
      await settle(place, folder)
    },
    read: (name) => unlessMissing(readFile(inFolder(name))),
    open: async (name) => {
      const place = inFolder(name)
      const about = await unlessMissing(stat(place))
      return about && { size: about.size, stream: streamed(place) }
    },
    remove: (name) => rm(inFolder(name), { force: true }),
  }
}

// What stands under a file's own name is always whole: it is written beside, made durable, and only then renamed.
async function write(place: string, { folder, bytes }: { folder: string; bytes: Uint8Array }) {
  const incoming = join(folder, 'incoming')
  await mkdir(incoming, { recursive: true })
  const beside = join(incoming, randomUUID())
  try {
    const file = await open(beside, 'wx')
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await mkdir(dirname(place), { recursive: true })
    await rename(beside, place)
  } catch (error) {
    await rm(beside, { force: true })
    throw error
  }
}

// A name is durable once its folder is, and the folder once the one above it is.
async function settle(place: string, folder: string) {
  for (let above = dirname(place); above.length >= folder.length; above = dirname(above)) await syncFolder(above)
}

const chunkBytes = 64 * 1024

// A reader may ask for the head only, or leave: a file opened beforehand would stay open then.
function streamed(place: string): ReadableStream<Uint8Array> {
  let file: FileHandle | undefined
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      file ??= await open(place)
      const { bytesRead, buffer } = await file.read(new Uint8Array(chunkBytes), 0, chunkBytes)
      if (bytesRead > 0) return controller.enqueue(buffer.subarray(0, bytesRead))
      await file.close()
      controller.close()
    },
    cancel: () => file?.close(),
  }, { highWaterMark: 0 })
}

async function unlessMissing<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
