// A file is read through before anything of it is kept: whether it is an account's of the paper, and whether its sums are right.
import { createHash } from 'node:crypto'
import type { StatementHead } from './camt.ts'
import { readStatements } from './statement-file.ts'
import { StatementRefused } from './statement-refused.ts'

export interface Survey {
  head: StatementHead
  from_on: string | null
  to_on: string | null
  movements: number
  /** Of all it says of its movements. */
  digest: string
}
/** An account of the paper's, and what it is kept in. */
export interface KeptAccount { iban: string; currency: string }

/** Throws StatementRefused. */
export function surveyed(bytes: Uint8Array, accounts: readonly KeptAccount[]): Survey[] {
  const surveys: Survey[] = []
  let own: KeptAccount | undefined
  let hash = createHash('sha256')
  let sum = 0
  for (const said of readStatements(bytes)) {
    if (said.says === 'statement') {
      const { head } = said
      own = accounts.find(({ iban }) => iban === head.iban)
      if (!own) throw new StatementRefused('other_account', head.line, { iban: head.iban || '–' })
      if (head.currency !== '' && head.currency !== own.currency) throw new StatementRefused('other_currency', head.line, { currency: head.currency, own: own.currency })
      surveys.push({ head, from_on: head.from_on, to_on: head.to_on, movements: 0, digest: '' })
      hash = createHash('sha256').update(JSON.stringify([head.opening, head.closing, head.to_on]))
      sum = 0
      continue
    }
    const survey = surveys.at(-1)
    if (!survey || !own) continue
    if (said.says === 'end') endSurvey(survey, { sum, hash: hash.digest('hex') })
    else for (const movement of said.movements) {
      if (movement.currency !== own.currency) throw new StatementRefused('other_currency', movement.line, { currency: movement.currency, own: own.currency })
      sum += movement.amount
      survey.movements += 1
      if (survey.head.from_on === null && (survey.from_on === null || movement.booked_on < survey.from_on)) survey.from_on = movement.booked_on
      if (survey.head.to_on === null && (survey.to_on === null || movement.booked_on > survey.to_on)) survey.to_on = movement.booked_on
      const { line: _line, ...content } = movement
      hash.update(JSON.stringify(content))
    }
  }
  return surveys
}

function endSurvey(survey: Survey, { sum, hash }: { sum: number; hash: string }) {
  const { opening, closing, line } = survey.head
  if (opening !== null && closing !== null && opening + sum !== closing) throw new StatementRefused('unbalanced', line, { opening: String(opening), sum: String(sum), closing: String(closing) })
  survey.digest = hash
}
