// Reads a file of the bank's piece by piece, however large: XML, or a zip of several. What it says comes as it is read.
import { SaxesParser } from 'saxes'
import { detailOf, formats, headOf, movementsOf, type Detail, type Movement, type StatementHead } from './camt.ts'
import type { Element } from './camt-element.ts'
import { StatementRefused } from './statement-refused.ts'
import { isZip, unzipped } from './zip-file.ts'

export type Said =
  | { says: 'statement'; head: StatementHead }
  | { says: 'movements'; movements: Movement[] }
  | { says: 'end'; line: number }

const chunkBytes = 64 * 1_024
/** Nothing in a statement is deeper: document, message, statement, entry, details, payment, and what belongs to it. */
const deepest = 24
/** What nobody here asks for: addresses, agents, and what banks add for others. */
const unread = new Set(['PstlAdr', 'RltdAgts', 'RltdDts', 'CtctDtls', 'Tax', 'SplmtryData', 'TxsSummry', 'CardTx', 'Avlbty', 'Intrst', 'MsgRcpt', 'RltdAcct', 'FinInstrmId', 'InitgPty', 'Svcr', 'Ownr'])
const messages = new Set(['BkToCstmrStmt', 'BkToCstmrDbtCdtNtfctn'])

/** The XML files in what was sent: itself, or those in a zip. */
export function xmlFilesIn({ name, bytes }: { name: string; bytes: Uint8Array }): { name: string; bytes: Uint8Array }[] {
  if (!isZip(bytes)) return [{ name, bytes }]
  const files = unzipped(bytes).filter((file) => /\.(xml|camt|c5[34])$/i.test(file.name) && !file.name.includes('__MACOSX/'))
  if (files.length === 0) throw new StatementRefused('nothing_in_zip', 0)
  return files
}

/** Throws StatementRefused for what is not well-formed, not a statement, or says something that cannot be. */
export function* readStatements(bytes: Uint8Array): Generator<Said> {
  // The parser would read a table or a picture to its end before it says so.
  if (!/^(\xef\xbb\xbf)?\s*</.test(Buffer.from(bytes.subarray(0, 1_000)).toString('latin1'))) throw new StatementRefused('not_xml', 1, { reason: '' })
  const collected = collector()
  const decoder = decoderOf(bytes)
  for (let from = 0; from < bytes.length; from += chunkBytes) {
    const isLast = from + chunkBytes >= bytes.length
    collected.write(decoded(decoder, { chunk: bytes.subarray(from, from + chunkBytes), isLast, line: collected.line() }))
    yield* collected.taken()
  }
  collected.end()
  yield* collected.taken()
}

function collector() {
  const parser = new SaxesParser({ xmlns: false })
  const open: Element[] = []
  let said: Said[] = []
  /** Below what is left out. */
  let skipped = 0
  const state = readingState((one) => said.push(one))
  const refuse = (...[why, values]: [ConstructorParameters<typeof StatementRefused>[0], Record<string, string>?]): never => { throw new StatementRefused(why, parser.line, values) }

  parser.on('error', (error) => refuse('not_xml', { reason: error.message.replace(/^\d+:\d+: /, '') }))
  parser.on('doctype', () => refuse('doctype'))
  parser.on('opentag', ({ name: whole, attributes }) => {
    const name = whole.slice(whole.indexOf(':') + 1)
    if (open.length === 0) state.begin(formatOf(whole, attributes) ?? refuse('other_message', { message: attributes[namespaceAttribute(whole)] ?? whole }))
    if (open.length + skipped >= deepest) refuse('not_xml', { reason: `<${name}> is nested too deep` })
    if (skipped > 0 || unread.has(name)) { skipped += 1; return }
    const element = { name, attributes, text: '', children: [], line: parser.line }
    if (open.length === 1 && !messages.has(name)) refuse('other_message', { message: name })
    state.opened(element, open)
    open.push(element)
  })
  const text = (part: string) => { const element = open.at(-1); if (element && skipped === 0 && open.length > 3) element.text += part }
  parser.on('text', text)
  parser.on('cdata', text)
  parser.on('closetag', () => {
    if (skipped > 0) { skipped -= 1; return }
    const element = open.pop()
    if (element) state.closed(element, open)
  })
  return {
    line: () => parser.line,
    write: (part: string) => { parser.write(part) },
    end() {
      parser.close()
      if (!state.sawStatement()) refuse('no_statement')
    },
    taken() {
      const out = said
      said = []
      return out
    },
  }
}

/** What has been read of the statement under way. Only what is open is kept: an entry at a time, its payments as they come. */
function readingState(say: (one: Said) => void) {
  let format = ''
  let header: Element | undefined
  let own = ''
  let index = 0
  let details: Detail[] = []
  let statements = 0
  let isHeadSaid = false
  const sayHead = (statement: Element) => {
    if (isHeadSaid) return
    const head = headOf(statement, { header, format })
    own = head.iban
    isHeadSaid = true
    statements += 1
    say({ says: 'statement', head })
  }
  return {
    begin(one: string) { format = one },
    sawStatement: () => statements > 0,
    opened(element: Element, open: readonly Element[]) {
      const statement = open[2]
      if (open.length === 2) { index = 0; isHeadSaid = false }
      if (open.length === 3 && element.name === 'Ntry' && statement) { details = []; sayHead(statement) }
    },
    closed(element: Element, open: readonly Element[]) {
      if (open.length === 2 && element.name === 'GrpHdr') header = element
      else if (open.length === 2 && (element.name === 'Stmt' || element.name === 'Ntfctn')) {
        sayHead(element)
        say({ says: 'end', line: element.line })
      } else if (open.length === 3 && element.name === 'Ntry') {
        const movements = movementsOf(element, { index, details, own })
        if (movements.length > 0) { index += 1; say({ says: 'movements', movements }) }
      } else if (element.name === 'TxDtls' && open.length === 5) details.push(detailOf(element))
      else if (open.length > 2) open.at(-1)?.children.push(element)
    },
  }
}

function namespaceAttribute(name: string): string {
  return name.includes(':') ? `xmlns:${name.slice(0, name.indexOf(':'))}` : 'xmlns'
}

function formatOf(name: string, attributes: Record<string, string>): string | undefined {
  return name.slice(name.indexOf(':') + 1) === 'Document' ? formats.get(attributes[namespaceAttribute(name)] ?? '') : undefined
}

function decoderOf(bytes: Uint8Array): TextDecoder {
  const head = Buffer.from(bytes.subarray(0, 200)).toString('latin1')
  const encoding = /^[^<]*<\?xml[^>]*\bencoding=["']([^"']+)["']/.exec(head)?.[1] ?? 'utf-8'
  if (!/^(utf-?8|iso-8859-1|iso-8859-15|windows-1252|us-ascii)$/i.test(encoding)) throw new StatementRefused('encoding', 1, { encoding })
  return new TextDecoder(encoding, { fatal: true })
}

function decoded(decoder: TextDecoder, { chunk, isLast, line }: { chunk: Uint8Array; isLast: boolean; line: number }): string {
  try {
    return decoder.decode(chunk, { stream: !isLast })
  } catch {
    throw new StatementRefused('encoding', line, { encoding: decoder.encoding })
  }
}

