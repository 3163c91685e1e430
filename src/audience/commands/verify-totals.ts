// litfass totals verify ADDRESS|FILE…
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import type { Task } from '../../base/commands/command.ts'
import { jsonOf } from '../../base/json.ts'
import { Unable } from '../../base/unable.ts'
import { paths } from '../../urls.ts'
import { verified, type Signed, type Verdict } from '../totals-verifying.ts'

const Part = z.object({ format: z.literal('litfass-totals-chain/1'), statements: z.array(z.object({ text: z.string(), signature: z.string() })), next: z.string().nullable() })

/** Needs neither a database nor, for files, a network: whoever has kept the chain can verify it. */
export async function verifyTotals({ words, options }: Pick<Task, 'words' | 'options'>) {
  const [first = ''] = words
  const chain = /^https?:\/\//.test(first) ? await fetched(first) : await kept(words)
  const verdict = verified(chain, { first_key: typeof options.key === 'string' ? options.key : undefined })
  process.stdout.write(`${wordsOf(verdict).join('\n')}\n`)
  if (verdict.faults.length > 0) throw new Unable('the chain does not hold')
}

/** Part by part, from the address that was given, whatever the paper calls itself: no part leads to another one. */
async function fetched(address: string): Promise<Signed[]> {
  const chain: Signed[] = []
  const { origin, href } = new URL(address)
  for (let next = href.endsWith('.json') ? href : origin + paths.totalsChain; ;) {
    const answer = await fetch(next).catch((error: unknown) => { throw new Unable(`${next} cannot be reached: ${String(error)}`) })
    if (!answer.ok) throw new Unable(`${next} answers ${answer.status}${answer.status === 404 ? ': it is no paper, or one whose statistics are not public' : ''}`)
    const part: z.infer<typeof Part> = partIn(await answer.text(), next)
    chain.push(...part.statements)
    if (part.next === null) return chain
    const { pathname, search } = new URL(part.next, origin)
    if (part.statements.length === 0) throw new Unable(`${next} holds nothing and is not the last`)
    next = origin + pathname + search
  }
}

async function kept(files: readonly string[]): Promise<Signed[]> {
  const chain: Signed[] = []
  for (const file of files) chain.push(...partIn(await readFile(file, 'utf8').catch((error: Error) => { throw new Unable(error.message) }), file).statements)
  return chain
}

function partIn(text: string, from: string): z.infer<typeof Part> {
  const { data } = Part.safeParse(jsonOf(text))
  if (!data) throw new Unable(`${from} holds no chain of signed totals`)
  return data
}

function wordsOf({ statements, days, keys, last, faults, warnings }: Verdict): string[] {
  return [
    statements === 1 ? '1 statement' : `${statements} statements`,
    ...(days ? [`days: ${days.count}, from ${days.first} to ${days.last}; corrections: ${days.corrections}`] : []),
    ...keys.map((key, n) => `${n === 0 ? 'first key' : 'then key'}: ${key}`),
    ...(last === undefined ? [] : [`hash of the last: ${last}`]),
    ...warnings.map((warning) => `take note: ${warning}`), ...faults.map((fault) => `fault: ${fault}`),
    ...(faults.length === 0 && statements > 0 ? ['The chain holds.'] : []),
  ]
}
