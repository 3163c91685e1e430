// The bank outside, which knows nothing of the program: it takes files of debits as they are written, books on its own days,
// gives back, and says by statements what moved. What it has taken from whom is what must be true in the end.
import type { MadeEntry, MadeStatement } from './camt-makers.ts'
import { ownIban } from './statement-makers.ts'

export interface BankDebit { end_to_end_id: string; message_id: string; amount: number; mandate: string; iban: string; collect_on: string; sequence: 'RCUR' | 'OOFF'; state: 'waiting' | 'rejected' | 'booked' | 'returned'; reason: string }
export interface Movement {
  day: string
  entry: MadeEntry
  /** For whom a transfer is meant, or who gets their money back: the number of a promise. */
  of: number | null
  what: 'debits' | 'return' | 'transfer' | 'refund' | 'payout' | 'fee'
}

export function openBank() {
  const debits: BankDebit[] = []
  const moves: Movement[] = []
  let stated = 0
  let number = 0
  const reference = () => `B${++number}`
  return {
    debits, moves,
    balance: () => moves.reduce((sum, { entry }) => sum + entry.amount, 0),

    /** A file of direct debits, read by its own eyes. Answers what is new in it; a file twice is an error, and so is a debit. */
    take(xml: string): BankDebit[] {
      const message_id = within(xml, 'MsgId')
      const taken = xml.split('<PmtInf>').slice(1).flatMap((batch): BankDebit[] => batch.split('<DrctDbtTxInf>').slice(1).map((one) => ({
        end_to_end_id: within(one, 'EndToEndId'), message_id, amount: Math.round(Number(/<InstdAmt Ccy="EUR">([\d.]+)</.exec(one)?.[1]) * 100), mandate: within(one, 'MndtId'), iban: within(one.slice(one.indexOf('<DbtrAcct>')), 'IBAN'),
        collect_on: within(batch, 'ReqdColltnDt'), sequence: within(batch, 'SeqTp') === 'OOFF' ? 'OOFF' : 'RCUR', state: 'waiting', reason: '',
      })))
      for (const one of taken) if (debits.some(({ end_to_end_id }) => end_to_end_id === one.end_to_end_id)) throw new Error(`${one.end_to_end_id} was handed in twice`)
      debits.push(...taken)
      return taken
    },
    /** Books what is to be collected by a day: one by one, or a file's batch in one sum. */
    collect(day: string, inOneSum: () => boolean) {
      const due = debits.filter(({ state, collect_on }) => state === 'waiting' && collect_on <= day)
      for (const batch of Map.groupBy(due, ({ message_id, sequence }) => `${message_id}-${sequence}`).values()) {
        for (const one of batch) one.state = 'booked'
        const [{ message_id, sequence } = never()] = batch
        if (inOneSum()) moves.push({ day, of: null, what: 'debits', entry: { amount: sum(batch), message_id, payment_id: `${message_id}-${sequence}`, bank_reference: reference() } })
        else for (const { amount, end_to_end_id, mandate } of batch) moves.push({ day, of: null, what: 'debits', entry: { amount, end_to_end_id, mandate_reference: mandate, bank_reference: reference() } })
      }
    },
    giveBack(debit: BankDebit, { day, reason, fee }: { day: string; reason: string; fee: number }) {
      if (debit.state !== 'booked') return
      Object.assign(debit, { state: 'returned', reason })
      moves.push({ day, of: null, what: 'return', entry: { amount: -(debit.amount + fee), end_to_end_id: debit.end_to_end_id, reason_code: reason, bank_reference: reference(), ...(fee > 0 ? { charges: fee } : {}) } })
    },
    move(day: string, what: Movement['what'], { of = null, ...entry }: MadeEntry & { of?: number | null }) {
      moves.push({ day, what, of, entry: { bank_reference: reference(), end_to_end_id: `N${++number}`, ...entry } })
    },
    /** The statements of all days that are over and have none yet. */
    statements(today: string): MadeStatement[] {
      const made: MadeStatement[] = []
      while (stated < moves.length) {
        const { day = '' } = moves[stated] ?? {}
        if (day >= today) break
        const entries = moves.filter((one) => one.day === day).map(({ entry }) => entry)
        made.push({ statement_id: `S-${day}`, iban: ownIban, from_on: day, opening: moves.slice(0, stated).reduce((all, { entry }) => all + entry.amount, 0), entries })
        stated += entries.length
      }
      return made
    },
  }
}
export type OutsideBank = ReturnType<typeof openBank>

function within(xml: string, name: string): string {
  return new RegExp(`<${name}>([^<]*)<`).exec(xml)?.[1] ?? ''
}
function sum(debits: readonly BankDebit[]): number {
  return debits.reduce((all, { amount }) => all + amount, 0)
}
function never(): never {
  throw new Error('there is no debit')
}
