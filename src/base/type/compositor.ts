// The compositor sets words in the paper's faces and draws them as pictures, for where no browser does. It works in a
// process of its own that ends with the work: fonts and drawings leave nothing behind in the program's memory.
import { fork } from 'node:child_process'
import { createTurns } from '../turns.ts'
import type { Box, Cut } from './face.ts'

interface Rect extends Box { kind: 'rect'; colour: string }
/** `texts`: the first that the face can set. Anything in a part is counted in the units of the whole drawing. */
export interface Text extends Box, Cut {
  kind: 'text'
  texts: string[]
  colour: string
  /** From large to small: the largest in which it fits. */
  sizes: readonly number[]
  leading: number
}
/** One letter, as large as its box. */
export interface Letter extends Box, Cut { kind: 'letter'; texts: string[]; colour: string }
/** Markup of our own. */
interface Drawing { kind: 'drawing'; markup: string; x: number; y: number; scale: number }
export type Part = Rect | Text | Letter | Drawing

export interface Order { width: number; height: number; parts: Part[]; /** PNG files of it, in these sizes. */ prints: { width: number; height: number }[] }
export interface Composed {
  /** As SVG. */
  drawing: string
  prints: Uint8Array[]
  /** Whether all texts could be set. */
  isSet: boolean
}

/** Each takes a third of a second or so. */
const turns = createTurns({ atOnce: 1, waiting: 24 })
const mostMs = 30_000

export class Overworked extends Error {}

/** Draws one order after the other. Throws Overworked when too many wait already. */
export async function compose(order: Order): Promise<Composed> {
  const composed = await turns.take(() => inProcess(order))
  if (!composed) throw new Overworked('too many drawings are asked for at once')
  return composed
}

async function inProcess(order: Order): Promise<Composed> {
  const { NODE_COMPILE_CACHE } = process.env
  const child = fork(new URL('./compositor-process.ts', import.meta.url), [], {
    serialization: 'advanced', execArgv: [], stdio: ['ignore', 'ignore', 'ignore', 'ipc'], env: { MALLOC_ARENA_MAX: '2', ...(NODE_COMPILE_CACHE ? { NODE_COMPILE_CACHE } : {}) },
  })
  const { promise, resolve, reject } = Promise.withResolvers<Composed>()
  child.on('message', (answer) => {
    if (typeof answer === 'object' && 'failed' in answer) reject(new Error(`a drawing failed: ${answer.failed}`))
    else resolve(answer as unknown as Composed)
  })
  child.once('exit', (status, signal) => reject(new Error(`the compositor ended early (${signal ?? status})`)))
  child.once('error', reject)
  const late = setTimeout(() => reject(new Error('a drawing took too long')), mostMs)
  try {
    child.send(order)
    return await promise
  } finally {
    clearTimeout(late)
    child.kill('SIGKILL')
  }
}
