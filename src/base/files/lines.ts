// Files of lines, however many there are.
import { isUtf8 } from 'node:buffer'

export class LineRefused extends Error {
  readonly line: number
  constructor(line: number, reason: string) {
    super(reason)
    this.line = line
  }
}

export interface TextLine { line: number; text: string; bytes: number }

const newline = 10

/** Counted from 1, parted by line feeds alone: JSON may hold other signs that end lines elsewhere. Throws LineRefused. */
export async function* linesOf(content: AsyncIterable<Uint8Array>, mostBytes: number): AsyncGenerator<TextLine> {
  let [line, parts, held]: [number, Uint8Array[], number] = [1, [], 0]
  const hold = (part: Uint8Array) => {
    held += part.length
    if (held > mostBytes) throw new LineRefused(line, `it is longer than ${Math.floor(mostBytes / 1e6)} MB`)
    parts.push(part)
  }
  for await (const chunk of content) {
    let from = 0
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, from)) {
      hold(chunk.subarray(from, end))
      yield textLine(line, parts, held)
      from = end + 1;
      [line, parts, held] = [line + 1, [], 0]
    }
    if (from < chunk.length) hold(chunk.subarray(from))
  }
  if (held > 0) throw new LineRefused(line, 'it does not end: the file is cut off')
}

function textLine(line: number, parts: Uint8Array[], bytes: number): TextLine {
  const whole = parts.length === 1 && parts[0] ? Buffer.from(parts[0].buffer, parts[0].byteOffset, bytes) : Buffer.concat(parts)
  if (!isUtf8(whole)) throw new LineRefused(line, 'it is not UTF-8')
  return { line, text: whole.toString('utf8'), bytes }
}
