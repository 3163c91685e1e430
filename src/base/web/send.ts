// Which answer a sheet from the press makes to a request: the encoding the reader's browser takes, or that it has it already.
import type { IncomingMessage, ServerResponse } from 'node:http'
import { accepted, type Encoding } from '../press/encoding.ts'
import { etagOf, plainCopy, readyEncoding, type Head, type Sheet } from '../press/sheet.ts'
import type { Asked, Ready } from './quick.ts'

/** Told of encodings that are made only once somebody would take them. */
type Want = (sheet: Sheet, encoding: Encoding) => void

/** Undefined when the reader takes plain text only, which has to be unpacked first. */
export function readyAnswer(sheet: Sheet, headers: Asked['headers'], want: Want): Ready | undefined {
  const wanted = accepted(headers['accept-encoding'])
  const encoding = readyEncoding(sheet, wanted)
  if (wanted[0] !== undefined && wanted[0] !== encoding) want(sheet, wanted[0])

  const known = headers['if-none-match']
  const etag = known !== undefined && sheet.hash ? matching(known, sheet, encoding) : undefined
  if (etag) return { status: 304, head: notModified(sheet, etag) }
  const copy = sheet.copies[encoding]
  return copy && { status: sheet.status, head: copy.head, body: copy.body }
}

export function sendSheet(sheet: Sheet, { request: { headers, method }, response, want }: { request: IncomingMessage; response: ServerResponse; want: Want }) {
  const send = ({ status, head, body }: Ready) => response.writeHead(status, head).end(method === 'HEAD' ? undefined : body)
  const asked: Asked['headers'] = {}
  if (typeof headers['accept-encoding'] === 'string') asked['accept-encoding'] = headers['accept-encoding']
  if (headers['if-none-match'] !== undefined) asked['if-none-match'] = headers['if-none-match']
  const ready = readyAnswer(sheet, asked, want)
  if (ready) return void send(ready)
  plainCopy(sheet).then((copy) => send({ status: sheet.status, ...copy }), () => response.destroy())
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
