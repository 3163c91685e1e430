// Sends one file to the library of pictures in parts, by tus 1.0 (https://tus.io/protocols/resumable-upload). Only what the
// paper has said to have counts as sent; a lost connection is waited out, and the sending goes on where it ended.

/** What became of a file: a picture of the library, which may have been there before. */
export interface TakenPicture {
  id: number
  name: string
  alt: string
  caption: string
  credit: string
  width: number
  height: number
  /** A small file of it, to be shown at once. */
  src: string
  /** The page on which its words are. */
  page: string
  /** The same bytes were there already: nothing was added. */
  was_there: boolean
  /** Names of others that look like it. */
  alike: string[]
  /** What is to be said of it, such as that nobody is credited, in the language of the desk. */
  hindrances: string[]
}

export type UploadState =
  | { state: 'sending'; sent: number; bytes: number }
  /** The paper cannot be reached at the moment: it is tried again by itself. */
  | { state: 'away'; sent: number; bytes: number }
  /** All of it has arrived; it is being looked at. */
  | { state: 'taking' }
  | { state: 'taken'; picture: TakenPicture }
  /** In the language of the desk. */
  | { state: 'refused'; why: string }
  /** The session is over: after signing in again it can go on. */
  | { state: 'signed_out' }

export interface Uploading {
  /** Where uploads begin: the address of `deskPictureUploads`. */
  endpoint: string
  /** Where this one goes on, from an earlier time. */
  address?: string | undefined
  signal?: AbortSignal | undefined
  /** Told of each step. */
  tell?: (state: UploadState) => void
  /** Told where the upload goes on when the page is left: keep it beside the file. */
  began?: (address: string) => void | Promise<void>
}

class Refused extends Error {}
class SignedOut extends Error {}
/** The upload is not there any more: it ran out, or was never there. */
class Gone extends Error {}

const [smallest, largest] = [128 * 1_024, 4 * 1_024 * 1_024]
/** A part should take about this long: long enough to be worth its request, short enough to lose little. */
const partMs = 1_500
const longestPauseMs = 20_000
const answerMs = 60_000

/** Sends a file until it has become a picture or was refused; answers what was told last. Throws only when it is aborted. */
export async function uploadFile(file: File, uploading: Uploading): Promise<UploadState> {
  const tell = (state: UploadState) => { uploading.tell?.(state); return state }
  let [address, partBytes, pauseMs] = [uploading.address, smallest * 2, 500]
  let sent = 0
  for (;;) {
    try {
      address ??= await begin(file, uploading)
      const about = await standing(address, uploading)
      sent = about.offset
      while (sent < file.size) {
        tell({ state: 'sending', sent, bytes: file.size })
        const began = performance.now()
        sent = await sendPart(file.slice(sent, sent + partBytes), { ...uploading, address, offset: sent })
        partBytes = fittingBytes(partBytes, performance.now() - began)
        pauseMs = 500
      }
      tell({ state: 'taking' })
      return tell(await outcome(address, uploading))
    } catch (error) {
      if (uploading.signal?.aborted) throw error
      if (error instanceof Refused) return tell({ state: 'refused', why: error.message })
      if (error instanceof SignedOut) return tell({ state: 'signed_out' })
      if (error instanceof Gone) address = undefined
      tell({ state: 'away', sent, bytes: file.size })
      await pause(pauseMs, uploading.signal)
      pauseMs = Math.min(pauseMs * 2, longestPauseMs)
    }
  }
}

/** Takes an upload back that somebody does not want any more. */
export async function dropUpload(address: string): Promise<void> {
  await fetch(address, { method: 'POST', headers: { 'tus-resumable': '1.0.0', 'x-http-method-override': 'DELETE' }, redirect: 'manual' }).catch(() => {})
}

function fittingBytes(bytes: number, ms: number): number {
  const wanted = ms > partMs * 2 ? bytes / 2 : ms < partMs / 2 ? bytes * 2 : bytes
  return Math.min(Math.max(Math.round(wanted), smallest), largest)
}

async function begin(file: File, uploading: Uploading): Promise<string> {
  const metadata = Object.entries({ filename: file.name, filetype: file.type }).filter(([, value]) => value).map(([name, value]) => `${name} ${base64(value)}`).join(',')
  const response = await ask(uploading.endpoint, { method: 'POST', headers: { 'upload-length': String(file.size), 'upload-metadata': metadata } }, uploading.signal)
  const address = new URL(response.headers.get('location') ?? '', new URL(uploading.endpoint, location.href)).href
  await uploading.began?.(address)
  return address
}

interface Standing { offset: number; state: 'receiving' | 'taking' | 'taken' | 'refused'; why?: string; picture?: TakenPicture }

async function standing(address: string, { signal }: Uploading): Promise<Standing> {
  const response = await ask(address, { method: 'GET' }, signal)
  return await response.json() as Standing
}

async function sendPart(part: Blob, { address, offset, signal }: Uploading & { address: string; offset: number }): Promise<number> {
  const response = await ask(address, { method: 'PATCH', body: part, headers: { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset) } }, signal)
  return Number(response.headers.get('upload-offset'))
}

async function outcome(address: string, uploading: Uploading): Promise<UploadState> {
  for (let waitMs = 150; ; waitMs = Math.min(waitMs * 1.5, 3_000)) {
    const { state, why = '', picture } = await standing(address, uploading)
    if (state === 'taken' && picture) return { state, picture }
    if (state === 'refused') return { state, why }
    await pause(waitMs, uploading.signal)
  }
}

async function ask(address: string, init: RequestInit, signal: AbortSignal | undefined): Promise<Response> {
  const late = AbortSignal.timeout(answerMs)
  const response = await fetch(address, { ...init, headers: { ...init.headers, 'tus-resumable': '1.0.0' }, redirect: 'manual', cache: 'no-store', signal: signal ? AbortSignal.any([signal, late]) : late })
  if (response.ok) return response
  if (response.type === 'opaqueredirect' || response.status === 401 || response.status === 403) throw new SignedOut()
  if (response.status === 404 || response.status === 410) throw new Gone()
  if (response.status === 413 || response.status === 422) throw new Refused((await response.text()).trim())
  throw new Error(`the paper answers ${response.status}`)
}

/** Ends early when the connection is said to be back. */
function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const ended = () => reject(signal?.reason instanceof Error ? signal.reason : new DOMException('aborted', 'AbortError'))
  const timer = setTimeout(resolve, ms * (0.75 + Math.random() / 2))
  const back = () => resolve()
  window.addEventListener('online', back, { once: true })
  signal?.addEventListener('abort', ended, { once: true })
  return promise.finally(() => {
    clearTimeout(timer)
    window.removeEventListener('online', back)
    signal?.removeEventListener('abort', ended)
  })
}

function base64(text: string): string {
  return btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''))
}
