// Pictures are decoded and encoded in a process of their own that ends with the work: its memory goes back to the
// machine, background work runs below the pages in priority, and a file that crashes a decoder takes nothing else with it.
import { fork, type ChildProcess } from 'node:child_process'
import { counted, timed, type Ending } from '../metrics/counts.ts'
import { spanned } from '../traces/spans.ts'

/** In pixels of the picture as it is seen, turned upright. */
export interface Cut { left: number; top: number; width: number; height: number; whole: boolean }
export const formats = ['avif', 'webp', 'jpeg'] as const
export type Format = (typeof formats)[number]

export interface Look {
  /** Upright. */
  width: number
  height: number
  media_type: string
  /** Metadata as it lies in the file. */
  xmp: Uint8Array | undefined
  iptc: Uint8Array | undefined
  exif: Uint8Array | undefined
}
/** The XMP packet is all the metadata the print has. */
export interface PrintOrder { cut: Cut; width: number; format: Format | 'png'; xmp: string }
export interface Print { bytes: Uint8Array; width: number; height: number }

export interface Incoming {
  bytes: Uint8Array
  /** The most it may have. */
  pixels: number
  /** Somebody waits for it: the work is not put behind that of the pages. */
  isAwaited: boolean
}
export interface Room {
  look(): Promise<Look>
  /** What the picture looks like, coarsely, as 64 zeros and ones: of pictures that look alike few differ. Null where there is too little to see. */
  glance(): Promise<string | null>
  print(order: PrintOrder): Promise<Print>
}

/** What a file can be that is not taken: no format we read, vectors, more pixels than allowed, or broken. */
export type Unreadable = 'format' | 'vector' | 'pixels' | 'broken'
export class CannotRead extends Error {
  readonly why: Unreadable
  constructor(why: Unreadable) {
    super(`the picture cannot be read: ${why}`)
    this.why = why
  }
}

export type Order = ({ task: 'open' } & Incoming) | { task: 'look' | 'glance' } | ({ task: 'print' } & PrintOrder)
export type Answer = { done: unknown } | { unreadable: Unreadable }

/** Opens a darkroom for one picture. Throws CannotRead where the file is to blame. */
export function inDarkroom<T>(incoming: Incoming, work: (room: Room) => Promise<T>): Promise<T> {
  const outcome = (ending: Ending<T>) => ('result' in ending ? 'done' : ending.error instanceof CannotRead ? 'unreadable' : 'failed')
  return spanned({ name: 'darkroom', attributes: { 'litfass.picture.bytes': incoming.bytes.length } }, () =>
    counted('litfass_darkroom_pictures_total', {}, { work: () => timed('litfass_darkroom_seconds', {}, () => developed(incoming, work)), outcome }))
}

async function developed<T>(incoming: Incoming, work: (room: Room) => Promise<T>): Promise<T> {
  const child = fork(new URL('./darkroom-process.ts', import.meta.url), [], { serialization: 'advanced', execArgv: [], env: environment(), stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
  try {
    await ask(child, { task: 'open', ...incoming })
    return await work({
      look: () => ask(child, { task: 'look' }) as Promise<Look>,
      glance: () => ask(child, { task: 'glance' }) as Promise<string | null>,
      print: (order) => ask(child, { task: 'print', ...order }) as Promise<Print>,
    })
  } finally {
    child.kill('SIGKILL')
  }
}

// The decoders need no setting of ours, least of all the database's address.
function environment(): NodeJS.ProcessEnv {
  const { NODE_COMPILE_CACHE } = process.env
  return { MALLOC_ARENA_MAX: '2', ...(NODE_COMPILE_CACHE ? { NODE_COMPILE_CACHE } : {}) }
}

const crashes: (NodeJS.Signals | null)[] = ['SIGSEGV', 'SIGABRT', 'SIGBUS', 'SIGILL', 'SIGFPE']

function ask(child: ChildProcess, order: Order): Promise<unknown> {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>()
  const answered = (message: unknown) => {
    const answer = message as Answer
    if ('done' in answer) resolve(answer.done)
    else reject(new CannotRead(answer.unreadable))
  }
  const ended = (status: number | null, signal: NodeJS.Signals | null) =>
    reject(crashes.includes(signal) ? new CannotRead('broken') : new Error(`the darkroom ended early (${signal ?? status})`))
  child.once('message', answered)
  child.once('exit', ended)
  child.once('error', reject)
  // An order cannot be handed to a process that has crashed; how it ended says why, and that may still be on its way.
  child.send(order, (error) => { if (error && (child.exitCode !== null || child.signalCode !== null)) ended(child.exitCode, child.signalCode) })
  return promise.finally(() => {
    child.off('message', answered)
    child.off('exit', ended)
    child.off('error', reject)
  })
}
