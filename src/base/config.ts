// Every setting, parsed once, from the environment or from `.env` in the project's folder (the environment wins).
import type { KeyObject } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseEnv } from 'node:util'
import ipaddr from 'ipaddr.js'
import { z } from 'zod'
import { headerPairs, hosts, ranges } from './config-lists.ts'
import type { Bucket } from './files/s3-client.ts'
import { isMailAddress } from './mail/mail-address.ts'
import { keyOf } from './secrets/keys.ts'

export const projectFolder = fileURLToPath(new URL('../..', import.meta.url))

/** Which Litfass this is. */
export function programVersion(): string {
  const { version = '' } = JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8')) as { version?: string }
  return version
}

export type Range = ReturnType<typeof ipaddr.parseCIDR>
/** What AI crawlers come for: to train models, to answer searches from an index, because a person asked just now. */
export const crawlerPurposes = ['training', 'search', 'user'] as const
export type CrawlerPurpose = (typeof crawlerPurposes)[number]
export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const

const whole = (from: number, to: number) => z.string().regex(/^\d+$/).transform(Number).pipe(z.number().min(from).max(to))
const word = () => z.string().regex(/^[\x21-\x7e]*$/)
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
  DATABASE_OWNER_URL: { given: '', schema: parsed(postgresAddress), shape: 'empty, or an address such as postgres://owner:password@host/database' },
  LITFASS_KEY: { given: '', schema: parsed(ownKey), shape: 'empty, or 32 bytes in base64, as `openssl rand -base64 32` makes them' },
  LITFASS_FORMER_KEYS: { given: '', schema: parsed(keyList), shape: 'empty, or keys in base64 parted by commas' },
  LITFASS_URL: { given: '', schema: parsed(publicAddress), shape: 'the address readers use, such as https://anzeiger.example, without a path' },
  LITFASS_PROXIES: { given: '', schema: parsed(ranges), shape: 'address ranges parted by commas, such as 127.0.0.1/32, 10.0.0.0/8' },
  LITFASS_LOG: { given: 'info', schema: z.enum(logLevels), shape: `one of ${logLevels.join(', ')}` },
  LITFASS_PRESS_MB: { given: '64', schema: whole(1, 65_536), shape: 'a whole number of megabytes, 1 or more' },
  LITFASS_HITS_MB: { given: '1024', schema: whole(1, 1_048_576), shape: 'a whole number of megabytes, 1 or more' },
  LITFASS_COUNTED_HOSTS: { given: '', schema: parsed(hosts), shape: 'empty, or hosts parted by commas, such as app.anzeiger.example' },
  LITFASS_AI_CRAWLERS: { given: 'search, user', schema: parsed(purposes), shape: `all, none, or purposes parted by commas: ${crawlerPurposes.join(', ')}` },
  LITFASS_TDM: { given: 'reserved', schema: z.enum(['reserved', 'allowed', 'unsaid']), shape: 'reserved, allowed or unsaid' },
  LITFASS_TDM_POLICY: { given: '', schema: parsed(webAddress), shape: 'empty, or the whole address of a policy, such as https://anzeiger.example/licences' },
  LITFASS_CDN_SECONDS: { given: '0', schema: whole(0, 31_536_000), shape: 'a whole number of seconds, 0 or more' },
  LITFASS_S3: { given: '', schema: parsed(remoteAddress), shape: 'empty, or the address of a bucket such as https://s3.example/bucket, without a key in it' },
  LITFASS_S3_REGION: { given: 'us-east-1', schema: z.string().regex(/^[\w.-]+$/), shape: 'a region such as eu-central-1' },
  LITFASS_S3_ACCESS_KEY: { given: '', schema: word(), shape: 'the name of a key, without blanks' },
  LITFASS_S3_SECRET_KEY: { given: '', schema: word(), shape: 'a secret without blanks' },
  SMTP_URL: { given: '', schema: parsed(mailServer), shape: 'empty, or the address of a mail server such as smtps://user:password@mail.example or smtp://127.0.0.1:25' },
  LITFASS_MAIL_FROM: { given: '', schema: parsed(mailAddress), shape: 'empty, or a mail address such as paper@anzeiger.example' },
  LITFASS_MAIL_BOUNCES: { given: '', schema: parsed(mailAddress), shape: 'empty, or a mail address such as bounces@anzeiger.example' },
  STRIPE_SECRET_KEY: { given: '', schema: word(), shape: 'empty, or a secret key such as sk_live_…, without blanks' },
  STRIPE_WEBHOOK_SECRET: { given: '', schema: word(), shape: 'empty, or a signing secret such as whsec_…, without blanks' },
  STRIPE_API_BASE: { given: '', schema: parsed(remoteAddress), shape: 'empty, or an address such as http://127.0.0.1:12111' },
  MOLLIE_API_KEY: { given: '', schema: word(), shape: 'empty, or a key such as live_…, without blanks' },
  MOLLIE_ACCESS_TOKEN: { given: '', schema: word(), shape: 'empty, or an access token of the organisation such as access_…, without blanks' },
  MOLLIE_API_BASE: { given: '', schema: parsed(remoteAddress), shape: 'empty, or an address such as http://127.0.0.1:12111' },
  LITFASS_WIRES: { given: '', schema: parsed((path) => (path.includes('\0') ? undefined : path && resolve(projectFolder, path))), shape: 'empty, or a folder' },
  LITFASS_WIRE_HOSTS: { given: '', schema: parsed(hosts), shape: 'empty, or hosts parted by commas, such as receiver.local:8080' },
  LITFASS_METRICS_PORT: { given: '', schema: z.union([z.literal(''), whole(0, 65_535)]), shape: 'empty, or a port number from 0 to 65535' },
  LITFASS_METRICS_HOST: { given: '127.0.0.1', schema: z.string().regex(/^[\w.:-]+$/), shape: 'an address or name to listen on, such as 127.0.0.1' },
  OTEL_EXPORTER_OTLP_ENDPOINT: { given: '', schema: parsed(remoteAddress), shape: 'empty, or the address of a collector such as http://127.0.0.1:4318' },
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: { given: '', schema: parsed(remoteAddress), shape: 'empty, or an address such as http://127.0.0.1:4318/v1/traces' },
  OTEL_EXPORTER_OTLP_HEADERS: { given: '', schema: parsed(headerPairs), shape: 'empty, or pairs such as api-key=secret, parted by commas' },
  OTEL_SERVICE_NAME: { given: 'litfass', schema: z.string().max(200), shape: 'a name of at most 200 letters' },
} as const

