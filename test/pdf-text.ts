// What a PDF of ours says, as text: by the maps that it carries from the numbers of its letters to Unicode. Not for PDFs of others.
import { inflateSync } from 'node:zlib'

/** Line by line, as they were set. */
export function pdfText(bytes: Buffer): string[] {
  const objects = objectsOf(bytes)
  const fonts = new Map<string, Map<string, string>>()
  for (const { head } of objects.values()) {
    for (const [, name = '', id = ''] of head.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const map = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id)?.head ?? '')?.[1]
      if (map) fonts.set(name, unicodeOf(objects.get(map)?.stream ?? ''))
    }
  }
  return [...objects.values()].filter(({ stream }) => stream.includes(' TJ')).flatMap(({ stream }) => linesOf(stream, fonts))
}

interface PdfObject { head: string; stream: string }

function objectsOf(bytes: Buffer): Map<string, PdfObject> {
  const raw = bytes.toString('latin1')
  return new Map([...raw.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)].map(([, id = '', body = '']) => {
    const [head = '', packed = ''] = body.split(/stream\r?\n/, 2)
    const stream = head.includes('/FlateDecode') ? inflateSync(Buffer.from(packed.replace(/\nendstream$/, ''), 'latin1')).toString('latin1') : packed
    return [id, { head, stream }]
  }))
}

function unicodeOf(map: string): Map<string, string> {
  const found = new Map<string, string>()
  for (const [, from = '', list = ''] of map.matchAll(/<([0-9a-f]+)> <[0-9a-f]+> \[([^\]]*)\]/gi)) {
    // Of two letters that were set as one there are two.
    const letters = [...list.matchAll(/<([0-9a-f ]*)>/gi)].map(([, hex = '']) => Buffer.from(hex.replaceAll(' ', ''), 'hex').swap16().toString('utf16le'))
    for (const [n, letter] of letters.entries()) found.set((parseInt(from, 16) + n).toString(16).padStart(4, '0'), letter)
  }
  return found
}

function linesOf(stream: string, fonts: Map<string, Map<string, string>>): string[] {
  let font = new Map<string, string>()
  return [...stream.matchAll(/\/(F\d+) [\d.]+ Tf|\[((?:<[0-9a-f]*>|[\s\d.-])*)\] TJ/gi)].flatMap(([, name, shown]) => {
    if (name !== undefined) font = fonts.get(name) ?? font
    const codes = [...(shown ?? '').matchAll(/<([0-9a-f]*)>/gi)].flatMap(([, hex = '']) => hex.match(/.{4}/g) ?? [])
    return shown === undefined ? [] : [codes.map((code) => font.get(code.toLowerCase()) ?? '\ufffd').join('')]
  })
}
