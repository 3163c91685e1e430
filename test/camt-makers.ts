// Writes what a bank would: statements (camt.053) and notifications (camt.054) of a list of movements, in the versions 02, 04
// and 08, valid under their schemas.
import { element, textElement, xmlDocument, type Markup } from '../src/base/xml.ts'

export type CamtFormat = `camt.05${3 | 4}.001.0${2 | 4 | 8}`
export const camtFormats: readonly CamtFormat[] = ['camt.053.001.02', 'camt.053.001.04', 'camt.053.001.08', 'camt.054.001.02', 'camt.054.001.04', 'camt.054.001.08']

export interface MadePayment {
  /** Of a batch: its own part; with the sign of the entry. */
  amount?: number
  name?: string
  iban?: string
  /** Several are several lines. */
  text?: string | string[]
  reference?: string
  end_to_end_id?: string
  mandate_reference?: string
  message_id?: string
  payment_id?: string
  /** It was returned, and why. */
  reason_code?: string
  /** Taken off by the bank, within the amount. */
  charges?: number
}
export interface MadeEntry extends MadePayment {
  /** Minor units; below zero for what goes out. */
  amount: number
  currency?: string
  /** The statement's day where none is given. */
  booked_on?: string
  valued_on?: string
  bank_reference?: string
  is_reversal?: boolean
  state?: 'BOOK' | 'PDNG'
  /** Domain, family and sub-family; by default that of a transfer, a return or a fee. */
  bank_code?: [string, string, string]
  more?: string
  /** Of a batch. */
  payments?: MadePayment[]
  /** Says no more of it than its amount. */
  isBare?: boolean
}
export interface MadeStatement {
  format?: CamtFormat
  statement_id: string
  iban: string
  currency?: string
  opening?: number
  /** What they come to where it is not given. */
  closing?: number
  from_on: string
  to_on?: string
  made_at?: string
  entries: readonly MadeEntry[]
}

type Version = '02' | '04' | '08'

export function camt(statements: MadeStatement | readonly MadeStatement[]): string {
  const all = [statements].flat()
  const [first] = all
  const format = first?.format ?? 'camt.053.001.08'
  const version = format.slice(-2) as Version
  const is053 = format.startsWith('camt.053')
  const made_at = first?.made_at ?? `${first?.to_on ?? first?.from_on ?? '2026-01-01'}T23:10:00`
  const header = element('GrpHdr', {}, textElement('MsgId', `M-${first?.statement_id ?? '1'}`.slice(0, 35)), textElement('CreDtTm', made_at))
  return xmlDocument(element('Document', { xmlns: `urn:iso:std:iso:20022:tech:xsd:${format}` },
    element(is053 ? 'BkToCstmrStmt' : 'BkToCstmrDbtCdtNtfctn', {}, header, ...all.map((one) => statement(one, { version, is053, made_at })))))
}

function statement({ statement_id, iban, currency = 'EUR', opening = 0, from_on, to_on = from_on, entries, ...made }: MadeStatement, { version, is053, made_at }: { version: Version; is053: boolean; made_at: string }): Markup {
  const closing = made.closing ?? entries.reduce((sum, { amount, state = 'BOOK' }) => sum + (state === 'BOOK' ? amount : 0), opening)
  return element(is053 ? 'Stmt' : 'Ntfctn', {},
    textElement('Id', statement_id), textElement('CreDtTm', made.made_at ?? made_at),
    element('FrToDt', {}, textElement('FrDtTm', `${from_on}T00:00:00`), textElement('ToDtTm', `${to_on}T23:59:59`)),
    element('Acct', {}, element('Id', {}, textElement('IBAN', iban)), textElement('Ccy', currency)),
    ...(is053 ? [balance('OPBD', opening, { currency, day: from_on }), balance('CLBD', closing, { currency, day: to_on })] : []),
    ...entries.map((one) => entry(one, { version, currency, day: from_on })))
}

function balance(code: string, amount: number, { currency, day }: { currency: string; day: string }): Markup {
  return element('Bal', {}, element('Tp', {}, element('CdOrPrtry', {}, textElement('Cd', code))), ...money(amount, currency), element('Dt', {}, textElement('Dt', day)))
}

function money(amount: number, currency: string): Markup[] {
  return [element('Amt', { Ccy: currency }, decimal(Math.abs(amount))), element('CdtDbtInd', {}, amount < 0 ? 'DBIT' : 'CRDT')]
}