type Settings = { [N in keyof typeof settings]: z.infer<(typeof settings)[N]['schema']> }
export interface Config {
  port: number
  host: string
  data: string
  /** Empty: the embedded database in the data folder. */
  databaseUrl: string
  /** The same outside database for its owner, who migrates; empty: `databaseUrl` does both. */
  databaseOwnerUrl: string
  /** What seals; undefined: the key in the data folder. And what opens besides. */
  keys: { own: KeyObject | undefined; former: KeyObject[] }
  /** Where readers find the paper; no slash at the end. */
  url: string
  /** Only from these is X-Forwarded-For or -Proto believed. */
  proxies: Range[]
  log: (typeof logLevels)[number]
  /** For which purposes AI crawlers are welcome. */
  crawlers: CrawlerPurpose[]
  /** Whether text and data mining is reserved, and where its terms stand, if anywhere; null where nothing is said. */
  mining: { reserved: boolean; policy: string } | null
  pressBytes: number
  /** How much hits may take on the disk while they wait for the database. */
  hitsBytes: number
  /** Hosts besides the paper's own whose pages are counted as the paper's. */
  countedHosts: string[]
  cdnSeconds: number
  /** Where pictures are kept; undefined: in the data folder. */
  bucket: Bucket | undefined
  mail: MailConfig
  payments: PaymentConfig
  wires: WireConfig
  /** Where metrics are to be had, if anywhere. */
  metrics: { port: number; host: string } | undefined
  /** Where traces are sent, if anywhere. */
  traces: Traces | undefined
}
/** The payment providers that are set up, with their secrets: never logged, never shown. */
export interface PaymentConfig {
  /** `base`: where its API is found, if not where it always is. */
  stripe?: { secretKey: string; webhookSecret: string; base: string } | undefined
  /** The access token reads payouts, which a key may not; empty where none is set. */
  mollie?: { apiKey: string; accessToken: string; base: string } | undefined
}
/** Where wires come in: the folder whose folders are watched, and hosts in private networks that may be asked nevertheless, perhaps with their port. */
export interface WireConfig { folder: string; hosts: string[] }
export interface MailConfig {
  /** Undefined: mails land in the outbox. */
  server: MailServer | undefined
  /** The address mails come from, and the one that is told when one cannot be delivered. */
  from: string
  bounces: string
  /** The folder of mails that no server takes. */
  outbox: string
}
export interface MailServer {
  host: string
  port: number
  /** From the first byte on; otherwise as soon as the server offers it. */
  tls: boolean
  auth: { user: string; pass: string } | undefined
}
export interface Traces { address: string; headers: Record<string, string>; name: string }

