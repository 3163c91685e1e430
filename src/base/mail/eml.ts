// Reads a mail of our own making out of its file: heads, text and HTML. Not for mails of others.

export interface ReadMail {
  /** By their names in lower case. */
  heads: ReadonlyMap<string, string>
  text: string
  html: string
}

export function readMail(bytes: Buffer): ReadMail {
  const { heads, body } = split(bytes.toString('latin1'))
  const parts = partsOf({ heads, body })
  const partOf = (type: string) => parts.find((part) => (part.heads.get('content-type') ?? 'text/plain').startsWith(type))
  return { heads, text: decoded(partOf('text/plain')), html: decoded(partOf('text/html')) }
}

/** A part may itself have parts: HTML with its pictures. */
function partsOf(part: Part): Part[] {
  const boundary = /boundary="?([^";]+)/.exec(part.heads.get('content-type') ?? '')?.[1]
  return boundary === undefined ? [part] : part.body.split(`--${boundary}`).slice(1, -1).flatMap((inner) => partsOf(split(inner.replace(/^\r\n/, ''))))
}

interface Part { heads: Map<string, string>; body: string }

function split(part: string): Part {
  const end = part.indexOf('\r\n\r\n')
  const lines = part.slice(0, end).replace(/\r\n[ \t]+/g, ' ').split('\r\n')
  const heads = lines.map((line): [string, string] => [line.slice(0, line.indexOf(':')).toLowerCase(), words(line.slice(line.indexOf(':') + 1).trim())])
  return { heads: new Map(heads), body: part.slice(end + 4) }
}

function decoded(part: Part | undefined): string {
  if (!part) return ''
  const how = part.heads.get('content-transfer-encoding')
  const bytes = how === 'base64' ? Buffer.from(part.body, 'base64') : how === 'quoted-printable' ? quoted(part.body.replace(/=\r\n/g, '')) : Buffer.from(part.body, 'latin1')
  return bytes.toString().replaceAll('\r\n', '\n').trimEnd()
}

/** Words of a head that are written in an encoding (RFC 2047). */
function words(text: string): string {
  const plain = Buffer.from(text, 'latin1').toString()
  return plain.replace(/(=\?utf-8\?[bq]\?[^?]*\?=)\s+(?==\?utf-8\?)/gi, '$1')
    .replace(/(?:=\?utf-8\?[bq]\?[^?]*\?=)+/gi, (run) => Buffer.concat(run.split(/(?<=\?=)(?==\?)/).map(word)).toString())
}
function word(encoded: string): Buffer {
  const [, , how = '', text = ''] = encoded.split('?')
  return how.toLowerCase() === 'b' ? Buffer.from(text, 'base64') : quoted(text.replaceAll('_', ' '))
}
function quoted(text: string): Buffer {
  return Buffer.from(text.replace(/=([0-9A-F]{2})/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16))), 'latin1')
}
