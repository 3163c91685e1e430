// Why a file of the bank's is refused, and where. It is refused whole: half a statement would be a wrong balance.

export type StatementRefusal =
  | 'not_xml' | 'encoding' | 'doctype' | 'other_message' | 'no_statement' | 'missing' | 'bad_amount' | 'bad_day' | 'too_large'
  | 'bad_zip' | 'nothing_in_zip' | 'no_account_here' | 'other_account' | 'other_currency' | 'unbalanced' | 'other_contents' | 'foreign_file' | 'foreign_debit'

/** `line` is counted from 1; 0 where the file as a whole is meant. `values` are for the message `statement.refused.…`. */
export class StatementRefused extends Error {
  readonly why: StatementRefusal
  readonly line: number
  readonly values: Record<string, string>
  constructor(why: StatementRefusal, line: number, values: Record<string, string> = {}) {
    super(`line ${line}: ${why} ${Object.values(values).join(', ')}`)
    this.why = why
    this.line = line
    this.values = values
  }
}