/** 1234 as 12.34 */
export function decimal(minor: number): string {
  const digits = String(minor).padStart(3, '0')
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`
}

function entry(made: MadeEntry, { version, day, ...of }: { version: Version; currency: string; day: string }): Markup {
  const currency = made.currency ?? of.currency
  const { state = 'BOOK', booked_on = day, payments = made.isBare ? [] : [{ ...made }] } = made
  const code = made.bank_code ?? (made.amount > 0 ? ['PMNT', 'RCDT', 'ESCT'] : payments.some((one) => one.reason_code) ? ['PMNT', 'RDDT', 'UPDD'] : ['PMNT', 'ICDT', 'ESCT'])
  const batch = made.payments ? element('Btch', {}, textElement('MsgId', made.message_id ?? ''), textElement('PmtInfId', made.payment_id ?? ''), textElement('NbOfTxs', String(payments.length))) : null
  return element('Ntry', {},
    ...money(made.amount, currency), made.is_reversal ? textElement('RvslInd', 'true') : null,
    version === '08' ? element('Sts', {}, textElement('Cd', state)) : textElement('Sts', state),
    element('BookgDt', {}, textElement('Dt', booked_on)), element('ValDt', {}, textElement('Dt', made.valued_on ?? booked_on)),
    textElement('AcctSvcrRef', made.bank_reference ?? ''), bankCode(code),
    payments.length > 0 ? element('NtryDtls', {}, batch, ...payments.map((one) => payment(one, { version, currency, entry: made.amount }))) : null,
    textElement('AddtlNtryInf', made.more ?? ''))
}

function bankCode([domain, family, sub]: [string, string, string] | string[]): Markup {
  return element('BkTxCd', {}, element('Domn', {}, textElement('Cd', domain ?? ''), element('Fmly', {}, textElement('Cd', family ?? ''), textElement('SubFmlyCd', sub ?? ''))))
}

function payment(made: MadePayment, { version, currency, entry: total }: { version: Version; currency: string; entry: number }): Markup {
  const amount = made.amount ?? total
  const { charges = 0 } = made
  const own = element('Amt', { Ccy: currency }, decimal(Math.abs(amount)))
  const instructed = element('AmtDtls', {}, charges ? element('InstdAmt', {}, element('Amt', { Ccy: currency }, decimal(Math.abs(amount) - charges))) : null, version === '02' ? element('TxAmt', {}, own) : null)
  return element('TxDtls', {}, references(made),
    ...(version === '02' ? [] : money(amount, currency)), instructed.xml === '<AmtDtls/>' ? null : instructed, chargesOf(charges, { version, currency }),
    parties(made, { version, isIn: amount > 0 }), remittance(made), made.reason_code ? element('RtrInf', {}, element('Rsn', {}, textElement('Cd', made.reason_code))) : null)
}

function references({ message_id, payment_id, end_to_end_id = 'NOTPROVIDED', mandate_reference }: MadePayment): Markup {
  return element('Refs', {}, textElement('MsgId', message_id ?? ''), textElement('PmtInfId', payment_id ?? ''), textElement('EndToEndId', end_to_end_id), textElement('MndtId', mandate_reference ?? ''))
}

function chargesOf(amount: number, { version, currency }: { version: Version; currency: string }): Markup | null {
  if (!amount) return null
  const own = money(-amount, currency)
  return version === '02' ? element('Chrgs', {}, ...own) : element('Chrgs', {}, element('Rcrd', {}, ...own, textElement('ChrgInclInd', 'true')))
}

function parties({ name, iban }: MadePayment, { version, isIn }: { version: Version; isIn: boolean }): Markup | null {
  if (!name && !iban) return null
  const role = isIn ? 'Dbtr' : 'Cdtr'
  const named = name ? element(role, {}, version === '08' ? element('Pty', {}, textElement('Nm', name)) : textElement('Nm', name)) : null
  return element('RltdPties', {}, named, iban ? element(`${role}Acct`, {}, element('Id', {}, textElement('IBAN', iban))) : null)
}

function remittance({ text = [], reference }: MadePayment): Markup | null {
  const lines = [text].flat().filter(Boolean)
  if (lines.length === 0 && !reference) return null
  const kind = element('Tp', {}, element('CdOrPrtry', {}, textElement('Cd', 'SCOR')))
  return element('RmtInf', {}, ...lines.map((line) => textElement('Ustrd', line)), reference ? element('Strd', {}, element('CdtrRefInf', {}, kind, textElement('Ref', reference))) : null)
}
