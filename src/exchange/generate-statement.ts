// A bank's statement (camt.053.001.08) of made-up movements, as a bank would send it: generated supporters' money comes in by the same
// door as anybody's.
import { element, textElement, xmlDocument, type Markup } from '../base/xml.ts'

/** What moved on the account: minor units, below zero for what went out. */
export interface BankLine {
  amount: number
  booked_on: string
  /** The bank's own, by which a line is known again. */
  bank_reference: string
  name?: string
  iban?: string
  text?: string
  reference?: string
  end_to_end_id?: string
  mandate_reference?: string
  reason_code?: string
  /** One sum for many debits: the names of their file and of the batch in it. */
  batch?: { message_id: string; payment_id: string; count: number }
  isFee?: boolean
}
export interface BankStatement { number: string; iban: string; currency: string; opening: number; from_on: string; to_on: string; lines: readonly BankLine[] }

export function bankStatement({ number, iban, currency, opening, from_on, to_on, lines }: BankStatement): string {
  const made_at = `${to_on}T23:40:00`
  const closing = lines.reduce((sum, { amount }) => sum + amount, opening)
  const balance = (code: string, amount: number, day: string) => element('Bal', {}, element('Tp', {}, element('CdOrPrtry', {}, textElement('Cd', code))), ...money(amount, currency), element('Dt', {}, textElement('Dt', day)))
  return xmlDocument(element('Document', { xmlns: 'urn:iso:std:iso:20022:tech:xsd:camt.053.001.08' }, element('BkToCstmrStmt', {},
    element('GrpHdr', {}, textElement('MsgId', `S-${number}`), textElement('CreDtTm', made_at)),
    element('Stmt', {}, textElement('Id', number), textElement('CreDtTm', made_at), element('FrToDt', {}, textElement('FrDtTm', `${from_on}T00:00:00`), textElement('ToDtTm', `${to_on}T23:59:59`)),
      element('Acct', {}, element('Id', {}, textElement('IBAN', iban)), textElement('Ccy', currency)), balance('OPBD', opening, from_on), balance('CLBD', closing, to_on), ...lines.map((line) => entry(line, currency))))))
}

function entry(line: BankLine, currency: string): Markup {
  const { amount, booked_on, bank_reference, batch, isFee = false, reason_code } = line
  const code = batch ? ['PMNT', 'IDDT', 'ESDD'] : isFee ? ['ACMT', 'MDOP', 'CHRG'] : reason_code ? ['PMNT', 'IDDT', 'UPDD'] : amount > 0 ? ['PMNT', 'RCDT', 'ESCT'] : ['PMNT', 'ICDT', 'ESCT']
  const [domain = '', family = '', sub = ''] = code
  return element('Ntry', {}, ...money(amount, currency), element('Sts', {}, textElement('Cd', 'BOOK')), element('BookgDt', {}, textElement('Dt', booked_on)), element('ValDt', {}, textElement('Dt', booked_on)),
    textElement('AcctSvcrRef', bank_reference),
    element('BkTxCd', {}, element('Domn', {}, textElement('Cd', domain), element('Fmly', {}, textElement('Cd', family), textElement('SubFmlyCd', sub)))),
    batch ? element('NtryDtls', {}, element('Btch', {}, textElement('MsgId', batch.message_id), textElement('PmtInfId', batch.payment_id), textElement('NbOfTxs', String(batch.count)))) : element('NtryDtls', {}, details(line, currency)),
    textElement('AddtlNtryInf', isFee || batch ? line.text ?? '' : ''))
}

function details({ amount, name = '', iban = '', text = '', reference = '', end_to_end_id = '', mandate_reference = '', reason_code = '' }: BankLine, currency: string): Markup {
  const role = amount > 0 ? 'Dbtr' : 'Cdtr'
  const account = iban ? element(`${role}Acct`, {}, element('Id', {}, textElement('IBAN', iban))) : null
  const structured = reference ? element('Strd', {}, element('CdtrRefInf', {}, element('Tp', {}, element('CdOrPrtry', {}, textElement('Cd', 'SCOR'))), textElement('Ref', reference))) : null
  return element('TxDtls', {}, element('Refs', {}, textElement('EndToEndId', end_to_end_id || 'NOTPROVIDED'), textElement('MndtId', mandate_reference)), ...money(amount, currency),
    name || iban ? element('RltdPties', {}, name ? element(role, {}, element('Pty', {}, textElement('Nm', name))) : null, account) : null,
    text || reference ? element('RmtInf', {}, textElement('Ustrd', text), structured) : null,
    reason_code ? element('RtrInf', {}, element('Rsn', {}, textElement('Cd', reason_code))) : null)
}

function money(amount: number, currency: string): Markup[] {
  return [element('Amt', { Ccy: currency }, (Math.abs(amount) / 100).toFixed(2)), element('CdtDbtInd', {}, amount < 0 ? 'DBIT' : 'CRDT')]
}
