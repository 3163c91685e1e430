// What was written with a movement, and whom it is from: sealed, and empty once the term for keeping it is over.
import { z } from 'zod'
import type { Safe } from '../base/safe/safe.ts'
import type { LineText } from './statement-line.ts'

const Text = z.object({ name: z.string(), iban: z.string(), text: z.string() })

export function lineTextIn({ id, sealed }: { id: number; sealed: Buffer }, safe: Safe): LineText {
  return sealed.length === 0 ? { name: '', iban: '', text: '' } : Text.parse(JSON.parse(safe.open(sealed, `statement_lines.sealed ${id}`).toString()))
}
