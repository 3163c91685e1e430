// What a bank's statement (camt.053) and its notification (camt.054) say, in the versions 02, 04 and 08 of ISO 20022: the
// account, its balances, and its movements. An entry of several payments is several movements; charges taken off it are one more.
import { at, dayAt, each, moneyOf, needed, signOf, textAt, type Element, type Money } from './camt-element.ts'
import { StatementRefused } from './statement-refused.ts'

export interface StatementHead {
  /** camt.053.001.08 and so on */
  format: string
  statement_id: string
  iban: string
  /** Empty where the file does not say it. */
  currency: string
  opening: number | null
  closing: number | null
  from_on: string | null
  to_on: string | null
  made_at: string
  line: number
}

export interface Movement {
  /** Its entry's place in the statement, from 0 on. */
  entry: number
  /** Minor units; below zero for what goes out. */
  amount: number
  currency: string
  booked_on: string
  valued_on: string | null
  bank_reference: string
  end_to_end_id: string
  mandate_reference: string
  /** The creditor reference as its field has it, without spaces. */
  reference: string
  message_id: string
  payment_id: string
  reason_code: string
  bank_code: string
  /** It takes something back: a return, or the bank's own reversal. */
  is_return: boolean
  /** What the bank took for itself. */
  is_fee: boolean
  name: string
  iban: string
  text: string
  line: number
}

/** What is known of one payment of an entry. */
export type Detail = Pick<Movement, 'end_to_end_id' | 'mandate_reference' | 'reference' | 'message_id' | 'payment_id' | 'reason_code' | 'is_return' | 'text' | 'line'> & {
  sign: 1 | -1 | 0
  /** In the account's currency or another; null where it is not said. */
  money: Money | null
  /** What was asked for, before charges. */
  instructed: Money | null
  charges: Charges
  parties: Record<'debtor' | 'creditor', Party>
}
/** Taken off what was paid; `isSaid`: the bank says that the amount holds them. */
interface Charges { amount: number; isSaid: boolean }
interface Party { name: string; iban: string }

export const formats = new Map(['02', '04', '08'].flatMap((version) => ['camt.053.001', 'camt.054.001'].map((message) => [`urn:iso:std:iso:20022:tech:xsd:${message}.${version}`, `${message}.${version}`])))

export function headOf(statement: Element, { header, format }: { header: Element | undefined; format: string }): StatementHead {
  const balance = (...codes: string[]) => codes.map((code) => each(statement, 'Bal').find((one) => textAt(one, 'Tp/CdOrPrtry/Cd') === code)).find(Boolean)
  const opening = balance('OPBD', 'PRCD')
  const closing = balance('CLBD')
  const page = at(statement, 'StmtPgntn') ?? at(statement, 'NtfctnPgntn') ?? at(header, 'MsgPgntn')
  const isWhole = !page || (textAt(page, 'PgNb') === '1' && textAt(page, 'LastPgInd') !== 'false')
  if (format.startsWith('camt.053') && isWhole && !(opening && closing)) throw new StatementRefused('missing', statement.line, { element: `${statement.name}/Bal` })
  const account = at(statement, 'Acct')
  return {
    format, line: statement.line,
    statement_id: needed(statement, 'Id').text.trim() + (isWhole ? '' : `/${textAt(page, 'PgNb')}`),
    iban: textAt(account, 'Id/IBAN', 'Id/Othr/Id').replace(/\s/g, '').toUpperCase(),
    currency: textAt(account, 'Ccy') || (opening ? moneyOf(needed(opening, 'Amt')).currency : ''),
    opening: opening ? signed(opening) : null,
    closing: closing ? signed(closing) : null,
    from_on: dayAt(statement, 'FrToDt/FrDtTm'), to_on: dayAt(statement, 'FrToDt/ToDtTm'),
    made_at: textAt(statement, 'CreDtTm') || textAt(header, 'CreDtTm'),
  }
}

function signed(element: Element): number {
  return signOf(element) * moneyOf(needed(element, 'Amt')).amount
}

