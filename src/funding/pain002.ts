// Reads what a bank answers to a collection (pain.002.001.10 of ISO 20022), piece by piece: about the file, its batches, and
// single debits. What is not well-formed, not such an answer, or says nothing that can be understood is refused whole.
import { SaxesParser } from 'saxes'
import { StatementRefused } from './statement-refused.ts'

/** What a status is about; `status` is RJCT where it was rejected, else something of which nothing follows. `line`: where it ends. */
export interface Verdict { about: 'file' | 'batch' | 'debit'; name: string; status: string; reason_code: string; line: number }

const namespace = 'urn:iso:std:iso:20022:tech:xsd:pain.002.001.10'
const chunkBytes = 64 * 1_024
const deepest = 24

/** The elements that hold a verdict, by their place below the report. */
const verdicts: Partial<Record<string, { about: Verdict['about']; name: string; status: string }>> = {
  OrgnlGrpInfAndSts: { about: 'file', name: 'OrgnlMsgId', status: 'GrpSts' },
  OrgnlPmtInfAndSts: { about: 'batch', name: 'OrgnlPmtInfId', status: 'PmtInfSts' },
  'OrgnlPmtInfAndSts/TxInfAndSts': { about: 'debit', name: 'OrgnlEndToEndId', status: 'TxSts' },
}

/** Says each verdict as it is read; that about the file comes first, one about a batch after those about its debits. Throws StatementRefused. */
export function* readAnswer(bytes: Uint8Array): Generator<Verdict> {
  if (!/^(\xef\xbb\xbf)?\s*</.test(Buffer.from(bytes.subarray(0, 1_000)).toString('latin1'))) throw new StatementRefused('not_xml', 1, { reason: '' })
  const reading = reader()
  const decoder = new TextDecoder('utf-8', { fatal: true })
  for (let from = 0; from < bytes.length; from += chunkBytes) {
    reading.write(decoded(decoder, { chunk: bytes.subarray(from, from + chunkBytes), isLast: from + chunkBytes >= bytes.length, line: reading.line() }))
    yield* reading.taken()
  }
  reading.close()
  yield* reading.taken()
}

function decoded(decoder: TextDecoder, { chunk, isLast, line }: { chunk: Uint8Array; isLast: boolean; line: number }): string {
  try {
    return decoder.decode(chunk, { stream: !isLast })
  } catch {
    throw new StatementRefused('encoding', line, { encoding: decoder.encoding })
  }
}

function reader() {
  const parser = new SaxesParser({ xmlns: false })
  const refuse = (...[why, values]: [ConstructorParameters<typeof StatementRefused>[0], Record<string, string>?]): never => { throw new StatementRefused(why, parser.line, values) }
  const open: string[] = []
  const { said, noted, begun, ended } = verdictsIn(refuse, () => parser.line)
  let text = ''

  parser.on('error', (error) => refuse('not_xml', { reason: error.message.replace(/^\d+:\d+: /, '') }))
  parser.on('doctype', () => refuse('doctype'))
  parser.on('opentag', ({ name: whole, attributes }) => {
    const name = whole.slice(whole.indexOf(':') + 1)
    const given = attributes[whole.includes(':') ? `xmlns:${whole.slice(0, whole.indexOf(':'))}` : 'xmlns']
    if (open.length === 0 && (name !== 'Document' || given !== namespace)) refuse('other_message', { message: given ?? whole })
    if (open.length === 1 && name !== 'CstmrPmtStsRpt') refuse('other_message', { message: name })
    if (open.length >= deepest) refuse('not_xml', { reason: `<${name}> is nested too deep` })
    open.push(name)
    text = ''
    begun(open.slice(2).join('/'))
  })
  const read = (part: string) => { text += part }
  parser.on('text', read)
  parser.on('cdata', read)
  parser.on('closetag', () => {
    const path = open.slice(2)
    open.pop()
    noted(path, text.trim())
    ended(path.join('/'))
    text = ''
  })
  return {
    line: () => parser.line,
    write: (part: string) => { parser.write(part) },
    close() {
      parser.close()
      if (!said.isAboutFile) refuse('no_statement')
    },
    taken: () => said.verdicts.splice(0),
  }
}

/** Of the verdicts that are open, one inside another at most, what is known. */
function verdictsIn(refuse: (why: 'missing', values: Record<string, string>) => never, line: () => number) {
  const said = { verdicts: Array<Verdict>(), isAboutFile: false }
  const open = new Map<string, Verdict>()
  return {
    said,
    begun(path: string) {
      const kind = verdicts[path]
      if (kind) open.set(path, { about: kind.about, name: '', status: '', reason_code: '', line: line() })
    },
    noted(path: readonly string[], text: string) {
      const inside = (depth: number) => open.get(path.slice(0, depth).join('/'))
      const [own, reason] = [inside(path.length - 1), path.slice(-3, -1).join('/') === 'StsRsnInf/Rsn' ? inside(path.length - 3) : undefined]
      const kind = verdicts[path.slice(0, -1).join('/')]
      if (own && kind?.name === path.at(-1)) own.name = text
      if (own && kind?.status === path.at(-1)) own.status = text
      if (reason && (path.at(-1) === 'Cd' || path.at(-1) === 'Prtry')) reason.reason_code ||= text
    },
    ended(path: string) {
      const verdict = open.get(path)
      if (!verdict) return
      open.delete(path)
      if (verdict.name === '') refuse('missing', { element: verdicts[path]?.name ?? '' })
      said.isAboutFile ||= verdict.about === 'file'
      said.verdicts.push({ ...verdict, line: line() })
    },
  }
}
