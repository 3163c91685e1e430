// Every setting, parsed once, from the environment or from `.env` in the project's folder (the environment wins).
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseEnv } from 'node:util'
import ipaddr from 'ipaddr.js'
import { z } from 'zod'

export const projectFolder = fileURLToPath(new URL('../..', import.meta.url))

export type Range = ReturnType<typeof ipaddr.parseCIDR>
export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

const whole = (from: number, to: number) => z.string().regex(/^\d+$/).transform(Number).pipe(z.number().min(from).max(to))
const parsed = <T>(parse: (text: string) => T | undefined) =>
  z.string().transform((text, context) => {
    const value = parse(text)
    if (value !== undefined) return value
    context.addIssue('')
    return z.NEVER
  })

/** What each setting is called, what it is when it is not given, how it is read, and what to say when it cannot be. */
export const settings = {
  PORT: { given: '3000', schema: whole(0, 65_535), shape: 'a port number from 0 to 65535' },
  HOST: { given: '127.0.0.1', schema: z.string().regex(/^[\w.:-]+$/), shape: 'an address or name to listen on, such as 127.0.0.1 or 0.0.0.0' },
  LITFASS_DATA: { given: './data', schema: parsed((path) => (path.includes('\0') ? undefined : resolve(projectFolder, path))), shape: 'a folder' },
  DATABASE_URL: { given: '', schema: parsed(postgresAddress), shape: 'empty, or an address such as postgres://user:password@host/database' },
  LITFASS_URL: { given: '', schema: parsed(publicAddress), shape: 'the address readers use, such as https://anzeiger.example, without a path' },
  LITFASS_PROXIES: { given: '', schema: parsed(ranges), shape: 'address ranges parted by commas, such as 127.0.0.1/32, 10.0.0.0/8' },
  LITFASS_LOG: { given: 'info', schema: z.enum(logLevels), shape: `one of ${logLevels.join(', ')}` },
  LITFASS_PRESS_MB: { given: '64', schema: whole(1, 65_536), shape: 'a whole number of megabytes, 1 or more' },
  LITFASS_CDN_SECONDS: { given: '0', schema: whole(0, 31_536_000), shape: 'a whole number of seconds, 0 or more' },
} as const

type Settings = { [N in keyof typeof settings]: z.infer<(typeof settings)[N]['schema']> }
export interface Config {
  port: number
  host: string
  data: string
  /** Empty: the embedded database in the data folder. */
  databaseUrl: string
  /** Where readers find the paper; no slash at the end. */
  url: string
  /** Only from these is X-Forwarded-For or -Proto believed. */
  proxies: Range[]
  log: (typeof logLevels)[number]
  pressBytes: number
  cdnSeconds: number
}

/** The configuration, or one line that says which setting is wrong and what it should be. */
export function parseConfig(given: Record<string, string | undefined>): Config | { wrong: string } {
  const values: Record<string, unknown> = {}
  for (const [name, { given: usual, schema, shape }] of Object.entries(settings)) {
    const result = schema.safeParse(given[name]?.trim() || usual)
    // The value itself is not repeated: it may hold a password.
    if (!result.success) return { wrong: `${name} should be ${shape}` }
    values[name] = result.data
  }
  return named(values as Settings)
}

function named(s: Settings): Config {
  const host = s.HOST.includes(':') ? `[${s.HOST}]` : s.HOST
  return {
    port: s.PORT, host: s.HOST, data: s.LITFASS_DATA, databaseUrl: s.DATABASE_URL, url: s.LITFASS_URL || `http://${host}:${s.PORT}`,
    proxies: s.LITFASS_PROXIES, log: s.LITFASS_LOG, pressBytes: s.LITFASS_PRESS_MB * 1024 * 1024, cdnSeconds: s.LITFASS_CDN_SECONDS,
  }
}

/** What the process was given: its environment, and under it the file `.env`. */
export function givenSettings(env: NodeJS.ProcessEnv, file = join(projectFolder, '.env')): Record<string, string | undefined> {
  return { ...envFile(file), ...env }
}

function envFile(file: string): Record<string, string | undefined> {
  try {
    return parseEnv(readFileSync(file, 'utf8'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {}
    throw error
  }
}

function postgresAddress(text: string): string | undefined {
  if (text === '') return ''
  const protocol = URL.parse(text)?.protocol
  return protocol === 'postgres:' || protocol === 'postgresql:' ? text : undefined
}

function publicAddress(text: string): string | undefined {
  if (text === '') return ''
  const url = URL.parse(text)
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search || url.hash || url.username) return undefined
  return url.origin
}

function ranges(text: string): Range[] | undefined {
  try {
    return text.split(/[\s,]+/).filter(Boolean).map((one) => (one.includes('/') ? ipaddr.parseCIDR(one) : wholeAddress(one)))
  } catch {
    return undefined
  }
}

function wholeAddress(text: string): Range {
  // The library takes a bare number for an address.
  if (!/[.:]/.test(text)) throw new Error('no address')
  const address = ipaddr.parse(text)
  return [address, address.kind() === 'ipv6' ? 128 : 32]
}