export function detailOf(details: Element): Detail {
  const references = at(details, 'Refs')
  const instructed = at(details, 'AmtDtls/InstdAmt/Amt')
  const amount = at(details, 'Amt') ?? at(details, 'AmtDtls/TxAmt/Amt') ?? instructed
  const reversed = at(details, 'RtrInf')
  const remittance = at(details, 'RmtInf')
  const structured = each(remittance, 'Strd')
  const lines = [...each(remittance, 'Ustrd').map(({ text }) => text.trim()), ...structured.map((one) => textAt(one, 'AddtlRmtInf')), textAt(details, 'AddtlTxInf')]
  return {
    end_to_end_id: given(textAt(references, 'EndToEndId')), mandate_reference: given(textAt(references, 'MndtId')),
    message_id: given(textAt(references, 'MsgId')), payment_id: given(textAt(references, 'PmtInfId')),
    reference: structured.map((one) => textAt(one, 'CdtrRefInf/Ref')).find(Boolean)?.replace(/\s/g, '').toUpperCase() ?? '',
    reason_code: textAt(reversed, 'Rsn/Cd', 'Rsn/Prtry'), is_return: reversed !== undefined,
    text: lines.filter(Boolean).join('\n'), line: details.line,
    sign: at(details, 'CdtDbtInd') ? signOf(details) : 0, money: amount ? moneyOf(amount) : null, instructed: instructed ? moneyOf(instructed) : null, charges: chargesOf(details),
    parties: { debtor: partyOf(details, 'Dbtr'), creditor: partyOf(details, 'Cdtr') },
  }
}

// NOTPROVIDED is what a bank writes where nothing was given.
function given(text: string): string {
  return /^(NOTPROVIDED|NONREF|NOREF|0+)$/i.test(text) ? '' : text
}

function partyOf(details: Element, role: 'Dbtr' | 'Cdtr'): Party {
  const parties = at(details, 'RltdPties')
  return {
    name: textAt(parties, `${role}/Nm`, `${role}/Pty/Nm`, `Ultmt${role}/Nm`, `Ultmt${role}/Pty/Nm`),
    iban: textAt(parties, `${role}Acct/Id/IBAN`, `${role}Acct/Id/Othr/Id`).replace(/\s/g, '').toUpperCase(),
  }
}

/** Those that are billed apart are entries of their own. */
function chargesOf(element: Element): Charges {
  const records = each(element, 'Chrgs').flatMap((charges) => (at(charges, 'Rcrd') ? each(charges, 'Rcrd').filter((record) => textAt(record, 'ChrgInclInd') !== 'false') : [charges]))
  const amount = records.reduce((sum, record) => {
    const own = at(record, 'Amt')
    return sum + (own ? moneyOf(own).amount * (textAt(record, 'CdtDbtInd') === 'CRDT' ? -1 : 1) : 0)
  }, 0)
  return { amount, isSaid: records.length > 0 && records.every((record) => textAt(record, 'ChrgInclInd') === 'true') }
}

