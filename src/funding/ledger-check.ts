// The ledger is checked against itself and against the papers it books: by a job each night, by a command, by tests at every step.
import type { Reads } from '../base/db/db.ts'
import { checkNames, look, type CheckName, type Fault } from './reads/ledger-check.ts'

export interface Finding { check: CheckName; /** How many in all. */ count: number; faults: Fault[] }

/** What is wrong; nothing as a rule. In a transaction that sees one moment (`atOneMoment`), or of a paper that rests. */
export async function checkLedger(db: Reads): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const check of checkNames) {
    const { count, faults } = await look(check)(db)
    if (count > 0) findings.push({ check, count, faults })
  }
  return findings
}

/** For the operator, in a few lines. */
export function findingText({ check, count, faults }: Finding): string {
  return [`${check}: ${count}`, ...faults.map(({ about, currency, expected, found }) => `  ${about} ${currency}: ${found} instead of ${expected}`), ...(count > faults.length ? ['  …'] : [])].join('\n')
}
