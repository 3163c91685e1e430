// One request to the storage, as s3mini signs it, with limits in time; and what a refusal says.
import type { S3mini } from 's3mini'
import { FilesAway } from './files-away.ts'

export interface Bucket {
  /** The bucket's, with the folder in it if any: `https://storage.example/bucket/folder`. No slash at the end. */
  address: string
  region: string
  accessKey: string
  secretKey: string
}
/** How long the storage may take to begin its answer, and how often it is asked. */
export interface Patience { answerMs: number; attempts: number }

/** For each byte that is sent: 50 KB a second is slow enough for any line. */
const msPerByte = 1 / 50
const errorBytes = 16 * 1_024
const pausesMs = [100, 400, 1_600]

export async function s3Client({ address, region, accessKey, secretKey }: Bucket, { answerMs }: Patience): Promise<S3mini> {
  const { S3mini } = await import('s3mini')
  return new S3mini({ endpoint: address, region, accessKeyId: accessKey, secretAccessKey: secretKey, fetch: limitedFetch(answerMs) })
}

/** Asks until the storage answers for good. Throws FilesAway when it did not. */
export async function persistently<T>(ask: () => Promise<T>, { attempts }: Patience): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await ask()
    } catch (error) {
      const refused = refusalIn(error)
      if (refused && !isPassing(refused.status)) throw new Error(`the storage answers ${refused.status} ${refused.code}`.trimEnd())
      if (attempt >= attempts) throw new FilesAway(`the storage does not answer (${refused ? refused.status : reason(error)})`)
    }
    const pause = pausesMs[Math.min(attempt, pausesMs.length) - 1] ?? 0
    // Many who failed together should not come back together.
    await new Promise((resolve) => setTimeout(resolve, pause * (0.5 + Math.random())))
  }
}

export interface Refusal { status: number; code: string }

/** What the storage answered, when it did. Its message is left out: it may repeat what was signed. */
export function refusalIn(error: unknown): Refusal | undefined {
  const { status, body } = error as { status?: unknown; body?: unknown }
  if (typeof status !== 'number') return undefined
  return { status, code: /<Code>(\w{1,60})<\/Code>/.exec(String(body ?? ''))?.[1] ?? '' }
}

export function isPassing(status: number): boolean {
  return status >= 500 || status === 429 || status === 408
}

/** The innermost reason: fetch says no more than that it failed. */
export function reason(error: unknown): string {
  const { cause, code, name } = error as { cause?: unknown; code?: string; name?: string }
  return cause ? reason(cause) : code ?? name ?? String(error)
}

class Late extends Error {
  override readonly name = 'no answer in time'
}

/** Limits the wait for an answer, not its length; reads a refusal to its end, within limits of its own. */
function limitedFetch(answerMs: number): typeof fetch {
  return async (input, init = {}) => {
    const abort = new AbortController()
    const sent = init.body instanceof Uint8Array ? init.body.length : 0
    const late = setTimeout(() => abort.abort(new Late()), answerMs + sent * msPerByte)
    // A signed request is for the address it was signed for alone, and its bytes should come as they lie there.
    const headers = { ...(init.headers as Record<string, string>), 'accept-encoding': 'identity' }
    try {
      const response = await fetch(input, { ...init, headers, redirect: 'manual', signal: abort.signal })
      return response.ok || !response.body ? response : new Response(await start(response.body), { status: response.status, headers: { 'content-type': 'text/plain' } })
    } finally {
      clearTimeout(late)
    }
  }
}

async function start(body: ReadableStream<Uint8Array>): Promise<string> {
  let text = ''
  for await (const chunk of body) {
    text += Buffer.from(chunk).toString('latin1')
    if (text.length > errorBytes) break
  }
  return text
}