/** The configuration, or one line that says which setting is wrong and what it should be. */
export function parseConfig(given: Record<string, string | undefined>): Config | { wrong: string } {
  const values: Record<string, unknown> = {}
  for (const [name, { given: usual, schema, shape }] of Object.entries(settings)) {
    const result = schema.safeParse(given[name]?.trim() || usual)
    // The value itself is not repeated: it may hold a password.
    if (!result.success) return { wrong: `${name} should be ${shape}` }
    values[name] = result.data
  }
  const s = values as Settings
  if (s.LITFASS_S3 && !(s.LITFASS_S3_ACCESS_KEY && s.LITFASS_S3_SECRET_KEY)) return { wrong: 'LITFASS_S3_ACCESS_KEY and LITFASS_S3_SECRET_KEY are needed where LITFASS_S3 is set' }
  if (s.STRIPE_SECRET_KEY && !s.STRIPE_WEBHOOK_SECRET) return { wrong: 'STRIPE_WEBHOOK_SECRET is needed where STRIPE_SECRET_KEY is set' }
  if (s.DATABASE_OWNER_URL && !s.DATABASE_URL) return { wrong: 'DATABASE_URL is needed where DATABASE_OWNER_URL is set' }
  if (s.SMTP_URL && !s.LITFASS_MAIL_FROM) return { wrong: 'LITFASS_MAIL_FROM is needed where SMTP_URL is set' }
  return named(s)
}

function named(s: Settings): Config {
  const host = s.HOST.includes(':') ? `[${s.HOST}]` : s.HOST
  return {
    port: s.PORT, host: s.HOST, data: s.LITFASS_DATA, databaseUrl: s.DATABASE_URL, databaseOwnerUrl: s.DATABASE_OWNER_URL,
    keys: { own: s.LITFASS_KEY || undefined, former: s.LITFASS_FORMER_KEYS }, url: s.LITFASS_URL || `http://${host}:${s.PORT}`,
    crawlers: s.LITFASS_AI_CRAWLERS, mining: s.LITFASS_TDM === 'unsaid' ? null : { reserved: s.LITFASS_TDM === 'reserved', policy: s.LITFASS_TDM_POLICY },
    proxies: s.LITFASS_PROXIES, log: s.LITFASS_LOG, pressBytes: s.LITFASS_PRESS_MB * 1024 * 1024, hitsBytes: s.LITFASS_HITS_MB * 1024 * 1024, countedHosts: s.LITFASS_COUNTED_HOSTS, cdnSeconds: s.LITFASS_CDN_SECONDS,
    bucket: s.LITFASS_S3 ? { address: s.LITFASS_S3, region: s.LITFASS_S3_REGION, accessKey: s.LITFASS_S3_ACCESS_KEY, secretKey: s.LITFASS_S3_SECRET_KEY } : undefined,
    mail: mailOf(s), payments: paymentsOf(s), wires: { folder: s.LITFASS_WIRES || join(s.LITFASS_DATA, 'wires'), hosts: s.LITFASS_WIRE_HOSTS },
    metrics: s.LITFASS_METRICS_PORT === '' ? undefined : { port: s.LITFASS_METRICS_PORT, host: s.LITFASS_METRICS_HOST },
    traces: tracesOf(s),
  }
}

