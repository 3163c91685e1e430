// Sends a sheet from the press in the encoding a reader's browser takes, or says that it has it already.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { accepted, type Encoding } from '../press/encoding.ts'
import { etagOf, plainCopy, readyEncoding, type Head, type Sheet } from '../press/sheet.ts'

/** Encodings that are made only once somebody would take them. */
type Want = (sheet: Sheet, encoding: Encoding) => void
type Asked = Pick<IncomingMessage, 'method' | 'headers'>

export function sendSheet(sheet: Sheet, { request, response, want }: { request: Asked; response: ServerResponse; want: Want }) {
  const { headers, method } = request
  const wanted = accepted(headers['accept-encoding'] as string | undefined)
  const encoding = readyEncoding(sheet, wanted)
  if (wanted[0] !== undefined && wanted[0] !== encoding) want(sheet, wanted[0])

  const known = headers['if-none-match']
  if (known !== undefined && sheet.hash) {
    const etag = matching(known, sheet, encoding)
    if (etag) return void response.writeHead(304, notModified(sheet, etag)).end()
  }
  const copy = sheet.copies[encoding]
  if (!copy) return void sendPlain(sheet, method, response)
  response.writeHead(sheet.status, copy.head)
  response.end(method === 'HEAD' ? undefined : copy.body)
}

function sendPlain(sheet: Sheet, method: string | undefined, response: ServerResponse) {
  plainCopy(sheet).then(({ head, body }) => {
    response.writeHead(sheet.status, head)
    response.end(method === 'HEAD' ? undefined : body)
  }, () => response.destroy())
}

/**
 * The ETag of ours that If-None-Match names, by weak comparison (RFC 9110, 13.1.2). Any encoding's will do: whichever
 * copy the reader has, it is the same text, and the answer repeats that copy's own ETag.
 */
function matching(header: string, sheet: Sheet, encoding: Encoding): string | undefined {
  if (header.trim() === '*') return etagOf(sheet, encoding)
  if (!header.includes(sheet.hash)) return undefined
  for (const tag of header.split(',')) {
    const [, hash, name] = /^(?:W\/)?"([\w-]+)-(br|zstd|gzip|identity)"$/.exec(tag.trim()) ?? []
    if (hash === sheet.hash) return etagOf(sheet, name as Encoding)
  }
  return undefined
}

function notModified({ shared }: Sheet, etag: string): Head {
  const { 'content-type': _, ...head } = shared
  return { ...head, etag }
}
