// Why a debit came back: a code of ISO 20022, as the banks of SEPA use it (EPC173-14), and what is to be done about it.
import type { FundingSettings } from './reads/settings.ts'

/** again: on a later day. account, refused, died: the pledge stops. hand: nobody but a human can tell. */
export type Consequence = 'again' | 'account' | 'refused' | 'died' | 'hand'

const consequences: Partial<Record<string, Consequence>> = {
  // No funds.
  AM04: 'again',
  // Number wrong, account closed or blocked, no debits on it, bank unknown or without debits.
  AC01: 'account', AC04: 'account', AC06: 'account', AG01: 'account', RC01: 'account', DNOR: 'account',
  // No mandate; its owner wanted the money back; their bank was told to let none of ours through.
  MD01: 'refused', MD06: 'refused', SL01: 'refused',
  MD07: 'died',
}
/** The bank names no reason: often one that it may not name, such as a want of funds. */
const unspecified = ['MS02', 'MS03']

/** `debits`: how many there have been for the same due, this one included. */
export function consequenceOf(reason_code: string, { debits, settings }: { debits: number; settings: Pick<FundingSettings, 'unspecified'> }): Consequence {
  if (unspecified.includes(reason_code)) return settings.unspecified === 'again' && debits < 2 ? 'again' : 'refused'
  return consequences[reason_code] ?? 'hand'
}