function mailOf(s: Settings): MailConfig {
  const from = s.LITFASS_MAIL_FROM || 'paper@localhost'
  return { server: s.SMTP_URL || undefined, from, bounces: s.LITFASS_MAIL_BOUNCES || from, outbox: join(s.LITFASS_DATA, 'outbox') }
}

function paymentsOf(s: Settings): PaymentConfig {
  return {
    stripe: s.STRIPE_SECRET_KEY ? { secretKey: s.STRIPE_SECRET_KEY, webhookSecret: s.STRIPE_WEBHOOK_SECRET, base: s.STRIPE_API_BASE } : undefined,
    mollie: s.MOLLIE_API_KEY ? { apiKey: s.MOLLIE_API_KEY, accessToken: s.MOLLIE_ACCESS_TOKEN, base: s.MOLLIE_API_BASE } : undefined,
  }
}

// As OpenTelemetry has it: the general address stands for all kinds of signals, each below it.
function tracesOf(s: Settings): Traces | undefined {
  const address = s.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT || (s.OTEL_EXPORTER_OTLP_ENDPOINT && `${s.OTEL_EXPORTER_OTLP_ENDPOINT}/v1/traces`)
  return address ? { address, headers: s.OTEL_EXPORTER_OTLP_HEADERS, name: s.OTEL_SERVICE_NAME } : undefined
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

function ownKey(text: string): KeyObject | '' | undefined {
  return text === '' ? '' : keyOf(text)
}

function keyList(text: string): KeyObject[] | undefined {
  const keys = text.split(/[\s,]+/).filter(Boolean).map(keyOf)
  return keys.every((key) => key !== undefined) ? keys : undefined
}

function publicAddress(text: string): string | undefined {
  if (text === '') return ''
  const url = URL.parse(text)
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search || url.hash || url.username) return undefined
  return url.origin
}

function remoteAddress(text: string): string | undefined {
  if (text === '') return ''
  const url = URL.parse(text)
  if (!url || !/^https?:$/.test(url.protocol) || url.search || url.hash || url.username || url.password) return undefined
  return url.href.replace(/\/+$/, '')
}

function mailServer(text: string): MailServer | '' | undefined {
  if (text === '') return ''
  const url = URL.parse(text)
  if (!url || !/^smtps?:$/.test(url.protocol) || !url.hostname || !/^\/?$/.test(url.pathname) || url.search || url.hash || (url.password && !url.username)) return undefined
  const tls = url.protocol === 'smtps:'
  try {
    const auth = url.username ? { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } : undefined
    return { host: url.hostname.replace(/^\[(.*)\]$/, '$1'), port: Number(url.port) || (tls ? 465 : auth ? 587 : 25), tls, auth }
  } catch {
    return undefined
  }
}

function mailAddress(text: string): string | undefined {
  return text === '' || isMailAddress(text) ? text : undefined
}

/** Whether an address or name means this machine and no other. */
export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[(.*)\]$/, '$1')
  return bare === 'localhost' || (ipaddr.isValid(bare) && ipaddr.process(bare).range() === 'loopback')
}

/** It is sent in a header and written into files, so it is kept as the web writes it. */
function webAddress(text: string): string | undefined {
  if (text === '') return ''
  const url = URL.parse(text)
  return url && /^https?:$/.test(url.protocol) && !url.username ? url.href : undefined
}

function purposes(text: string): CrawlerPurpose[] | undefined {
  if (text === 'all') return [...crawlerPurposes]
  if (text === 'none') return []
  const named = text.split(/[\s,]+/).filter(Boolean)
  const known = crawlerPurposes.filter((purpose) => named.includes(purpose))
  return known.length > 0 && named.every((name) => known.some((purpose) => purpose === name)) ? known : undefined
}
