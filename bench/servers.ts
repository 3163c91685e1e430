// What the benchmark runs: the paper and nginx, each on the first core, and wrk on the second.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { get } from 'node:http'
import { createServer, type AddressInfo } from 'node:net'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { setTimeout as wait } from 'node:timers/promises'

const project = fileURLToPath(new URL('..', import.meta.url))
const onCore = (core: number) => ['taskset', '-c', String(core)]
/** The kernel counts processor time in hundredths of a second. */
const ticksPerSecond = 100

export interface Server { address: string; pid: number; stop(): Promise<void> }
export interface Page { status: number | undefined; body: Buffer; headers: Record<string, string | string[] | undefined> }
export interface Load { requests: number; seconds: number; p99: number }

export function isThere(program: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${program}`]).status === 0
}

export async function startPaper(data: string, words: string[] = []): Promise<Server> {
  const env = { ...process.env, DATABASE_URL: '', HOST: '127.0.0.1', PORT: '0', LITFASS_DATA: data }
  const child = spawn('taskset', [...onCore(0).slice(1), 'sh', join(project, 'bin/litfass'), 'start', ...words], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => { output = (output + text).slice(-100_000) })
  for (;;) {
    const [, address] = /the paper is open at (http:[^"\s]+)/.exec(output) ?? []
    if (address) return server(child, address)
    if (child.exitCode !== null) throw new Error(`the paper did not start:\n${output}`)
    await wait(50)
  }
}

/** nginx with one worker, serving these bytes with these headers from a file packed beforehand. */
export async function startNginx(folder: string, page: Page): Promise<Server> {
  const port = await freePort()
  mkdirSync(join(folder, 'www'), { recursive: true })
  writeFileSync(join(folder, 'www', 'page'), 'for readers without gzip')
  writeFileSync(join(folder, 'www', 'page.gz'), page.body)
  const said = Object.entries(page.headers).filter(([name]) => !['content-length', 'content-encoding', 'content-type', 'date', 'connection', 'keep-alive', 'etag', 'vary'].includes(name))
  const scratch = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path ${join(folder, kind)};`).join(' ')
  writeFileSync(join(folder, 'nginx.conf'), `
    ${process.getuid?.() === 0 ? `user ${userInfo().username};` : ''} worker_processes 1; daemon off; pid ${join(folder, 'pid')}; error_log ${join(folder, 'error.log')};
    events { worker_connections 1024; }
    http {
      access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000; open_file_cache max=10; gzip_static on; gzip_vary on; default_type "text/html; charset=utf-8"; ${scratch}
      server { listen 127.0.0.1:${port}; root ${join(folder, 'www')}; location = /seen.gif { access_log ${join(folder, 'access.log')} combined; empty_gif; } ${said.map(([name, value]) => `add_header ${name} "${value}";`).join(' ')} }
    }`)
  const child = spawn('taskset', [...onCore(0).slice(1), 'nginx', '-c', join(folder, 'nginx.conf'), '-e', join(folder, 'error.log')], { stdio: 'ignore' })
  await wait(500)
  return server(child, `http://127.0.0.1:${port}`)
}

function server(child: ChildProcess, address: string): Server {
  const stop = async () => {
    const ended = once(child, 'exit')
    child.kill('SIGTERM')
    await ended
  }
  return { address, pid: child.pid ?? 0, stop }
}

/** A paper in this data folder, which it answers: unless something else is said, of 100,000 articles and a million comments. */
export function generatedPaper(data: string, size: Record<string, string | number> = { articles: 100_000, comments: 1_000_000 }): string {
  console.error('generating the large paper; this takes some minutes …')
  const { status } = spawnSync('sh', [join(project, 'bin/litfass'), 'generate', '--seed', '7', ...Object.entries(size).flatMap(([name, value]) => [`--${name}`, String(value)])], { env: { ...process.env, DATABASE_URL: '', LITFASS_DATA: data }, stdio: 'inherit' })
  if (status !== 0) throw new Error('the large paper could not be generated')
  return data
}

export async function load(url: string, { connections, seconds, script }: { connections: number; seconds: number; script?: string }): Promise<Load> {
  const child = spawn('taskset', [...onCore(1).slice(1), 'wrk', '-t1', `-c${connections}`, `-d${seconds}`, '--latency', ...(script ? ['-s', script] : ['-H', 'accept-encoding: gzip']), url], { stdio: ['ignore', 'pipe', 'inherit'] })
  let text = ''
  child.stdout.setEncoding('utf8').on('data', (part: string) => { text += part })
  await once(child, 'close')
  if (/Non-2xx|Socket errors/.test(text)) throw new Error(`not every request was answered:\n${text}`)
  const [, p99 = '', unit = ''] = /99%\s+([\d.]+)(us|ms|s)/.exec(text) ?? []
  return { requests: Number(/(\d+) requests in/.exec(text)?.[1]), seconds, p99: Number(p99) * ({ us: 0.001, ms: 1, s: 1_000 }[unit] ?? NaN) }
}

/** Seconds of processor time that a process and all below it have used. */
export function processorSeconds(pid: number): number {
  const all = new Map(readdirSync('/proc').map(Number).filter((one) => one > 0).flatMap((one) => { const found = stat(one); return found ? [[one, found] as const] : [] }))
  const below = (one: number): number => (all.get(one)?.ticks ?? 0) + [...all].filter(([, { parent }]) => parent === one).reduce((sum, [child]) => sum + below(child), 0)
  return below(pid) / ticksPerSecond
}

function stat(pid: number) {
  try {
    // The name, in brackets, may hold blanks.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ').map(Number)
    const [parent = 0, user = 0, system = 0, reapedUser = 0, reapedSystem = 0] = [fields[1], ...fields.slice(11, 15)]
    return { parent, ticks: user + system + reapedUser + reapedSystem }
  } catch {
    return undefined
  }
}

export function ask(url: string, encoding = 'gzip'): Promise<Page> {
  return new Promise((resolve, reject) => {
    get(url, { headers: { 'accept-encoding': encoding } }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => resolve({ status: response.statusCode, body: Buffer.concat(chunks), headers: response.headers }))
    }).on('error', reject)
  })
}

export function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  return port
}
