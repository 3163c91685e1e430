import { trueForHeader } from '../press/sheet.ts'
import type { Tag } from '../press/stale.ts'

/** Markup that is ready to be written out. */
export type Html = { toString(): string | Promise<string> }

interface Printed {
  tags: Tag[]
  status?: 200 | 410
  headers?: Record<string, string>
  /** For how long it is true even if nothing is written; for ever when not given. */
  seconds?: number | undefined
}

/**
 * A public page, the same for every reader: the press keeps it under its tags. Only a handler behind the guard
 * `anyone` may answer so. The tags travel as Surrogate-Key, which a CDN that purges by tag understands too.
 */
export function printed(view: Html, how: Printed): Response {
  return printedText(document(view), { contentType: 'text/html; charset=utf-8', ...how })
}

interface PrintedFile extends Printed { contentType: `${string}/${string}` }

/** The same for what is no page: a feed, a sitemap, a manifest. */
export function printedText(text: string, how: PrintedFile): Response {
  return forThePress(text, how)
}

/** The same for a drawing. */
export function printedBytes(bytes: Uint8Array, how: PrintedFile): Response {
  return forThePress(new Uint8Array(bytes), how)
}

function forThePress(body: string | Uint8Array<ArrayBuffer>, { contentType, tags, status = 200, headers = {}, seconds }: PrintedFile): Response {
  const lasting: Record<string, string> = seconds === undefined ? {} : { [trueForHeader]: String(Math.max(0, seconds)) }
  return new Response(body, { status, headers: { 'content-type': contentType, 'surrogate-key': [...new Set(tags)].join(' '), ...lasting, ...headers } })
}

/** A page for this request alone, kept nowhere. */
export function html(view: Html, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(document(view), { status, headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', ...headers } })
}

interface ServedFile { file: { size: number; stream: ReadableStream<Uint8Array> }; contentType: string; etag: string; /** Who may keep it: all on the way, only whoever asked, or not even they. */ keeping: keyof typeof keeping }
const keeping = { everybody: 'public, max-age=31536000, immutable', browser: 'private, max-age=31536000, immutable', nobody: 'private, no-store' }

/** A file whose address says what is in it: whoever has it need never ask again. */
export function fileResponse({ file, contentType, etag, keeping: by }: ServedFile): Response {
  return new Response(file.stream, {
    headers: { 'content-type': contentType, 'content-length': String(file.size), 'cache-control': keeping[by], etag },
  })
}

/** A file made while it is sent, to be kept by whoever asked and nobody else. The name is ours: plain letters. */
export function download(parts: AsyncIterable<string | Uint8Array>, { name, contentType }: { name: string; contentType: string }): Response {
  const parted = parts[Symbol.asyncIterator]()
  const encoder = new TextEncoder()
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await parted.next()
      if (done) controller.close()
      else controller.enqueue(typeof value === 'string' ? encoder.encode(value) : value)
    },
    async cancel() { await parted.return?.() },
  })
  return new Response(stream, { headers: { 'content-type': contentType, 'content-disposition': `attachment; filename="${name}"`, 'cache-control': 'no-store' } })
}

/** To be looked at, printed and kept; the name is ours: plain letters. */
export function pdfResponse(bytes: Uint8Array, name: string): Response {
  return new Response(new Uint8Array(bytes), { headers: { 'content-type': 'application/pdf', 'content-disposition': `inline; filename="${name}"`, 'cache-control': 'no-store' } })
}

/** A mail as a file, to be opened by a mail program. */
export function mailResponse(bytes: Uint8Array<ArrayBuffer>): Response {
  return new Response(bytes, { headers: { 'content-type': 'message/rfc822', 'content-disposition': 'attachment', 'cache-control': 'no-store' } })
}

/** What a browser gets that has the file already, or asks for the head only: nothing is read then. */
export function asAsked(response: Response, { method, ifNoneMatch }: { method: string | undefined; ifNoneMatch: string | undefined }): Response {
  const etag = response.headers.get('etag')
  const known = (ifNoneMatch ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''))
  if (etag && response.status === 200 && (known.includes(etag) || known.includes('*'))) {
    const headers = new Headers(response.headers)
    for (const name of ['content-type', 'content-length']) headers.delete(name)
    return new Response(null, { status: 304, headers })
  }
  return method === 'HEAD' ? new Response(null, response) : response
}

/** For work of which there is too much at the moment. */
export function busy(): Response {
  return new Response(null, { status: 503, headers: { 'retry-after': '10', 'cache-control': 'no-store' } })
}

export function seeOther(location: string): Response {
  return new Response(null, { status: 303, headers: { location } })
}

/** The same answer, with a cookie besides; see cookies.ts. */
export function withCookie(response: Response, cookie: string): Response {
  response.headers.append('set-cookie', cookie)
  return response
}

/** For an address that has changed for good. */
export function moved(location: string): Response {
  return new Response(null, { status: 301, headers: { location, 'cache-control': 'no-cache' } })
}

/** There is nothing to say, and nobody need ask again. */
export function nothing(): Response {
  return new Response(null, { status: 204, headers: { 'cache-control': 'no-store' } })
}

export function json(value: unknown, status = 200): Response {
  return new Response(JSON.stringify(value), { status, headers: { 'content-type': 'application/json', 'cache-control': 'no-store' } })
}

/** For programs: what is wrong, as a word that stays the same and in words for people. */
export function refusedJson({ status, code, message }: { status: 400 | 401 | 404 | 429; code: string; message: string }, headers: Record<string, string> = {}): Response {
  const response = json({ error: { code, message } }, status)
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value)
  return response
}

function document(view: Html): string {
  return `<!doctype html>${String(view)}`
}
