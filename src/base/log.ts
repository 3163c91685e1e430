// One JSON line for each event; on a terminal the same for the eye. No reader's address or agent is ever given to it.
import { pino, type Logger } from 'pino'
import type { Config } from './config.ts'

export type Log = Logger

export async function openLog(level: Config['log']): Promise<Log> {
  const options = {
    level, base: { pid: process.pid }, timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) }, serializers: { err: errorFacts },
  }
  if (!process.stdout.isTTY) return pino(options, pino.destination({ fd: 1, sync: false }))
  // A stream in this thread: pino's own transport would keep a second one.
  const { PinoPretty } = await import('pino-pretty')
  return pino(options, PinoPretty({ sync: true, ignore: 'pid', translateTime: 'SYS:HH:MM:ss' }))
}

/** The database's errors bring along the row they are about, which may be a reader's. */
function errorFacts(error: Error & { code?: unknown }) {
  const { type, message, stack } = pino.stdSerializers.err(error)
  return { type, message, stack, code: error.code }
}

/** Writes out what is still held back; before the program ends. */
export function flushed(log: Log): Promise<void> {
  return new Promise((resolve) => log.flush(() => resolve()))
}

export interface Answered { method: string | undefined; url: string | undefined; status: number; ms: number }

/** The access log: what was asked for and how it went, not by whom. What stands behind `?` may hold words that readers typed, and a link of a mail is a key. */
export function logAccess(log: Log, { method, url, status, ms }: Answered) {
  log.info({ method, path: withoutKeys((url ?? '').split('?', 1)[0] ?? ''), status, ms: Math.round(ms * 10) / 10 }, 'request')
}

/** A path whose parts that are tokens (newToken in people/session.ts) are left out. No address of an article has capitals. */
function withoutKeys(path: string): string {
  return path.replace(/(?<=\/)(?=[\w-]*[A-Z])[\w-]{43,}/g, ':token')
}
