// The file in which a collection goes to the bank: pain.008.001.08 of ISO 20022, as the German banks want it (GBIC_4). It is
// written piece by piece, for it may hold a great many debits.
import { sepaCurrency } from './currency.ts'
import { escaped } from '../base/xml.ts'
import type { Address } from './mandate.ts'
import { sepaText } from './sepa-text.ts'

export interface FileHead {
  message_id: string
  made_at: Date
  /** The day (YYYY-MM-DD) on which the debtors' accounts are debited. */
  collect_on: string
  creditor: { name: string; creditor_id: string; iban: string; bic: string }
}

export interface FileDebit {
  end_to_end_id: string
  /** Euro cents. */
  amount: number
  mandate_reference: string
  signed_on: string
  holder: string
  iban: string
  bic: string
  /** Only where the bank lies outside the EEA. */
  address: Address | null
  text: string
}

/** Debits of one kind: the bank books each batch in one sum. `total`: cents. */
export interface Batch { sequence_type: 'RCUR' | 'OOFF'; count: number; total: number; debits: AsyncIterable<readonly FileDebit[]> }

/** How a batch is called, in the file and when the bank answers. */
export function batchName(message_id: string, sequence_type: Batch['sequence_type']): string {
  return `${message_id}-${sequence_type}`
}

export async function* pain008(head: FileHead, batches: readonly Batch[]): AsyncGenerator<string> {
  const sum = (of: 'count' | 'total') => batches.reduce((all, batch) => all + batch[of], 0)
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.008.001.08"><CstmrDrctDbtInitn>\n'
  yield `<GrpHdr>${tag('MsgId', head.message_id)}${tag('CreDtTm', head.made_at.toISOString())}${tag('NbOfTxs', String(sum('count')))}${tag('CtrlSum', decimal(sum('total')))}<InitgPty>${tag('Nm', sepaText(head.creditor.name, 70))}</InitgPty></GrpHdr>\n`
  for (const batch of batches) yield* batchOf(head, batch)
  yield '</CstmrDrctDbtInitn></Document>\n'
}

async function* batchOf({ message_id, collect_on, creditor }: FileHead, { sequence_type, count, total, debits }: Batch): AsyncGenerator<string> {
  yield `<PmtInf>${tag('PmtInfId', batchName(message_id, sequence_type))}<PmtMtd>DD</PmtMtd><BtchBookg>true</BtchBookg>${tag('NbOfTxs', String(count))}${tag('CtrlSum', decimal(total))}`
  yield `<PmtTpInf><SvcLvl><Cd>SEPA</Cd></SvcLvl><LclInstrm><Cd>CORE</Cd></LclInstrm>${tag('SeqTp', sequence_type)}</PmtTpInf>${tag('ReqdColltnDt', collect_on)}`
  yield `<Cdtr>${tag('Nm', sepaText(creditor.name, 70))}</Cdtr><CdtrAcct><Id>${tag('IBAN', creditor.iban)}</Id></CdtrAcct><CdtrAgt>${bank(creditor.bic)}</CdtrAgt><ChrgBr>SLEV</ChrgBr>`
  yield `<CdtrSchmeId><Id><PrvtId><Othr>${tag('Id', creditor.creditor_id)}<SchmeNm><Prtry>SEPA</Prtry></SchmeNm></Othr></PrvtId></Id></CdtrSchmeId>\n`
  for await (const some of debits) yield some.map(debitOf).join('')
  yield '</PmtInf>\n'
}

function debitOf(debit: FileDebit): string {
  return `<DrctDbtTxInf><PmtId>${tag('EndToEndId', debit.end_to_end_id)}</PmtId><InstdAmt Ccy="${sepaCurrency}">${decimal(debit.amount)}</InstdAmt>`
    + `<DrctDbtTx><MndtRltdInf>${tag('MndtId', debit.mandate_reference)}${tag('DtOfSgntr', debit.signed_on)}</MndtRltdInf></DrctDbtTx>`
    + `<DbtrAgt>${bank(debit.bic)}</DbtrAgt><Dbtr>${tag('Nm', sepaText(debit.holder, 70))}${debit.address ? addressOf(debit.address) : ''}</Dbtr>`
    + `<DbtrAcct><Id>${tag('IBAN', debit.iban)}</Id></DbtrAcct><RmtInf>${tag('Ustrd', sepaText(debit.text, 140))}</RmtInf></DrctDbtTxInf>\n`
}

/** Structured, as all banks demand since November 2026: no line without a name. */
function addressOf({ street, postcode, town, country }: Address): string {
  const optional = (name: string, text: string, most: number) => (sepaText(text, most) === '' ? '' : tag(name, sepaText(text, most)))
  return `<PstlAdr>${optional('StrtNm', street, 70)}${optional('PstCd', postcode, 16)}${tag('TwnNm', sepaText(town, 35))}${tag('Ctry', country)}</PstlAdr>`
}

function bank(bic: string): string {
  return `<FinInstnId>${bic === '' ? '<Othr><Id>NOTPROVIDED</Id></Othr>' : tag('BICFI', bic)}</FinInstnId>`
}

function tag(name: string, text: string): string {
  return `<${name}>${escaped(text)}</${name}>`
}

function decimal(cents: number): string {
  return `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`
}
