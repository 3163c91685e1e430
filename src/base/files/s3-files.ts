// Files in a bucket of S3-compatible storage, for papers whose processes share no folder.
import { createHash } from 'node:crypto'
import type { S3mini } from 's3mini'
import { Unable } from '../unable.ts'
import { placeOf } from './file-names.ts'
import { FilesAway } from './files-away.ts'
import type { Files } from './files.ts'
import { isPassing, persistently, reason, refusalIn, s3Client, type Bucket, type Patience } from './s3-client.ts'

/** Told when the storage goes and comes back. */
export interface StorageLog { info(what: object, message: string): void; warn(what: object, message: string): void }

/** A reader waits. */
const serving: Patience = { answerMs: 5_000, attempts: 2 }
const working: Patience = { answerMs: 15_000, attempts: 4 }
/** How long a download may stand still. */
const stalledMs = 20_000
/** After a reader was told that the storage is away, others are told so at once for this long. */
const restMs = 2_000

export interface Limits { serving: Patience; working: Patience; stalledMs: number; restMs: number }
const usual: Limits = { serving, working, stalledMs, restMs }

export function s3Files(bucket: Bucket, log?: StorageLog, limits = usual): Files {
  const noted = noting(log)
  const asking = (patience: Patience): Asking => {
    const client = once(() => s3Client(bucket, patience))
    return (ask) => noted(async () => { const s3 = await client(); return persistently(() => ask(s3), patience) })
  }
  const work = asking(limits.working)
  const serve = resting(limits.restMs, asking(limits.serving))

  const has = (key: string) => work(async (s3) => (await s3.objectExists(key)) === true)
  const bodyOf = async (s3: S3mini, key: string) => (await s3.getObjectResponse(key))?.body ?? undefined
  return {
    has: async (name) => has(placeOf(name)),
    put: async (name, bytes) => {
      const key = placeOf(name)
      if (!(await has(key))) await work((s3) => put(s3, key, bytes))
    },
    read: async (name) => {
      const key = placeOf(name)
      return work(async (s3) => { const body = await bodyOf(s3, key); return body && whole(body, limits.stalledMs) })
    },
    open: async (name) => {
      const key = placeOf(name)
      const size = await serve((s3) => sizeOf(s3, key))
      return size === undefined ? undefined : { size, stream: streamed(() => serve((s3) => bodyOf(s3, key)), limits.stalledMs) }
    },
    remove: async (name) => {
      const key = placeOf(name)
      await work((s3) => s3.deleteObject(key))
    },
  }
}

/**
 * Throws Unable when the storage refuses what the settings say. A storage that is away is only told of: the pages of a
 * paper do not wait for its pictures.
 */
export async function checkBucket(bucket: Bucket, log: StorageLog) {
  const s3 = await s3Client(bucket, serving)
  try {
    // A file nobody has: its absence says that the bucket is there and the key is taken.
    await s3.getObjectRaw(placeOf(`originals/${'0'.repeat(64)}`))
  } catch (error) {
    const refused = refusalIn(error)
    if (refused?.code === 'NoSuchBucket') throw new Unable('the bucket that LITFASS_S3 names is not there')
    if (refused && (refused.status === 401 || refused.status === 403)) throw new Unable(`the storage of LITFASS_S3 refuses the key (${refused.status} ${refused.code}); it must be allowed to list the bucket, and to get, put and delete in it`)
    if (refused && refused.status !== 404 && !isPassing(refused.status)) throw new Unable(`the storage of LITFASS_S3 answers ${`${refused.status} ${refused.code}`.trimEnd()}; are address and region right?`)
    if (refused?.status !== 404) log.warn({ error: refused ? String(refused.status) : reason(error) }, 'the storage of the pictures does not answer; pages are served without them')
  }
}

async function put(s3: S3mini, key: string, bytes: Uint8Array) {
  // The storage compares what arrived with this, and refuses what differs.
  const check = { 'content-md5': createHash('md5').update(bytes).digest('base64') }
  const { body } = await s3.putObject(key, bytes as Uint8Array<ArrayBuffer>, 'application/octet-stream', undefined, check)
  await body?.cancel()
}

async function sizeOf(s3: S3mini, key: string): Promise<number | undefined> {
  try {
    return await s3.getContentLength(key)
  } catch (error) {
    const { cause } = error as { cause?: unknown }
    if (refusalIn(cause)?.status === 404) return undefined
    throw cause
  }
}

// A reader may ask for the head only, or leave, or take nothing: bytes are asked for one piece at a time.
function streamed(ask: () => Promise<ReadableStream<Uint8Array> | undefined>, stalledMs: number): ReadableStream<Uint8Array> {
  let reader: ReadableStreamDefaultReader<Uint8Array> | undefined
  let isLeft = false
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (!reader) {
        const body = await ask()
        if (!body) throw new Error('the file has gone')
        reader = body.getReader()
        if (isLeft) return reader.cancel()
      }
      const { value, done } = await piece(reader, stalledMs)
      if (isLeft) return
      if (done) controller.close()
      else controller.enqueue(value)
    },
    cancel() {
      isLeft = true
      return reader?.cancel()
    },
  }, { highWaterMark: 0 })
}

async function whole(body: ReadableStream<Uint8Array>, stalledMs: number): Promise<Buffer> {
  const reader = body.getReader()
  const pieces: Uint8Array[] = []
  for (;;) {
    const { value, done } = await piece(reader, stalledMs)
    if (done) return Buffer.concat(pieces)
    pieces.push(value)
  }
}

async function piece(reader: ReadableStreamDefaultReader<Uint8Array>, stalledMs: number) {
  const { promise: stalled, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new FilesAway('the storage stopped in the middle of a file')), stalledMs)
  try {
    return await Promise.race([reader.read(), stalled])
  } catch (error) {
    reader.cancel().catch(() => {})
    throw error
  } finally {
    clearTimeout(timer)
  }
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => (made ??= make())
}

type Asking = <T>(ask: (s3: S3mini) => Promise<T>) => Promise<T>

function resting(restMs: number, serve: Asking): Asking {
  let restsUntil = 0
  return async (ask) => {
    if (performance.now() < restsUntil) throw new FilesAway('the storage does not answer')
    try {
      return await serve(ask)
    } catch (error) {
      if (error instanceof FilesAway) restsUntil = performance.now() + restMs
      throw error
    }
  }
}

/** Logs the first failure and the first success after it. */
function noting(log: StorageLog | undefined) {
  let isAway = false
  return async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      const result = await work()
      if (isAway) log?.info({}, 'the storage of the pictures answers again')
      isAway = false
      return result
    } catch (error) {
      if (error instanceof FilesAway) {
        if (!isAway) log?.warn({ error: error.message }, 'the storage of the pictures does not answer')
        isAway = true
      }
      throw error
    }
  }
}
