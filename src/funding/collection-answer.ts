// What the bank answers to a collection before it books anything: the whole file or single debits may be rejected.
import { atomically, type Db } from '../base/db/db.ts'
import { record, type Act } from '../base/db/journal.ts'
import { paper } from '../articles/reads/paper.ts'
import { dayOf } from '../base/time.ts'
import { debitsRejected, debitsSentBack } from './debit.ts'
import { readAnswer, type Verdict } from './pain002.ts'
import { batchName } from './pain008.ts'
import { fileByMessage } from './reads/collections.ts'
import { debitsOfMessage, type Debit } from './reads/debits.ts'
import { StatementRefused } from './statement-refused.ts'

export interface AnswerReport { collection_id: number; rejected: number; sent_back: number; /** Said before. */ known: number }

/**
 * Takes an answer whole or, with the line that is wrong, not at all (StatementRefused). Debits that are named with a reason follow
 * that; where a file or batch is rejected as a whole the others of it are planned again at once, for they were told and nothing was
 * wrong with them. The same answer twice changes nothing.
 */
export async function takeAnswer(db: Db, bytes: Uint8Array, act: Act): Promise<AnswerReport> {
  const verdicts = [...readAnswer(bytes)]
  return atomically(db, async (tx) => {
    const file = await fileMeant(tx, verdicts)
    const debits = await debitsOfMessage(tx, file.message_id)
    const { rejected, whole } = rejections(verdicts, { message_id: file.message_id, debits })
    const on = dayOf(act.now, (await paper(tx)).time_zone)
    const done = await debitsRejected(tx, rejected.map((one) => ({ ...one, on })), act)
    const back = await debitsSentBack(tx, whole.map((one) => ({ ...one, on })), act)
    await record(tx, { what: 'answer of the bank read', subject: `collection:${file.collection_id}`, ...act })
    return { collection_id: file.collection_id, rejected: done.length, sent_back: back.length, known: rejected.length + whole.length - done.length - back.length }
  })
}

async function fileMeant(tx: Db, verdicts: readonly Verdict[]) {
  const about = verdicts.find((verdict) => verdict.about === 'file')
  const file = about && (await fileByMessage(tx, about.name))
  if (!about || !file) throw new StatementRefused('foreign_file', about?.line ?? 0, { message: about?.name ?? '' })
  return file
}

interface Rejected { debit_id: number; reason_code: string }

function rejections(verdicts: readonly Verdict[], { message_id, debits }: { message_id: string; debits: readonly Debit[] }): { rejected: Rejected[]; whole: Rejected[] } {
  const byName = new Map(debits.map((debit) => [debit.end_to_end_id, debit]))
  const wholes = new Map<string, string>()
  const single = new Map<number, string>()
  for (const { about, name, status, reason_code, line } of verdicts) {
    const debit = byName.get(name)
    if (about === 'debit' && !debit) throw new StatementRefused('foreign_debit', line, { name })
    if (about === 'batch' && !(['RCUR', 'OOFF'] as const).some((type) => batchName(message_id, type) === name)) throw new StatementRefused('foreign_file', line, { message: name })
    // Within a batch that is rejected a debit may stand with its reason and no status of its own.
    if (about === 'debit' && debit && (status === 'RJCT' || (status === '' && reason_code !== ''))) single.set(debit.id, reason_code)
    if (about !== 'debit' && status === 'RJCT') wholes.set(name, reason_code)
  }
  const rest = debits.filter(({ id }) => !single.has(id))
  const wholeOf = ({ sequence_type }: Debit) => wholes.get(message_id) ?? wholes.get(batchName(message_id, sequence_type))
  return {
    rejected: [...single].map(([debit_id, reason_code]) => ({ debit_id, reason_code })),
    whole: rest.flatMap((debit) => { const reason_code = wholeOf(debit); return reason_code === undefined ? [] : [{ debit_id: debit.id, reason_code }] }),
  }
}
