import type { Task } from '../../base/commands/command.ts'
import { Unable } from '../../base/unable.ts'

/** A whole number that an option gives, or the usual one. */
export function numberGiven(options: Task['options'], name: string, { otherwise, from, to }: { otherwise: number; from: number; to: number }): number {
  const given = options[name] ?? String(otherwise)
  const number = typeof given === 'string' && /^\d+$/.test(given) ? Number(given) : NaN
  if (!(number >= from && number <= to)) throw new Unable(`--${name} takes a whole number from ${from} to ${to}, not ${JSON.stringify(given)}`)
  return number
}