/** Empty for what is not booked yet. `own`: the account's number. */
export function movementsOf(entry: Element, { index, details, own }: { index: number; details: readonly Detail[]; own: string }): Movement[] {
  if (textAt(entry, 'Sts/Cd', 'Sts') !== 'BOOK') return []
  const sign = signOf(entry)
  const { amount, currency } = moneyOf(needed(entry, 'Amt'))
  if (amount === 0) return []
  const batch = at(entry, 'NtryDtls/Btch')
  const common = {
    entry: index, currency, line: entry.line,
    booked_on: dayAt(entry, 'BookgDt/Dt', 'BookgDt/DtTm') ?? dayAt(entry, 'ValDt/Dt', 'ValDt/DtTm') ?? missing(entry, 'BookgDt'),
    valued_on: dayAt(entry, 'ValDt/Dt', 'ValDt/DtTm'),
    bank_reference: given(textAt(entry, 'AcctSvcrRef')), bank_code: bankCodeOf(entry),
    message_id: given(textAt(batch, 'MsgId')), payment_id: given(textAt(batch, 'PmtInfId')),
  }
  const isReversal = textAt(entry, 'RvslInd') === 'true'
  const more = textAt(entry, 'AddtlNtryInf')
  const whole: Movement = {
    ...common, amount: sign * amount, end_to_end_id: '', mandate_reference: '', reference: '', reason_code: '', is_return: isReversal, is_fee: isFee(common.bank_code), name: '', iban: '', text: more,
  }
  const each = shared(details, { amount, sign, currency, charges: chargesOf(entry) })
  if (!each) return [whole]
  return each.map(({ detail, amount: own_amount, is_fee }) => ({
    ...whole, ...detailed(detail, { sign: own_amount < 0 ? -1 : 1, own }), amount: own_amount, is_fee: is_fee || whole.is_fee,
    message_id: detail.message_id || common.message_id, payment_id: detail.payment_id || common.payment_id,
    is_return: isReversal || detail.is_return, text: detail.text || more,
  }))
}

function missing(entry: Element, element: string): never {
  throw new StatementRefused('missing', entry.line, { element: `${entry.name}/${element}` })
}

interface Part { detail: Detail; amount: number; is_fee: boolean }

interface Whole { amount: number; sign: 1 | -1; currency: string; charges: Charges }

/** The amounts of an entry's payments, which make up the entry; undefined where they do not, and the entry is one movement. */
function shared(details: readonly Detail[], { amount, sign, currency, charges }: Whole): Part[] | undefined {
  const [first] = details
  if (!first) return undefined
  const total = sign * amount
  const parts = details.map((detail): Part => ({ detail, amount: detail.money?.currency === currency ? (detail.sign || sign) * detail.money.amount : NaN, is_fee: false }))
  const taken = charges.amount || details.reduce((sum, detail) => sum + detail.charges.amount, 0)
  const sum = parts.reduce((so_far, part) => so_far + part.amount, 0)
  const fee: Part[] = taken > 0 ? [{ detail: first, amount: -taken, is_fee: true }] : []
  if (sum === total && details.length > 1) return parts
  if (sum - taken === total && taken !== 0) return [...parts, ...fee]
  if (details.length > 1) return undefined
  // One payment, whose amount holds the fee, as for a debit that came back; or is said in another way, or not at all.
  const holds = sign < 0 && taken > 0 && taken < amount && (charges.isSaid || first.charges.isSaid || (first.instructed?.currency === currency && first.instructed.amount === amount - taken))
  return holds ? [{ detail: first, amount: total + taken, is_fee: false }, ...fee] : [{ detail: first, amount: total, is_fee: false }]
}

/** The other side: who paid for what came in, who was paid for what went out, unless that is the paper itself. */
function detailed({ parties, end_to_end_id, mandate_reference, reference, reason_code }: Detail, { sign, own }: { sign: 1 | -1; own: string }) {
  const [other, instead] = sign > 0 ? [parties.debtor, parties.creditor] : [parties.creditor, parties.debtor]
  const isOther = (party: Party) => party.iban !== own && (party.iban !== '' || party.name !== '')
  return { end_to_end_id, mandate_reference, reference, reason_code, ...(isOther(other) || !isOther(instead) ? other : instead) }
}

function bankCodeOf(entry: Element): string {
  const domain = at(entry, 'BkTxCd/Domn')
  const own = textAt(entry, 'BkTxCd/Prtry/Cd')
  return domain ? [textAt(domain, 'Cd'), textAt(domain, 'Fmly/Cd'), textAt(domain, 'Fmly/SubFmlyCd')].join('.') : own
}

/** By the code of ISO 20022, or by that of German banks: 805 to 809 are closings and charges. */
function isFee(code: string): boolean {
  return /\.(CHRG|FEES|COMM|COME|COMI|COMT)$/.test(code) || /^N?(CHG|[A-Z]{3})?\+?80[5-9](\+|$)/.test(code) || /^NCHG/.test(code)
}
